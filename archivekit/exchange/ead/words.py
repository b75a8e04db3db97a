"""The words of EAD's mixed content: paragraphs parted by blank lines, list items by lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from archivekit.exchange.ead.names import attribute, is_internal, local

# Each stands in a paragraph, or on a line, of its own.
_PARAGRAPHS = frozenset(
    (
        *("p", "list", "chronlist", "table", "blockquote", "address", "bibliography", "index"),
        *("controlaccess", "note", "head", "relatedmaterial", "separatedmaterial", "odd"),
        *("scopecontent", "bioghist", "custodhist", "arrangement", "otherfindaid"),
        *("accessrestrict", "userestrict", "altformavail", "originalsloc", "legalstatus"),
        *("descriptivenote", "daodesc", "tgroup", "dsc", "quote", "div"),
    )
)
_LINES = frozenset(
    ("lb", "item", "defitem", "chronitem", "addressline", "bibref", "row", "indexentry", "archref")
)
_ONE_SPACE = frozenset(
    (
        *("entry", "label", "date", "event", "part", "ref", "namegrp", "ptr", "quantity"),
        *("unittype", "datesingle", "fromdate", "todate", "extent", "dimensions", "physfacet"),
        *("persname", "famname", "corpname", "name", "subject", "geogname", "genreform"),
        *("language", "unitdate", "num", "title", "langusage"),
    )
)
# Inside running text these are but words.
_RUN_ON = frozenset(("date", "persname", "famname", "corpname", "name", "subject", "geogname",
                     "genreform", "language", "unitdate", "num", "title", "ref", "extent",
                     "dimensions", "physfacet"))  # fmt: skip
_LINE, _PARAGRAPH = "\x02", "\x03"
_BREAKS = re.compile(rf"[ {_LINE}{_PARAGRAPH}]*[{_LINE}{_PARAGRAPH}][ {_LINE}{_PARAGRAPH}]*")


def words(element: Any, hidden: list[str] | None = None) -> str:
    """The words of an element. What is for internal use alone goes to ``hidden`` instead.

    Its heading, where it comes first, is left out: the element's own name says as much.
    """
    if len(element) == 0:
        return one_line(element.text or "")
    return _laid_out("".join(_pieces(element, hidden if hidden is not None else [], top=True)))


def line_of(element: Any, hidden: list[str] | None = None) -> str:
    """The words of an element on one line."""
    return " ".join(words(element, hidden).split())


def heading(element: Any) -> str:
    """The heading of an element; empty where it has none."""
    for child in element:
        if local(child) == "head" and not is_internal(child):
            return line_of(child)
    return ""


def one_line(text: str) -> str:
    """A text with its blanks made one space each."""
    return " ".join(text.split())


def _pieces(element: Any, hidden: list[str], *, top: bool = False) -> Iterator[str]:
    running = _is_running(element)
    # A name in parts (EAD3) holds no words of its own: blanks there only set the parts apart.
    parted = any(local(child) == "part" for child in element)
    if element.text and not parted:
        yield _blanks_folded(element.text)
    for place, child in enumerate(element):
        name = local(child)
        if name and not (top and name == "head" and _is_first(element, place)):
            yield from _child(child, name, hidden, running=running)
        if child.tail and not parted:
            yield _blanks_folded(child.tail)


def _child(child: Any, name: str, hidden: list[str], *, running: bool) -> Iterator[str]:
    if is_internal(child):
        if said := words(child):
            hidden.append(said)
        return
    around = _break_of(name, running=running)
    if name == "part":
        yield "" if child.getprevious() is None else " "
        yield from _pieces(child, hidden)
        return
    yield around
    if name not in ("lb",):
        yield from _pieces(child, hidden)
        yield _link(child, name)
        yield around


def _break_of(name: str, *, running: bool) -> str:
    if name in _PARAGRAPHS:
        return _PARAGRAPH
    if name in _LINES:
        return "" if running and name == "archref" else _LINE
    return " " if name in _ONE_SPACE and not (running and name in _RUN_ON) else ""


def _link(element: Any, name: str) -> str:
    """Where a link leads, as far as its words do not say so: only addresses on the web."""
    if name in ("extref", "archref", "extptr", "ptr", "ref", "bibref"):
        address = attribute(element, "href")
        said = one_line("".join(element.itertext()))
        if address.startswith(("http://", "https://")) and address not in said:
            return f" ({address})" if said else f" {address}"
        if not said:
            return f" {attribute(element, 'title')}" if attribute(element, "title") else ""
    return ""


def _is_running(element: Any) -> bool:
    """Whether an element holds running text, words between its children."""
    if _has_words(element.text):
        return True
    return any(_has_words(child.tail) for child in element)


def _has_words(text: str | None) -> bool:
    return text is not None and not text.isspace() and any(char.isalnum() for char in text)


def _is_first(element: Any, place: int) -> bool:
    return place == 0 or not any(local(before) for before in element[:place])


def _blanks_folded(text: str) -> str:
    parts = text.split()
    if not parts:
        return " " if text else ""
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return f"{before}{' '.join(parts)}{after}"


def _laid_out(text: str) -> str:
    text = " ".join(part for part in text.split(" ") if part)

    def blank(match: re.Match[str]) -> str:
        return "\n\n" if _PARAGRAPH in match[0] else "\n"

    return _BREAKS.sub(blank, text).strip()


def plain(element: Any) -> str:
    """The words of a title, a name or a code on one line, without addresses of links."""
    if len(element) == 0:
        return one_line(element.text or "")
    return one_line("".join(_plain_pieces(element)))


def _plain_pieces(element: Any) -> Iterator[str]:
    parted = any(local(child) == "part" for child in element)
    if element.text and not parted:
        yield element.text
    for child in element:
        if local(child) and not is_internal(child):
            first = local(child) == "part" and child.getprevious() is None
            yield " " if local(child) in ("lb", "part", "head") and not first else ""
            yield from _plain_pieces(child)
        if child.tail and not parted:
            yield child.tail
