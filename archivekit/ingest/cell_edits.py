"""The cells of a row that say something else than the catalogue, and the description they give.

A cell is compared with what an export would write there, then by what it means: ``Dossier`` for
``dossier`` is no change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from archivekit.description import opening, rights
from archivekit.description.codes import fold
from archivekit.description.record import Description, Terms, Value
from archivekit.exchange.sheet import Row
from archivekit.exchange.sheet.columns import Heading, normal_tag
from archivekit.exchange.sheet.header import Header
from archivekit.exchange.sheet.outgoing_cells import cell_of, plain
from archivekit.exchange.sheet.term_cells import take_licence, values_of
from archivekit.exchange.sheet.values import joined
from archivekit.exchange.sheet.writing import stays_in_the_catalogue
from archivekit.texts import LANGUAGES

_DATES = frozenset(("date", "date_first", "date_last"))
_ACCESS = frozenset(("access", "open_from", "birth", "death"))


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell that changes a record: what was there, what is there now, and all it gives."""

    column: str
    heading: str
    was: str
    is_: str
    after: Description


def edited(before: Description, row: Row, header: Header, reader: str) -> Iterator[Edit]:
    """The edits of a row in the order of its columns, each upon the one before."""
    current = before
    for headings in _units(header):
        heading = headings[0]
        if not _differs(headings, before, row):
            continue
        if len(headings) > 1:
            after = _with_term(current, before, heading, _values(headings, row), whole=True)
        else:
            after = _with(current, before, row, header, heading)
        if after != current:
            name = " + ".join(it.text for it in headings)
            was = cell_of(heading, before, reader) if len(headings) == 1 else _were(heading, before)
            is_ = _cell(row, heading.index)
            if len(headings) > 1:
                is_ = joined([value.text for value in _values(headings, row)])
            yield Edit(heading.column.name, name, was, is_, after)
            current = after
    names = {plain(name): name for name in before.unknown}
    for index, heading_text in header.unknown():
        name, cell = names.get(heading_text, heading_text), _cell(row, index)
        was = plain(before.unknown.get(name, ""))
        if cell != was and not stays_in_the_catalogue(cell):
            unknown = {it: words for it, words in current.unknown.items() if it != name}
            current = replace(current, unknown=unknown | ({name: cell} if cell else {}))
            yield Edit(name, name, was, cell, current)


def _cell(row: Row, index: int) -> str:
    return plain(row.cells[index]) if index < len(row.cells) else ""


def _says_the_same(cell: str, heading: Heading, before: Description) -> bool:
    """Whether an export, in whatever language, would have written this cell."""
    return any(cell == cell_of(heading, before, language) for language in LANGUAGES)


def _units(header: Header) -> list[tuple[Heading, ...]]:
    """The headings one by one; those whose cells make up one list of values together."""
    units: dict[object, tuple[Heading, ...]] = {}
    for heading in header.headings:
        key: object = heading.index
        if heading.column.term:
            ordinal = 0 if heading.column.several else heading.ordinal
            key = (heading.column.term, heading.language, ordinal)
        units[key] = (*units.get(key, ()), heading)
    return list(units.values())


def _differs(headings: tuple[Heading, ...], before: Description, row: Row) -> bool:
    cells = [_cell(row, heading.index) for heading in headings]
    if any(stays_in_the_catalogue(cell) for cell in cells):
        return False
    if len(headings) == 1:
        return not _says_the_same(cells[0], headings[0], before)
    new = [plain(value.text) for value in _values(headings, row)]
    return new != [plain(text) for text in _texts(headings[0], before)]


def _values(headings: tuple[Heading, ...], row: Row) -> list[Value]:
    return [value for it in headings for value in values_of(it, _cell(row, it.index))]


def _texts(heading: Heading, before: Description) -> list[str]:
    values = before.terms.get(heading.column.term or "", [])
    return [it.text for it in values if normal_tag(it.language) == heading.language]


def _were(heading: Heading, before: Description) -> str:
    return joined(_texts(heading, before))


def differing(before: Description, row: Row, header: Header) -> set[str]:
    """The headings of the cells that are not as an export would write them."""
    units = (unit for unit in _units(header) if _differs(unit, before, row))
    return {heading.text for unit in units for heading in unit}


def _with(
    current: Description, before: Description, row: Row, header: Header, heading: Heading
) -> Description:
    name, said, cell = heading.column.name, row.description, _cell(row, heading.index)
    if heading.is_parallel_title:
        return _with_title(current, heading, cell)
    if heading.column.term:
        return _with_term(current, before, heading, values_of(heading, cell))
    if name in _DATES:
        return _with_dates(current, before, said)
    if name in _ACCESS:
        return _with_access(current, said, header)
    if name == "withdrawal":
        return replace(current, publish=False) if said.publish is False else current
    if name == "publish":
        return replace(current, publish=said.publish)
    return replace(current, **_single(name, said, current, cell))


