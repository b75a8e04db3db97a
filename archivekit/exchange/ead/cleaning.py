"""A finding aid's characters made well-formed XML, each repair told with its place.

Owns what is mended before the parser sees it: control characters, entities that nothing declares,
ampersands that stand alone, comments with two hyphens, the DOCTYPE (never given to the parser).
Tags are never mended: a file whose elements do not close is refused by the parser, with the place.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass

from archivekit.errors import WrongUse
from archivekit.exchange.ead.names import XLINK
from archivekit.exchange.ead.prolog import PREDEFINED, Prolog, character_of, read_prolog
from archivekit.problems import Severity

XSI = "http://www.w3.org/2001/XMLSchema-instance"
# Prefixes that finding aids use without declaring them.
ASSUMED = {"xlink": XLINK, "xsi": XSI}
MOST_EXPANDED = 1 << 22

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
_TOKEN = re.compile(
    r"&(?:#(?P<decimal>[0-9]{1,9});|#[xX](?P<hex>[0-9a-fA-F]{1,8});|(?P<name>[^\W\d][\w.:-]{0,63});)?"
    rf"|(?P<open><!--|<!\[CDATA\[|<\?)|(?P<control>[{_CONTROL}])"
)
_CLOSES = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
_ANY_CONTROL = re.compile(f"[{_CONTROL}]")
_LONGEST_TOKEN = 80


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing that was mended: the text that tells of it, and where (from 1)."""

    key: str
    severity: Severity
    line: int
    character: int
    value: str = ""


