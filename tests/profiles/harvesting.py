"""The provider at 127.0.0.1, harvested as partners do; every answer must fit the grammar."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree
from sickle import Sickle

from archivekit.edition import Edition, Request
from archivekit.oai.provider import respond
from archivekit.schemas_folder import schema_path

OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
GRAMMAR = etree.RelaxNG(etree.parse(schema_path("oai-pmh.rng")))


class Answer:
    """An answer, parsed, after it was found to fit the grammar."""

    def __init__(self, body: bytes) -> None:
        self.root = etree.fromstring(body)
        GRAMMAR.assertValid(self.root)

    def texts(self, name: str) -> list[str]:
        return [element.text or "" for element in self.root.iter(OAI + name)]

    def dc(self, name: str) -> list[str]:
        return [element.text or "" for element in self.root.iter(DC + name)]

    @property
    def errors(self) -> list[str]:
        return [str(element.get("code")) for element in self.root.iter(OAI + "error")]

    @property
    def token(self) -> str:
        return self.root.findtext(f".//{OAI}resumptionToken") or ""

    @property
    def headers(self) -> dict[str, tuple[str, bool]]:
        """Datestamp and deletion by the name in the ARK."""
        return {
            it.findtext(OAI + "identifier").rpartition(":ark:/")[2]: (
                it.findtext(OAI + "datestamp"),
                it.get("status") == "deleted",
            )
            for it in self.root.iter(OAI + "header")
        }


def ask(public_db: Path, path: str, query: str) -> Answer:
    """One request at a path."""
    edition = Edition.open(public_db)
    try:
        response = respond(Request("GET", path, query), edition)
    finally:
        edition.close()
    assert response.status == 200
    return Answer(response.body)


def metadata_of(public_db: Path, path: str, ark: str) -> dict[str, list[str]]:
    """The elements of one record as it is told at a path."""
    edition = Edition.open(public_db)
    record = edition.record(ark)
    edition.close()
    assert record is not None
    query = f"verb=GetRecord&metadataPrefix=oai_dc&identifier={record.oai_identifier}"
    found: dict[str, list[str]] = {}
    for element in ask(public_db, path, query).root.iter(DC + "*"):
        found.setdefault(etree.QName(element).localname, []).append(element.text)
    return found


def harvest(url: str, **arguments: str) -> list[Any]:
    """All records that Sickle brings, deleted ones too."""
    arguments = {"metadataPrefix": "oai_dc", **arguments}
    return list(Sickle(url, timeout=30).ListRecords(**arguments))
