"""The edition that is current is taken up at once, and the one in hand stays whole."""

from __future__ import annotations

import threading

import pytest
from press import Press

from archivekit.edition import CurrentEdition, NoEdition


def test_a_swap_is_taken_up_at_the_next_call(press: Press) -> None:
    press.record("1 J")
    press.publish()
    current = CurrentEdition(press.archive.public_db)
    first = current.get()
    assert current.get() is first
    press.record("2 J")
    press.publish()
    assert current.get().count() == 2
    assert first.count() == 1, "a request in course goes on with what it began with"


def test_each_thread_has_a_connection_of_its_own(press: Press) -> None:
    press.record("1 J")
    press.publish()
    current = CurrentEdition(press.archive.public_db)
    got = [current.get()]
    other = threading.Thread(target=lambda: got.append(current.get()))
    other.start()
    other.join()
    assert got[0].db is not got[1].db


def test_nothing_published_yet_is_said(press: Press) -> None:
    with pytest.raises(NoEdition, match="archivekit publish"):
        CurrentEdition(press.archive.public_db).get()


def test_a_file_that_is_no_edition_is_said(press: Press) -> None:
    press.archive.public.mkdir()
    press.archive.public_db.write_bytes(b"not a database, and long enough to be looked at" * 100)
    with pytest.raises(NoEdition):
        CurrentEdition(press.archive.public_db).get()


def test_an_edition_can_not_be_written(press: Press) -> None:
    press.record("1 J")
    press.publish()
    with pytest.raises(Exception, match="readonly"):
        press.edition().db.execute("delete from records")


def test_an_edition_is_read_from_a_folder_that_can_not_be_written(press: Press) -> None:
    press.record("1 J")
    press.publish()
    press.archive.public.chmod(0o555)
    try:
        assert press.edition().count() == 1
        names = sorted(it.name for it in press.archive.public.iterdir())
    finally:
        press.archive.public.chmod(0o755)
    assert names == ["images", "public.db"]
