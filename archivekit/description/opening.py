"""Opening dates: from access conditions in words to the first day a record may be seen.

Delays run from the latest document to the end of the year they expire in: a record opens on the
1 January that follows (Code du patrimoine, L213-2, as it is usually applied). A text that is not
understood whole opens nothing: the record stays closed and is reported.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from archivekit.description import dates
from archivekit.description.words import bare

AT_ONCE = "0001-01-01"
NEVER = "9999-12-31"


class Why(StrEnum):
    """Why access conditions open nothing."""

    UNKNOWN = "unknown"
    NO_LAST_DATE = "no-last-date"
    NO_BIRTH = "no-birth"
    NO_DEATH = "no-death"


@dataclass(frozen=True, slots=True)
class OpenFrom:
    """The first day a record may be seen (ISO 8601): ``AT_ONCE``, a day, or ``NEVER``."""

    day: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Access conditions that could not be read: the record is closed."""

    why: Why


_DOCUMENTS = (
    r"(?:(?:les |ces )?(?:documents?|dossiers?|archives|articles?|pieces?|fonds"
    r"|l'ensemble du fonds)(?: sont| est)? )?"
)
_MAY_BE_SEEN = r"(?:communicables?|accessibles?|consultables?)"
_OPEN = re.compile(
    rf"{_DOCUMENTS}(?:tous )?(?:librement |immediatement )?{_MAY_BE_SEEN}"
    r"(?: (?:immediatement|librement|sans (?:delai|restrictions?)|de plein droit))?"
    r"(?:,? (?:sur reproductions numeriques|en ligne|en salle de lecture))?"
    r"|(?:en )?(?:acces|communication|consultation) (?:est )?(?:libre|en ligne|immediate?)"
    r"|libre(?: acces| communication| consultation)?|libres|ouverte?|public|publique"
    r"|(?:sans|aucune) restrictions?(?: d'acces| de communication)?|oui|o"
    r"|open(?: access| for research| to the public)?|no (?:access )?restrictions?|unrestricted"
    r"|(?:this |the )?(?:collection|record|file)s? (?:is|are) open(?: for research)?|yes"
)
_NEVER = re.compile(
    rf"(?:documents? )?(?:non|jamais|in) ?-?(?:{_MAY_BE_SEEN}|diffusables?)"
    r"|(?:acces )?(?:ferme|interdit|restreint|reserve|confidentiel)e?s?|confidentiel|non|n|no"
    r"|(?:acces |communicables? )?(?:sur|sous|soumise? a) (?:derogation|autorisation)"
    r"|closed|restricted|never"
)
_LABEL = re.compile(
    r"^(?:communicabilite|conditions? d'acces|acces|access(?: conditions)?|statut)\s*:\s*"
)

# Why a delay runs, said after it, changes nothing in it; an exception would.
_REASON = re.compile(
    r"\s*\((?!.*\b(?:sauf|hors|excepte|a l'exception|except)\b)"
    r"(?:secret|vie privee|respect de|protection|mineurs?|donnees? (?:personnelles?|de sante)"
    r"|dossiers? (?:medica|nominati)|art(?:icle|\.)|code du patrimoine|l\.? ?213|rgpd)[^()]*\)$"
)

_NUMBERS = {
    "cent vingt": 120, "cent": 100, "soixante-quinze": 75, "soixante quinze": 75, "soixante": 60,
    "cinquante": 50, "trente": 30, "vingt-cinq": 25, "vingt cinq": 25,
}  # fmt: skip
_DELAY = (
    r"(?:(?:documents? )?(?:non )?(?:communicables?|consultables?|accessibles?|libres?)[\s,:]*)?"
    r"(?:(?:au terme d'|a l'issue d'|a l'expiration d'|apres |dans )?(?:un |le )?delai (?:de|:)"
    r"|delai|apres|passe|au bout de|pendant|pour|in|after|closed for|closed|ferme pendant|dans)?\s*"
    rf"(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})\s*(?:ans?|annees?|years?)"
    r"(?P<counted>[\s,(]+(?:revolus? )?(?:a compter|a partir|apres|depuis|from|after|of)\b.+)?"
)
_DELAYS = re.compile(_DELAY)
_EITHER = re.compile(
    r"(?P<one>.+?)[\s,(]+(?:ou|or)\s+(?P<other>\d+ (?:ans|years) (?:apres|after).+)"
)
_COUNTED = re.compile(
    r"[\s,(]+(?:revolus? )?(?:a compter|a partir|apres|depuis|from|after|of)\s*"
    r"(?:d(?:u|e la|e l'|es|e)\b|d'|le\b|la\b|l'|the\b)?\s*(?P<what>.+?)[)]?"
)
_OF_DOCUMENT = re.compile(
    r"(?:(?:date|annee) (?:d(?:u|e la|e l')|of the)\s*)?(?:l')?(?:cloture|fermeture|creation|fin)?"
    r"(?:\s*(?:du|de la|de l'|des|of the)\s*)?(?:dernier|latest|last)?\s*"
    r"(?:document|dossier|registre|acte|affaire|file|record|piece)?s?"
    r"(?:\s*(?:le|la) plus recente?)?"
)
_OF_BIRTH = re.compile(r"(?:(?:date|annee) de (?:la )?)?naissance.*|(?:date of )?birth.*")
_OF_DEATH = re.compile(r"(?:(?:date|annee) d[eu] (?:la )?)?(?:deces|mort)\b.*|(?:date of )?death.*")

