"""Names of EAC-CPF that reading and writing share: namespaces, elements of the description."""

from __future__ import annotations

EAC = "urn:isbn:1-931666-33-4"
EAC2 = "https://archivists.org/ns/eac/v2"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

# An archivist's own word on publishing stands in a localControl of this type.
PUBLISH = "archivekit:publish"
# A record identifier that is no NMTOKEN, to the letter, in an otherRecordId of this type.
RECORD_ID = "archivekit:recordId"

# What the schema demands of a language, where nothing is said: ISO 639-2, ISO 15924.
UNDETERMINED, NO_SCRIPT = "und", "Zyyy"

PROSE = ("biogHist", "generalContext", "structureOrGenealogy")
STATEMENTS = ("function", "legalStatus", "localDescription", "mandate", "occupation")
RELATIONS = {"cpf": "cpfRelation", "resource": "resourceRelation", "function": "functionRelation"}
