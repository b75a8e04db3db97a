"""Elements of EAC-CPF by their local names: their words, paragraphs, notes and dates."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from archivekit.description.authority import (
    Dates,
    DateStatement,
)

_BLOCKS = {"p", "item", "chronItem", "head", "citation", "abstract", "outline"}
_DATES = ("date", "dateRange")

_E = etree._Element


def paragraphs(element: _E) -> str:
    """Its text, what stands in blocks of their own in paragraphs."""
    inner = [it for it in elements(element) if local(it) in _BLOCKS]
    outermost = [it for it in inner if not any(up in inner for up in it.iterancestors())]
    blocks = [_row(it) if local(it) == "chronItem" else words(it) for it in outermost]
    if not inner:
        blocks = [words(element)]
    return "\n\n".join(filter(None, blocks))


def _row(item: _E) -> str:
    dates = ", ".join(date.words for date in dates_of(item))
    events = [words(it) for it in item if local(it) not in _DATES]
    return " : ".join(filter(None, [dates, *events]))


def note_of(element: _E | None) -> str:
    """The descriptive note right below."""
    note = next((it for it in children(element) if local(it) == "descriptiveNote"), None)
    return "" if note is None else paragraphs(note)


def dates_of(holder: _E | None) -> Dates:
    """Dates right below, or in a set of dates."""
    if holder is None:
        return ()
    found: list[DateStatement] = []
    for it in holder:
        if local(it) == "dateSet":
            found += dates_of(it)
        elif local(it) == "dateRange":
            start, end = first(it, "fromDate"), first(it, "toDate")
            found.append(
                DateStatement(
                    from_text=words(start),
                    from_standard=_standard(start),
                    to_text=words(end),
                    to_standard=_standard(end),
                )
            )
        elif local(it) == "date":
            found.append(DateStatement(words(it), _standard(it)))
    return tuple(date for date in found if date != DateStatement())


def _standard(date: _E | None) -> str:
    return "" if date is None else date.get("standardDate", "")


def children(element: _E | None) -> Iterator[_E]:
    """The elements right below."""
    yield from (() if element is None else element.iterchildren("*"))


def elements(element: _E | None) -> Iterator[_E]:
    """All elements below, comments left out."""
    yield from (() if element is None else element.iterdescendants("*"))


def all_named(element: _E | None, name: str) -> Iterator[_E]:
    """All elements below of a local name."""
    return (it for it in elements(element) if local(it) == name)


def first(element: _E | None, *names: str) -> _E | None:
    """The first element below of one of these names."""
    return next((it for it in elements(element) if local(it) in names), None)


def local(element: _E) -> str:
    """The local name; empty of a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def words(element: _E | None) -> str:
    """The text of an element with one blank wherever there are any."""
    if element is None:
        return ""
    return " ".join("".join(map(str, element.itertext("*"))).split())
