"""An archive to publish."""

from __future__ import annotations

from pathlib import Path

import pytest
from press import Press


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVEKIT_LANG", "en")


@pytest.fixture
def press(tmp_path: Path) -> Press:
    return Press(tmp_path / "archive")
