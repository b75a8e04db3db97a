"""Kills a harvest again and again at random points: the end must equal an undisturbed harvest.

    python benchmarks/harvest_kills.py [--kills 100] [--records 6000] [--seed 1]

The partner is served at 127.0.0.1, each page a little late, so that there is time to kill in. The
same command is run until the harvest is complete; whole rounds, until there were so many kills.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

sys.path.insert(0, str(Path(__file__).parents[1]))

from archivekit.catalogue import Catalogue

PROJECT = Path(__file__).resolve().parents[1]
PAGE = 20
LATE = 0.02  # seconds
OPEN = (
    '<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
    "<responseDate>2026-01-01T00:00:00Z</responseDate><request>http://partner.example/oai</request>"
)
SETTINGS = """
[archive]
name = {fr = "Archives"}
contact = "archives@example.org"
[identifiers]
naan = "99999"
oai_domain = "archives.example.org"
"""
# All that a harvest leaves, but for numbers of runs and the time of day.
STATE = {
    "records": "select partner_identifier, partner_datestamp, uid, title, terms, date_edtf,"
    " withdrawn_at from records order by 1",
    "bytes": "select partner_identifier, raw, sha512, sets, namespaces, deleted from harvested"
    " join records on record_id = id order by 1",
    "journal": "select partner_identifier, count(*) from changes"
    " join records on row_id = records.id where table_name = 'records' group by 1 order by 1",
    "harvest": "select state, token, windows, received, complete_list_size from harvests"
    " order by id desc limit 1",
    "left over": "select count(*) from harvest_seen",
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--records", type=int, default=6000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    chance = random.Random(given.seed)
    with served(given.records) as url, tempfile.TemporaryDirectory() as folder:
        run(archive(Path(folder, "undisturbed")), url).wait()
        expected = state(Path(folder, "undisturbed"))
        kills = rounds = 0
        while kills < given.kills:
            rounds += 1
            root = archive(Path(folder, f"killed-{rounds}"))
            kills += killed_to_its_end(root, url, chance, given.kills - kills)
            compare(expected, state(root))
    print(
        f"{kills} kills in {rounds} harvest(s) of {given.records} records:"
        " nothing lost, nothing doubled"
    )


def killed_to_its_end(root: Path, url: str, chance: random.Random, most: int) -> int:
    """Runs the command until it ends by itself; gives how often it was killed."""
    kills = 0
    while True:
        running = run(root, url)
        if kills < most:
            try:
                # From before anything was asked to well into the list.
                code = running.wait(timeout=chance.uniform(0.2, 2.5))
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait()
                kills += 1
                continue
        code = running.wait()
        if code != 0:
            sys.exit(f"the harvest ended with {code}")
        return kills


def run(root: Path, url: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(PROJECT / "cli.py"), "harvest", url, "--archive", str(root)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)


def archive(root: Path) -> Path:
    root.mkdir()
    (root / "archive.toml").write_text(SETTINGS)
    return root


def state(root: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(root / "catalogue.db")) as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
        left = {name: db.execute(query).fetchall() for name, query in STATE.items()}
    with Catalogue.open(root / "catalogue.db") as catalogue:
        catalogue.search.catch_up()
        for words in ("registre", "1850"):
            found = catalogue.records.of(catalogue.search.find(words))
            left[f"found by {words}"] = sorted((it.partner_identifier,) for it in found)
    return left


def compare(
    expected: dict[str, list[tuple[object, ...]]], found: dict[str, list[tuple[object, ...]]]
) -> None:
    for name, rows in expected.items():
        if rows != found[name]:
            sys.exit(f"{name}: not as undisturbed ({len(rows)} rows, {len(found[name])} found)")


@contextmanager
def served(records: int) -> Iterator[str]:
    """A partner of so many records; its address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = {name: it[0] for name, it in parse_qs(urlsplit(self.path).query).items()}
            time.sleep(LATE)
            body = answer(asked, records).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

        def handle_one_request(self) -> None:
            try:
                super().handle_one_request()
            except ConnectionError:  # whoever asked was killed
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/oai"
    finally:
        server.shutdown()


def answer(asked: dict[str, str], records: int) -> str:
    if asked["verb"] == "Identify":
        return (
            f"{OPEN}<Identify><protocolVersion>2.0</protocolVersion>"
            "<earliestDatestamp>2020-01-01T00:00:00Z</earliestDatestamp>"
            "<deletedRecord>persistent</deletedRecord>"
            "<granularity>YYYY-MM-DDThh:mm:ssZ</granularity></Identify></OAI-PMH>"
        )
    start = int(asked.get("resumptionToken", 0))
    page = "".join(record(number) for number in range(start, min(start + PAGE, records)))
    token = str(start + PAGE) if start + PAGE < records else ""
    end = f'<resumptionToken completeListSize="{records}">{token}</resumptionToken>'
    return f"{OPEN}<ListRecords>{page}{end}</ListRecords></OAI-PMH>"


def record(number: int) -> str:
    return (
        f"<record><header><identifier>oai:partner.example:{number}</identifier>"
        f"<datestamp>2024-05-01T10:00:00Z</datestamp><setSpec>s</setSpec></header><metadata>"
        '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Registre {number}</dc:title>'
        f"<dc:date>{1850 + number % 150}</dc:date></oai_dc:dc></metadata></record>"
    )


if __name__ == "__main__":
    main()
