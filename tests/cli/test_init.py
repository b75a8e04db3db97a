"""``archivekit init`` and ``archive.toml``."""

import pytest
from click.testing import CliRunner

from archivekit.archive import Archive
from archivekit.cli import main
from archivekit.errors import NothingDone


@pytest.fixture
def run():
    return lambda *arguments, **more: CliRunner().invoke(main, list(map(str, arguments)), **more)


def test_init_makes_an_archive_without_asking(run, tmp_path):
    done = run("init", "--archive", tmp_path / "a", "--yes", "--name", "Archives de l'Île")
    assert done.exit_code == 0, done.output
    settings = Archive.open(tmp_path / "a").settings
    assert "Archives de l'Île" in settings.name.values()
    assert settings.naan == "99999"


def test_init_asks_what_it_needs(run, tmp_path):
    answers = "Archives de Valmont\nmail@example.org\nValmont\nvalmont.example.org\n12345\n\n"
    done = run("init", "--archive", tmp_path / "a", "--language", "fr", input=answers)
    assert done.exit_code == 0, done.output
    settings = Archive.open(tmp_path / "a").settings
    assert settings.name == {"fr": "Archives de Valmont"}
    assert (settings.naan, settings.oai_domain) == ("12345", "valmont.example.org")
    assert settings.languages == ("fr", "en")


def test_init_never_overwrites_an_archive(run, tmp_path):
    run("init", "--archive", tmp_path, "--yes")
    before = (tmp_path / "archive.toml").read_bytes()
    again = run("init", "--archive", tmp_path, "--yes", "--name", "Autre")
    assert again.exit_code == 2
    assert (tmp_path / "archive.toml").read_bytes() == before


def test_init_refuses_a_setting_it_could_not_read_again(run, tmp_path):
    done = run("init", "--archive", tmp_path, "--yes", "--oai-domain", "no dot")
    assert done.exit_code == 2
    assert "identifiers.oai_domain" in done.output
    assert not (tmp_path / "archive.toml").exists()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "there is no such setting"), ("fr", "ce réglage n'existe pas")],
)
def test_every_mistake_in_the_settings_is_named_with_key_and_line(
    run, tmp_path, monkeypatch, language, sentence
):
    monkeypatch.setenv("ARCHIVEKIT_LANG", language)
    run("init", "--archive", tmp_path, "--yes")
    file = tmp_path / "archive.toml"
    good = file.read_text("utf-8")
    file.write_text(good.replace('naan = "99999"', 'naan = "99999"\ncolour = 1\n'), "utf-8")
    line = next(n for n, t in enumerate(file.read_text("utf-8").splitlines(), 1) if "colour" in t)
    with pytest.raises(NothingDone) as caught:
        Archive.open(tmp_path)
    assert "identifiers.colour" in str(caught.value)
    assert f" {line})" in str(caught.value)
    assert sentence in str(caught.value)


def test_settings_that_are_not_toml_name_the_line(run, tmp_path):
    run("init", "--archive", tmp_path, "--yes")
    (tmp_path / "archive.toml").write_text("[archive\n", "utf-8")
    done = run("list", "--archive", tmp_path)
    assert done.exit_code == 2
    assert "line 1" in done.output


def test_a_folder_without_an_archive_says_how_to_make_one(run, tmp_path):
    done = run("list", "--archive", tmp_path / "nowhere")
    assert done.exit_code == 2
    assert "archivekit init" in done.output


def test_all_missing_settings_and_doubled_partners_are_named(run, tmp_path):
    (tmp_path / "archive.toml").write_text("", "utf-8")
    with pytest.raises(NothingDone) as caught:
        Archive.open(tmp_path)
    assert "archive (" in str(caught.value)
    assert "identifiers (" in str(caught.value)
    (tmp_path / "archive.toml").unlink()
    run("init", "--archive", tmp_path, "--yes")
    with (tmp_path / "archive.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[partners]]\nname = "p"\nurl = "https://example.org/oai"\n' * 2)
    with pytest.raises(NothingDone, match=r"p is there already|nommé p"):
        Archive.open(tmp_path)
