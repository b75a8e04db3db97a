"""Words on access, French or English, to what they say: each sentence one of a few forms.

Owns how sentences are taken apart, and counts nothing; their words are in ``patterns``. A sentence
of which one word is not understood is not understood: nothing is opened by the rest of it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from archivekit.description import dates
from archivekit.description.access import beside, by_the_law, law, parts, patterns
from archivekit.description.access.law import Delay, From
from archivekit.description.access.said import (
    Counted,
    Delays,
    Plain,
    Said,
    Stated,
    of_rule,
    of_the_law,
)
from archivekit.description.words import bare

_LONGEST_TEXT = 4000
_LONGEST_CLAUSE = 300
_LATEST_OPENING = 2400
_LONGEST_DELAY = 200


@lru_cache(maxsize=65536)
def paragraphs(text: str) -> tuple[tuple[Said, ...], ...] | None:
    """What each sentence says, paragraph by paragraph, each a line; None where one is not
    understood; () for no words.
    """
    if len(text) > _LONGEST_TEXT:
        return None
    # Not splitlines(): \x1c and the like are no line breaks to whoever wrote them.
    lines = [[_sentence(clause) for clause in _clauses(line)] for line in text.split("\n")]
    if any(said is None for line in lines for said in line):
        return None
    return tuple(tuple(said for said in line if said is not None) for line in lines if line)


def _clauses(line: str) -> Iterator[str]:
    folded = beside.ABBREVIATION.sub(r"\1 ", bare(line.replace("\u00a0", " ")))
    for clause in beside.END.split(beside.SORTED_BY_STATE.sub("documents numerises. ", folded)):
        stripped = " ".join(clause.split()).strip(" .;")
        if stripped and not beside.HEADING.fullmatch(stripped):
            yield stripped


def _sentence(clause: str) -> Said | None:
    said = _whole(clause) if len(clause) <= _LONGEST_CLAUSE else None
    return said or parts.read(clause, _whole)


def _whole(clause: str) -> Said | None:
    """A sentence that is on all the documents."""
    said = _form(clause)
    if said is not None:
        return said
    uncited = _uncited(beside.STATUS.sub("", clause), beside.CITED_FIRST)
    plain = _without_how(beside.RESERVE.sub("", beside.LABEL.sub("", uncited)))
    asked = beside.UNLESS_ASKED.sub("", plain)
    said = _with_reason(_uncited(asked, beside.CITED_LAST))
    if said is not Plain.OPEN:
        return said
    if asked != plain:
        return None
    # "Communicable en application de la loi": when the law says, not at once.
    cites = beside.CITATION.search(clause) is not None
    return of_the_law() if cites and not by_the_law.says_free(clause) else said


def _without_how(clause: str) -> str:
    """A sentence without how documents are consulted, which says nothing of when."""
    match = beside.HOW.search(clause)
    if match is None or not _limits_nothing(match["how"]):
        return clause
    return clause[: match.start()]


def _is_aside(clause: str) -> bool:
    match = beside.ASIDE.fullmatch(clause)
    return match is not None and not beside.LIMIT.search(match["found"] or "")


def _uncited(clause: str, form: re.Pattern[str]) -> str:
    """A sentence without the law that it cites, where nothing else stands beside it."""
    match = form.search(clause)
    return form.sub("", clause) if match and _cites_only(match["cited"]) else clause


def _cites_only(words: str) -> bool:
    return all(
        word in beside.OF_CITATIONS for word in beside.WORD.findall(beside.CITATION.sub(" ", words))
    )


def _limits_nothing(words: str) -> bool:
    """Whether words that are passed over say nothing of when."""
    rest = beside.CITATION.sub(" ", words)
    return not beside.LIMIT.search(rest) and not re.search(r"\d", rest)


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
        _limits_nothing(piece)
        and ":" not in piece
        and (where == "why" or patterns.SOME_REASON.fullmatch(piece))
        for piece in unnamed
    )
    named = [rule for rule in rules if rule is not None]
    return max(named, key=_how_long, default=None), is_reason


def _how_long(rule: law.Rule) -> int:
    return rule.delay.years if rule.delay else _LONGEST_DELAY


def _because(said: Said, rule: law.Rule | None, words: str) -> Said | None:
    """What is said, for a reason. Nothing is open for a reason, but by the law."""
    if said is Plain.OPEN:
        return said if rule is None and not beside.CITATION.sub("", words).strip(" (),;.") else None
    if rule is None or not isinstance(said, Delays | Stated):
        return said
    return replace(said, rule=rule.key)


def _form(clause: str) -> Said | None:
    if patterns.OPEN.fullmatch(clause) or _is_open_here(clause):
        return Plain.OPEN
    if patterns.NEVER.fullmatch(clause):
        return Plain.NEVER
    if beside.SILENT.fullmatch(clause):
        return Plain.SILENT
    if _is_aside(clause):
        return Plain.ASIDE
    if by_the_law.is_named(clause):
        return of_the_law()
    if rule := law.named(clause):
        return of_rule(rule)
    return _delays(clause) or _stated(clause)


def _is_open_here(clause: str) -> bool:
    match = patterns.OPEN_HERE.fullmatch(clause)
    return match is not None and _limits_nothing(match["whose"] or match["own"] or "")


def _delays(clause: str) -> Delays | None:
    """``75 ans ou 25 ans après le décès``: two delays, each counted from something else."""
    clause = beside.SHORTER.sub("", clause)
    if match := patterns.EITHER.fullmatch(clause):
        one, other = _delay(match["one"].rstrip(")")), _delay(match["other"].rstrip(")"))
        if one is None or other is None or one.start or other.start:
            return None
        both = {one.delay.counted_from, other.delay.counted_from}
        if len(both) != 2 or From.DEATH not in both:
            return None
        return Delays((one, other), death_decides=both == {From.DEATH, From.BIRTH})
    one = _delay(clause)
    each = patterns.OF_EACH.search(clause) is not None
    return Delays((one,), each=each) if one else None


def _delay(clause: str) -> Counted | None:
    match = patterns.DELAY.fullmatch(beside.SHORTER.sub("", clause))
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
