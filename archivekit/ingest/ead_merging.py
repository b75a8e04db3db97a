"""A component taken in again: what changed in the finding aid, and what was edited meanwhile.

Three states are compared, field by field and term by term: as last imported (read from the
record's own part of that finding aid), as the catalogue has it, as the finding aid has it now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from archivekit.description import opening
from archivekit.description.record import Description, Value
from archivekit.exchange.ead.component import read_component
from archivekit.exchange.sheet.columns import known_columns

# What is read from one another changes together.
_TOGETHER = (("date_text", "date_edtf", "date_first", "date_last"),)
_ACCESS = ("access_text", "open_from")
_ALONE = tuple(
    field.name
    for field in fields(Description)
    if field.name not in ("code", "parent_code", "terms", "source_xml", "typed")
    and not any(field.name in group for group in (*_TOGETHER, _ACCESS))
)
_GROUPS = (*_TOGETHER, ("access_text",), *((name,) for name in _ALONE))


@dataclass(frozen=True, slots=True)
class Merged:
    """The description as it is to be; ``changed``: fields and terms that the finding aid changed.

    ``overwritten``: those of them that had been edited in the catalogue to something else.
    """

    description: Description
    changed: tuple[str, ...] = ()
    overwritten: tuple[str, ...] = ()


def in_words(what: Iterable[str], language: str) -> str:
    """Fields and terms by the names that the columns of a sheet have in a language."""
    columns = known_columns()
    labels = {column.term: column.labels[language] for column in columns.values() if column.term}
    labels |= {name: column.labels[language] for name, column in columns.items()}
    return ", ".join(labels.get(each.removesuffix("_text"), each) for each in what)


def merge(stored: Description, incoming: Description) -> Merged:
    """A record of the catalogue with what its finding aid newly says of it."""
    before = _as_imported(stored)
    changed: list[str] = []
    overwritten: list[str] = []
    values: dict[str, Any] = {}
    for group in _GROUPS:
        old, here, new = (_values(each, group) for each in (before, stored, incoming))
        if new != old and new != here:
            values.update(zip(group, new, strict=True))
            changed.append(group[0])
            if here != old:
                overwritten.append(group[0])
    terms = dict(stored.terms)
    for term in _terms_of(before, incoming):
        old_values, here_values = before.terms.get(term, []), stored.terms.get(term, [])
        new_values = incoming.terms.get(term, [])
        if new_values != old_values and new_values != here_values:
            changed.append(term)
            if here_values != old_values:
                overwritten.append(term)
            _put(terms, term, new_values)
    description = replace(
        stored, code=incoming.code, terms=terms, source_xml=incoming.source_xml, **values
    )
    if "access_text" in values or "date_text" in changed:
        description.open_from = _opening(description, stored)
    return Merged(description, tuple(changed), tuple(overwritten))


def _opening(description: Description, stored: Description) -> str | None:
    """The opening day that access conditions give, counted again: delays run from the dates.

    One that was stated beside them stays, where it is the later.
    """
    counted = _counted(description)
    if stored.open_from == _counted(stored):
        return counted
    return max(counted or opening.AT_ONCE, stored.open_from or opening.AT_ONCE)


def _counted(description: Description) -> str | None:
    return opening.stored(opening.read_for(description, description.access_text))


def _as_imported(stored: Description) -> Description:
    """What the record said when it was last imported: nothing, where it came another way."""
    if stored.source_xml:
        try:
            return read_component(stored.source_xml, code=stored.code)
        except ValueError:
            pass
    return Description(code=stored.code, title="")


def _values(description: Description, group: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(description, name) for name in group)


def _terms_of(*descriptions: Description) -> Iterator[str]:
    yield from dict.fromkeys(term for each in descriptions for term in each.terms)


def _put(terms: dict[str, list[Value]], term: str, values: list[Value]) -> None:
    if values:
        terms[term] = values
    else:
        terms.pop(term, None)
