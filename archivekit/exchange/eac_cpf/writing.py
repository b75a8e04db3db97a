"""Authority records as a folder of EAC-CPF files, one a record.

A file that came in as EAC-CPF 2010 and is unchanged leaves to the letter; any other is made from
the record.
"""

from __future__ import annotations

import re
from pathlib import Path

from archivekit.description.words import bare
from archivekit.errors import ArchivekitError
from archivekit.exchange.eac_cpf.document import document
from archivekit.exchange.eac_cpf.names import EAC
from archivekit.exchange.eac_cpf.reading import read_text
from archivekit.exchange.outgoing import Institution, OutgoingAuthority, Records
from archivekit.problems import Problems, Severity

_LONGEST_NAME = 100
_ENCODING = re.compile(r"\s*<\?xml[^>]*encoding=[\"']([\w.-]+)")
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


def write(_records: Records, institution: Institution, target: Path, problems: Problems) -> None:
    """Writes the folder ``target``. The records themselves are not in it."""
    target.mkdir()
    taken: set[str] = set()
    agency = next(iter(institution.name.values()), "")
    for outgoing in institution.authorities():
        content = _letters(outgoing) or document(outgoing.authority, agency, institution.today)
        (target / f"{_file_name(outgoing, taken)}.xml").write_bytes(content)
    if not taken:
        problems.add("exchange.no-authorities", Severity.WARNING)


def _letters(outgoing: OutgoingAuthority) -> bytes:
    """The file it came from, where that is EAC-CPF 2010 and says the same."""
    if EAC not in outgoing.source_xml[:4096]:
        return b""
    try:
        same = read_text(outgoing.source_xml) == outgoing.authority
    except ArchivekitError:
        return b""
    if not same:
        return b""
    declared = _ENCODING.match(outgoing.source_xml)
    return outgoing.source_xml.encode(declared[1] if declared else "utf-8", "xmlcharrefreplace")


def _file_name(outgoing: OutgoingAuthority, taken: set[str]) -> str:
    said = _NOT_IN_NAMES.sub("-", bare(outgoing.authority.record_id)).strip("-")
    stem = said[:_LONGEST_NAME] or "authority"
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    taken.add(name)
    return name