_FROM_DAY = re.compile(
    rf"(?:(?:documents? )?(?:librement )?(?:{_MAY_BE_SEEN}|libre|ouverte?|open)[\s,:]*)?"
    r"(?:a (?:partir|compter) d(?:u |e l'|e |')|des (?:le )?|depuis (?:le )?"
    r"|le |en |au |from |on |in |since )?(?P<date>\S.*)"
)
_CLOSED_BEFORE = re.compile(
    r"(?:(?:non|in)[ -]?communicable|ferme|closed|non consultable|not open) (?:avant|before)"
    r" (?:le |l'annee |the )?(?P<date>.+)"
)
_CLOSED_UNTIL = re.compile(
    r"(?:(?:(?:non|in)[ -]?communicable|ferme|closed|non consultable) (?:jusqu'(?:en|au?)|until)"
    r"|(?:communicable|consultable|open|ouvert) (?:apres|after)) (?:le |l'annee |the )?(?P<date>.+)"
)
_LATEST_OPENING = 2400
_LONGEST_DELAY = 200
_LONGEST_TEXT = 300


@lru_cache(maxsize=65536)
def read(
    text: str, *, last: str | None = None, birth: str | None = None, death: str | None = None
) -> OpenFrom | Unread | None:
    """The first day a record may be seen; None where nothing is said.

    ``last`` is the last day of the record's dates, ``birth`` and ``death`` days of the person it is
    about (ISO 8601).
    """
    folded = _LABEL.sub("", " ".join(bare(text).split()).strip(" ."))
    folded = _REASON.sub("", folded)
    if not folded:
        return None
    if len(folded) > _LONGEST_TEXT:
        return Unread(Why.UNKNOWN)
    if _OPEN.fullmatch(folded):
        return OpenFrom(AT_ONCE)
    if _NEVER.fullmatch(folded):
        return OpenFrom(NEVER)
    return _delays(folded, last, birth, death) or _stated_day(folded) or Unread(Why.UNKNOWN)


def _delays(
    text: str, last: str | None, birth: str | None, death: str | None
) -> OpenFrom | Unread | None:
    """``75 ans ou 25 ans après le décès``: the shorter of the two that can be counted."""
    if match := _EITHER.fullmatch(text):
        parts = [_delay(match[name].rstrip(")"), last, birth, death) for name in ("one", "other")]
        counted = [part for part in parts if isinstance(part, OpenFrom)]
        if None not in parts and counted:
            return min(counted, key=lambda part: part.day)
    return _delay(text, last, birth, death)


def _delay(
    text: str, last: str | None, birth: str | None, death: str | None
) -> OpenFrom | Unread | None:
    match = _DELAYS.fullmatch(text)
    if match is None:
        return None
    years = _NUMBERS.get(match["number"]) or int(match["number"])
    start = _start(match["counted"], last, birth, death)
    if years > _LONGEST_DELAY or start is None:
        return Unread(Why.UNKNOWN)
    if isinstance(start, Unread):
        return start
    return OpenFrom(f"{int(start[:4]) + years + 1:04}-01-01")


def _start(
    counted: str | None, last: str | None, birth: str | None, death: str | None
) -> str | Unread | None:
    """The day that a delay is counted from; None where its words are not understood."""
    match = _COUNTED.fullmatch(counted) if counted else None
    what = match["what"] if match else ""
    if not counted or _OF_DOCUMENT.fullmatch(what):
        return last or Unread(Why.NO_LAST_DATE)
    if _OF_BIRTH.fullmatch(what):
        return birth or Unread(Why.NO_BIRTH)
    if _OF_DEATH.fullmatch(what):
        return death or Unread(Why.NO_DEATH)
    found = dates.read(what)
    return found.last if isinstance(found, dates.Reading) else None


def _stated_day(text: str) -> OpenFrom | None:
    """A day that the text itself states: ``communicable en 2041``."""
    if match := _CLOSED_UNTIL.fullmatch(text):
        end = _reading(match["date"])
        return OpenFrom(_day_after(end.last)) if end and end.last else None
    for form in (_CLOSED_BEFORE, _FROM_DAY):
        if match := form.fullmatch(text):
            start = _reading(match["date"])
            return OpenFrom(start.first) if start and start.first and start.last else None
    return None


def _reading(text: str) -> dates.Reading | None:
    found = dates.read(text, latest=_LATEST_OPENING)
    if isinstance(found, dates.Reading) and found.edtf and found.edtf.replace("-", "").isdigit():
        return found
    return None


def _day_after(day: str) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()
