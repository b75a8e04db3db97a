"""Properties of the grammar, and of identifiers that mean harm."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from archivekit.edition import Edition, Request
from archivekit.iiif.image import respond
from archivekit.iiif.image.identifiers import read_address
from archivekit.iiif.image.parameters import (
    MAX_AREA,
    MAX_SIDE,
    Area,
    Refused,
    canonical,
    read_region,
    read_rotation,
    read_size,
    read_view,
)
from archivekit.texts import text

T = TypeVar("T")

sides = st.integers(1, 40_000)
numbers = st.integers(0, 50_000)
parts = st.floats(0, 150).map(lambda value: f"{value:.4f}")
sizes = st.one_of(
    st.just("max"),
    st.builds("{},".format, numbers),
    st.builds(",{}".format, numbers),
    st.builds("{},{}".format, numbers, numbers),
    st.builds("!{},{}".format, numbers, numbers),
    st.builds("pct:{}".format, parts),
)
regions = st.one_of(
    st.sampled_from(["full", "square"]),
    st.builds("{},{},{},{}".format, numbers, numbers, numbers, numbers),
    st.builds("pct:{},{},{},{}".format, parts, parts, parts, parts),
)


def answered(read: Callable[[], T], statuses: set[int]) -> T | None:
    """What is read, or None where it is refused with one of these statuses."""
    status: int | None = None
    try:
        return read()
    except Refused as refused:
        status = refused.status
    assert status in statuses
    return None


@given(regions, sides, sides)
def test_a_region_lies_inside_the_image_or_is_refused(region: str, width: int, height: int) -> None:
    area = answered(lambda: read_region(region, width, height), {400})
    if area is None:
        return
    assert 0 <= area.x < area.x + area.width <= width
    assert 0 <= area.y < area.y + area.height <= height


@given(sizes, sides, sides, st.booleans())
def test_a_size_is_within_the_region_and_the_limits_or_is_refused(
    size: str, width: int, height: int, caret: bool
) -> None:
    words, area = f"^{size}" if caret else size, Area(0, 0, width, height)
    found = answered(lambda: read_size(words, area, version=3), {400, 501} if caret else {400})
    if found is None:
        return
    across, down = found
    assert 1 <= across <= min(width, MAX_SIDE)
    assert 1 <= down <= min(height, MAX_SIDE)
    assert across * down <= MAX_AREA


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_any_words_are_a_view_or_are_refused(
    region: str, size: str, rotation: str, name: str
) -> None:
    for words in ((region, size, rotation, name), (region, "max", "0", "default.jpg")):
        answered(lambda words=words: read_view(words, 1000, 700, version=3), {400, 501})


@given(regions, sizes, st.floats(0, 360), st.booleans(), st.sampled_from([2, 3]))
def test_a_canonical_address_is_its_own_canonical_address(
    region: str, size: str, degrees: float, mirrored: bool, version: int
) -> None:
    turn = f"{'!' if mirrored else ''}{degrees:.3f}"
    try:
        view = read_view((region, size, turn, "color.png"), 5000, 7000, version=version)
    except Refused:
        assume(False)
        return
    words = canonical(view, 5000, 7000, version=version)
    again = read_view(tuple(words.split("/")), 5000, 7000, version=version)  # type: ignore[arg-type]
    assert again == view
    assert canonical(again, 5000, 7000, version=version) == words


@pytest.mark.parametrize("rotation", ["", "!", "+1", "1e1", "٣", "360.1", "nan", "1.", "!!0"])
def test_a_rotation_is_plain_digits(rotation: str) -> None:
    with pytest.raises(Refused):
        read_rotation(rotation)


HARM = [
    "..", "%2e%2e", "%252e%252e", "%5c..%5c", "%00", "/etc/passwd", "%2fetc%2fpasswd", "C:%5C",
    "\\..\\", "....//", "%c0%ae%c0%ae", "%ff%fe", "f1", "ark:", "%0d%0aX: y", "~root", "{0}", "'--",
    "a" * 2000, "%" * 50, "é" * 40, "𝟏", "public.db", "images",
]  # fmt: skip

hostile = st.lists(st.sampled_from(HARM) | st.text(max_size=8).map(quote), min_size=1, max_size=8)

_opened: list[str] = []
_watching = False


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if _watching and event == "open":
        _opened.append(str(arguments[0]))


sys.addaudithook(_watch)


@contextmanager
def files_opened() -> Iterator[list[str]]:
    """The paths opened inside the block."""
    global _watching
    _opened.clear()
    _watching = True
    try:
        yield _opened
    finally:
        _watching = False


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(hostile, st.sampled_from(["/iiif/3/", "/iiif/2/", "/iiif/3/ark:/99999/"]), st.booleans())
def test_no_identifier_opens_a_file(
    edition: Edition, words: list[str], start: str, ending: bool
) -> None:
    text("images.request-identifier", "en")  # read once, before it is watched
    path = start + "/".join(words) + ("/f1/info.json" if ending else "")
    with files_opened() as opened:
        response = respond(Request("GET", path, "", {}), edition)
    assert response.status in (400, 404)
    assert opened == []


def test_an_address_is_decoded_once() -> None:
    assert read_address("/iiif/3/ark:%252F99999%252Fx%252Ff1/info.json") is None
    address = read_address("/iiif/3/ark:/12148/btv1b8449691v/a%20b/f12/full/max/0/default.jpg")
    assert address is not None
    assert (address.ark, address.number) == ("ark:/12148/btv1b8449691v/a b", 12)
    assert address.rest == "full/max/0/default.jpg"
