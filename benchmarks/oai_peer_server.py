"""A Python OAI-PMH peer over SQLite, under waitress: run by an environment that has the peer.

    PYTHON benchmarks/oai_peer_server.py oaipmh|oai_repo DATABASE PORT WORKERS

DATABASE is what benchmarks/oai_provider.py makes of an edition: a table ``records`` in the order
of datestamps (number, identifier, datestamp, deleted, sets, fields as JSON, xml).
"""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

PAGE = 100
SET = "2J"  # of all records
NAME, CONTACT = "Peer", "archives@example.org"
EARLIEST = dt.datetime(1990, 1, 1)
_local = threading.local()
_COLUMNS = "identifier, datestamp, deleted, sets, fields, xml"


def database() -> sqlite3.Connection:
    """The connection of this thread."""
    if not hasattr(_local, "db"):
        _local.db = sqlite3.connect(f"file:{sys.argv[2]}?mode=ro", uri=True)
    return _local.db


def moment(datestamp: str) -> dt.datetime:
    """A datestamp as both libraries want it."""
    return dt.datetime.fromisoformat(datestamp.rstrip("Z"))


def selected(limit: int, offset: int, given: dict[str, Any]) -> list[tuple[Any, ...]]:
    """A page of the list, by offset as both libraries ask for it."""
    first, last = given.get("from_"), given.get("until")
    if given.get("set") not in (None, SET):
        return []
    return (
        database()
        .execute(
            f"select {_COLUMNS} from records where datestamp between ? and ?"
            " order by datestamp, identifier limit ? offset ?",
            (
                first.isoformat() + "Z" if first else "",
                last.isoformat() + "Z" if last else "9999",
                limit,
                offset,
            ),
        )
        .fetchall()
    )


def one(identifier: str) -> tuple[Any, ...] | None:
    """A record."""
    found: tuple[Any, ...] | None = (
        database()
        .execute(f"select {_COLUMNS} from records where identifier = ?", (identifier,))
        .fetchone()
    )
    return found


def oaipmh_application() -> Callable[..., Iterable[bytes]]:
    """The fork of pyoai, as its documentation shows: a BatchingServer over a class of methods."""
    from oaipmh import common, error, metadata, server

    def header(row: tuple[Any, ...]) -> Any:
        return common.Header(None, row[0], moment(row[1]), json.loads(row[3]), bool(row[2]))

    def record(row: tuple[Any, ...]) -> Any:
        fields = None if row[2] else common.Metadata(None, json.loads(row[4]))
        return header(row), fields, None

    class Repository:
        def identify(self) -> Any:
            return common.Identify(
                repositoryName=NAME,
                baseURL=f"http://127.0.0.1:{sys.argv[3]}/oai",
                protocolVersion="2.0",
                adminEmails=[CONTACT],
                earliestDatestamp=EARLIEST,
                deletedRecord="persistent",
                granularity="YYYY-MM-DDThh:mm:ssZ",
                compression=["identity"],
            )

        def listMetadataFormats(self, identifier: str | None = None) -> Any:
            if identifier and one(identifier) is None:
                raise error.IdDoesNotExistError(identifier)
            dc = "http://www.openarchives.org/OAI/2.0/oai_dc"
            return [("oai_dc", f"{dc}.xsd", f"{dc}/")]

        def listSets(self, cursor: int = 0, batch_size: int = 10) -> Any:
            return [(SET, "Fonds 2 J", None)][cursor : cursor + batch_size]

        def getRecord(self, metadataPrefix: str, identifier: str) -> Any:
            found = one(identifier)
            if found is None:
                raise error.IdDoesNotExistError(identifier)
            return record(found)

        def listRecords(self, cursor: int = 0, batch_size: int = 10, **given: Any) -> Any:
            rows = selected(batch_size, cursor, given)
            return [record(row) for row in rows]

        def listIdentifiers(self, cursor: int = 0, batch_size: int = 10, **given: Any) -> Any:
            rows = selected(batch_size, cursor, given)
            return [header(row) for row in rows]

    registry = metadata.MetadataRegistry()
    registry.registerWriter("oai_dc", server.oai_dc_writer)
    answering = server.BatchingServer(Repository(), registry, resumption_batch_size=PAGE)

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        from urllib.parse import parse_qs

        given = {k: v[0] for k, v in parse_qs(arguments(environ)).items()}
        try:
            body = answering.handleRequest(given)
        except Exception:
            start("500 Internal Server Error", [("Content-Type", "text/plain")])
            return [b"error"]
        return answer(start, body)

    return application


