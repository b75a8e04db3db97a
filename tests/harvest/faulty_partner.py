"""A partner's repository on 127.0.0.1 that can be told to misbehave."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from local_server import listening

OPEN = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
    "<responseDate>{clock}</responseDate><request>http://partner.example/oai</request>"
)
DC = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">{}</oai_dc:dc>'
)


@dataclass(frozen=True)
class Item:
    """One record of the partner's. ``metadata`` None: it comes without."""

    name: str
    datestamp: str = "2024-05-01T10:00:00Z"
    deleted: bool = False
    sets: tuple[str, ...] = ("s",)
    metadata: str | None = DC.format("<dc:title>Registre</dc:title>")
    about: str = ""

    @property
    def identifier(self) -> str:
        return f"oai:partner.example:{self.name}"

    def header(self) -> str:
        status = ' status="deleted"' if self.deleted else ""
        specs = "".join(f"<setSpec>{spec}</setSpec>" for spec in self.sets)
        return (
            f"<header{status}><identifier>{escape(self.identifier)}</identifier>"
            f"<datestamp>{self.datestamp}</datestamp>{specs}</header>"
        )

    def record(self) -> str:
        bare = self.deleted or self.metadata is None
        metadata = "" if bare else f"<metadata>{self.metadata}</metadata>"
        return f"<record>{self.header()}{metadata}{self.about}</record>"


def titled(name: str, title: str, **more: object) -> Item:
    """A record with a title of its own."""
    return Item(name, metadata=DC.format(f"<dc:title>{escape(title)}</dc:title>"), **more)


@dataclass
class Answer:
    """What is sent: a fault changes it, or does the sending itself."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(
        default_factory=lambda: {"Content-Type": "text/xml; charset=UTF-8"}
    )
    length: bool = True  # whether Content-Length is said
    send: Callable[[BaseHTTPRequestHandler], None] | None = None


Fault = Callable[[Answer], Answer]


class Partner:
    """A repository: its records, its habits, and the faults of single requests.

    ``faults`` holds one by the number of the ListRecords request it spoils (from 0), once.
    ``habit`` spoils them all; ``everywhere`` the answers to all verbs. ``poison`` names records
    that the repository cannot write: whatever answer they would be in is an HTTP 500.
    """

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self.page_size = 10
        self.protocol = "2.0"
        self.clock = "2024-06-01T12:00:00Z"
        self.granularity = "YYYY-MM-DDThh:mm:ssZ"
        self.deleted_record = "persistent"
        self.earliest = "2000-01-01T00:00:00Z"
        self.announced: int | None = None
        self.faults: dict[int, Fault] = {}
        self.habit: Fault | None = None
        self.everywhere: Fault | None = None
        self.poison: set[str] = set()
        self.formats = ["oai_dc"]
        self.next_token = self.honest_token
        self.asked: list[dict[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.url = ""

    @property
    def lists_asked(self) -> list[dict[str, str]]:
        return [asked for asked in self.asked if asked["verb"] == "ListRecords"]

    def answer(self, asked: dict[str, str]) -> Answer:
        answer = self._honest(asked)
        return self.everywhere(answer) if self.everywhere else answer

    def _honest(self, asked: dict[str, str]) -> Answer:
        if asked["verb"] == "Identify":
            return self._identify()
        if asked["verb"] == "ListMetadataFormats":
            prefixes = "".join(f"<metadataPrefix>{it}</metadataPrefix>" for it in self.formats)
            formats = f"<metadataFormat>{prefixes}</metadataFormat>"
            return self._whole(f"<ListMetadataFormats>{formats}</ListMetadataFormats>")
        if asked["verb"] == "GetRecord":
            named = [it for it in self.items if it.identifier == asked["identifier"]]
            if not named:
                return self.error("idDoesNotExist")
            return self._written(named[:1], f"<GetRecord>{named[0].record()}</GetRecord>")
        if asked["verb"] == "ListIdentifiers":
            return self._list(asked)
        number = len(self.lists_asked) - 1
        answer = self._list(asked)
        for fault in (self.habit, self.faults.pop(number, None)):
            answer = fault(answer) if fault else answer
        return answer

    def _identify(self) -> Answer:
        return self._whole(
            "<Identify><repositoryName>Partner</repositoryName>"
            f"<protocolVersion>{self.protocol}</protocolVersion>"
            f"<earliestDatestamp>{self.earliest}</earliestDatestamp>"
            f"<deletedRecord>{self.deleted_record}</deletedRecord>"
            f"<granularity>{self.granularity}</granularity></Identify>"
        )

    def _list(self, asked: dict[str, str]) -> Answer:
        verb, token = asked["verb"], asked.get("resumptionToken")
        if token:
            # Stateless: the token says where the list stands and what was asked for.
            start, first, last, of_set = self.read_token(token)
        else:
            start, of_set = 0, asked.get("set", "")
            first, last = asked.get("from", ""), asked.get("until", "9999")
        chosen = [
            it
            for it in self.items
            if it.datestamp[: len(first)] >= first
            and it.datestamp[: len(last)] <= last
            and (not of_set or of_set in it.sets)
        ]
        if not chosen:
            return self.error("noRecordsMatch")
        page = chosen[start : start + self.page_size]
        following = start + self.page_size
        more = ""
        if following < len(chosen):
            more = self.next_token(following)
            if self.next_token == self.honest_token:
                more += f"|{first}|{last}|{of_set}"
        size = len(chosen) if self.announced is None else self.announced
        end = f'<resumptionToken completeListSize="{size}">{escape(more)}</resumptionToken>'
        whole = "".join(it.record() if verb == "ListRecords" else it.header() for it in page)
        return self._written(
            page if verb == "ListRecords" else [], f"<{verb}>{whole}{end}</{verb}>"
        )

    def honest_token(self, start: int) -> str:
        return f"t/{start}|é&+"

    def read_token(self, token: str) -> tuple[int, str, str, str]:
        start, _, first, last, of_set, *_ = [*token.removeprefix("t/").split("|"), "", "", "", ""]
        return int(start), first, last or "9999", of_set

    def _written(self, items: list[Item], content: str) -> Answer:
        if any(it.name in self.poison for it in items):
            return Answer(b"Internal error", 500)
        return self._whole(content)

    def error(self, code: str) -> Answer:
        return self._whole(f'<error code="{code}">No.</error>')

    def _whole(self, content: str) -> Answer:
        return Answer((OPEN.format(clock=self.clock) + content + "</OAI-PMH>").encode())

    @contextmanager
    def served(self) -> Iterator[Partner]:
        """The partner at its ``url``, until the end."""
        with listening(_handler(self)) as base:
            self.url = f"{base}/oai"
            yield self


def _handler(partner: Partner) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            query = parse_qs(urlsplit(self.path).query, encoding="utf-8")
            asked = {name: values[0] for name, values in query.items()}
            partner.asked.append(asked)
            partner.headers.append({name.lower(): it for name, it in self.headers.items()})
            self._send(partner.answer(asked))

        def _send(self, answer: Answer) -> None:
            if answer.send:
                answer.send(self)
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.length:
                self.send_header("Content-Length", str(len(answer.body)))
            else:
                self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler
