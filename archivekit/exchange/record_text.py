"""One record as text that a person edits: a line a column, named as in a sheet.

::

    cote: 2 J 87
    intitulé: Affiche sur les étrangers
    présentation du contenu: Placard imprimé.
      Une seconde ligne est en retrait.

Owns the form. What a cell means is for the sheet's own reading to say, so that it reads the same
wherever it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from archivekit.description.opening import AT_ONCE, NEVER
from archivekit.description.record import Description, Terms
from archivekit.exchange.sheet.cells import RowReader
from archivekit.exchange.sheet.columns import known_columns
from archivekit.exchange.sheet.header import find_header
from archivekit.exchange.sheet.outgoing_cells import stated_opening
from archivekit.exchange.sheet.table import Table
from archivekit.problems import Place, Problem, Problems

_LINE = re.compile(r"^(?P<heading>[^\s#:][^:]*?)\s*:(?:\s+(?P<cell>.*))?$")
# What an opening day is read from.
_COUNTED_FROM = ("access_text", "date_first", "date_last", "birth_text", "death_text")
_YES_OR_NO = {True: {"fr": "oui", "en": "yes"}, False: {"fr": "non", "en": "no"}}


def record_text(description: Description, language: str, comment: str) -> str:
    """The text of a record, under a comment that tells what to do with it."""
    lines = [f"# {line}" for line in comment.splitlines()]
    for heading, cell in _cells(description, language).items():
        first, *more = cell.splitlines() or [""]
        lines.append(f"{heading}: {first}".rstrip())
        lines.extend(f"  {line}" for line in more)
    return "\n".join(lines) + "\n"


def read_record_text(
    text: str, before: Description, language: str, problems: Problems
) -> Description | None:
    """The description that an edited text gives; None where it has none.

    What was not touched stays as it was in ``before``, languages of words included.
    """
    cells, lines = _parsed(text, problems)
    if not any(cells.values()):
        return None
    found = Problems()
    headings = list(cells)
    table = Table(None, lambda: iter([(1, headings), (2, list(cells.values()))]))
    row = RowReader(find_header([table], ""), "", found).read(2, list(cells.values()))
    problems.extend([_placed(problem, lines) for problem in found])
    if row is None:
        return None
    return _untouched_kept(row.description, before, _cells(before, language), cells)


def _cells(description: Description, language: str) -> dict[str, str]:
    """What a sheet's row would say to give this description, by the headings of a language."""
    published = description.publish
    cells = {
        "code": description.code,
        "parent_code": description.parent_code or "",
        "level": description.level.value if description.level else "",
        "title": description.title,
        "date": description.date_text,
        "access": description.access_text,
        "birth": description.birth_text,
        "death": description.death_text,
        "online": _online(description.online_from),
        "closed_pages": description.closed_pages,
        "publish": "" if published is None else _YES_OR_NO[published][language],
        "internal_notes": description.internal_notes,
    }
    if stated := stated_opening(description, language):
        cells["open_from"] = stated
    columns = known_columns()
    seen: set[str] = set()
    for name, column in columns.items():
        if column.term and column.term not in seen:
            seen.add(column.term)
            cells[name] = _joined(description.terms, column.term, several=column.several)
    return {
        column.labels[language]: cells[name] for name, column in columns.items() if name in cells
    } | description.unknown


def _online(day: str | None) -> str:
    """The first day on line as a cell says it, to be read the same."""
    return {NEVER: "non", AT_ONCE: "libre", None: ""}.get(day, day or "")


def _joined(terms: Terms, term: str, *, several: bool) -> str:
    return (" ; " if several else "\n").join(value.text for value in terms.get(term, ()))


def _parsed(text: str, problems: Problems) -> tuple[dict[str, str], dict[str, int]]:
    """The cells of a text by their headings, and the line of each heading."""
    cells: dict[str, str] = {}
    lines: dict[str, int] = {}
    current = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#") or not line.strip():
            continue
        if line[0].isspace() and current:
            cells[current] += "\n" + line.strip()
        elif match := _LINE.match(line):
            current = match["heading"].strip()
            if current in cells:
                problems.add("exchange.heading-twice", place=Place(line=number, column=current))
            cells[current], lines[current] = (match["cell"] or "").strip(), number
        else:
            problems.add("exchange.not-a-line", place=Place(line=number))
    return {name: cell.strip() for name, cell in cells.items()}, lines


def _placed(problem: Problem, lines: Mapping[str, int]) -> Problem:
    """A problem of the one row, with the line of the text instead of the row's."""
    column = problem.place.column
    return replace(problem, place=Place(line=lines.get(column or ""), column=column))


def _untouched_kept(
    after: Description, before: Description, was: Mapping[str, str], cells: Mapping[str, str]
) -> Description:
    terms = dict(after.terms)
    for column in known_columns().values():
        for heading in column.labels.values():
            same = heading in cells and cells[heading] == was.get(heading)
            if column.term and same and column.term in before.terms:
                terms[column.term] = before.terms[column.term]
    shown = {column.term for column in known_columns().values()}
    same_title = after.title == before.title
    for term, values in before.terms.items():
        # No line shows it: what has no column, and titles in other languages.
        if term not in shown and (term != "title" or same_title):
            terms[term] = values
    return replace(
        after,
        terms=terms,
        open_from=_opening_kept(after, before, was, cells),
        typed=before.typed,
        scans=before.scans,
        source_xml=before.source_xml,
    )


def _opening_kept(
    after: Description, before: Description, was: Mapping[str, str], cells: Mapping[str, str]
) -> str | None:
    """The opening day. One that was stated by itself goes only by a line that says so."""
    headings = set(known_columns()["open_from"].labels.values())
    said = headings.intersection(cells)
    if all(cells[heading] == was.get(heading) for heading in said) and all(
        getattr(after, name) == getattr(before, name) for name in _COUNTED_FROM
    ):
        return before.open_from
    if said or not headings.intersection(was):
        return after.open_from
    return max(after.open_from or AT_ONCE, before.open_from or AT_ONCE)