def oai_repo_application() -> Callable[..., Iterable[bytes]]:
    """Michigan State's library, with its bulk methods. It has no deleted records."""
    import oai_repo
    from lxml import etree

    class Data(oai_repo.DataInterface):
        limit = PAGE

        def get_identify(self) -> Any:
            return oai_repo.Identify(
                base_url=f"http://127.0.0.1:{sys.argv[3]}/oai",
                admin_email=[CONTACT],
                repository_name=NAME,
                earliest_datestamp=EARLIEST.isoformat() + "Z",
                deleted_record="no",
                granularity="YYYY-MM-DDThh:mm:ssZ",
            )

        def is_valid_identifier(self, identifier: str) -> bool:
            return one(identifier) is not None

        def get_metadata_formats(self, identifier: str | None = None) -> Any:
            dc = "http://www.openarchives.org/OAI/2.0/oai_dc"
            return [oai_repo.MetadataFormat("oai_dc", f"{dc}.xsd", f"{dc}/")]

        def get_record_header(self, identifier: str) -> Any:
            row = one(identifier)
            assert row is not None
            return oai_repo.RecordHeader(row[0], row[1], json.loads(row[3]))

        def get_records_header(self, identifiers: list[str]) -> Any:
            rows = by_identifiers(identifiers)
            return [
                oai_repo.RecordHeader(it, rows[it][1], json.loads(rows[it][3]))
                for it in identifiers
            ]

        def get_record_metadata(self, identifier: str, metadataprefix: str) -> Any:
            row = one(identifier)
            return etree.fromstring(row[5]) if row and row[5] else None

        def get_records_metadata(self, identifiers: list[str], metadataprefix: str) -> Any:
            rows = by_identifiers(identifiers)
            return [etree.fromstring(rows[it][5]) for it in identifiers]

        def get_record_abouts(self, identifier: str) -> Any:
            return []

        def get_records_abouts(self, identifiers: list[str]) -> Any:
            return [[] for _ in identifiers]

        def list_set_specs(self, identifier: str | None = None, cursor: int = 0) -> Any:
            return [SET], 1, None

        def get_set(self, setspec: str) -> Any:
            return oai_repo.Set(SET, "Fonds 2 J", [])

        def list_identifiers(
            self,
            metadataprefix: str,
            filter_from: dt.datetime | None = None,
            filter_until: dt.datetime | None = None,
            filter_set: str | None = None,
            cursor: int = 0,
        ) -> Any:
            first = filter_from.replace(tzinfo=None) if filter_from else None
            last = filter_until.replace(tzinfo=None) if filter_until else None
            between = (
                first.isoformat() + "Z" if first else "",
                last.isoformat() + "Z" if last else "9999",
            )
            if filter_set not in (None, SET):
                return [], 0, None
            where = "not deleted and datestamp between ? and ?"
            rows = database().execute(
                f"select identifier from records where {where}"
                " order by datestamp, identifier limit ? offset ?",
                (*between, self.limit, cursor),
            )
            return [row[0] for row in rows], size(where, between), None

    repository = oai_repo.OAIRepository(Data())

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        from urllib.parse import parse_qs

        given = {k: v[0] for k, v in parse_qs(arguments(environ)).items()}
        try:
            response = repository.process(given)
            body = etree.tostring(response.root(), xml_declaration=True, encoding="UTF-8")
        except Exception:
            start("500 Internal Server Error", [("Content-Type", "text/plain")])
            return [b"error"]
        return answer(start, body)

    return application


@cache
def size(where: str, between: tuple[str, str]) -> int:
    """How long a list is: counted once."""
    query = f"select count(*) from records where {where}"
    return int(database().execute(query, between).fetchone()[0])


def by_identifiers(identifiers: list[str]) -> dict[str, tuple[Any, ...]]:
    """Records by their identifiers, in one query."""
    marks = ", ".join("?" * len(identifiers))
    query = f"select {_COLUMNS} from records where identifier in ({marks})"
    return {row[0]: row for row in database().execute(query, identifiers)}


def arguments(environ: dict[str, Any]) -> str:
    """The arguments of a GET or a POST."""
    if environ["REQUEST_METHOD"] == "POST":
        length = int(environ.get("CONTENT_LENGTH") or 0)
        return str(environ["wsgi.input"].read(length).decode())
    return str(environ["QUERY_STRING"])


def answer(start: Callable[..., Any], body: bytes) -> list[bytes]:
    """An answer of XML."""
    headers = [("Content-Type", "text/xml; charset=UTF-8"), ("Content-Length", str(len(body)))]
    start("200 OK", headers)
    return [body]


def main() -> None:
    """Serves, by so many processes that share one socket."""
    from waitress import serve

    kind, _, port, workers = sys.argv[1:]
    make = {"oaipmh": oaipmh_application, "oai_repo": oai_repo_application}[kind]
    listening = socket.create_server(("127.0.0.1", int(port)))
    for _ in range(int(workers) - 1):
        if os.fork() == 0:
            break
    serve(make(), sockets=[listening], threads=4)


if __name__ == "__main__":
    main()
