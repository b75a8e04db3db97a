"""The site over a small edition, asked in process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from site_editions import make_edition

# Datasette then leaves the loading of plugins to whoever tests one.
from archivekit.site.app import application


@pytest.fixture(scope="session")
def public_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition that no test changes."""
    return make_edition(tmp_path_factory.mktemp("archive") / "public")
