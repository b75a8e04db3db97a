"""Words on access, French or English, to what they say: each sentence one of a few forms.

Owns how sentences are taken apart, and counts nothing; their words are in ``patterns``. A sentence
of which one word is not understood is not understood: nothing is opened by the rest of it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from archivekit.description import dates
from archivekit.description.access import law, patterns
from archivekit.description.access.law import Delay, From
from archivekit.description.words import bare


class Plain(Enum):
    """A sentence that states no day and no delay."""

    OPEN = "open"
    NEVER = "never"
    # Legal status, physical state, where to look: nothing on when the record may be seen.
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Stated:
    """The first day on which the record may be seen, as the sentence states it."""

    day: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A delay, from the day ``start`` where the sentence states one."""

    delay: Delay
    start: str | None = None


@dataclass(frozen=True, slots=True)
class Delays:
    """Delays of which the one that ends first holds; with ``death_decides`` the one after death.

    ``rule``: the key of the law's rule that the sentence names as its reason.
    """

    either: tuple[Counted, ...]
    death_decides: bool = False
    rule: str = ""


Said = Plain | Stated | Delays

_LONGEST_TEXT = 1000
_LONGEST_CLAUSE = 300
_LATEST_OPENING = 2400
_LONGEST_DELAY = 200


@lru_cache(maxsize=65536)
def sentences(text: str) -> tuple[Said, ...] | None:
    """What each sentence of a text says; None where one is not understood; () for no words."""
    if len(text) > _LONGEST_TEXT:
        return None
    found = [_sentence(clause) for clause in _clauses(text)]
    return None if None in found else tuple(said for said in found if said is not None)


def _clauses(text: str) -> Iterator[str]:
    folded = patterns.ABBREVIATION.sub(r"\1 ", bare(text.replace("\u00a0", " ")))
    for clause in patterns.END.split(folded):
        if stripped := " ".join(clause.split()).strip(" .;"):
            yield stripped


def _sentence(clause: str) -> Said | None:
    if len(clause) > _LONGEST_CLAUSE:
        return None
    said = _form(clause)
    if said is not None:
        return said
    plain = patterns.RESERVE.sub(
        "", patterns.LABEL.sub("", _uncited(patterns.STATUS.sub("", clause), patterns.CITED_FIRST))
    )
    asked = patterns.UNLESS_ASKED.sub("", plain)
    said = _with_reason(_uncited(asked, patterns.CITED_LAST))
    return None if said is Plain.OPEN and asked != plain else said


def _uncited(clause: str, form: re.Pattern[str]) -> str:
    """A sentence without the law that it cites, where nothing else stands beside it."""
    match = form.search(clause)
    return form.sub("", clause) if match and _cites_only(match["cited"]) else clause


def _cites_only(words: str) -> bool:
    return all(
        word in patterns.OF_CITATIONS
        for word in patterns.WORD.findall(patterns.CITATION.sub(" ", words))
    )


def _limits_nothing(words: str) -> bool:
    """Whether words that are passed over say nothing of when."""
    rest = patterns.CITATION.sub(" ", words)
    return not patterns.LIMIT.search(rest) and not re.search(r"\d", rest)


def _with_reason(clause: str) -> Said | None:
    """The sentence with the reason that it gives: the law's own word on it is kept."""
    if (said := _form(clause)) is not None:
        return said
    for form in (patterns.REASON_LAST, patterns.REASON_FIRST):
        if match := form.search(clause):
            rest = (clause[: match.start()] + clause[match.end() :]).strip()
            groups = {name: it for name, it in match.groupdict().items() if it}
            rule, is_reason = _reason(groups)
            if is_reason and (said := _form(rest)) is not None:
                return _because(said, rule, match[0])
    return None


def _reason(groups: dict[str, str]) -> tuple[law.Rule | None, bool]:
    """The longest rule that a reason names, and whether it is a reason at all."""
    ((where, words),) = groups.items()
    if (rule := law.named(words.strip())) is not None:
        return rule, True
    pieces = [piece.strip() for piece in re.split(r"[,;]| et ", words) if piece.strip()]
    rules = [law.named(piece) for piece in pieces]
    unnamed = [piece for piece, rule in zip(pieces, rules, strict=True) if rule is None]
    if unnamed and where not in ("inside", "named", "why"):
        return None, False
    is_reason = all(
        _limits_nothing(piece) and (where == "why" or patterns.SOME_REASON.fullmatch(piece))
        for piece in unnamed
    )
    named = [rule for rule in rules if rule is not None]
    return max(named, key=_how_long, default=None), is_reason


