"""Where each harvest stands: its dates, its token, what it received.

Owns the catalogue's tables ``partners`` and ``harvests``.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from archivekit.catalogue.batches import now
from archivekit.harvest import windows
from archivekit.harvest.windows import Window


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked of a partner: one list of its records."""

    partner: str
    prefix: str
    set_spec: str = ""


@dataclass(slots=True, kw_only=True)
class Harvest:
    """One harvest of a selection, as far as it came.

    ``resumes``: the harvest it goes on with; ``list_id``: the one that began the list. ``windows``:
    what is still to come where the list is asked for in parts, the one under way first.
    """

    id: int = 0
    from_date: str | None
    until_date: str | None
    token: str | None = None
    windows: list[Window] = field(default_factory=list)
    last_datestamp: str | None = None
    first_response_date: str
    complete_list_size: int | None = None
    received: int = 0
    state: str = "running"
    batch_id: int
    started_at: str
    resumes: int | None = None
    list_id: int = 0

    @property
    def window(self) -> Window:
        """The span of time that is asked for now."""
        return self.windows[0] if self.windows else Window(self.from_date, self.until_date)

    @property
    def can_go_on(self) -> bool:
        """Whether the next run begins where this one stopped."""
        return self.token is not None or bool(self.windows)

    def note_order(self, datestamps: list[str]) -> None:
        """Remember the last datestamp, while they come in order; ``""`` for ever where not."""
        if self.last_datestamp == "":
            return
        for datestamp in datestamps:
            if self.last_datestamp is not None and datestamp < self.last_datestamp:
                self.last_datestamp = ""
                return
            self.last_datestamp = datestamp


_COLUMNS = tuple(Harvest.__dataclass_fields__)
_INSERT = f"""
    insert into harvests (partner, prefix, set_spec, {", ".join(_COLUMNS[1:])})
    values (:partner, :prefix, :set_spec, {", ".join(f":{name}" for name in _COLUMNS[1:])})
"""


class Ledger:
    """The book of all harvests of one catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def remember(self, name: str, url: str, publish: bool | None) -> bool:
        """Note a partner and whether its records are published; None: as before. Gives which."""
        row = self._connection.execute(
            """
            insert into partners (name, url, publish) values (:name, :url, coalesce(:publish, 0))
            on conflict (name) do update set url = :url, publish = coalesce(:publish, publish)
            returning publish
            """,
            {"name": name, "url": url, "publish": publish},
        ).fetchone()
        return bool(row[0])

    def reached(self, selection: Selection) -> str | None:
        """The moment, by the partner's clock, up to which all its records are here.

        A harvest counts where it was complete, still stands (its batch was not undone), and began
        no later than those before it had reached.
        """
        reached, undone = None, self._undone(selection)
        for harvest in self._all(selection):
            if harvest.resumes in undone:
                undone.add(harvest.id)
            if harvest.id in undone or harvest.state != "complete" or harvest.until_date:
                continue
            if harvest.from_date is None or (reached and harvest.from_date <= reached):
                reached = harvest.first_response_date
        return reached

    def last(self, selection: Selection) -> Harvest | None:
        """The last harvest of the selection, unless it was undone."""
        last = next(reversed(self._all(selection)), None)
        return None if last is None or last.id in self._undone(selection) else last

    def begin(self, selection: Selection, harvest: Harvest) -> Harvest:
        """A harvest put into the book, with its number; the one it resumes ends."""
        cursor = self._connection.execute(
            _INSERT,
            {
                **_row(harvest),
                "list_id": harvest.list_id or None,
                "partner": selection.partner,
                "prefix": selection.prefix,
                "set_spec": selection.set_spec,
            },
        )
        harvest.id = int(cursor.lastrowid or 0)
        if not harvest.list_id:
            harvest.list_id = harvest.id
            self._connection.execute("update harvests set list_id = id where id = ?", (harvest.id,))
        return harvest

    def write(self, harvest: Harvest) -> None:
        """How far a harvest came."""
        self._connection.execute(
            """
            update harvests set token = :token, windows = :windows,
              last_datestamp = :last_datestamp, complete_list_size = :complete_list_size,
              received = :received, state = :state, finished_at = :finished_at
            where id = :id
            """,
            {**_row(harvest), "finished_at": None if harvest.state == "running" else now()},
        )

    def _all(self, selection: Selection) -> list[Harvest]:
        rows = self._connection.execute(
            f"""
            select {", ".join(_COLUMNS)} from harvests
            where partner = ? and prefix = ? and set_spec = ? order by id
            """,
            (selection.partner, selection.prefix, selection.set_spec),
        )
        return [_harvest(row) for row in rows]

    def _undone(self, selection: Selection) -> set[int]:
        rows = self._connection.execute(
            """
            select harvests.id from harvests join batches on batches.id = batch_id
            where partner = ? and batches.state = 'undone'
            """,
            (selection.partner,),
        )
        return {row[0] for row in rows}


def _row(harvest: Harvest) -> dict[str, object]:
    row = {name: getattr(harvest, name) for name in _COLUMNS}
    return row | {"windows": windows.as_text(harvest.windows)}


def _harvest(row: tuple[object, ...]) -> Harvest:
    values: dict[str, object] = dict(zip(_COLUMNS, row, strict=True))
    values["windows"] = windows.of_text(str(values["windows"]))
    return Harvest(**values)  # type: ignore[arg-type]
