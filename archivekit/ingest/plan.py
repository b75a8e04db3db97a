"""The plan of an ingest: which records it is about, in which order, with which files.

Owns the choice of parents and the order (parents first). A row whose parent cannot be found, or
that is its own ancestor, is left out: its access conditions would be lost with its parent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from archivekit.description.codes import fold
from archivekit.description.record import Description
from archivekit.exchange.sheet import Row
from archivekit.ingest.matching import MatchedFile, Matches
from archivekit.problems import Place, Problems, Severity


@dataclass(slots=True)
class PlannedRecord:
    """One record of the plan. ``row`` is None for one that only gets files."""

    code: str
    folded: str
    parent: str | None
    position: int
    row: Row | None = None
    files: list[MatchedFile] = field(default_factory=list)

    @property
    def description(self) -> Description | None:
        """What the row says; None where there is no row."""
        return self.row.description if self.row else None


@dataclass(frozen=True, slots=True)
class KnownRecord:
    """A record of the catalogue as far as a plan needs it; ``parent`` is a folded code."""

    code: str
    parent: str | None
    position: int


def make_plan(
    rows: Sequence[Row],
    matches: Matches,
    known: Mapping[str, KnownRecord],
    fonds: str | None,
    sheet: Place,
    problems: Problems,
) -> list[PlannedRecord]:
    """The records to take, parents first. ``known``: what the catalogue has, by folded code."""
    by_code = {fold(row.description.code): row for row in rows}
    parents = {code: record.parent for code, record in known.items()}
    for code, row in by_code.items():
        # A row that names no parent leaves its record where the catalogue has it.
        parents[code] = _parent(row, fonds) or parents.get(code)
    codes = {code: record.code for code, record in known.items()}
    codes |= {code: row.description.code for code, row in by_code.items()}
    left_out = _left_out(by_code, parents, codes, sheet, problems)
    planned = [
        PlannedRecord(
            code=by_code[code].description.code,
            folded=code,
            parent=parents[code],
            position=position,
            row=by_code[code],
            files=matches.files.get(code, []),
        )
        for position, code in enumerate(_parents_first(by_code, parents, left_out))
    ]
    planned += [
        PlannedRecord(
            code=known[code].code,
            folded=code,
            parent=known[code].parent,
            position=known[code].position,
            files=files,
        )
        for code, files in matches.files.items()
        if code not in by_code and code in known
    ]
    return planned


def _parent(row: Row, fonds: str | None) -> str | None:
    """The folded code of a row's parent: its own word, else the fonds asked for."""
    description = row.description
    if description.parent_code:
        return fold(description.parent_code)
    if fonds and fold(description.code) != fold(fonds):
        return fold(fonds)
    return None


def _left_out(
    rows: Mapping[str, Row],
    parents: Mapping[str, str | None],
    codes: Mapping[str, str],
    sheet: Place,
    problems: Problems,
) -> set[str]:
    """The codes of the rows that cannot be placed, each told with its reason."""
    left_out: set[str] = set()
    for code in rows:
        chain = _chain(code, parents)
        top = chain[-1]
        place = Place(file=sheet.file, sheet=sheet.sheet, line=rows[code].line)
        own = codes[code]
        if len(chain) > 1 and top in chain[:-1]:
            left_out.add(code)
            if code in chain[chain.index(top) :]:
                loop = " > ".join(codes[each] for each in chain)
                problems.add("ingest.loop-of-parents", place=place, code=own, loop=loop)
            else:
                _tell_of_parent("ingest.parent-left-out", rows[code], place, problems)
        elif top not in parents:
            left_out.add(code)
            missing = len(chain) == 2
            key = "ingest.parent-not-there" if missing else "ingest.parent-left-out"
            _tell_of_parent(key, rows[code], place, problems)
    return left_out


def _tell_of_parent(key: str, row: Row, place: Place, problems: Problems) -> None:
    parent = row.description.parent_code or ""
    problems.add(key, Severity.ERROR, place, code=row.description.code, parent=parent)


def _chain(code: str, parents: Mapping[str, str | None]) -> list[str]:
    """A code and those above it, up to the top, to one not of the sheet, or to one met again."""
    chain, seen = [code], {code}
    while (parent := parents.get(chain[-1])) is not None:
        chain.append(parent)
        if parent in seen:
            break
        seen.add(parent)
    return chain


def _parents_first(
    rows: Mapping[str, Row], parents: Mapping[str, str | None], left_out: Collection[str]
) -> Iterator[str]:
    """The codes in the order of the sheet, but none before its parent."""
    given: set[str] = set()
    for code in rows:
        for each in reversed(_chain(code, parents)) if code not in left_out else ():
            if each in rows and each not in given:
                given.add(each)
                yield each
