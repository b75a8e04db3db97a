"""An archive that harvests, a partner that is harvested."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from faulty_partner import Item, Partner
from harvester import Harvester


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVEKIT_LANG", "en")


@pytest.fixture
def harvester(tmp_path: Path) -> Harvester:
    return Harvester(tmp_path / "data")


@pytest.fixture
def partner() -> Iterator[Partner]:
    """A partner with 35 records on 4 pages."""
    with Partner([Item(f"{number:02}") for number in range(35)]).served() as served:
        yield served


@pytest.fixture
def another() -> Callable[..., Any]:
    """Serves a second partner."""

    @contextmanager
    def serve(items: list[Item]) -> Iterator[Partner]:
        with Partner(items).served() as served:
            yield served

    return serve
