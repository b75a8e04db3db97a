"""What an authority record says of a person, family, corporate body or place (ISAAR(CPF)).

Owns the record as a value. Pure: no files, no database.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from archivekit.description import dates
from archivekit.description.words import fold


class AuthorityKind(StrEnum):
    """The types of entity of ISAAR(CPF) 5.1.1, under EAC-CPF's names; and places."""

    PERSON = "person"
    FAMILY = "family"
    CORPORATE_BODY = "corporateBody"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class DateStatement:
    """A date or a range as written, each with its ISO 8601 form where the source gives one."""

    text: str = ""
    standard: str = ""
    from_text: str = ""
    from_standard: str = ""
    to_text: str = ""
    to_standard: str = ""

    @property
    def words(self) -> str:
        """The date as shown: ``1851-1923``, ``vers 1921 – 12 mai 1998``."""
        has_words = any(" " in it for it in (self.from_text, self.to_text))
        between = " – " if has_words and self.from_text and self.to_text else "-"
        return self.text or between.join((self.from_text, self.to_text)).strip("-")

    @property
    def edtf(self) -> str:
        """The date in EDTF: its words where they can be read, else what its source gives for them.

        Empty where neither can. An end that is not said is unknown (``1851/``).
        """
        if self.text or self.standard:
            return _edtf(self.text, self.standard)
        first = _edtf(self.from_text, self.from_standard)
        last = _edtf(self.to_text, self.to_standard)
        is_range = not any("/" in it for it in (first, last))
        # What is said at an end and cannot be read is no unknown end.
        is_lost = bool(self.from_text and not first) or bool(self.to_text and not last)
        return f"{first}/{last}" if (first or last) and is_range and not is_lost else ""


def _edtf(words: str, standard: str) -> str:
    read = dates.read(words) if words else None
    if isinstance(read, dates.Reading) and read.edtf:
        return read.edtf
    return standard if _ISO_DATE.fullmatch(standard) else ""


_ISO_DATE = re.compile(r"-?\d{4}(?:-\d\d(?:-\d\d)?)?")
Dates = tuple[DateStatement, ...]


@dataclass(frozen=True, slots=True)
class NameForm:
    """A form of the name, in its parts (``surname``, ``Dupont``), with its language and dates.

    ``is_authorised``: the form that the record is filed under; the others are variants.
    """

    parts: tuple[tuple[str, str], ...]
    language: str = ""
    is_authorised: bool = False
    dates: Dates = ()

    @property
    def text(self) -> str:
        """The parts in one: ``Dupont, Jeanne (1851-1923)``."""
        words = ""
        for _, part in self.parts:
            closed = part.startswith("(") or words.endswith((",", ";", ":"))
            words += ("" if not words else " " if closed else ", ") + part
        return words


