"""EDM for Europeana: one RDF file, or a folder with one file for each record.

Europeana's own import takes one record a file, zipped; validators and triple stores like a single
one. Owns the files; what stands in them is :mod:`archivekit.oai.edm`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from archivekit.description.exposed import Exposed
from archivekit.errors import NothingDone
from archivekit.exchange.outgoing import Institution, Records
from archivekit.exchange.outside import located
from archivekit.exchange.tally import Tally
from archivekit.oai import edm
from archivekit.problems import Place, Problems, Severity

_PROLOG = '<?xml version="1.0" encoding="UTF-8"?>\n'
_IN_A_FOLDER = 1000
_ONE_FILE = re.compile(r"\.(?:xml|rdf)(?:\.part)?$", re.I)
# Not a fault of a record, but what it is: told once for all.
_NOT_FOR_EUROPEANA = "exchange.edm-no-image"


def write(records: Records, institution: Institution, target: Path, problems: Problems) -> int:
    """Writes what Europeana takes: one file where ``target`` ends in ``.xml`` or ``.rdf``.

    Else a folder, 1,000 files in each of its own. Gives how many records it wrote.
    Raises NothingDone where the site has no address.
    """
    if not institution.base_url:
        raise NothingDone("exchange.edm-no-base-url")
    tally = Tally()
    taken = _taken(records, problems, tally)
    written = (_one_file if _ONE_FILE.search(target.name) else _folder)(taken, institution, target)
    tally.tell(problems, Severity.NOTE)
    return written


def _taken(records: Records, problems: Problems, tally: Tally) -> Iterator[Exposed]:
    for outgoing in records():
        record = outgoing.exposed
        unmet = list(edm.unmet(record))
        if _NOT_FOR_EUROPEANA in unmet:
            tally.add(_NOT_FOR_EUROPEANA, record.code)
        elif unmet:
            for key in unmet:
                problems.add(key, Severity.ERROR, Place(record=record.code))
        else:
            for term in record.terms:
                if term != "license" and edm.element_of(term) is None:
                    tally.add("exchange.term-not-said", record.code, {"term": term})
            yield record


def _one_file(taken: Iterator[Exposed], institution: Institution, target: Path) -> int:
    number = 0
    with target.open("wb") as file:
        file.write(f"{_PROLOG}{edm.OPEN}\n".encode())
        for record in taken:
            file.write(located(edm.write(record), institution) + b"\n")
            number += 1
        file.write(f"{edm.CLOSE}\n".encode())
    return number


def _folder(taken: Iterator[Exposed], institution: Institution, target: Path) -> int:
    target.mkdir()
    number = 0
    for number, record in enumerate(taken, start=1):
        folder = target / f"{(number - 1) // _IN_A_FOLDER + 1:04}"
        folder.mkdir(exist_ok=True)
        name = re.sub(r"[^A-Za-z0-9]+", "_", record.ark.removeprefix("ark:/"))
        head, body, tail = f"{_PROLOG}{edm.OPEN}\n", edm.write(record), f"\n{edm.CLOSE}\n"
        document = head.encode() + located(body, institution) + tail.encode()
        (folder / f"{name}.xml").write_bytes(document)
    return number
