"""Asks the provider over an edition; every answer must fit the grammar of what we send."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from archivekit.edition import Edition, Request, Response
from archivekit.oai.provider import respond
from archivekit.schemas_folder import schema_path

OAI = "{http://www.openarchives.org/OAI/2.0/}"
GRAMMAR = etree.RelaxNG(etree.parse(schema_path("oai-pmh.rng")))


class Answer:
    """An answer, parsed, after it was found to fit the grammar."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.root = etree.fromstring(body)
        GRAMMAR.assertValid(self.root)

    def texts(self, name: str) -> list[str]:
        return [element.text or "" for element in self.root.iter(OAI + name)]

    @property
    def errors(self) -> list[str]:
        return [element.get("code") for element in self.root.iter(OAI + "error")]

    @property
    def echoed(self) -> dict[str, str]:
        return dict(self.root.find(OAI + "request").attrib)

    @property
    def token(self) -> str | None:
        """The text of the resumption token; None where there is no such element."""
        element = self.root.find(f".//{OAI}resumptionToken")
        return None if element is None else element.text or ""


class Provider:
    """The provider over the edition in a file, opened for every request."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def respond(self, query: str) -> Response:
        edition = Edition.open(self.file)
        try:
            return respond(Request(method="GET", path="/oai", query=query, headers={}), edition)
        finally:
            edition.close()

    def ask(self, query: str) -> Answer:
        response = self.respond(query)
        assert response.status == 200
        assert ("Content-Type", "text/xml; charset=UTF-8") in response.headers
        return Answer(response.body)

    def pages(self, query: str) -> Iterator[Answer]:
        """Every page of a list."""
        answer = self.ask(query)
        yield answer
        verb = answer.echoed["verb"]
        while answer.token:
            answer = self.ask(f"verb={verb}&resumptionToken={answer.token}")
            yield answer