@dataclass(frozen=True, slots=True)
class Prose:
    """Running text under the name of its EAC-CPF element, paragraphs apart by an empty line."""

    element: str
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A function, occupation, legal status, mandate …, under the name of its EAC-CPF element."""

    element: str
    term: str
    kind: str = ""
    dates: Dates = ()
    place: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LanguageUsed:
    """A language that the entity used, and its script; codes of ISO 639-2/B and ISO 15924."""

    text: str
    code: str = ""
    script: str = ""
    script_code: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        """The language as shown."""
        return self.text or self.code


@dataclass(frozen=True, slots=True)
class AuthorityPlace:
    """A place of the entity; coordinates in decimal degrees (WGS 84), as written."""

    name: str
    role: str = ""
    latitude: str = ""
    longitude: str = ""
    address: tuple[str, ...] = ()
    source: str = ""
    dates: Dates = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation to another entity (``cpf``), a record (``resource``) or a function.

    ``kind`` is the standard's: ``temporal-earlier``, ``creatorOf`` …
    """

    target: str
    name: str
    kind: str = ""
    href: str = ""
    dates: Dates = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A source of the record: its entry, its address, a note on it."""

    entry: str
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExternalIdentifier:
    """An identifier of the entity elsewhere, as written; ``kind`` as its source says."""

    text: str
    kind: str = ""

    @property
    def address(self) -> str:
        """Where it leads; empty where that is not known."""
        if self.text.startswith(("https://", "http://")):
            return self.text
        number = self.text.replace(" ", "")
        scheme = self.scheme
        return _ADDRESSES[scheme] + number if scheme in _ADDRESSES and number.isalnum() else ""

    @property
    def scheme(self) -> str:
        """Who gives it: ``isni``, ``viaf``, ``bnf``, ``geonames``, ``idref`` …; or empty."""
        words = f"{self.kind} {self.text}".lower()
        return next((name for name, pattern in _SCHEMES if pattern.search(words)), "")


_ADDRESSES = {"isni": "https://isni.org/isni/", "viaf": "https://viaf.org/viaf/"}
_SCHEMES = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("isni", r"isni"),
        ("viaf", r"viaf"),
        ("geonames", r"geonames"),
        ("idref", r"idref"),
        ("wikidata", r"wikidata"),
        ("bnf", r"ark:/?12148/|data\.bnf\.fr|\bbnf\b"),
    )
)


@dataclass(frozen=True, slots=True)
class MaintenanceEvent:
    """What was done to the record, when and by whom."""

    kind: str
    when: str = ""
    agent: str = ""
    agent_kind: str = "human"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """The control of the record (ISAAR(CPF) 5.4)."""

    other_ids: tuple[ExternalIdentifier, ...] = ()
    status: str = "new"
    publication_status: str = ""
    agency_code: str = ""
    agency_name: str = ""
    language: str = ""
    script: str = ""
    conventions: tuple[Source, ...] = ()
    events: tuple[MaintenanceEvent, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """An authority record. ``record_id`` is its identifier at the agency that keeps it.

    ``publish``: the archivist's own word; None: shown where an open record names it.
    """

    record_id: str
    kind: AuthorityKind
    names: tuple[NameForm, ...]
    dates: Dates = ()
    dates_note: str = ""
    identifiers: tuple[ExternalIdentifier, ...] = ()
    prose: tuple[Prose, ...] = ()
    statements: tuple[Statement, ...] = ()
    languages: tuple[LanguageUsed, ...] = ()
    places: tuple[AuthorityPlace, ...] = ()
    relations: tuple[Relation, ...] = ()
    control: Control = Control()
    publish: bool | None = None

    @property
    def name(self) -> str:
        """The authorised form; the first where none is said to be."""
        authorised = (form for form in self.names if form.is_authorised)
        form = next(authorised, self.names[0] if self.names else None)
        return form.text if form else ""

    @property
    def variants(self) -> tuple[NameForm, ...]:
        """The other forms."""
        return tuple(form for form in self.names if form.text != self.name)

    @property
    def date_words(self) -> str:
        """The dates of existence as shown."""
        return ", ".join(date.words for date in self.dates)

    @property
    def date_edtf(self) -> str:
        """The dates of existence in EDTF; empty where one of them cannot be read."""
        read = [date.edtf for date in self.dates]
        if not read or not all(read):
            return ""
        return read[0] if len(read) == 1 else "{" + ",".join(read) + "}"

    @property
    def coordinates(self) -> tuple[float, float] | None:
        """Latitude and longitude: those of a place itself, decimal degrees; None where unknown."""
        if self.kind is not AuthorityKind.PLACE:
            return None
        pairs = (degrees(it.latitude, it.longitude) for it in self.places)
        return next((pair for pair in pairs if pair is not None), None)


def compared(name: str) -> str:
    """A name as it is compared: case, accents and punctuation make no difference."""
    return " ".join(re.findall(r"[^\W_]+", fold(name)))


def degrees(latitude: str, longitude: str) -> tuple[float, float] | None:
    """Two coordinates as numbers; None where they are none, or not on Earth."""
    try:
        north, east = (float(it.strip().replace(",", ".")) for it in (latitude, longitude))
    except ValueError:
        return None
    return (north, east) if abs(north) <= 90 and abs(east) <= 180 else None
