"""``archivekit publish`` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from press import SETTINGS, Press

from archivekit.cli import main


def publish(press: Press, *options: str) -> Result:
    return CliRunner().invoke(main, ["publish", "--archive", str(press.archive.root), *options])


def test_it_ends_with_0_and_a_table(press: Press) -> None:
    press.record("1 J")
    done = publish(press)
    assert done.exit_code == 0
    assert "records in the edition" in done.stdout


def test_it_speaks_french(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVEKIT_LANG", "fr")
    press.record("1 J")
    assert "notices dans l'édition" in publish(press).stdout


def test_json_has_every_change_by_name(press: Press) -> None:
    press.record("1 J", "Titre [sans date]")
    result = json.loads(publish(press, "--json").stdout)
    (item,) = result["appeared"]
    assert (item["code"], item["title"]) == ("1 J", "Titre [sans date]")
    assert item["ark"].startswith("ark:/99999/")
    assert result["problems"] == []


def test_a_dry_run_shows_titles_as_they_are(press: Press) -> None:
    press.record("1 J", "Titre [bold]")
    assert "Titre [bold]" in publish(press, "--dry-run").stdout


def test_it_ends_with_1_where_a_person_should_look(press: Press) -> None:
    press.record("1 J", access_text="selon le directeur")
    done = publish(press)
    assert done.exit_code == 1
    assert "1 J" in done.stderr


def test_it_ends_with_2_where_there_is_nothing_to_publish(tmp_path: Path) -> None:
    (tmp_path / "archive.toml").write_text(SETTINGS, encoding="utf-8")
    done = CliRunner().invoke(main, ["publish", "--archive", str(tmp_path)])
    assert done.exit_code == 2
    assert "archivekit ingest" in done.stderr
    assert not (tmp_path / "catalogue.db").exists()
