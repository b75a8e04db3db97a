"""The names of EAD: namespaces, components, and where each element's words go.

EAD 2002 and EAD3 are read by the same tables: an element is known by its local name. Owns the
crosswalk from EAD to DCMI Metadata Terms; the code that walks over elements is in ``describing``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

EAD2002 = "urn:isbn:1-931666-22-9"
EAD3 = "http://ead3.archivists.org/schema/"
XLINK = "http://www.w3.org/1999/xlink"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMESPACES = frozenset(("", EAD2002, EAD3, "http://ead3.archivists.org/schema/undeprecated/"))

# Unnumbered, and numbered from the top (EAD 2002, <c>; EAD3, <c01> to <c12>).
COMPONENTS = frozenset(("c", *(f"c{number:02}" for number in range(1, 13))))
LIKE_COMPONENTS = COMPONENTS | {"archdesc"}

# Whole text to one value of a term.
TEXT_TERMS = {
    "abstract": "abstract",
    "scopecontent": "description",
    "relatedmaterial": "relation",
    "altformavail": "hasFormat",
    "originalsloc": "isFormatOf",
    "bibliography": "isReferencedBy",
    "prefercite": "bibliographicCitation",
    "materialspec": "ead:materialspec",
    "physloc": "ead:physloc",
    "repository": "ead:repository",
    "container": "ead:container",
    "note": "ead:note",
    "didnote": "ead:note",
    "accruals": "ead:accruals",
    "acqinfo": "ead:acqinfo",
    "appraisal": "ead:appraisal",
    "arrangement": "ead:arrangement",
    "bioghist": "ead:bioghist",
    "custodhist": "ead:custodhist",
    "fileplan": "ead:fileplan",
    "index": "ead:index",
    "legalstatus": "ead:legalstatus",
    "odd": "ead:odd",
    "otherfindaid": "ead:otherfindaid",
    "phystech": "ead:phystech",
    "processinfo": "ead:processinfo",
    "relations": "ead:relations",
    "separatedmaterial": "ead:separatedmaterial",
}
# Terms of index entries (<controlaccess>), by the element that holds them.
INDEX_TERMS = {
    "subject": "subject",
    "function": "subject",
    "occupation": "subject",
    "title": "relation",
    "geogname": "spatial",
    "persname": "contributor",
    "famname": "contributor",
    "corpname": "contributor",
    "name": "contributor",
    "genreform": "type",
}
# What holds other elements of a description and says nothing itself.
WRAPPERS = frozenset(("did", "descgrp", "archdescgrp"))
# Read by rules of their own, or saying nothing of the record.
SPECIAL = frozenset(
    (
        *("unitid", "unittitle", "unitdate", "unitdatestructured", "dateset", "origination"),
        *("physdesc", "physdescstructured", "physdescset", "parallelphysdescset", "langmaterial"),
        *("controlaccess", "accessrestrict", "userestrict", "dao", "daogrp", "daoset"),
    )
)
IGNORED = frozenset(("head", "dsc", "runner", "thead", "eadheader", "control", "frontmatter"))
# Read in the order they stand in, whichever of them.
TOGETHER = {
    "unitdatestructured": "unitdate",
    "dateset": "unitdate",
    "physdescstructured": "physdesc",
    "physdescset": "physdesc",
    "parallelphysdescset": "physdesc",
}
# The types that an export gives <odd> where it holds what EAD has no element for: a DCMI term, an
# element of another dialect, a column that archivekit does not know, notes for the house.
DCMI = "dcterms:"
UNKNOWN = "unknown:"
NOTES = "internal-notes"
NAMES = frozenset(("persname", "famname", "corpname", "name"))


def kind_of(element: Any) -> str:
    """The type of an element: ``type``, in EAD3 ``localtype``."""
    return str(element.get("type") or element.get("localtype") or "")


def term_of(element: Any, name: str) -> str:
    """The term of an element of :data:`TEXT_TERMS`, or the one that its type names."""
    kind = kind_of(element) if name == "odd" else ""
    if kind.startswith(DCMI) and kind.removeprefix(DCMI).isalpha():
        return kind.removeprefix(DCMI)
    return kind if kind.startswith("ead:") and kind[4:].isalpha() else TEXT_TERMS[name]


def local(element: Any) -> str:
    """An element's name without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """An attribute by its name, whatever namespace or prefix it has; empty where there is none."""
    found = element.get(name)
    if found is None:
        found = element.get(f"{{{XLINK}}}{name}")
    if found is None:
        # ``https`` for XLink's ``http``, or a prefix that nothing declares.
        ends = (f"}}{name}", f":{name}")
        found = next((said for key, said in element.attrib.items() if key.endswith(ends)), "")
    return str(found).strip()


def is_internal(element: Any) -> bool:
    """Whether an element is not for the public: ``audience="internal"``, or a type that says so."""
    if element.get("audience") == "internal":
        return True
    kind = element.get("type") or element.get("localtype") or ""
    return "internal" in kind.lower()


def shown_within(element: Any) -> Iterator[Any]:
    """All elements in one, but those for internal use alone and what is in these."""
    for child in element:
        if local(child) and not is_internal(child):
            yield child
            yield from shown_within(child)
