"""Change Discovery 1.0, level 2: what became of each manifest, from publication to publication."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from press import Press

from archivekit.catalogue import Catalogue
from archivekit.edition import Request, Response
from archivekit.iiif import activity
from archivekit.iiif.presentation import respond


def ask(press: Press, path: str) -> Response:
    answer = respond(Request("GET", path), press.edition())
    assert isinstance(answer, Response)
    return answer


def document(press: Press, path: str = "/iiif/activity/1") -> dict[str, Any]:
    answer = ask(press, path)
    assert answer.status == 200
    found: dict[str, Any] = json.loads(answer.body)
    return found


def told(press: Press, path: str = "/iiif/activity/1") -> list[tuple[str, str]]:
    """Type and ARK of each activity."""
    items = document(press, path)["orderedItems"]
    return [(it["type"], it["object"]["id"].split("/", 3)[3][:-9]) for it in items]


@pytest.fixture
def published(press: Press) -> Press:
    press.record("2 J", "Fonds du commissariat")
    press.record("2 J 1", "Registre des étrangers", "2 J")
    press.record("2 J 2", "Dossier de Rosa", "2 J")
    press.pages("2 J 1", b"one", b"two")
    press.publish()
    return press


def later(press: Press) -> None:
    press.now += dt.timedelta(days=1)


def test_what_appears_is_created_and_what_has_no_pages_is_not_told_of(published: Press) -> None:
    assert told(published) == [("Create", published.ark("2 J 1"))]


def test_changes_and_withdrawals_follow_in_their_order(published: Press) -> None:
    first, second = published.ark("2 J 1"), published.ark("2 J 2")
    later(published)
    published.pages("2 J 2", b"three")
    published.publish()
    later(published)
    published.record("2 J 1", "Registre des résidents étrangers", "2 J")
    published.publish()
    later(published)
    published.withdraw("2 J 2")
    published.publish()
    later(published)
    published.give_back("2 J 2")
    published.publish()
    assert told(published) == [
        ("Create", first),
        ("Create", second),
        ("Update", first),
        ("Delete", second),
        ("Create", second),
    ]
    moments = [it["endTime"] for it in document(published)["orderedItems"]]
    assert moments == sorted(moments)
    assert len(set(moments)) == 5


def test_a_record_that_loses_its_pages_loses_its_manifest(published: Press) -> None:
    ark = published.ark("2 J 1")
    later(published)
    published.pages("2 J 1")
    published.publish()
    assert told(published) == [("Create", ark), ("Delete", ark)]


def test_publishing_again_tells_nothing_new(published: Press) -> None:
    before = ask(published, "/iiif/activity/1")
    later(published)
    published.publish()
    after = ask(published, "/iiif/activity/1")
    assert after.body == before.body
    assert dict(after.headers)["ETag"] == dict(before.headers)["ETag"]


def test_all_that_was_told_outlives_a_lost_edition(published: Press) -> None:
    before = ask(published, "/iiif/activity/1").body
    published.archive.public_db.unlink()
    later(published)
    published.publish()
    assert ask(published, "/iiif/activity/1").body == before


def test_a_run_killed_before_it_was_noted_is_caught_up_with(published: Press) -> None:
    with Catalogue.open(published.archive.catalogue) as catalogue:
        catalogue.database.conn.execute("delete from activities")
        catalogue.database.conn.execute("delete from editions")
    later(published)
    published.publish()
    assert told(published) == [("Create", published.ark("2 J 1"))]


def test_pages_lead_to_each_other_and_a_full_one_never_changes(
    published: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(activity, "PAGE", 2)
    published.pages("2 J 2", b"three")
    later(published)
    published.publish()
    full = document(published)
    assert "next" not in full
    assert "prev" not in full
    later(published)
    published.withdraw("2 J 2")
    published.publish()
    stream = document(published, "/iiif/activity")
    assert stream["totalItems"] == 3
    assert stream["first"]["id"].endswith("/iiif/activity/1")
    assert stream["last"]["id"].endswith("/iiif/activity/2")
    first, last = document(published), document(published, "/iiif/activity/2")
    assert first["orderedItems"] == full["orderedItems"]
    assert first["next"]["id"] == last["id"]
    assert last["prev"]["id"] == first["id"]
    assert last["partOf"]["id"] == stream["id"]
    assert [it["type"] for it in last["orderedItems"]] == ["Delete"]


def test_an_archive_without_pages_has_an_empty_list(press: Press) -> None:
    press.record("2 J")
    press.publish()
    assert document(press, "/iiif/activity")["totalItems"] == 0
    assert document(press)["orderedItems"] == []


@pytest.mark.parametrize("page", ["0", "2", "-1", "x", "1/2", "9" * 12])
def test_pages_that_are_not_there_are_not_found(published: Press, page: str) -> None:
    assert ask(published, f"/iiif/activity/{page}").status == 404


def test_a_closed_record_is_in_no_activity(published: Press) -> None:
    published.record("2 J 3", "Dossier fermé", "2 J", open_from="2050-01-01")
    published.pages("2 J 3", b"closed")
    later(published)
    published.publish()
    assert len(told(published)) == 1
