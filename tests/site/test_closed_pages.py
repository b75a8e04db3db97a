"""The page of a record some pages of which are not open yet."""

from __future__ import annotations

from pathlib import Path

import pytest
from press import Press
from site_client import asked, words

from archivekit.site.app import served


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ["Vues 2 à 3 : consultables à partir du 1er janvier 2041.", "Vue 4 : non"]),
        ("en", ["Pages 2 to 3: open from 1 January 2041.", "Page 4: not open."]),
    ],
)
def test_it_says_which_and_from_when(tmp_path: Path, language: str, said: list[str]) -> None:
    press = Press(tmp_path / "archive")
    press.record("2 J 1", closed_pages="vues 2-3 : 2041\nvue 4")
    press.pages("2 J 1", b"one", b"two", b"three", b"four")
    press.publish()
    with asked(served(press.archive.public_db)) as site:
        page = words(site.get(f"/{press.ark('2 J 1')}", accept_language=language))
    for sentence in said:
        assert sentence in page.replace("\u202f", " ").replace("\xa0", " ")
