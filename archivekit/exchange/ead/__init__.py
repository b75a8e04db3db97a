"""Finding aids in EAD 2002 and EAD3: read into descriptions, and written from them."""
