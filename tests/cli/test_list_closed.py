"""``archivekit list --closed``: what opens when; and what was typed of it, kept by an edit."""

import datetime as dt

import pytest
from click.testing import CliRunner

from archivekit.cli import main

HEAD = (
    "cote;cote parente;niveau;intitulé;dates extrêmes;communicabilité;date de naissance;"
    "date de décès;en ligne à partir de;publié"
)
YEAR = dt.date.today().year


@pytest.fixture
def closed(desk):
    sheet = desk.sheet(
        HEAD,
        f"2 J;;fonds;Fonds du comité;1936-{YEAR - 1};;;;;",
        f"2 J 1;2 J;sous-fonds;Police;{YEAR - 10};50 ans;;;;",
        f"2 J 1/1;2 J 1;pièce;Rapport;{YEAR - 20};;;;;",
        f"2 J 2;2 J;dossier;Dossier de Pia Rossi;1960;secret médical;{YEAR - 60};;;",
        f"2 J 3;2 J;dossier;Photographies;1960;libre;;;{YEAR + 5};",
        "2 J 4;2 J;dossier;Cours;1960;voir le règlement;;;;",
        "2 J 5;2 J;dossier;Brouillons;1960;;;;;non",
        f"1 E 1;;article;Naissances;{YEAR - 80};75 ans;;;;",
        "1 E 2;;article;Décès;1960;libre;;;;",
    )
    desk.json("ingest", desk.scans, "--sheet", sheet)
    return desk


def by_code(desk, *more):
    return {row["code"]: row for row in desk.json("list", "--closed", *more)["closed"]}


def test_each_closed_record_has_its_two_days_and_why(closed):
    rows = by_code(closed)
    assert set(rows) == {"2 J 1", "2 J 1/1", "2 J 2", "2 J 3", "2 J 4", "2 J 5", "1 E 1"}
    assert rows["2 J 1/1"]["reading_room"] == {
        "day": f"{YEAR + 41}-01-01",
        "because": "text",
        "words": "50 ans",
        "article": "L213-2, I, 3°",
        "from": "2 J 1",
    }
    assert rows["2 J 2"]["day"] == f"{YEAR + 61}-01-01"
    assert rows["2 J 3"]["reading_room"]["day"] == "at-once"
    assert rows["2 J 3"]["online"]["day"] == f"{YEAR + 5}-01-01"
    assert (rows["2 J 4"]["day"], rows["2 J 4"]["why"]) == ("never", "access-unread")
    assert rows["2 J 5"]["online"]["because"] == "not-published"
    assert rows["1 E 1"]["reading_room"]["day"] == f"{YEAR - 4}-01-01"
    assert rows["1 E 1"]["online"]["words"] == "naissances"


def test_what_opens_soonest_comes_first_and_a_branch_may_be_asked_for(closed):
    days = [row["day"] for row in closed.json("list", "--closed")["closed"]]
    assert days == sorted(days)
    assert set(by_code(closed, "2 J 1")) == {"2 J 1", "2 J 1/1"}


def test_a_person_reads_it_by_day(closed):
    told = closed.run("list", "--closed").stdout
    assert f"From 1 January {YEAR + 5}: 1 record(s)" in told
    assert "“50 ans” (L213-2, I, 3°), from 2 J 1" in told
    assert "“voir le règlement” is not understood" in told
    assert closed.run("list", "--closed", "--batches").exit_code == 2


def test_what_is_below_a_record_that_never_opens_is_counted_not_listed(desk):
    desk.json(
        "ingest",
        desk.scans,
        "--sheet",
        desk.sheet(
            HEAD,
            f"3 J;;fonds;Fonds de la clinique;1960;{'voir le président ' * 20};;;;",
            "3 J 1;3 J;série;Comptes;1960;;;;;",
            "3 J 1/1;3 J 1;dossier;Budget;1960;;;;;",
        ),
    )
    told = desk.run("list", "--closed").stdout
    assert "Fonds de la clinique (and 2 below it)" in told
    assert " …” is not understood" in told
    assert "Comptes" not in told
    assert set(by_code(desk)) == {"3 J", "3 J 1", "3 J 1/1"}
    assert "Budget" in desk.run("list", "3 J 1", "--closed").stdout


