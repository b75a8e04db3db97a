"""An archive to publish."""

from __future__ import annotations

from pathlib import Path

import pytest
from press import Press


@pytest.fixture
def press(tmp_path: Path) -> Press:
    return Press(tmp_path / "archive")
