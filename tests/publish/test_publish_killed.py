"""Killed at any moment, the edition is the old one or the new one; run again, it is the new one."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from press import Press

TESTS = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition, and a catalogue in which since then one record came, one went, one changed."""
    press = Press(tmp_path_factory.mktemp("killed") / "archive")
    press.now -= dt.timedelta(days=1)
    for code, content in (("1 J", b"one"), ("2 J", b"two"), ("3 J", b"three")):
        press.record(code, f"Titre {code}")
        press.pages(code, content)
    press.publish()
    press.record("4 J", "Titre 4 J")
    press.pages("4 J", b"four")
    press.withdraw("2 J")
    press.record("3 J", "Autre titre")
    return press.archive.root


def state(press: Press) -> tuple[list[str], list[bool], list[str]]:
    """What the edition shows, by code; which headers say deleted; the images there are."""
    images = sorted(it.name for it in press.archive.public_images.rglob("*.tif"))
    return press.shown(), sorted(deleted for _, deleted in press.headers().values()), images


def test_a_publication_that_is_killed_is_finished_by_the_next(
    prepared: Path, tmp_path: Path
) -> None:
    subprocess.run(
        [sys.executable, Path(__file__).with_name("killed.py"), prepared, tmp_path],
        env={**os.environ, "PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent}"},
        check=True,
    )
    expected = state(Press(tmp_path / "whole"))
    assert expected[0] == ["1 J", "3 J", "4 J"]
    killed = [copy for copy in tmp_path.iterdir() if copy.name != "whole"]
    assert len(killed) > 20
    for root in killed:
        press = Press(root)
        stamps = press.headers()
        assert press.shown() in (["1 J", "2 J", "3 J"], expected[0])
        press.now += dt.timedelta(days=1)
        press.publish()
        assert state(press) == expected, f"killed before step {root.name}"
        assert all(
            stamp >= stamps[ark][0] for ark, (stamp, _) in press.headers().items() if ark in stamps
        )


def test_an_edition_swapped_in_by_a_killed_run_keeps_its_datestamps(
    prepared: Path, tmp_path: Path
) -> None:
    """Between the swap and the catalogue's note of it: the edition knows better."""
    root = tmp_path / "archive"
    shutil.copytree(prepared, root)
    press = Press(root)
    press.publish()
    before, arks = press.headers(), {code: press.ark(code) for code in press.shown()}
    with press.catalogue() as (catalogue, _):
        catalogue.database.execute("delete from editions where serial = 2")
        catalogue.database.execute("delete from exposures where ark = ?", (arks["4 J"],))
        catalogue.database.execute("update exposures set digest = 'older'")
    press.now += dt.timedelta(days=1)
    press.publish()
    assert press.headers() == before
    assert press.edition().serial == 3
