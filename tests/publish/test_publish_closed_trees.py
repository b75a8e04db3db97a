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
