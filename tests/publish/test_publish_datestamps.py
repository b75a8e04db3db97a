"""Datestamps change when what is exposed changed, never go back, and come after the swap."""

from __future__ import annotations

import datetime as dt

import pytest
from press import NOON, Press

from archivekit.description.record import Value


def edition_bytes(press: Press) -> dict[str, list[tuple[object, ...]]]:
    db = press.edition().db
    queries = {
        "oai": "select identifier, datestamp, deleted, sets, oai_dc from oai_records",
        "manifests": "select json, digest from manifests",
        "records": "select * from records",
    }
    return {name: [tuple(row) for row in db.execute(query)] for name, query in queries.items()}


@pytest.fixture
def published(press: Press) -> Press:
    """A fonds with two files, one of them with a page, published at noon."""
    press.record("2 J", "Fonds du commissariat")
    press.record("2 J 1", "Registre des étrangers", "2 J")
    press.record("2 J 2", "1 dossier", "2 J")
    press.pages("2 J 1", b"one")
    press.publish()
    press.now += dt.timedelta(days=1)
    return press


def test_publishing_again_changes_no_datestamp_and_no_byte(published: Press) -> None:
    before = edition_bytes(published)
    result = published.publish()
    assert edition_bytes(published) == before
    assert (result.unchanged, result.serial) == (3, 2)


def test_a_changed_record_alone_gets_a_new_datestamp(published: Press) -> None:
    before = published.headers()
    terms = {"subject": [Value("police")]}
    published.record("2 J 1", "Registre des étrangers", "2 J", terms=terms)
    published.publish()
    after = published.headers()
    changed = {ark for ark in before if before[ark] != after[ark]}
    assert changed == {published.ark("2 J 1")}
    assert after[published.ark("2 J 1")] == ("2026-01-16T12:00:02Z", False)


def test_what_is_not_exposed_changes_no_datestamp(published: Press) -> None:
    before = edition_bytes(published)
    published.record("2 J 1", "Registre des étrangers", "2 J", internal_notes="à revoir")
    published.publish()
    assert edition_bytes(published) == before


def test_a_new_title_of_the_fonds_changes_all_that_it_is_shown_on(published: Press) -> None:
    published.record("2 J", "Fonds de la police")
    result = published.publish()
    assert len(result.changes["changed"]) == 3


def test_another_page_changes_its_record(published: Press) -> None:
    published.pages("2 J 1", b"one", b"two")
    result = published.publish()
    assert [item.code for item in result.changes["changed"]] == ["2 J 1"]


def test_datestamps_never_go_back_when_the_clock_does(published: Press) -> None:
    last = max(stamp for stamp, _ in published.headers().values())
    published.now = NOON - dt.timedelta(days=400)
    published.record("2 J 2", "1 dossier de police", "2 J")
    published.publish()
    assert published.headers()[published.ark("2 J 2")] == (last, False)


def test_the_swap_comes_before_the_moment_stamped(press: Press) -> None:
    """A harvester of the old edition asks next from the moment it was answered."""
    moments: list[dt.datetime] = []

    def clock() -> dt.datetime:
        moments.append(NOON + dt.timedelta(seconds=3 * len(moments)))
        return moments[-1]

    press.record("2 J")
    from press import Unwatched

    from archivekit.problems import Problems
    from archivekit.publish import Request, run

    request = Request(archive=press.archive, today=dt.date(2026, 1, 15), clock=clock)
    run(request, Problems(), Unwatched())
    ((stamp, _),) = press.headers().values()
    assert len(moments) == 4, "stamped too early once, and again with a longer lead"
    assert dt.datetime.fromisoformat(stamp) >= moments[-1]


def test_a_withdrawn_record_leaves_a_tombstone_that_stays(published: Press) -> None:
    ark = published.ark("2 J 1")
    published.withdraw("2 J 1")
    published.publish()
    gone = published.headers()[ark]
    assert gone == ("2026-01-16T12:00:02Z", True)
    tombstone = published.edition().tombstone(ark)
    assert tombstone is not None
    assert tombstone.sets == ("2J", "place:France:Doubs:Valmont")
    published.now += dt.timedelta(days=1)
    published.publish()
    assert published.headers()[ark] == gone


def test_a_record_that_comes_back_has_its_ark_and_a_new_datestamp(published: Press) -> None:
    ark = published.ark("2 J 1")
    published.withdraw("2 J 1")
    published.publish()
    published.give_back("2 J 1")
    published.now += dt.timedelta(days=1)
    published.publish()
    assert published.ark("2 J 1") == ark
    assert published.headers()[ark] == ("2026-01-17T12:00:02Z", False)


def test_a_lost_edition_is_made_again_with_the_same_datestamps(published: Press) -> None:
    before = edition_bytes(published)
    published.archive.public_db.unlink()
    published.publish()
    assert edition_bytes(published) == before
    assert published.edition().serial == 2


def test_a_damaged_edition_is_made_again_with_the_same_datestamps(published: Press) -> None:
    before = edition_bytes(published)
    published.archive.public_db.write_bytes(b"no database at all")
    published.publish()
    assert edition_bytes(published) == before


def test_the_earliest_datestamp_is_that_of_the_oldest_header(published: Press) -> None:
    published.record("3 J")
    published.publish()
    assert published.edition().earliest_datestamp == "2026-01-15T12:00:02Z"
