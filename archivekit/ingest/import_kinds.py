"""Which importer a file is for, found by its content and never by its name."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from archivekit.errors import WrongUse, system_says

if TYPE_CHECKING:
    from archivekit.ingest.importing import Importer

# By the root of an XML file; all that is not XML is a sheet.
_IMPORTERS = {
    "ead": "import_ead:take",
    "oai-pmh": "import_ead:take",
    "eac-cpf": "import_authorities:take",
    "eac": "import_authorities:take",
    "rdf": "import_skos:take",
    "sheet": "import_sheet:take",
}
_LOOKED_AT = 65_536
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>", re.S)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}


def importer_of(file: Path) -> Importer:
    """The importer of a file. Raises WrongUse where it is of no kind that is known."""
    kind = kind_of(file)
    if kind not in _IMPORTERS:
        raise WrongUse("ingest.no-such-kind", file=file.name, kind=kind)
    module, _, function = _IMPORTERS[kind].partition(":")
    importer: Importer = getattr(import_module(f"archivekit.ingest.{module}"), function)
    return importer


def kind_of(file: Path) -> str:
    """``sheet``, or the name of an XML file's root. Raises WrongUse where it cannot be read."""
    try:
        with file.open("rb") as opened:
            start = opened.read(_LOOKED_AT)
    except OSError as error:
        raise WrongUse("ingest.unreadable-description", file=file, why=system_says(error)) from None
    encoding = _MARKS.get(start[:2], "utf-8-sig")
    words = start.decode(encoding, "replace").lstrip("\ufeff \t\r\n")
    if not words.startswith("<"):
        return "sheet"
    root = _ROOT.search(_COMMENT.sub("", words))
    if root is None:
        raise WrongUse("ingest.no-root", file=file.name, most=_LOOKED_AT // 1024)
    return root[1].lower()
