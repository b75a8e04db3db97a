"""A new store of masters."""

from __future__ import annotations

from pathlib import Path

import pytest
from stores import open_store

from archivekit.masters import MasterStore


@pytest.fixture
def store(tmp_path: Path) -> MasterStore:
    return open_store(tmp_path)
