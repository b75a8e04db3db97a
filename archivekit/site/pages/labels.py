"""What a value is called on a page: levels, centuries, languages, kinds of documents."""

from __future__ import annotations

from archivekit.description.languages import language_name
from archivekit.site.pages.visit import Visit
from archivekit.texts import room_texts

_ROMAN = (
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def value_label(visit: Visit, facet: str, value: str) -> str:
    """The label of a facet's value in the language of the visit; the value where it has none."""
    if facet == "language":
        return language_name(value, visit.language)
    if facet == "century" and value.lstrip("-").isdigit():
        return century_label(visit, int(value))
    name = {"level": f"level-{value}", "type": f"type-{value.lower()}"}.get(facet, "")
    return visit.t(name) if name in room_texts("site") else value


def century_label(visit: Visit, century: int) -> str:
    """``XIXe siècle``, ``19th century``."""
    number = abs(century)
    name = "century" if century > 0 else "century-before"
    return visit.t(name, roman=_roman(number), ordinal=_ordinal(number))


def count_label(visit: Visit, name: str, count: int) -> str:
    """A number of things, singular or plural: French says « 0 notice », English “0 records”."""
    one = count < 2 if visit.language == "fr" else count == 1
    return visit.t(f"{name}-one" if one else f"{name}-many", count=number_label(visit, count))


def number_label(visit: Visit, number: int) -> str:
    """A number as the language writes it: ``1 234``, ``1,234``."""
    grouped = f"{number:,}"
    return grouped.replace(",", "\u202f") if visit.language == "fr" else grouped


def _roman(number: int) -> str:
    numeral = ""
    for value, letters in _ROMAN:
        while number >= value:
            numeral += letters
            number -= value
    return numeral


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
