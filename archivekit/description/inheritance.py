"""What comes down from a record's ancestors: rights, language, creator, access, meaning.

A walk down the tree carries an :class:`Inherited` from each parent to its children, so that no
record looks at more than its own parent. Owns which terms come down.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from archivekit.description import languages, titles
from archivekit.description.access import combining
from archivekit.description.access.combining import Above, Accessed, Opening
from archivekit.description.access.online import OnlineRule
from archivekit.description.codes import as_given
from archivekit.description.exposed import Ancestor, Exposed, ExposedPage
from archivekit.description.record import Terms, Value
from archivekit.description.recordings import say_of_recordings

# Rights and licence come down together: a sentence of the item's own replaces both.
_INHERITED_TOGETHER = (("rights", "license"), ("language",), ("creator",))
# Terms whose values are words of the records' language, where they say no other.
_WORDS = frozenset(
    (
        *("alternative", "description", "abstract", "tableOfContents", "subject", "type"),
        *("rights", "extent", "medium", "provenance"),
    )
)
# Letters that no language written in Latin ones has: its words are in another, not said which.
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1cff\u3040-\ufb4f\ufb50-\ufdff\ufe70-\ufeff]")


class Described(Accessed, Protocol):
    """A record as far as inheritance needs it: a description, or the catalogue's own record."""

    @property
    def terms(self) -> Terms: ...
    @property
    def date_edtf(self) -> str | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What the settings say for all records of the institution. ``language`` is BCP 47."""

    name: Mapping[str, str]
    place: str = ""
    language: str = "fr"
    license: str = ""
    rights: str = ""
    online_rules: tuple[OnlineRule, ...] = ()

    @property
    def first_name(self) -> str:
        """The institution's name in its first language."""
        return next(iter(self.name.values()), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inherited:
    """What a parent hands to its children. ``sources``: code of the ancestor by term."""

    house: House
    terms: Mapping[str, list[Value]] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    full_title: str = ""
    ancestors: tuple[Ancestor, ...] = ()
    access: Above = combining.NOTHING_ABOVE


def top(house: House) -> Inherited:
    """What a record without a parent inherits: the house's own licence and rights."""
    given = {"license": house.license, "rights": house.rights}
    terms = {term: [Value(text)] for term, text in given.items() if text}
    return Inherited(house=house, terms=terms, sources=dict.fromkeys(terms, ""))


def opening_of(record: Described, inherited: Inherited, *, heading: bool = False) -> Opening:
    """When a record may be read and shown on line: itself and all its ancestors must be open.

    ``heading``: it has no content of its own, only records below it.
    """
    rules = inherited.house.online_rules
    return combining.opening_of(record, inherited.access, rules, heading=heading)


def passed_down(
    record: Described, inherited: Inherited, ark: str, *, heading: bool = False
) -> Inherited:
    """What a record hands to its own children. ``ark`` is the record's."""
    opened = opening_of(record, inherited, heading=heading)
    terms, sources = dict(inherited.terms), dict(inherited.sources)
    for together in _INHERITED_TOGETHER:
        if any(record.terms.get(term) for term in together):
            for term in together:
                terms.pop(term, None)
                sources.pop(term, None)
                if values := record.terms.get(term):
                    terms[term], sources[term] = values, record.code
    title = own_title(record)
    return Inherited(
        house=inherited.house,
        terms=terms,
        sources=sources,
        full_title=titles.complete(title, inherited.full_title),
        ancestors=(*inherited.ancestors, Ancestor(ark, as_given(record.code), title)),
        access=combining.below(record, inherited.access, inherited.house.online_rules, opened),
    )


def own_title(record: Described) -> str:
    """The record's title; its date or code where it has none: never empty."""
    return record.title.strip() or record.date_text.strip() or record.code.strip() or "—"


def exposed(
    record: Described,
    inherited: Inherited,
    *,
    ark: str,
    oai_identifier: str,
    sets: tuple[str, ...] = (),
    pages: tuple[ExposedPage, ...] = (),
    partner: str | None = None,
) -> Exposed:
    """The record as it leaves the house."""
    house = inherited.house
    terms, sources = _all_terms(record, inherited, ours=partner is None)
    title, code = own_title(record), as_given(record.code)
    _say_language(terms, house.language if partner is None else None)
    say_of_recordings(terms, pages)
    return Exposed(
        ark=ark,
        oai_identifier=oai_identifier,
        code=code,
        title=title,
        full_title=titles.complete(title, inherited.full_title),
        level=str(record.level) if record.level else None,
        terms={"title": _titles(record, title, house, partner), **terms},
        inherited=frozenset(sources),
        inherited_from=sources,
        date_text=record.date_text,
        date_edtf=record.date_edtf,
        year_first=_year(record.date_first),
        year_last=_year(record.date_last),
        languages=_language_codes(tuple(value.text for value in terms.get("language", ()))),
        institution=dict(house.name),
        source=f"{house.first_name}, {code}" if partner is None else "",
        sets=sets,
        ancestors=inherited.ancestors,
        pages=pages,
        partner=partner,
    )


def _all_terms(
    record: Described, inherited: Inherited, *, ours: bool
) -> tuple[Terms, dict[str, str]]:
    """Own terms and those that come down, and where the latter come from.

    The house's own rules are for its own records.
    """
    terms: Terms = {term: list(values) for term, values in record.terms.items() if values}
    terms.pop("title", None)
    sources: dict[str, str] = {}
    for together in _INHERITED_TOGETHER:
        if any(term in terms for term in together):
            continue
        for term in together:
            values = inherited.terms.get(term)
            if values and (ours or inherited.sources[term]):
                terms[term] = list(values)
                sources[term] = inherited.sources[term]
    if ours and inherited.house.place and "spatial" not in terms:
        terms["spatial"] = [Value(inherited.house.place)]
        sources["spatial"] = ""
    return terms, sources


def _titles(record: Described, title: str, house: House, partner: str | None) -> list[Value]:
    """The title, then the parallel ones."""
    given = record.terms.get("title") or [Value(title)]
    language = given[0].language
    if language is None and partner is None and not _is_in_another_script(title):
        language = house.language
    return [Value(title, language), *given[1:]]


def _say_language(terms: Terms, language: str | None) -> None:
    """Puts the records' language beside the words that say no other."""
    if language is None:
        return
    for term in _WORDS.intersection(terms):
        terms[term] = [
            Value(value.text, language)
            if value.language is None and not _is_in_another_script(value.text)
            else value
            for value in terms[term]
        ]


def _is_in_another_script(text: str) -> bool:
    return not text.isascii() and _OTHER_SCRIPT.search(text) is not None


@lru_cache(maxsize=4096)
def _language_codes(texts: tuple[str, ...]) -> tuple[str, ...]:
    """ISO 639-2/B codes of all that is named."""
    found = (language.code for text in texts for language in languages.read_all(text)[0])
    return tuple(dict.fromkeys(found))


def _year(day: str | None) -> int | None:
    return int(day[:4]) if day else None
