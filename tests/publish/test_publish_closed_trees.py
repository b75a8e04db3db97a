"""Whatever is said of access, and whatever the day: what is closed is not there."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from closed_trees import RULES, TREES, Leaf, Rules, open_in
from hypothesis import given, settings
from hypothesis import strategies as st
from press import SETTINGS, Press, Unwatched

from archivekit import ingest
from archivekit.problems import Problems

HEAD = (
    *("cote", "cote parente", "niveau", "intitulé", "dates extrêmes", "communicabilité"),
    *("date de naissance", "date de décès", "en ligne à partir de", "publié", "mots-matière"),
    *("présentation du contenu", "colonne inconnue"),
)
DAYS = st.integers(1990, 2160).map(lambda year: dt.date(year, 6, 1)) | st.just(dt.date.max)


def canary(number: int) -> str:
    return f"zzkan{number}q"


def code(number: int) -> str:
    return f"zzcode{number}q"


def rooted(tree: list[Leaf]) -> list[Leaf]:
    """The same with each parent before its children."""
    return [replace(leaf, parent=min(leaf.parent, n - 1)) for n, leaf in enumerate(tree)]


def cells(number: int, leaf: Leaf) -> list[str]:
    word = canary(number)
    return [
        code(number),
        code(leaf.parent) if leaf.parent >= 0 else "",
        leaf.level,
        f"Naissances {word}" if leaf.births else f"Dossier {word}",
        leaf.date[0],
        leaf.access.text if leaf.access else "",
        str(leaf.birth or ""),
        str(leaf.death or ""),
        leaf.online[0],
        leaf.publish,
        f"sujet {word}",
        f"Contenu {word}",
        f"inconnu {word}",
    ]


def toml(rules: Rules | None) -> str:
    if rules is None:
        return SETTINGS + "[access]\nusual_rules = false\n"
    return SETTINGS + (
        "[access]\nusual_rules = false\n[[access.online]]\nname = 'naissances'\n"
        f"title = ['naissances']\nyears = {rules.years}\ncount_from = '{rules.count_from}'\n"
    )


def archive_of(root: Path, tree: list[Leaf], rules: Rules | None) -> Press:
    """An archive that took the tree in from a sheet, pages with canaries put to it."""
    folder = root / "scans"
    folder.mkdir()
    with (root / "fonds.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";").writerows(
            [HEAD, *(cells(number, leaf) for number, leaf in enumerate(tree))]
        )
    press = Press(root / "archive")
    (root / "archive" / "archive.toml").write_text(toml(rules), encoding="utf-8")
    press = Press(root / "archive")
    request = ingest.Request(archive=press.archive, folder=folder, sheet=root / "fonds.csv")
    ingest.run(request, Problems(), Unwatched())
    for number, leaf in enumerate(tree):
        word = canary(number)
        if leaf.pages:
            press.pages(code(number), f"picture of {word}".encode(), name=f"{word}.tif")
        if leaf.withdrawn:
            press.withdraw(code(number))
    return press


@given(tree=TREES, rules=RULES, days=st.tuples(DAYS, DAYS))
@settings(max_examples=settings.default.max_examples // 5)
def test_no_byte_of_a_closed_record_is_in_the_edition(
    tree: list[Leaf], rules: Rules | None, days: tuple[dt.date, dt.date]
) -> None:
    tree = rooted(tree)
    with TemporaryDirectory() as folder:
        press = archive_of(Path(folder), tree, rules)
        ever_open = [False] * len(tree)
        for day in days:
            press.publish(day.isoformat())
            there = press.public_bytes()
            is_open = open_in(tree, rules, day.year)
            assert [canary(number).encode() in there for number in range(len(tree))] == is_open
            # Once shown, the code of a fonds names a set, which tombstones keep (OAI-PMH 2.5.1).
            ever_open = [it or now for it, now in zip(ever_open, is_open, strict=True)]
            codes = [code(number).encode() in there for number in range(len(tree))]
            assert not [number for number, it in enumerate(codes) if it and not ever_open[number]]


CLOSINGS = st.lists(
    st.tuples(st.integers(1, 5), st.integers(1, 5), st.integers(1990, 2160) | st.none()),
    max_size=3,
)


def closed_in(closings: list[tuple[int, int, int | None]], year: int, count: int) -> set[int]:
    """The pages that are closed in a year: a reading of its own, plain as can be."""
    if any(first > last or last > count for first, last, _ in closings):
        return set(range(1, count + 1))
    return {
        number
        for first, last, until in closings
        for number in range(first, last + 1)
        if until is None or year < until
    }


@given(closings=CLOSINGS, days=st.tuples(DAYS, DAYS))
@settings(max_examples=settings.default.max_examples // 5)
def test_no_byte_of_a_closed_page_is_in_the_edition(
    closings: list[tuple[int, int, int | None]], days: tuple[dt.date, dt.date]
) -> None:
    said = [f"vues {a}-{b}" + (f" : {year}" if year else "") for a, b, year in closings]
    with TemporaryDirectory() as folder:
        press = Press(Path(folder) / "archive")
        press.record("1 J 1", closed_pages="\n".join(said))
        press.pages("1 J 1", *(f"picture of {canary(n)}".encode() for n in range(1, 5)))
        with press.catalogue() as (catalogue, batch):
            record = catalogue.records.find("1 J 1")
            assert record is not None
            named = [replace(it, label=canary(it.number)) for it in catalogue.pages.of(record.id)]
            catalogue.pages.replace(batch, record.id, named)
        for day in days:
            press.publish(day.isoformat())
            there = press.public_bytes()
            closed = closed_in(closings, day.year, 4)
            open_now = {number for number in range(1, 5) if canary(number).encode() in there}
            assert open_now == {1, 2, 3, 4} - closed
