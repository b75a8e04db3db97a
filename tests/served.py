"""The provider of an edition at 127.0.0.1, for partners to harvest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from local_server import listening

from archivekit.description.addresses import BASE
from archivekit.edition import Edition, Request
from archivekit.oai.provider import respond


@contextmanager
def served(public_db: Path) -> Iterator[str]:
    """The address of a site whose provider answers over this file."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, _, query = self.path.partition("?")
            edition = Edition.open(public_db)
            response = respond(Request("GET", path, query), edition)
            edition.close()
            body = response.body.replace(BASE.encode(), base.encode())
            self.send_response(response.status)
            for name, value in (*response.headers, ("Content-Length", str(len(body)))):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    with listening(Handler) as base:
        yield base
