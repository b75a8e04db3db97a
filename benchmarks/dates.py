"""Dates as archivekit reads them against the normal form that archivists gave beside their words.

    python benchmarks/dates.py [PAIRS] [--unread] [--strict]

PAIRS is tab-separated with a header: text, normal form (ISO 8601 or EDTF interval), occurrences.
Without it, ``dates/pairs.tsv`` of the corpus is taken: the folder named by ARCHIVEKIT_CORPUS, else
``../shared/corpus`` beside the checkout. Prints shares by occurrence, then every text that was read
but is not the archivist's, by year or by day, and with ``--unread`` those that were not read.

"By day" holds a normal form to as much as it says: years where it gives years. "By day, strictly"
holds it to the first and last day of what it gives, so that ``1794`` beside ``15 nivôse an II`` is
another; with ``--strict`` these are listed as well.
"""

from __future__ import annotations

import argparse
import calendar
import csv
import os
import re
import time
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from archivekit.description import dates

BESIDE = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
SAME, LESS_EXACT = "same day, strictly", "same day, but one is less exact"
NORMAL = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


class Pair(NamedTuple):
    """What an archivist wrote, the normal form beside it, and how often."""

    text: str
    normal: str
    occurrences: int


def main() -> None:
    """Read the pairs, print the table and the differences."""
    parser = argparse.ArgumentParser(description=__doc__)
    corpus = Path(os.environ.get("ARCHIVEKIT_CORPUS", BESIDE))
    parser.add_argument("pairs", type=Path, nargs="?", default=corpus / "dates" / "pairs.tsv")
    parser.add_argument("--unread", action="store_true", help="list what was not read as well")
    parser.add_argument("--strict", action="store_true", help="list what is not strictly the same")
    arguments = parser.parse_args()
    pairs = read_pairs(arguments.pairs)
    sorted_out: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        sorted_out[outcome(pair)].append(pair)
    print_shares(sorted_out)
    print_speed(pairs)
    listed = ["other year", "other day", "normal form unreadable"]
    listed += ["unread"] * arguments.unread + [LESS_EXACT] * arguments.strict
    for name in listed:
        print(f"\n{name}:")
        for pair in sorted_out[name]:
            theirs, ours = pair.normal, said(pair.text)
            print(f"  {pair.occurrences:4}  {pair.text!r}  archivist: {theirs}  we: {ours}")


def read_pairs(file: Path) -> list[Pair]:
    """The pairs of a file, without its header."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        return [Pair(row[0], row[1], int(row[2])) for row in rows if len(row) == 3]


def outcome(pair: Pair) -> str:
    """How our reading stands to the archivist's normal form."""
    found = dates.read(pair.text)
    if isinstance(found, dates.Unread):
        return "unread"
    theirs = days(pair.normal)
    if theirs is None:
        return "normal form unreadable"
    ours = (found.first or theirs[0], found.last or theirs[1])
    if ours == theirs:
        return SAME
    if all(same(our, their, exactly(pair.normal)) for our, their in zip(ours, theirs, strict=True)):
        return LESS_EXACT
    same_years = all(same(our, their, 4) for our, their in zip(ours, theirs, strict=True))
    return "other day" if same_years else "other year"


def same(our: str, their: str, exactly_to: int) -> bool:
    """Whether two days are the same as far as the archivist said."""
    return our[:exactly_to] == their[:exactly_to]


def exactly(normal: str) -> int:
    """How many signs of a day the normal form gives: 4 years, 7 months, 10 days.

    A normal form in years beside words in days, or in the Republican calendar, is right but less
    exact than ours: it is no difference. Of two sides the less exact counts.
    """
    parts = sides(normal)
    return min(
        4 + 3 * sum(piece is not None for piece in match.groups()[1:])
        for part in parts
        if (match := NORMAL.match(part))
    )


def days(normal: str) -> tuple[str, str] | None:
    """First and last day of a normal form; None where it is none."""
    parts = sides(normal)
    found = [match for part in parts if (match := NORMAL.fullmatch(part))]
    if len(found) != len(parts):
        return None
    firsts, lasts = [limit(match, 0) for match in found], [limit(match, -1) for match in found]
    if None in firsts or None in lasts:
        return None
    return min(filter(None, firsts)), max(filter(None, lasts))


def sides(normal: str) -> list[str]:
    """The dates of a normal form; some archivists write 1791-1795."""
    return [part.strip() for part in re.split(r"[/,]|(?<=\d{4})-(?=\d{4})", normal)]


def limit(match: re.Match[str], side: int) -> str | None:
    """The first (0) or last (-1) day of a year, month or day; None for one of no calendar."""
    year, month = int(match[1]), int(match[2] or (1 if side == 0 else 12))
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year or 4, month)[1]
    day = int(match[3] or (1 if side == 0 else last))
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= last else None


def said(text: str) -> str:
    """Our reading in a few signs."""
    found = dates.read(text)
    if isinstance(found, dates.Unread):
        return f"unread ({found.why})"
    return f"{found.edtf} = {found.first} … {found.last}"


def print_shares(sorted_out: dict[str, list[Pair]]) -> None:
    """The table of shares by occurrence."""
    counts = {name: sum(pair.occurrences for pair in pairs) for name, pairs in sorted_out.items()}
    whole = sum(counts.values())
    strictly = counts.get(SAME, 0)
    by_day = strictly + counts.get(LESS_EXACT, 0)
    by_year = by_day + counts.get("other day", 0)
    different = counts.get("other day", 0) + counts.get("other year", 0)
    print(f"{whole} occurrences of {sum(map(len, sorted_out.values()))} texts")
    for name, count in (
        ("the same by year", by_year),
        ("the same by day", by_day),
        ("by day, strictly", strictly),
        ("unread, reported", counts.get("unread", 0)),
        ("read, but different", different),
        ("normal form unreadable", counts.get("normal form unreadable", 0)),
    ):
        print(f"{name:24}{count:7}{count / whole:9.2%}")


def print_speed(pairs: list[Pair]) -> None:
    """Seconds for 100,000 dates, each text read as if never seen before."""
    read_afresh = dates.read.__wrapped__
    texts = [pair.text for pair in pairs]
    started = time.perf_counter()
    for text in texts:
        read_afresh(text)
    seconds = time.perf_counter() - started
    print(f"{seconds / max(1, len(texts)) * 100_000:.1f} s for 100,000 different texts")


if __name__ == "__main__":
    main()