def _with_access(current: Description, said: Description, header: Header) -> Description:
    there = {heading.column.name for heading in header.headings}
    new = replace(
        current,
        birth_text=said.birth_text if "birth" in there else current.birth_text,
        death_text=said.death_text if "death" in there else current.death_text,
    )
    if "access" not in there and "open_from" not in there:
        stated = current.open_from != _counted(current)
        return new if stated else replace(new, open_from=_counted(new))
    new = replace(new, access_text=said.access_text if "access" in there else current.access_text)
    day = said.open_from
    if not there & _DATES or "access" not in there:
        # What the sheet has no column for is as the catalogue has it.
        found = opening.read_for(new, new.access_text)
        if isinstance(found, opening.OpenFrom):
            own = said.open_from if "access" not in there else None
            day = max(found.day, own or opening.AT_ONCE)
    return replace(new, open_from=day)


def _counted(description: Description) -> str | None:
    """The opening day that its own access conditions give."""
    return opening.stored(opening.read_for(description, description.access_text))


def _single(name: str, said: Description, current: Description, cell: str) -> dict[str, Any]:
    if name == "level" and said.level is None and cell:
        return {}  # not understood: told, and the level stays
    if name == "parent_code" and _same_code(said.parent_code, current.parent_code):
        return {}
    if name == "title":
        titles = current.terms.get("title")
        terms = dict(current.terms)
        if titles:
            terms["title"] = [Value(said.title, titles[0].language), *titles[1:]]
        return {"title": said.title, "terms": terms}
    if name == "title_language":
        main = said.terms.get("title", [Value(current.title)])[0]
        return {
            "terms": _title_terms(current, [Value(current.title, main.language), *_rest(current)])
        }
    fields: dict[str, Callable[[Description], Any]] = {
        "code": lambda it: {"code": it.code},
        "parent_code": lambda it: {"parent_code": it.parent_code},
        "level": lambda it: {"level": it.level},
        "online": lambda it: {"online_from": it.online_from},
        "closed_pages": lambda it: {"closed_pages": it.closed_pages},
        "internal_notes": lambda it: {"internal_notes": it.internal_notes},
        "scans": lambda it: {"scans": it.scans},
    }
    return dict(fields[name](said)) if name in fields else {}


def _same_code(one: str | None, other: str | None) -> bool:
    return fold(one or "") == fold(other or "")


def _rest(current: Description) -> list[Value]:
    return current.terms.get("title", [])[1:]


def _title_terms(current: Description, titles: list[Value]) -> Terms:
    """The terms with these titles; none where there is only the record's own, in no language."""
    terms = {term: values for term, values in current.terms.items() if term != "title"}
    if len(titles) > 1 or titles[0].language:
        terms["title"] = titles
    return terms


def _with_title(current: Description, heading: Heading, cell: str) -> Description:
    titles = current.terms.get("title") or [Value(current.title)]
    ordinal = heading.ordinal if heading.language else heading.ordinal - 1
    new = [Value(" ".join(cell.split()), heading.language)] if cell else []
    rest = _put(titles[1:], heading.language, ordinal, new)
    return replace(current, terms=_title_terms(current, [titles[0], *rest]))


def _with_term(
    current: Description,
    before: Description,
    heading: Heading,
    new: list[Value],
    *,
    whole: bool = False,
) -> Description:
    """``whole``: the new values are all of their language, from whatever columns."""
    term = heading.column.term or ""
    old = current.terms.get(term, [])
    if whole or heading.column.several:
        values = _in_place(old, heading.language, new)
    else:
        values = _put(old, heading.language, heading.ordinal, new)
    terms = {it: of_it for it, of_it in current.terms.items() if it != term}
    if values:
        terms[term] = values
    if term in ("rights", "license"):
        terms = _with_licence(terms, before, term)
    return replace(current, terms=terms)


def _with_licence(terms: Terms, before: Description, term: str) -> Terms:
    """A licence that was named by the rights goes when they name another."""
    if term == "rights":
        named = {rights.license_uri(value.text) for value in before.terms.get("rights", [])}
        kept = [value for value in terms.pop("license", []) if value.text not in named]
        terms |= {"license": kept} if kept else {}
    take_licence(terms)
    return terms


def _in_place(old: list[Value], language: str | None, new: list[Value]) -> list[Value]:
    """The values of one language replaced where they stood among the others; more at the end."""
    left = list(new)
    values = []
    for value in old:
        if normal_tag(value.language) != language:
            values.append(value)
        elif left:
            values.append(left.pop(0))
    return values + left


def _put(old: list[Value], language: str | None, ordinal: int, new: list[Value]) -> list[Value]:
    """One value of a language replaced, or taken away, or put at the end."""
    count = 0
    values = []
    left = list(new)
    for value in old:
        count += normal_tag(value.language) == language
        if normal_tag(value.language) == language and count == ordinal:
            values += left
            left = []
        else:
            values.append(value)
    return values + left


def _with_dates(current: Description, before: Description, said: Description) -> Description:
    """Opening dates that were counted from the dates are counted again."""
    after = replace(
        current,
        date_text=said.date_text,
        date_edtf=said.date_edtf,
        date_first=said.date_first,
        date_last=said.date_last,
    )
    stated = before.open_from != _counted(before)
    if stated or current.open_from != before.open_from:
        return after
    return replace(after, open_from=_counted(after))