def _how_long(rule: law.Rule) -> int:
    return rule.delay.years if rule.delay else _LONGEST_DELAY


def _because(said: Said, rule: law.Rule | None, words: str) -> Said | None:
    """What is said, for a reason. Nothing is open for a reason, but by the law."""
    if said is Plain.OPEN:
        return (
            said if rule is None and not patterns.CITATION.sub("", words).strip(" (),;.") else None
        )
    if rule is None or not isinstance(said, Delays):
        return said
    return Delays(said.either, said.death_decides, rule.key)


def _form(clause: str) -> Said | None:
    if patterns.OPEN.fullmatch(clause) or _is_open_here(clause):
        return Plain.OPEN
    if patterns.NEVER.fullmatch(clause):
        return Plain.NEVER
    if patterns.SILENT.fullmatch(clause):
        return Plain.SILENT
    if rule := law.named(clause):
        return _of_the_law(rule)
    return _delays(clause) or _stated(clause)


def _is_open_here(clause: str) -> bool:
    match = patterns.OPEN_HERE.fullmatch(clause)
    return match is not None and _limits_nothing(match["whose"] or match["own"] or "")


def _of_the_law(rule: law.Rule) -> Said:
    """A reason alone: as long as the law says."""
    if rule.delay is None:
        return Plain.NEVER
    both = [Counted(delay) for delay in (rule.delay, rule.instead) if delay]
    return Delays(tuple(both), rule.instead_always, rule.key)


def _delays(clause: str) -> Delays | None:
    """``75 ans ou 25 ans après le décès``: two delays, each counted from something else."""
    clause = patterns.SHORTER.sub("", clause)
    if match := patterns.EITHER.fullmatch(clause):
        one, other = _delay(match["one"].rstrip(")")), _delay(match["other"].rstrip(")"))
        if one is None or other is None or one.start or other.start:
            return None
        both = {one.delay.counted_from, other.delay.counted_from}
        if len(both) != 2 or From.DEATH not in both:
            return None
        return Delays((one, other), death_decides=both == {From.DEATH, From.BIRTH})
    one = _delay(clause)
    return Delays((one,)) if one else None


def _delay(clause: str) -> Counted | None:
    match = patterns.DELAY.fullmatch(patterns.SHORTER.sub("", clause))
    if match is None:
        return None
    years = patterns.NUMBERS.get(match["number"]) or int(match["number"])
    if years > _LONGEST_DELAY:
        return None
    if not match["counted"]:
        return Counted(Delay(years))
    found = patterns.COUNTED.fullmatch(match["counted"])
    return _counted(years, found["what"]) if found else None


def _counted(years: int, what: str) -> Counted | None:
    for pattern, start in (
        (patterns.OF_DOCUMENT, From.DOCUMENT),
        (patterns.OF_BIRTH, From.BIRTH),
        (patterns.OF_DEATH, From.DEATH),
    ):
        if pattern.fullmatch(what):
            return Counted(Delay(years, start))
    found = dates.read(what) if _is_a_date(what) else None
    if isinstance(found, dates.Reading) and found.last:
        return Counted(Delay(years), found.last)
    return None


def _stated(clause: str) -> Stated | None:
    """A day that the sentence itself states: ``communicable en 2041``."""
    if match := patterns.CLOSED_UNTIL.fullmatch(clause):
        end = _reading(match["date"])
        return Stated(_day_after(end.last)) if end and end.last else None
    for form in (patterns.CLOSED_BEFORE, patterns.FROM_DAY):
        if match := form.fullmatch(clause):
            start = _reading(match["date"])
            return Stated(start.first) if start and start.first and start.last else None
    return None


def _reading(text: str) -> dates.Reading | None:
    if not _is_a_date(text):
        return None
    found = dates.read(text, latest=_LATEST_OPENING)
    if isinstance(found, dates.Reading) and found.edtf and found.edtf.replace("-", "").isdigit():
        return found
    return None


def _is_a_date(text: str) -> bool:
    return all(patterns.PIECE_OF_DATE.fullmatch(piece) for piece in text.split())


def _day_after(day: str) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()
