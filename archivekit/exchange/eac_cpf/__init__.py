"""Authority records in EAC-CPF, 2010 and 2.0 in, 2010 out."""
