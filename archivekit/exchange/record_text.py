"""One record as text that a person edits: a line a column, named as in a sheet.

::

    cote: 2 J 87
    intitulé: Affiche sur les étrangers
    présentation du contenu: Placard imprimé.
      Une seconde ligne est en retrait.

Owns the form. What the cells mean is for the sheet's own reading to say, so that a cell reads the
same wherever it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from archivekit.description.record import Description, Terms
from archivekit.exchange.sheet.columns import known_columns
from archivekit.problems import Place, Problems

_LINE = re.compile(r"^(?P<heading>[^\s#:][^:]*?)\s*:(?:\s(?P<cell>.*))?$")


def cells_of(description: Description, language: str) -> dict[str, str]:
    """What a sheet's row would say to give this description, by the headings of a language."""
    cells = {
        "code": description.code,
        "parent_code": description.parent_code or "",
        "level": description.level.value if description.level else "",
        "title": description.title,
        "date": description.date_text,
        "access": description.access_text,
        "publish": {True: "oui", False: "non", None: ""}[description.publish],
        "internal_notes": description.internal_notes,
    }
    columns = known_columns()
    by_term: dict[str, list[str]] = {}
    for column in columns.values():
        if column.term:
            by_term.setdefault(column.term, []).append(column.name)
    for term, names in by_term.items():
        cells[names[0]] = _joined(description.terms, term, several=columns[names[0]].several)
    headed = {
        column.labels[language]: cells[name] for name, column in columns.items() if name in cells
    }
    return headed | description.unknown


def _joined(terms: Terms, term: str, *, several: bool) -> str:
    separator = " ; " if several else "\n"
    return separator.join(value.text for value in terms.get(term, ()))


def write_record(cells: Mapping[str, str], heading: str) -> str:
    """The text of a record, under a comment (``heading``) that tells what to do with it."""
    lines = [f"# {line}" for line in heading.splitlines()]
    for name, cell in cells.items():
        first, *more = cell.splitlines() or [""]
        lines.append(f"{name}: {first}".rstrip())
        lines.extend(f"  {line}" for line in more)
    return "\n".join(lines) + "\n"


def read_record(text: str, problems: Problems) -> dict[str, str]:
    """The cells of a text by their headings; a line that is none is told with its number."""
    cells: dict[str, str] = {}
    current: str | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#"):
            continue
        if line[:1].isspace() and current is not None:
            cells[current] += "\n" + line.strip()
        elif match := _LINE.match(line):
            current = match["heading"].strip()
            if current in cells:
                problems.add("exchange.heading-twice", place=Place(line=number, column=current))
            cells[current] = (match["cell"] or "").strip()
        elif line.strip():
            problems.add("exchange.not-a-line", place=Place(line=number))
    return {name: cell.strip() for name, cell in cells.items()}
