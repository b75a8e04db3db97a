"""A repository on 127.0.0.1 that is right in all but one fault.

What is right is our own provider. A fault changes what is asked of it, or what it answers.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qsl
from xml.sax.saxutils import quoteattr

from local_server import listening

from archivekit.description.addresses import BASE
from archivekit.edition import Edition, Request
from archivekit.oai.provider import respond

_REQUEST = rb"<request( [^>]*)?>"
_TOKEN = re.compile(rb"<resumptionToken[^>]*>([^<]+)<")
_REFUSED = re.compile(rb'code="bad(Verb|Argument)"')


@dataclass(frozen=True)
class Sent:
    """An answer on its way."""

    body: bytes
    status: int = 200
    content_type: str = "text/xml; charset=UTF-8"

    def replaced(self, pattern: bytes, by: bytes, count: int = 0) -> Sent:
        """The same with other words in its body."""
        return replace(self, body=re.sub(pattern, by, self.body, count=count, flags=re.S))


Asked = Callable[[str, list[str]], str]
Answered = Callable[[str, Sent], Sent]


@dataclass(frozen=True)
class Fault:
    """``asked`` changes a query, knowing the tokens given so far; ``answered`` an answer to it."""

    asked: Asked = lambda query, _: query
    answered: Answered = lambda _, sent: sent
    takes_post: bool = True
    coding: str = ""  # "never", "always": how it compresses, where not as it is asked to


@dataclass
class Repository:
    """The repository at its ``url``, and the tokens that it gave."""

    edition: Edition
    fault: Fault
    url: str = ""
    tokens: list[str] = field(default_factory=list)

    def answer(self, method: str, query: str) -> Sent:
        """The answer, its fault in it."""
        if method == "POST" and not self.fault.takes_post:
            return Sent(b"No.\n", 405, "text/plain")
        rewritten = self.fault.asked(query, self.tokens)
        body = respond(Request(method, "/oai", rewritten, {}), self.edition).body
        sent = Sent(body.replace(BASE.encode(), self.url.removesuffix("/oai").encode()))
        new = [it.decode() for it in _TOKEN.findall(body)]
        self.tokens += [it for it in new if it not in self.tokens]
        if rewritten != query and not _REFUSED.search(body):
            sent = sent.replaced(_REQUEST, _echo(query))
        return self.fault.answered(query, sent)

    @contextmanager
    def served(self) -> Iterator[Repository]:
        """The repository at its address, until the end."""
        with listening(_handler(self)) as base:
            self.url = f"{base}/oai"
            yield self


def _echo(query: str) -> bytes:
    """What a repository that took the query for right would repeat of it."""
    arguments = {name: it for name, it in dict(parse_qsl(query)).items() if name != "page"}
    attributes = "".join(f" {name}={quoteattr(it)}" for name, it in arguments.items())
    return f"<request{attributes}>".encode().replace(b"\\", b"\\\\")


def _handler(repository: Repository) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Headers and body at once: in two pieces, each answer would wait for the client's word.
        wbufsize = -1

        def do_GET(self) -> None:
            self._send(repository.answer("GET", self.path.partition("?")[2]))

        def do_POST(self) -> None:
            form = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._send(repository.answer("POST", form))

        def _send(self, sent: Sent) -> None:
            coding, body = repository.fault.coding, sent.body
            asked = "gzip" in self.headers.get("Accept-Encoding", "")
            compresses = coding == "always" or (asked and coding != "never")
            self.send_response(sent.status)
            self.send_header("Content-Type", sent.content_type)
            if compresses:
                self.send_header("Content-Encoding", "gzip")
                body = gzip.compress(body, 1)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler
