"""A profile that changes, leaves records out or goes away: datestamps and deletions."""

from __future__ import annotations

import datetime as dt

import pytest
from harvesting import harvest
from own_profiles import LIST, MINE, SECOND, at, codes, own
from served import served

from archivekit.edition import Request
from archivekit.oai.provider import respond


def test_a_changed_profile_raises_the_datestamps_of_its_own_harvesters_only(published):
    before = {path: at(published, path).headers for path in ("/oai", "/oai/gallica", "/oai/mine")}
    own(published, "mine", MINE.replace("{full_title}", "{code}"))
    published.publish()
    assert [it.key for it in published.problems] == ["publish.profiles-changed"]
    for path in ("/oai", "/oai/gallica"):
        assert at(published, path).headers == before[path]
    assert set(at(published, "/oai/mine").headers.values()) == {(SECOND, False)}
    assert at(published, "/oai/mine", "verb=Identify").texts("earliestDatestamp") == [SECOND]
    assert at(published, "/oai/mine", f"{LIST}&until=2026-01-15").errors == ["noRecordsMatch"]


def test_the_moment_of_a_change_stays_from_edition_to_edition(published):
    own(published, "mine", MINE.replace("{full_title}", "{code}"))
    published.publish()
    for _ in range(2):
        published.now += dt.timedelta(days=1)
        published.publish()
        stamps = {stamp for stamp, _ in at(published, "/oai/mine").headers.values()}
        assert stamps == {SECOND}
        published.archive.public_db.unlink()


@pytest.mark.parametrize(
    "change",
    [
        lambda toml: "# a remark\n" + toml,
        lambda toml: toml.replace('en = "Mine"', 'en = "My own"'),
        lambda toml: (
            toml + '[[needs]]\nelements = ["date"]\nloses = "date"\nwhy = { fr = "a", en = "a" }\n'
        ),
    ],
)
def test_what_changes_nothing_that_is_told_raises_no_datestamp(published, change):
    before = at(published, "/oai/mine").headers
    own(published, "mine", change(MINE))
    published.publish()
    assert at(published, "/oai/mine").headers == before


def test_a_harvester_gets_what_a_changed_profile_changed_and_then_nothing(published):
    """From one harvest to the next, with the day only, as FranceArchives asks."""
    with served(published.archive.public_db) as site:
        first = harvest(f"{site}/oai/mine")
        assert {it.metadata["title"][0].rpartition(" – ")[2] for it in first} == {
            *("Registre", "Affiche", "Album"),
        }
        own(published, "mine", MINE.replace("{full_title}", "{code}"))
        published.publish()
        second = harvest(f"{site}/oai/mine", **{"from": "2026-01-16"})
        assert {it.metadata["title"][0] for it in second} == {"2 J 1", "2 J 2", "3 J"}
        assert {it.header.identifier for it in second} == {it.header.identifier for it in first}
    assert at(published, "/oai/mine", f"{LIST}&from=2026-01-17").errors == ["noRecordsMatch"]
    assert at(published, "/oai/gallica", f"{LIST}&from=2026-01-16").errors == ["noRecordsMatch"]


def test_what_a_profile_gave_once_and_leaves_out_now_is_told_as_deleted(published):
    arks = {code: published.ark(code).partition("/")[2] for code in ("2 J", "2 J 1", "2 J 2")}
    own(published, "mine", MINE.replace("with_pages = true", 'levels = ["file"]'))
    published.publish()
    headers = at(published, "/oai/mine").headers
    assert headers[arks["2 J 1"]] == (SECOND, False)
    assert headers[arks["2 J 2"]] == (SECOND, True)
    assert arks["2 J"] not in headers, "it was never given"
    published.now += dt.timedelta(days=1)
    published.publish()
    assert at(published, "/oai/mine").headers == headers
    own(published, "mine", MINE)
    published.publish()
    assert codes(published, at(published, "/oai/mine")) == ["2 J 1", "2 J 2", "3 J"]


def test_a_record_without_its_pages_leaves_the_profile_that_wants_them(published):
    ark = published.ark("2 J 2").partition("/")[2]
    published.pages("2 J 2")
    published.publish()
    published.now += dt.timedelta(days=1)
    published.publish()
    assert at(published, "/oai/mine", f"{LIST}&from=2026-01-16").headers == {ark: (SECOND, True)}
    assert at(published, "/oai").headers[ark] == (SECOND, False)


def test_deletions_are_told_by_a_profile_even_when_the_last_edition_is_lost(published):
    ark = published.ark("2 J 2").partition("/")[2]
    published.pages("2 J 2")
    published.archive.public_db.unlink()
    published.publish()
    assert at(published, "/oai/mine").headers[ark] == (SECOND, True)


def test_a_withdrawn_record_is_deleted_under_every_profile(published):
    ark = published.ark("2 J 1").partition("/")[2]
    published.withdraw("2 J 1")
    published.publish()
    for path in ("/oai", "/oai/mine", "/oai/francearchives", "/oai/gallica"):
        assert at(published, path).headers[ark] == (SECOND, True)


def test_a_profile_that_goes_away_takes_its_address_with_it_and_comes_back_the_same(published):
    before = at(published, "/oai/mine").headers
    (published.archive.profiles / "mine.toml").unlink()
    published.publish()
    edition = published.edition()
    assert respond(Request("GET", "/oai/mine", "verb=Identify"), edition).status == 404
    edition.close()
    own(published, "mine", MINE)
    published.publish()
    assert {it: before[it] for it in before} == {
        it: stamp for it, stamp in at(published, "/oai/mine").headers.items() if it in before
    }
