"""The edition's images: linked in before the swap, taken out after it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from press import Press


def test_an_image_is_the_access_copy_itself_and_costs_no_room(press: Press) -> None:
    press.record("2 J")
    (key,) = press.pages("2 J", b"one")
    assert press.publish().images_added == 1
    assert press.public_image(key).samefile(press.access_copy(key))


def test_an_image_is_copied_where_it_cannot_be_linked(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    monkeypatch.setattr(os, "link", refuse)
    press.record("2 J")
    (key,) = press.pages("2 J", b"one")
    press.publish()
    assert press.public_image(key).read_bytes() == b"one"
    assert not press.public_image(key).samefile(press.access_copy(key))


def test_an_image_that_two_records_share_stays_with_the_second(press: Press) -> None:
    for code in ("2 J", "3 J"):
        press.record(code)
        (key,) = press.pages(code, b"the same")
    press.publish()
    press.withdraw("2 J")
    assert press.publish().images_removed == 0
    assert press.public_image(key).exists()


def test_an_image_of_the_edition_survives_the_loss_of_its_access_copy(press: Press) -> None:
    press.record("2 J")
    (key,) = press.pages("2 J", b"one")
    press.publish()
    press.access_copy(key).unlink()
    assert press.publish().unchanged == 1
    assert press.public_image(key).exists()


def test_what_nobody_names_is_taken_out_and_empty_folders_with_it(press: Press) -> None:
    press.record("2 J")
    left = press.archive.public_images / "ab" / "cd" / "left.part"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half a copy")
    journal = press.archive.public / "public.db-journal"
    journal.write_bytes(b"")
    press.publish()
    assert sorted(it.name for it in press.archive.public.rglob("*")) == ["images", "public.db"]


def test_nothing_is_left_in_the_workspace(press: Press) -> None:
    press.record("2 J")
    press.publish()
    workspace = press.archive.workspace
    left = [it.relative_to(workspace).as_posix() for it in workspace.rglob("*")]
    assert sorted(left) == ["masters", "masters/.lock"]
