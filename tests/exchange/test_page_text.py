"""Text of pages as others write it: ALTO, hOCR and PAGE XML."""

from __future__ import annotations

import pytest
from drawn_page import LINES, SIZE, WHOLE, alto, hocr, page_xml
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archivekit.description import alto as writing
from archivekit.description.page_hits import hits
from archivekit.description.page_text import Box, PageText, pack, searched, unpack
from archivekit.errors import NothingDone
from archivekit.exchange.page_text import Format, read
from archivekit.exchange.page_text.elements import words_apart


def laid(content: str, resolution: float = 0.0) -> PageText:
    """The first page of a file on the drawn image."""
    _, pages = read(content.encode(), "p.xml")
    page = pages[0].on(*SIZE, resolution)
    assert page is not None
    return page


def boxes(page: PageText) -> dict[str, Box]:
    return {word.text: word.box for _, word in page.words()}


DRAWN = {word: Box(*box) for line in LINES for word, *box in line}


@pytest.mark.parametrize(
    ("content", "resolution"),
    [
        (alto(), 0),
        (alto("mm10", 254 / 300), 0),
        (alto("inch1200", 4.0), 0),
        (alto("inch1200", 4.0, sized=False), 300),
        (alto("pixel", 2.0), 0),
        (hocr(), 0),
    ],
    ids=["pixel", "mm10", "inch1200", "no size of page", "larger image", "hOCR"],
)
def test_boxes_lie_on_the_image_whatever_they_were_measured_in(content, resolution) -> None:
    found = boxes(laid(content, resolution))
    assert found.keys() == DRAWN.keys()
    for word, box in found.items():
        assert all(abs(a - b) <= 2 for a, b in zip(box, DRAWN[word], strict=True)), word


def test_units_without_a_size_of_page_or_a_resolution_are_refused() -> None:
    _, (page,) = read(alto("mm10", 0.8, sized=False).encode(), "p.xml")
    assert page.on(*SIZE) is None
    assert page.on(*SIZE, 300.0) is not None


def test_a_text_of_an_image_of_another_shape_is_refused() -> None:
    _, (page,) = read(alto().encode(), "p.xml")
    assert page.on(SIZE[1], SIZE[0]) is None


def test_a_word_cut_at_the_end_of_a_line_is_found_whole_and_marked_in_both_parts() -> None:
    for content in (alto(), hocr()):
        page = laid(content)
        (hit,) = hits(page, "naturalisé")
        assert hit.boxes == (DRAWN["natura-"], DRAWN["lisés"])
        assert hit.lines == (1, 2)
        assert WHOLE in searched(page).split()


def test_page_xml_is_read_in_its_reading_order_and_lines_are_shared_among_words() -> None:
    page = laid(page_xml())
    assert page.plain.replace("\n\n", "\n").splitlines() == [
        "Registre des étrangers",
        "de Valmont natura-",
        "lisés depuis 1893",
    ]
    first, second, third = (word.box for word in page.lines[0].words)
    assert first.x == 40
    assert first.x + first.width <= second.x <= third.x
    assert third.x + third.width <= 580


def test_confidence_is_kept() -> None:
    assert laid(alto()).confidence == 90
    assert laid(hocr()).confidence == 87
    assert laid(page_xml()).confidence is None


def test_arabic_without_boxes_of_words_is_shared_from_the_right() -> None:
    words = list(words_apart("رسالة من أحمد", Box(0, 0, 130, 10)))
    assert [word.text for word in words] == ["رسالة", "من", "أحمد"]
    assert words[0].box.x > words[1].box.x > words[2].box.x == 0


@pytest.mark.parametrize(
    "asked", ['"étrangers de Valmont"', "etrangers", "REGISTR*", "l'étrangers"]
)
def test_hits_are_found_as_the_sites_search_finds_them(asked: str) -> None:
    assert hits(laid(alto()), asked)


def test_a_phrase_is_one_hit_with_what_is_around_it() -> None:
    (hit,) = hits(laid(alto()), '"des étrangers"')
    assert (hit.before, hit.words, hit.after.split()[0]) == ("Registre", "des étrangers", "de")
    assert hit.boxes == (DRAWN["des"].around(DRAWN["étrangers"]),)


@pytest.mark.parametrize(
    "content",
    [
        b"<alto><Layout>",
        b'<!DOCTYPE a [<!ENTITY e "x">]><alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"/>',
        b'<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"/>',
        b"<html>no text of pages</html>",
        b"",
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(NothingDone) as refused:
        read(content, "bad.xml")
    assert "bad.xml" in refused.value.sentence("en")


def test_the_alto_that_we_give_is_read_again_as_it_was() -> None:
    page = laid(alto())
    found, (again,) = read(writing.write(page), "p.xml")
    assert found is Format.ALTO
    assert again.on(*SIZE) == page
    assert etree.fromstring(writing.write(page)).tag == f"{{{writing.NAMESPACE}}}alto"


def test_a_page_is_packed_and_unpacked_without_loss() -> None:
    page = laid(alto())
    assert unpack(pack(page)) == page


@given(st.text(max_size=60).filter(str.split), st.integers(1, 5000), st.integers(1, 500))
def test_words_of_a_line_never_leave_it(text: str, width: int, height: int) -> None:
    words = list(words_apart(text, Box(7, 9, width, height)))
    assert [word.text for word in words] == text.split()
    for word in words:
        assert 7 <= word.box.x <= 7 + width
        assert word.box.x + word.box.width <= 7 + width + 1
