"""An edition of several pages, and what our checks say of a repository over it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from faulty_repository import Fault, Repository
from press import NOON, Press, Unwatched

from archivekit.catalogue import new_record
from archivekit.description.record import Description, Level
from archivekit.edition import Edition
from archivekit.harvest.conformance import Bounds, Report, run


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    """Two fonds of 230 records on three pages, of three days; on the last, three are deleted."""
    press = Press(tmp_path_factory.mktemp("conformance") / "data")
    for code in ("1 J", "2 J"):
        press.record(code, f"Fonds {code}", level=Level.FONDS)
    for day, numbers in ((0, range(60)), (1, range(60, 230))):
        press.now = NOON + dt.timedelta(days=day)
        with press.catalogue() as (catalogue, batch):
            for number in numbers:
                fonds = catalogue.records.find(f"{1 + number % 2} J")
                described = Description(code=f"{fonds.code} {number}", title=f"Registre {number}")
                catalogue.records.save(batch, new_record(described, parent_id=fonds.id))
        press.publish()
    press.now = NOON + dt.timedelta(days=2)
    for number in (3, 70, 200):
        press.withdraw(f"{1 + number % 2} J {number}")
    press.publish()
    with closing(press.edition()) as edition:
        yield edition


@pytest.fixture
def checked(edition: Edition) -> Callable[[Fault], Report]:
    """What the checks say of a repository with a fault."""

    def check(fault: Fault) -> Report:
        with Repository(edition, fault).served() as repository:
            bounds = Bounds(longest_wait=0)
            return run(repository.url, "archives@example.org", Unwatched(), bounds=bounds)

    return check
