"""``archivekit list --closed``: what opens when, in the reading room and on line, and why."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from textwrap import shorten
from typing import Any

from rich.console import Console
from rich.table import Table

from archivekit.archive import Archive
from archivekit.catalogue import Catalogue
from archivekit.cli.opened import catalogue_to_read, record_called
from archivekit.cli.opening_words import SHOWN, day_as_json, day_name, day_said, ground_said
from archivekit.cli.report import print_json
from archivekit.description import closed_pages
from archivekit.description.access.combining import Because
from archivekit.description.access.combining import Day as FirstDay
from archivekit.description.opening import NEVER
from archivekit.leaving import Day, Hidden, Node, Source, judge, walk
from archivekit.texts import text

_WIDE = 100_000
_COLUMNS = ("code", "title", "room", "online", "why")


def list_closed(code: str | None, archive_root: Path, *, as_json: bool) -> None:
    """Tells the closed records, those that open soonest first."""
    with catalogue_to_read(archive_root) as catalogue:
        rows = list(_rows(Archive.open(archive_root), catalogue, code))
    rows.sort(key=lambda row: row["day"])  # the rest stays in the order of the tree
    if as_json:
        print_json({"closed": [_as_json(row) for row in rows]})
    else:
        _print(rows)


def _rows(archive: Archive, catalogue: Catalogue, code: str | None) -> Iterator[dict[str, Any]]:
    top = record_called(catalogue, code).id if code else None
    today = Day(today=dt.date.today().isoformat(), partners=())
    nodes = judge(walk(Source(catalogue).in_order(), archive.settings.house), today)
    for node in nodes:
        closed = node.hidden is not None and node.hidden is not Hidden.PARTNER
        if top is not None and not _is_inside(node, top):
            continue
        if closed:
            yield _row(node)
        elif node.record.closed_pages:
            yield from _page_rows(node, catalogue, today.today)


def _is_inside(node: Node | None, top: int) -> bool:
    while node is not None:
        if node.record.id == top:
            return True
        node = node.parent
    return False


def _row(node: Node) -> dict[str, Any]:
    opening, record = node.opening, node.record
    for_ever = node.hidden in (Hidden.WITHDRAWN, Hidden.NOT_TO_BE_PUBLISHED, Hidden.PARENT)
    return {
        "code": record.code,
        "title": record.title,
        "ark": record.ark,
        "day": NEVER if for_ever else opening.shown,
        "why": node.hidden,
        "room": opening.reading_room,
        "id": record.id,
        "closed_by": _closed_by(node),
        "online": max(opening.online, opening.reading_room, key=lambda each: each.day),
    }


def _page_rows(node: Node, catalogue: Catalogue, today: str) -> Iterator[dict[str, Any]]:
    """A row for the pages of an open record that open on each day."""
    record = node.record
    pages = catalogue.pages.of(record.id)
    closed = closed_pages.closed_on(today, record.closed_pages, record, pages)
    for opens in sorted(set(closed.values())):
        numbers = [number for number, day in sorted(closed.items()) if day == opens]
        said = FirstDay(opens, Because.TEXT, record.closed_pages, code=record.code)
        yield _row(node) | {
            "title": text("cli.closed-pages", pages=_ranges(numbers), title=record.title),
            "day": opens,
            "why": "closed-pages",
            "pages": numbers,
            "room": said,
            "online": said,
        }


def _ranges(numbers: Sequence[int]) -> str:
    """``3-5, 9``."""
    groups = groupby(enumerate(numbers), key=lambda it: it[1] - it[0])
    rows = [[number for _, number in group] for _, group in groups]
    return ", ".join(f"{row[0]}-{row[-1]}" if len(row) > 1 else str(row[0]) for row in rows)


def _closed_by(node: Node) -> int:
    """The record above that is never shown, or the record itself."""
    while node.hidden is Hidden.PARENT and node.parent is not None:
        node = node.parent
    return node.record.id


def _as_json(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": row["code"],
        "title": row["title"],
        "ark": row["ark"],
        "day": day_name(row["day"]),
        "why": str(row["why"]),
        **({"pages": row["pages"]} if "pages" in row else {}),
        "reading_room": day_as_json(row["room"]),
        "online": day_as_json(row["online"]),
    }


def _print(rows: list[dict[str, Any]]) -> None:
    console = Console(file=sys.stdout, highlight=False, markup=False)
    if not console.is_terminal:
        console.width = _WIDE  # a line each, for grep and the like
    if not rows:
        console.print(text("cli.list-no-closed"))
    for day, on_it in groupby(rows, key=lambda row: str(row["day"])):
        group = list(on_it)
        folded = _folded(group)
        from_on = text("cli.closed-day", day=day_said(day))
        name = day_said(day) if day == NEVER else from_on
        console.print(text("cli.closed-group", day=name, count=len(group)), style="bold")
        console.print(_table(folded))


def _folded(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row for a record that is never shown and all below it, with how many these are."""
    listed = {row["id"] for row in rows}
    below = Counter(row["closed_by"] for row in rows if row["closed_by"] != row["id"])
    return [
        row | {"below": below[row["id"]]}
        for row in rows
        if row["closed_by"] == row["id"] or row["closed_by"] not in listed
    ]


def _table(rows: list[dict[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for name in _COLUMNS:
        table.add_column(text(f"cli.column-{name}"), no_wrap=name in ("code", "room", "online"))
    for row in rows:
        room, online = day_said(row["room"].day), day_said(row["online"].day)
        title = shorten(row["title"], SHOWN, placeholder=" …")
        if row["below"]:
            title = text("cli.closed-below", title=title, count=row["below"])
        table.add_row("  " + row["code"], title, room, online, _why(row))
    return table


def _why(row: dict[str, Any]) -> str:
    """The grounds of both days; what the record itself was refused."""
    said = [] if row["why"] is not Hidden.WITHDRAWN else [text("cli.state-withdrawn")]
    for day in (row["room"], row["online"]):
        if ground := ground_said(day_as_json(day), row["code"]):
            said.append(ground)
    if row["why"] is Hidden.PARENT and not said:
        said.append(text("cli.closed-parent"))
    return " ; ".join(dict.fromkeys(said))
