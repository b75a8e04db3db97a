"""A provider over an edition of a test's own rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from oai_answers import Provider
from oai_editions import Row, make_edition


@pytest.fixture
def provide(tmp_path: Path) -> Callable[..., Provider]:
    """Makes a provider of some rows."""

    def make(rows: list[Row], **options: object) -> Provider:
        return Provider(make_edition(tmp_path / "public.db", rows, **options))

    return make
