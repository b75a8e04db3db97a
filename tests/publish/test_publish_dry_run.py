"""A dry run says all that would happen, and writes nothing."""

from __future__ import annotations

from pathlib import Path

from press import Press


def everything(root: Path) -> dict[str, tuple[int, int]]:
    """Every file with its size and time, SQLite's own shared memory aside."""
    return {
        str(it): (it.stat().st_size, it.stat().st_mtime_ns)
        for it in root.rglob("*")
        if it.is_file() and not it.name.endswith(("-shm", "-wal"))
    }


def test_it_says_what_would_appear_change_leave_and_open(press: Press) -> None:
    for code in ("1 J", "2 J", "3 J"):
        press.record(code, f"Titre {code}")
    press.publish()
    press.record("1 J", "Autre titre")
    press.withdraw("2 J")
    press.record("4 J", "Nouveau")
    press.record("5 J", "Plus tard", open_from="2031-01-01")
    before = everything(press.archive.root)
    result = press.publish(dry_run=True)
    named = {str(change): [it.code for it in items] for change, items in result.changes.items()}
    assert named == {"appeared": ["4 J"], "changed": ["1 J"], "left": ["2 J"]}
    assert (result.unchanged, result.openings()) == (1, [("2031-01-01", 1)])
    assert everything(press.archive.root) == before


def test_it_gives_no_ark(press: Press) -> None:
    press.record("1 J")
    assert len(press.publish(dry_run=True).changes["appeared"]) == 1
    with press.catalogue() as (catalogue, _):
        assert catalogue.database.execute("select count(*) from identifiers").fetchone()[0] == 0
    assert not press.archive.public.exists()


def test_it_foresees_what_publishing_then_does(press: Press) -> None:
    press.record("1 J")
    press.record("1 J 1", "1 pièce", "1 J", publish=False)
    foreseen, done = press.publish(dry_run=True), press.publish()
    assert foreseen.figures() == done.figures()
