"""``archivekit list``: the records of the catalogue, down the tree or by words; its batches."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from archivekit.catalogue import Catalogue, StoredRecord
from archivekit.cli.closed import list_closed
from archivekit.cli.list_found import found
from archivekit.cli.list_identifiers import print_identifiers
from archivekit.cli.moments import local_time
from archivekit.cli.opened import catalogue_to_read, record_called
from archivekit.cli.opening_words import day_said
from archivekit.cli.options import archive_option, json_option
from archivekit.cli.report import print_json
from archivekit.cli.show_lines import level_said
from archivekit.description.opening import AT_ONCE, NEVER
from archivekit.errors import WrongUse
from archivekit.texts import text

_NUMBERS = ("pages", "changes", "batch")
# Where a terminal is narrow, these take several lines.
_MAY_WRAP = ("title", "date", "command", "who")
_WIDE = 100_000


@click.command("list", help=text("cli.list-help"))
@click.argument("code", metavar=f"[{text('cli.word-code')}]", required=False)
@click.option("--batches", is_flag=True, help=text("cli.list-batches-help"))
@click.option("--closed", is_flag=True, help=text("cli.list-closed-help"))
@click.option("--identifiers", is_flag=True, help=text("cli.list-identifiers-help"))
@click.option("--search", metavar=text("cli.word-words"), help=text("cli.list-search-help"))
@archive_option
@json_option
def list_records(
    code: str | None,
    batches: bool,
    closed: bool,
    identifiers: bool,
    search: str | None,
    archive_root: Path,
    as_json: bool,
) -> None:
    """List the records, those with some words, the batches, what is closed, the identifiers."""
    if batches + closed + identifiers + (search is not None) > 1:
        raise WrongUse("cli.list-one-thing")
    if closed:
        list_closed(code, archive_root, as_json=as_json)
        return
    with catalogue_to_read(archive_root) as catalogue:
        if identifiers:
            print_identifiers(catalogue, as_json=as_json)
            return
        if batches:
            rows, what = _batches(catalogue), "batch"
        elif search is not None:
            rows, what = _found(catalogue, search, code, quiet=as_json), "found"
        else:
            rows, what = list(_records(catalogue, code)), "record"
    if as_json:
        print_json({"batches" if batches else "records": rows})
    else:
        _print(rows, what)


def _records(catalogue: Catalogue, code: str | None) -> Iterator[dict[str, Any]]:
    top = record_called(catalogue, code) if code else None
    pages = catalogue.pages.counts()
    depths: dict[int, int] = {}
    today = dt.date.today().isoformat()
    for record in catalogue.records.walk():
        depth = depths.get(record.parent_id or 0, -1) + 1
        inside = top is None or record.id == top.id or record.parent_id in depths
        if not inside:
            continue
        depths[record.id] = depth
        yield _row(record, depth, pages, today)


def _found(
    catalogue: Catalogue, words: str, code: str | None, *, quiet: bool
) -> list[dict[str, Any]]:
    pages = catalogue.pages.counts()
    today = dt.date.today().isoformat()
    return [_row(record, 0, pages, today) for record in found(catalogue, words, code, quiet=quiet)]


def _row(record: StoredRecord, depth: int, pages: Mapping[int, int], today: str) -> dict[str, Any]:
    return {
        "code": record.code,
        "depth": depth,
        "level": record.level or "",
        "title": record.title,
        "date": record.date_text,
        "pages": pages.get(record.id, 0),
        "state": _state(record, today),
        "ark": record.ark or "",
        "partner": record.partner or "",
    }


def _state(record: StoredRecord, today: str) -> str:
    """What stands in the record's own way to the public; its parents may stand in it too."""
    if record.withdrawn_at:
        return text("cli.state-withdrawn")
    if record.publish is False:
        return text("cli.state-held")
    opens = max(record.open_from or AT_ONCE, record.online_from or AT_ONCE)
    if opens == NEVER:
        return text("cli.state-never")
    return text("cli.state-closed", date=day_said(opens)) if opens > today else ""


def _batches(catalogue: Catalogue) -> list[dict[str, Any]]:
    return [
        {
            "batch": batch.id,
            "kind": str(batch.kind),
            "started_at": batch.started_at,
            "who": batch.who,
            "state": str(batch.state),
            "changes": batch.changes,
            "command": batch.command,
        }
        for batch in catalogue.batches.list()
    ]


def _print(rows: list[dict[str, Any]], what: str) -> None:
    rows = [_in_words(row) for row in rows]
    table = Table(box=None, pad_edge=False, header_style="bold")
    shown = [name for name in (rows[0] if rows else ()) if name not in ("depth", "ark")]
    shown = [name for name in shown if name != "partner" or any(row[name] for row in rows)]
    for name in shown:
        table.add_column(
            text(f"cli.column-{name}"),
            justify="right" if name in _NUMBERS else "left",
            no_wrap=name not in _MAY_WRAP,
            min_width=None if name in _MAY_WRAP else _longest(rows, name),
        )
    for row in rows:
        cells = {name: str(row[name]) for name in shown}
        if "code" in cells:
            cells["code"] = "  " * row["depth"] + cells["code"]
        table.add_row(*cells.values())
    console = Console(file=sys.stdout, highlight=False, markup=False)
    if not console.is_terminal:
        console.width = _WIDE  # a line each, for grep and the like
    console.print(table if rows else text(f"cli.list-no-{what}"))


def _in_words(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its level, or its batch's kind and state, in the reader's language."""
    if "batch" in row:
        return row | {
            "kind": text(f"cli.kind-{row['kind']}"),
            "state": text(f"cli.batch-{row['state']}"),
            "started_at": local_time(row["started_at"]),
        }
    return row | {"level": level_said(row["level"])}


def _longest(rows: list[dict[str, Any]], name: str) -> int:
    indent = 2 if name == "code" else 0
    return max(len(str(row[name])) + indent * int(row.get("depth", 0)) for row in rows)
