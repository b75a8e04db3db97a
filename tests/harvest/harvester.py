"""An archive that harvests, and tells what is there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from faulty_partner import Partner

from archivekit.archive import Archive
from archivekit.harvest.limits import MIB, Limits
from archivekit.harvest.result import Request, Result
from archivekit.harvest.run import run
from archivekit.problems import Problems

SETTINGS = """
[archive]
name = {fr = "Archives municipales"}
contact = "archives@example.org"
[identifiers]
naan = "99999"
oai_domain = "archives.example.org"
"""
# Small bounds and no waiting, so that each bound is met at once.
LIMITS = Limits(
    waits=(0, 0),
    received_bytes=MIB,
    page_bytes=4 * MIB,
    pages=50,
    splits=3,
    together=1,
    empty_pages=3,
)


class Harvester:
    """Harvests into an archive of its own, and tells what is there."""

    def __init__(self, root: Path) -> None:
        self.archive = Archive.create(root, SETTINGS)
        self.problems = Problems()
        self.waits: list[float] = []

    def harvest(self, partner: Partner | str, **more: Any) -> Result:
        self.problems, self.waits = Problems(), []
        limits, step = more.pop("limits", LIMITS), more.pop("step", Silent())
        self.said: list[str] = []
        ask = more.pop("ask", lambda _: False)
        request = Request(
            **{
                "archive": self.archive,
                "partner": partner if isinstance(partner, str) else partner.url,
                "command": "archivekit harvest",
                **more,
            }
        )
        return run(
            request,
            self.problems,
            step,
            limits=limits,
            wait=self.waits.append,
            ask=ask,
            say=self.said.append,
        )

    @property
    def problem_keys(self) -> list[str]:
        return [problem.key.removeprefix("harvest.") for problem in self.problems]

    @property
    def sentences(self) -> str:
        return "\n".join(problem.sentence("en") for problem in self.problems)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.archive.catalogue)) as db:
            return db.execute(query).fetchall()

    @property
    def titles(self) -> dict[str, str]:
        """Title by identifier, of all records that stand."""
        return dict(
            self.rows("select partner_identifier, title from records where withdrawn_at is null")
        )


class Silent:
    """Progress that nobody watches."""

    def total(self, count: int | None) -> None:
        pass

    def advance(self, count: int = 1) -> None:
        pass
