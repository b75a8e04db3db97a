"""Dates back in words, and the table of what is written and what is read."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from archivekit.description.dates import Reading, Unread, read, words

TABLE = Path(__file__).with_name("dates.tsv").read_text(encoding="utf-8").splitlines()[1:]
ROWS = [tuple(line.split("\t")) for line in TABLE]


@cache
def is_edtf(text: str) -> bool:
    return bool(parse_edtf(text))


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_what_is_written_is_read_as_the_table_says(text: str, expected: str) -> None:
    found = read(text)
    if expected.startswith("!"):
        assert isinstance(found, Unread)
        assert found.why == expected[1:]
    else:
        assert isinstance(found, Reading)
        assert (found.edtf or "-") == expected
        assert found.edtf is None or is_edtf(found.edtf)


@pytest.mark.parametrize(
    ("edtf", "french", "english"),
    [
        (None, "sans date", "undated"),
        ("1936~", "vers 1936", "circa 1936"),
        ("1888-03-15", "15 mars 1888", "15 March 1888"),
        ("1950-01/1950-03", "1er trimestre 1950", "1st quarter 1950"),
        ("1801/1900", "XIXe siècle", "19th century"),
        ("1801/2000", "XIXe-XXe siècles", "19th-20th centuries"),
        ("1901~/1925~", "début XXe siècle", "early 20th century"),
        ("../1900", "avant 1900", "before 1900"),
        ("1936/..", "depuis 1936", "since 1936"),
        ("193X", "années 1930", "1930s"),
        ("1870-05-03/1870-05-04", "3-4 mai 1870", "3-4 May 1870"),
        ("{1936,1938..1940}", "1936, 1938-1940", "1936, 1938-1940"),
        ("1944-21", "printemps 1944", "spring 1944"),
    ],
)
def test_edtf_is_said_in_words(edtf: str | None, french: str, english: str) -> None:
    assert words(edtf, "fr") == french
    assert words(edtf, "en") == english


@pytest.mark.parametrize("language", ["fr", "en"])
@given(row=st.sampled_from(ROWS))
def test_words_are_read_as_the_same(language: str, row: tuple[str, str]) -> None:
    found = read(row[0])
    if isinstance(found, Reading):
        again = read(words(found.edtf, language))
        assert isinstance(again, Reading), words(found.edtf, language)
        assert again.edtf == found.edtf
