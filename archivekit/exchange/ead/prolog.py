"""What stands before the root of an XML file: its declaration, its DOCTYPE and its entities.

No external subset, parameter entity or external entity is ever read. Of the internal subset the
plain general entities are taken; those that build on one another beyond a few hundred characters
are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.entities import html5

from archivekit.errors import WrongUse

MOST_CHARACTERS = 1 << 20
MOST_EXPANDED = 1000
PREDEFINED = frozenset(("amp", "lt", "gt", "quot", "apos"))

_SKIPPED = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.S)
_DOCTYPE = re.compile(
    r"<!DOCTYPE\s+[^\s>\[]+(?:\s+(?:SYSTEM|PUBLIC)?\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\[\"']+))*\s*",
    re.S,
)
_IN_SUBSET = re.compile(
    r"\s+|<!--.*?-->|<\?.*?\?>|%[\w.:-]+;"
    r"|<!ENTITY\s+(?P<percent>%\s+)?(?P<name>[\w.:-]{1,128})\s+"
    r"(?:(?P<value>\"[^\"]*\"|'[^']*')\s*|(?P<outside>(?:SYSTEM|PUBLIC)(?:\"[^\"]*\"|'[^']*'|[^>\"'])*))>"
    r"|<!(?:ELEMENT|ATTLIST|NOTATION)(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>",
    re.S,
)
_REFERENCE = re.compile(
    r"&(?:#(?P<decimal>[0-9]{1,7})|#x(?P<hex>[0-9a-fA-F]{1,6})|(?P<name>[\w.:-]{1,128}));"
)
_ROOT = re.compile(r"<(?P<name>[^\W\d][\w.:-]*)(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>", re.S)


@dataclass(slots=True)
class Prolog:
    """A file's prolog: where the root begins, and the entities declared before it.

    ``unread``: entities that stand in other files.
    """

    length: int = 0
    root: str = ""
    root_end: int = 0
    doctype: str = ""
    junk: int = 0
    entities: dict[str, str] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)


def read_prolog(text: str, file: str, *, whole: bool) -> Prolog | None:
    """The prolog that a text begins with; None where more is needed (``whole``: there is none).

    Raises WrongUse where there is no root, or entities that would grow beyond measure.
    """
    found = Prolog()
    at = 0
    while True:
        if match := _SKIPPED.match(text, at):
            at = match.end()
        elif match := _ROOT.match(text, at):
            found.length, found.root, found.root_end = at, match["name"], match.end()
            return found
        elif text.startswith("<!DOCTYPE", at) and (end := _doctype(text, at, found, file)):
            at = end
        elif len(text) - at > MOST_CHARACTERS or (whole and (at >= len(text) or text[at] == "<")):
            raise WrongUse("exchange.ead-no-root", file=file)
        elif at < len(text) and text[at] != "<":
            # Something before the first tag: a mail's head, a stray word.
            end = text.find("<", at)
            if end < 0:
                if whole:
                    raise WrongUse("exchange.ead-no-root", file=file)
                return None
            found.junk += end - at
            at = end
        else:
            return None


def _doctype(text: str, at: int, found: Prolog, file: str) -> int:
    """Where a DOCTYPE ends, its entities taken; 0 where its end is not there yet."""
    match = _DOCTYPE.match(text, at)
    if match is None:
        return 0
    end = match.end()
    if text[end : end + 1] == "[":
        end = _subset(text, end + 1, found, file)
        if not end:
            return 0
    while text[end : end + 1].isspace():
        end += 1
    if text[end : end + 1] != ">":
        return 0
    found.doctype = " ".join(match[0].split())
    return end + 1


def _subset(text: str, at: int, found: Prolog, file: str) -> int:
    while text[at : at + 1] != "]":
        match = _IN_SUBSET.match(text, at)
        if match is None or match.end() == at:
            return 0
        if match["name"] and not match["percent"]:
            _declare(match, found, file)
        at = match.end()
    return at + 1


def _declare(match: re.Match[str], found: Prolog, file: str) -> None:
    name = match["name"]
    if name in found.entities or name in found.unread:
        return  # the first declaration holds (XML 1.0, 4.2)
    if match["outside"]:
        found.unread[name] = " ".join(match["outside"].split())
        return
    value = _REFERENCE.sub(lambda each: _resolved(each, found), match["value"][1:-1])
    if len(value) > MOST_EXPANDED or "<" in value:
        raise WrongUse("exchange.ead-entity-grows", file=file, name=name, most=MOST_EXPANDED)
    found.entities[name] = value


def _resolved(match: re.Match[str], found: Prolog) -> str:
    if match["name"]:
        name = match["name"]
        return found.entities.get(name) or character_of(name) or match[0]
    code = int(match["decimal"]) if match["decimal"] else int(match["hex"], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def character_of(name: str) -> str:
    """What an entity of HTML or of ISO 8879 stands for; empty where it is none of theirs."""
    return html5.get(f"{name};", "")
