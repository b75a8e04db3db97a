"""The site over a small edition, asked in process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from site_client import Client, asked
from site_editions import make_edition

from archivekit.site.app import served


@pytest.fixture(scope="session")
def public_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition that no test changes."""
    return make_edition(tmp_path_factory.mktemp("archive") / "public")


@pytest.fixture(scope="session")
def site(public_db: Path) -> Iterator[Client]:
    """The site over it."""
    with asked(served(public_db)) as client:
        yield client
