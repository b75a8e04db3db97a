"""Access conditions as archivists write them, and when each opens: ``access_texts.tsv``.

Its columns: when it opens (``latest``: at the latest then; or why it does not open), the last day
of the record's dates, the birth and the death of the person; the text, ``\\n`` for a new line.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivekit.description.opening import AT_ONCE, NEVER, OpenFrom, Unread, is_for_each, read

_FILE = Path(__file__).parent / "access_texts.tsv"


def rows() -> list[dict[str, str]]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row | {"text": row["text"].replace("\\n", "\n")} for row in found]


def opens(text: str, **dates: str | None) -> str:
    found = read(text, **dates)  # type: ignore[arg-type]
    if not isinstance(found, OpenFrom):
        return str(found.why) if found else "nothing"
    day = {AT_ONCE: "open", NEVER: "never"}.get(found.day, found.day)
    return f"latest {day}" if found.is_latest else day


@pytest.mark.parametrize("row", [pytest.param(row, id=row["text"][:60]) for row in rows()])
def test_a_text_opens_on_its_day_and_no_sooner(row: dict[str, str]) -> None:
    dates = {name: row[name] or None for name in ("last", "birth", "death")}
    assert opens(row["text"], **dates) == row["opens"]


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("Selon la législation en vigueur", True),
        ("Dossiers de personnel : 50 ans. Le reste est librement communicable.", True),
        ("50 ans à compter de la clôture de chaque dossier", True),
        ("50 ans", False),
        ("Librement communicable", False),
        ("Communicable sauf le dossier 5 (non communicable)", False),
        ("Dossiers de personnel : 25 ans après le décès", False),
        ("", False),
    ],
)
def test_what_is_said_of_each_of_the_files_is_told_from_what_is_said_of_all(
    text: str, each: bool
) -> None:
    assert is_for_each(text) is each


_AT_THE_LATEST = [row["text"] for row in rows() if row["opens"].startswith("latest")]
_LIMITING = [
    *("sauf", "2050", "non", "en partie", "mineurs", "150 ans", "jusqu'en 2050", "hors", "zzz"),
    *("secret médical", "sur autorisation", ".", ";", ":", ",", "(", ")", "\n", "le reste", "ou"),
]


@given(st.sampled_from(_AT_THE_LATEST), st.sampled_from(_LIMITING), st.integers(0, 60))
def test_no_word_more_opens_at_once_what_is_counted(text: str, word: str, at: int) -> None:
    words = text.split(" ")
    words.insert(min(at, len(words)), word)
    found = read(" ".join(words), last="1960-12-31")
    assert found is None or isinstance(found, Unread) or found.day > "1985"


@given(st.lists(st.sampled_from(rows()), min_size=2, max_size=4), st.sampled_from("\n "))
def test_texts_in_a_row_never_open_sooner_than_the_strictest(
    some: list[dict[str, str]], between: str
) -> None:
    texts = [row["text"].removesuffix(".") + "." for row in some]
    found = read(between.join(texts), last="1960-12-31")
    alone = [read(text, last="1960-12-31") for text in texts]
    if isinstance(found, OpenFrom):
        days = [one.day for one in alone if isinstance(one, OpenFrom)]
        assert found.day >= max(days, default=AT_ONCE)