class Cleaner:
    """The pieces of a file as the parser may have them, with the repairs where they stand."""

    def __init__(self, pieces: Iterator[str], file: str) -> None:
        self._pieces = pieces
        self._file = file
        self._line, self._character = 1, 1
        self._inside = ""  # a comment, a CDATA section or an instruction that is still open
        self._expanded = 0
        self.prolog = Prolog()
        # Declarations put into the root, as written there.
        self.assumed: list[str] = []

    def __iter__(self) -> Iterator[str | Repair]:
        rest = yield from self._root()
        for piece in self._pieces:
            text = rest + piece
            cut = len(text) - self._unfinished(text)
            yield from self._cleaned(text[:cut])
            rest = text[cut:]
        yield from self._cleaned(rest)

    def _root(self) -> Generator[str | Repair, None, str]:
        """All up to the end of the root's start tag; gives what follows it."""
        text = ""
        for piece in self._pieces:
            text += piece
            found = read_prolog(text, self._file, whole=False)
            if found is not None:
                break
        else:
            found = read_prolog(text, self._file, whole=True)
            if found is None:
                raise WrongUse("exchange.ead-no-root", file=self._file)
        self.prolog = found
        if found.junk:
            yield self._repair("exchange.ead-before-root", Severity.NOTE)
        before = text[: found.length]
        yield "\n" * before.count("\n") + " " * len(before.rpartition("\n")[2])
        self._pass(before)
        start = text[found.length : found.root_end]
        closes = "/>" if start.endswith("/>") else ">"
        yield from self._cleaned(start.removesuffix(closes))
        self.assumed = [
            f' xmlns:{prefix}="{uri}"'
            for prefix, uri in ASSUMED.items()
            if f"xmlns:{prefix}" not in start
        ]
        yield "".join(self.assumed)
        yield from self._cleaned(closes)
        return text[found.root_end :]

    def _unfinished(self, text: str) -> int:
        """How many characters at the end may be the beginning of something."""
        if self._inside:
            return min(len(text), 2)
        start = max(text.rfind("&"), text.rfind("<"))
        if start < 0 or len(text) - start > _LONGEST_TOKEN:
            return 0
        tail = text[start:]
        if tail[0] == "&":
            return 0 if ";" in tail else len(tail)
        return len(tail) if len(tail) < 10 and ">" not in tail else 0

    def _cleaned(self, text: str) -> Iterator[str | Repair]:
        at = 0
        while at < len(text):
            at = yield from (self._within if self._inside else self._content)(text, at)

    def _content(self, text: str, at: int) -> Generator[str | Repair, None, int]:
        """What stands between ``at`` and the next comment, section or instruction."""
        done = at
        for match in _TOKEN.finditer(text, at):
            if match["open"]:
                if done < match.start():
                    yield self._given(text[done : match.start()])
                self._inside = match["open"]
                return match.start()
            instead, repair = self._mended(match)
            if repair is None:
                continue
            if done < match.start():
                yield self._given(text[done : match.start()])
            yield self._repair(repair[0], repair[1], repair[2])
            self._pass(match[0])
            if instead:
                yield instead
            done = match.end()
        if done < len(text):
            yield self._given(text[done:])
        return len(text)

    def _mended(self, match: re.Match[str]) -> tuple[str, tuple[str, Severity, str] | None]:
        """What to put for a token, and what to tell; nothing to tell where it is right."""
        if match["control"]:
            return _control(match[0]), ("exchange.ead-control", Severity.NOTE, _name(match[0]))
        if match["name"]:
            return self._entity(match["name"])
        if match["decimal"] or match["hex"]:
            code = int(match["decimal"] or match["hex"], 10 if match["decimal"] else 16)
            if code > 0x10FFFF or _ANY_CONTROL.match(chr(code)):
                instead = _control(chr(code)) if code <= 0x10FFFF else ""
                return instead, ("exchange.ead-control", Severity.NOTE, match[0])
            return match[0], None
        return "&amp;", ("exchange.ead-ampersand", Severity.NOTE, "&")

    def _entity(self, name: str) -> tuple[str, tuple[str, Severity, str] | None]:
        if name in PREDEFINED:
            return f"&{name};", None
        declared = self.prolog.entities.get(name)
        if declared is not None:
            self._expanded += len(declared)
            if self._expanded > MOST_EXPANDED:
                raise WrongUse(
                    "exchange.ead-entity-grows", file=self._file, name=name, most=MOST_EXPANDED
                )
            return _escaped(declared), ("exchange.ead-entity-declared", Severity.NOTE, name)
        if name in self.prolog.unread:
            return "", ("exchange.ead-entity-outside", Severity.WARNING, name)
        if found := character_of(name):
            return _escaped(found), ("exchange.ead-entity", Severity.NOTE, name)
        return f"&amp;{name};", ("exchange.ead-entity-unknown", Severity.WARNING, name)

    def _within(self, text: str, at: int) -> Generator[str | Repair, None, int]:
        """The rest of a comment, section or instruction, as far as it is there."""
        closes = _CLOSES[self._inside]
        opened = len(self._inside) if text.startswith(self._inside, at) else 0
        end = text.find(closes, at + opened)
        whole = end >= 0
        stop = end + len(closes) if whole else len(text)
        inner = text[at + opened : end if whole else len(text)]
        cleaned = _ANY_CONTROL.sub(lambda match: _control(match[0]), inner)
        if found := _ANY_CONTROL.search(inner):
            yield self._repair("exchange.ead-control", Severity.NOTE, _name(found[0]))
        if self._inside == "<!--" and ("--" in cleaned or (whole and cleaned.endswith("-"))):
            yield self._repair("exchange.ead-hyphens", Severity.NOTE)
            cleaned = re.sub("-(?=-)", "- ", cleaned)
            cleaned += " " if whole and cleaned.endswith("-") else ""
        self._pass(text[at:stop])
        if re.match(r"<\?xml\s", text[at : at + 6]):
            yield self._repair("exchange.ead-second-declaration", Severity.NOTE)
            cleaned = cleaned.replace("xml", "archivekit-xml", 1)
        yield text[at : at + opened] + cleaned + (closes if whole else "")
        if whole:
            self._inside = ""
        return stop

    def _given(self, text: str) -> str:
        self._pass(text)
        return text

    def _pass(self, text: str) -> None:
        """Moves the place on over a text."""
        lines = text.count("\n")
        if lines:
            self._line += lines
            self._character = len(text) - text.rfind("\n")
        else:
            self._character += len(text)

    def _repair(self, key: str, severity: Severity, value: str = "") -> Repair:
        return Repair(key, severity, self._line, self._character, value)


def _control(char: str) -> str:
    """What a control character is read as: the sign Windows has there, a space, or nothing."""
    if "\x80" <= char <= "\x9f":
        return bytes([ord(char)]).decode("cp1252", errors="ignore")
    return " " if char in "\x0b\x0c" else ""


def _name(char: str) -> str:
    return f"U+{ord(char):04X}"


def _escaped(text: str) -> str:
    return "".join(f"&#{ord(char)};" if char in "&<>\"'" else char for char in text)