def test_a_dry_run_tells_the_later_of_both_days(closed):
    opening = closed.json("publish", "--dry-run")["opening"]
    assert opening[f"{YEAR + 5}-01-01"] == 1
    assert f"{YEAR + 21}-01-01" in opening  # births, on line after 100 years


def test_a_rule_changed_in_the_settings_holds_at_once(closed):
    assert "1 E 2" not in by_code(closed)
    settings = closed.root / "archive.toml"
    more = "\n[access]\n[[access.online]]\nname = 'deaths'\ntitle = ['deces']\nyears = 90\n"
    settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert by_code(closed)["1 E 2"]["online"]["words"] == "deaths"
    shown = closed.json("publish", "--dry-run")["appeared"]
    assert "1 E 2" not in [item["code"] for item in shown]


def test_an_edit_keeps_birth_death_and_day_on_line(closed):
    from archivekit.catalogue import Catalogue
    from archivekit.exchange.record_text import record_text

    for code in ("2 J 2", "2 J 3"):
        before = closed.json("show", code)
        with Catalogue.open(closed.root / "catalogue.db") as catalogue:
            text = record_text(catalogue.records.find(code).description("2 J"), "en", "")
        done = CliRunner().invoke(
            main,
            ["edit", code, "--from", "-", "--archive", str(closed.root)],
            input=text.replace("title: ", "title: Le "),
        )
        assert done.exit_code == 0, done.output
        after = closed.json("show", code)
        assert after["title"] == f"Le {before['title']}"
        assert len(after.pop("batches")) == len(before.pop("batches")) + 1
        assert {**after, "title": before["title"]} == before


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("years = 0", "access.online.[2].years (line"),
        ("yeers = 100", "access.online.[2].yeers (line"),
        ("count_from = 'today'", "access.online.[2].count_from (line"),
        ("title = []", "access.online.[2].title (line"),
        ("title = ['']", "access.online.[2].title.[1] (line"),
    ],
)
def test_a_rule_that_cannot_be_used_is_named_by_key_and_line(desk, line, told):
    settings = desk.root / "archive.toml"
    before = settings.read_text(encoding="utf-8")
    rules = f"\n[[access.online]]\nname = 'a'\n[[access.online]]\nname = 'b'\n{line}\n"
    settings.write_text(before + rules, encoding="utf-8")
    done = desk.run("list", "--closed")
    assert done.exit_code == 2
    number = len((before + rules).splitlines())
    assert f"{told} {number})" in done.output


def test_the_list_names_levels_in_the_language_of_who_reads(closed):
    told = closed.run("list").stdout
    assert "sub-fonds" in told
    assert "subfonds" not in told
    assert "subfonds" in closed.run("list", "--json").stdout


def test_pages_closed_in_an_open_record_are_listed_by_their_day(desk):
    names = [desk.scan(f"p{number}.png").name for number in range(1, 6)]
    said = f"vues 2-3, 5 : {YEAR + 9}; vue 4"
    sheet = desk.sheet(
        "cote;intitulé;nom de fichier;vues non communicables",
        f'2 J 1;Registre;{"|".join(names)};"{said}"',
    )
    desk.json("ingest", desk.scans, "--sheet", sheet)
    first, second = desk.json("list", "--closed")["closed"]
    assert (first["day"], first["pages"], first["why"]) == (
        f"{YEAR + 9}-01-01",
        [2, 3, 5],
        "closed-pages",
    )
    assert (second["day"], second["pages"]) == ("never", [4])
    assert "pages 2-3, 5 – Registre" in desk.run("list", "--closed").output
