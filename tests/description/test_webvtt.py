"""WebVTT: every word with its time, every line that cannot be read with its number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivekit.description.page_hits import hits
from archivekit.description.page_text import pack, unpack
from archivekit.description.webvtt import Captions, Cue, as_page_text, clock, read


def cues(text: str) -> list[Cue]:
    found = read(text.encode())
    assert found.faults == []
    return found.cues


def test_speakers_tags_and_entities_are_read_as_browsers_do() -> None:
    text = (
        "\ufeffWEBVTT - Témoignage\nKind: captions\n\nNOTE à relire\nencore\n\nSTYLE\n::cue {}\n\n"
        "1\n00:01.000 --> 00:02.500 align:start line:0\n<v.fort Jeanne D.>Bonjour, <i>merci</i>\n"
        "à <c.x>tous</c> &amp; &lt;toutes&gt;\n\n01:00:00.000 --> 01:00:02.250\nfin\n"
    )
    assert cues(text) == [
        Cue(1000, 2500, "Bonjour, merci à tous & <toutes>", "Jeanne D."),
        Cue(3_600_000, 3_602_250, "fin"),
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_system_ends_them(ending: str) -> None:
    text = "WEBVTT\n\n00:00.000 --> 00:01.000\nun\n\n00:01.000 --> 00:02.000\ndeux\n"
    assert [cue.text for cue in cues(text.replace("\n", ending))] == ["un", "deux"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("00:00.000 --> 00:01.000\nx\n", (1, "no-header")),
        ("WEBVTTX\n\n00:00.000 --> 00:01.000\nx\n", (1, "no-header")),
        ("WEBVTT\n\n1\n00:00,000 --> 00:01,000\nx\n", (4, "bad-times")),
        ("WEBVTT\n\n00:00.000 -> 00:01.000\nx\n", (3, "no-times")),
        ("WEBVTT\n\n00:61.000 --> 01:01.000\nx\n", (3, "bad-times")),
        ("WEBVTT\n\n00:00.000 --> 00:01.000\nx\n\nde trop\n", (6, "no-times")),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\nx\n", (3, "ends-early")),
        (
            "WEBVTT\n\n00:00.000 --> 00:01.000\nx\n00:01.000 --> 00:02.000\ny\n",
            (5, "no-empty-line"),
        ),
        ("WEBVTT\n\nNOTE rien\n", (1, "no-cue")),
        ("", (1, "no-header")),
    ],
)
def test_what_browsers_would_pass_over_is_told_with_its_line(
    text: str, fault: tuple[int, str]
) -> None:
    assert read(text.encode()).faults == [fault]


def test_another_encoding_is_told_with_its_line() -> None:
    text = "WEBVTT\n\n00:00.000 --> 00:01.000\nété\n".encode("latin-1")
    assert read(text).faults == [(4, "not-utf-8")]


@given(st.binary(max_size=400))
def test_any_bytes_give_captions_or_faults(content: bytes) -> None:
    found = read(b"WEBVTT\n\n" + content)
    assert isinstance(found, Captions)
    assert found.cues or found.faults


_MOMENTS = st.integers(0, 359_999_999)
_WORDS = st.lists(st.from_regex(r"[a-zéàç]{1,9}", fullmatch=True), min_size=1, max_size=8)


@given(st.lists(st.tuples(_MOMENTS, st.integers(1, 60_000), _WORDS), min_size=1, max_size=6))
def test_what_is_written_is_read_again(said: list[tuple[int, int, list[str]]]) -> None:
    text = "WEBVTT\n" + "".join(
        f"\n{_stamp(start)} --> {_stamp(start + length)}\n{' '.join(words)}\n"
        for start, length, words in said
    )
    expected = [Cue(start, start + length, " ".join(words)) for start, length, words in said]
    assert cues(text) == expected
    page = unpack(pack(as_page_text(360_100.0, [expected])))
    assert page.is_timed
    assert page.plain.split("\n") == [cue.text for cue in expected]
    first = hits(page, expected[0].text)[0]
    cue = expected[first.lines[0]]
    assert (first.boxes[0].x, first.boxes[0].width) == (cue.start, cue.end - cue.start)


def _stamp(moment: int) -> str:
    seconds, rest = divmod(moment, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def test_moments_are_said_exactly_in_addresses_and_shortly_to_people() -> None:
    page = as_page_text(9000, [[Cue(3_600_123, 3_601_500, "longtemps après")]])
    assert page.fragment(page.lines[0].box) == "t=3600.123,3601.5"
    assert (clock(3_600_123), clock(65_000), clock(900)) == ("1:00:00", "1:05", "0:00")
