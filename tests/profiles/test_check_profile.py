"""``archivekit check --profile``: what a partner would lose, before it does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result
from press import Press

from archivekit.cli import main
from archivekit.description.record import Level, Value

LICENCE = [Value("http://creativecommons.org/licenses/by/4.0/")]


@pytest.fixture
def filled(press: Press) -> Press:
    """A fonds with what partners stumble over; nothing was published yet."""
    press.record("2 J", "Fonds", level=Level.FONDS, terms={"license": LICENCE})
    said = {"level": Level.FILE, "terms": {"type": [Value("registre")]}}
    press.record("2 J 1", "Registre", "2 J", date_text="début XXe s. ?", **said)
    press.record("2 J 2", "Registre", "2 J", date_text="1936", date_first="1936-01-01", **said)
    press.record("2 J 3", "Dossier", "2 J", level=Level.FILE)
    press.record("2 J 4", "Dossier zzkanari", "2 J", open_from="2140-01-01", date_text="zz")
    press.pages("2 J 2", b"seen")
    [key] = press.pages("2 J 3", b"lost")
    press.access_copy(key).unlink()
    return press


def check(press: Press, profile: str, *options: str) -> Result:
    arguments = ["check", "--profile", profile, "--archive", str(press.archive.root), *options]
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def found(press: Press, profile: str) -> tuple[int, dict[str, Any]]:
    done = check(press, profile, "--json")
    return done.exit_code, json.loads(done.stdout)


def by_loss(result: dict[str, Any]) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for finding in result["findings"]:
        told.setdefault(finding["loses"], []).extend(it["code"] for it in finding["records"])
    return told


def test_what_francearchives_would_lose_is_told_with_its_records(filled):
    code, result = found(filled, "francearchives")
    assert code == 1
    assert (result["profile"], result["records"], result["offered"]) == ("francearchives", 4, 4)
    assert result["hidden"] == 1
    assert by_loss(result) == {
        "date": ["2 J 1"],
        "image": ["2 J 3"],
        "nothing": ["2 J 1", "2 J 3"],
    }
    [lost] = [it for it in result["findings"] if it["loses"] == "date"]
    assert lost["count"] == 1
    assert "AAAA" in lost["why"]
    assert lost["records"][0]["found"] == "début XXe s. ?"


def test_what_europeana_would_drop_is_told(filled):
    code, result = found(filled, "europeana")
    assert (code, result["left_out"]) == (1, {"with-pages": 3})
    # A text without its language.
    assert by_loss(result) == {"record": ["2 J 2"], "image": ["2 J 3"]}


def test_nothing_lost_is_exit_code_0(press):
    said = {"terms": {"license": LICENCE, "language": [Value("français")]}}
    press.record("2 J", "Fonds", level=Level.FONDS, **said)
    done = check(press, "francearchives")
    assert done.exit_code == 0
    assert "Nothing is lost." in done.stdout
    assert "service_code" in done.stdout


def test_what_is_closed_today_is_not_spoken_of(filled):
    for profile in ("default", "francearchives", "gallica", "europeana", "generiques"):
        assert "zzkanari" not in check(filled, profile, "--json").stdout


def test_it_is_read_in_french_too(filled, monkeypatch):
    monkeypatch.setenv("ARCHIVEKIT_LANG", "fr")
    said = check(filled, "francearchives").stdout.replace("\u00a0", " ")
    assert "Sans leur date :" in said
    assert "1 notice(s) : FranceArchives ne lit que des années" in said
    assert "2 J 1  Fonds – Registre (on lit : début XXe s. ?)" in said


def test_many_records_are_counted_and_the_first_are_named(press):
    for number in range(25):
        said = {"date_text": f"liasse {number}", "terms": {"license": LICENCE}}
        press.record(f"2 J {number}", level=Level.ITEM, **said)
    done = check(press, "default")
    assert "25 record(s): no year could be made of the date" in done.stdout
    assert "… and 15 more; --json lists them all" in done.stdout
    assert [it["count"] for it in found(press, "default")[1]["findings"]] == [25]
    assert len(by_loss(found(press, "default")[1])["date"]) == 25


def test_a_record_that_says_it_has_no_date_loses_none(press):
    press.record("2 J", date_text="[s.d.]", terms={"license": LICENCE})
    assert by_loss(found(press, "default")[1]) == {}


def test_a_profile_of_the_archives_own_is_checked_by_its_own_rules(filled):
    folder = filled.archive.profiles
    folder.mkdir()
    (folder / "museum.toml").write_text(
        'title = { fr = "Musée", en = "Museum" }\n[records]\nlevels = ["file"]\n'
        '[dc]\ntitle = ["{full_title}"]\nidentifier = ["{record_url}"]\ntype = ["{dcmi_types}"]\n'
        '[[needs]]\nelements = ["type"]\nloses = "value"\nwhy = { fr = "rien", en = "no type" }\n',
        "utf-8",
    )
    code, result = found(filled, "museum")
    assert result["rules"] == str(folder / "museum.toml")
    assert (code, result["left_out"]) == (1, {"levels": 1})
    assert by_loss(result)["value"] == ["2 J 3"]


def test_nothing_is_written_by_a_check(filled):
    before = {it: it.stat().st_mtime_ns for it in filled.archive.root.rglob("*") if it.is_file()}
    check(filled, "francearchives")
    after = {it: it.stat().st_mtime_ns for it in filled.archive.root.rglob("*") if it.is_file()}
    names = {it for it in after if not it.name.startswith("catalogue.db-")}
    assert {it: after[it] for it in names} == {it: at for it, at in before.items() if it in names}


@pytest.mark.parametrize("name", ["nobody", "../x", ""])
def test_a_profile_that_is_not_there_is_wrong_use(filled, name):
    done = check(filled, name)
    assert done.exit_code == 2
    assert "francearchives" in done.output


def test_where_nothing_would_be_published_nothing_is_said_to_be_well(press):
    press.record("2 J", open_from="2140-01-01")
    done = check(press, "francearchives")
    assert done.exit_code == 2
    assert "Nothing is lost" not in done.stdout


def test_an_archive_without_records_has_nothing_to_check(press):
    assert check(press, "francearchives").exit_code == 2
