"""Content states in links, as viewers of all sorts make them (Content State 1.0)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivekit.iiif.content_state import ContentState, decode, encode, read

ARK = "ark:/99999/b1zzzz"
MANIFEST = {"id": f"https://a.example.org/{ARK}/manifest", "type": "Manifest"}
CANVAS = f"https://a.example.org/{ARK}/canvas/f5"
REGION = f"{CANVAS}#xywh=10,20,300,400"
STATE = ContentState(ARK, 5, (10, 20, 300, 400))


@pytest.mark.parametrize(
    "said",
    [
        {"id": REGION, "type": "Canvas", "partOf": [MANIFEST]},
        {"type": "Annotation", "motivation": ["contentState"], "target": REGION},
        {"type": "Annotation", "motivation": "contentState",
         "target": {"id": REGION, "type": "Canvas", "partOf": [MANIFEST]}},
        {"type": "Annotation", "target": [{"type": "SpecificResource",
         "source": {"id": CANVAS, "type": "Canvas"},
         "selector": {"type": "FragmentSelector", "value": "xywh=pixel:10,20,300,400"}}]},
        {"type": "SpecificResource", "source": CANVAS,
         "selector": [{"type": "ImageApiSelector", "region": "10,20,300,400"}]},
    ],
)  # fmt: skip
def test_a_view_is_read_in_every_form_of_the_standard(said: dict[str, Any]) -> None:
    assert read(encode(json.dumps(said))) == STATE
    assert read(json.dumps(said)) == STATE


def test_the_address_of_a_canvas_is_a_view() -> None:
    assert read(REGION) == STATE
    assert read(CANVAS) == ContentState(ARK, 5)
    assert read(f"{CANVAS}#xywh=percent:0,0,50,50") == ContentState(ARK, 5, (0, 0, 50, 50), True)


def test_the_encoding_is_the_standards() -> None:
    """2.3: percent-encoded, then base64url without padding."""
    assert encode('{"id":"é"}') == "JTdCJTIyaWQlMjIlM0ElMjIlQzMlQTklMjIlN0Q"


@pytest.mark.parametrize(
    "content",
    [
        *("", "x", "====", "{", "{}", "[]", "null", "12", "http://[", "https://a.example.org/"),
        *(encode("[" * 5_000), encode("{}"), encode('{"type":"Annotation"}'), "a" * 50_000),
        encode(json.dumps({"id": "https://b.example.org/canvas/1", "type": "Canvas"})),
        encode(json.dumps({"id": ["x"], "type": "Canvas"})),
    ],
)
def test_what_names_no_page_of_ours_is_no_view(content: str) -> None:
    assert read(content) is None


@given(st.text())
def test_any_words_are_encoded_and_read_again(words: str) -> None:
    encodable = words.encode("utf-8", "replace").decode()
    assert decode(encode(encodable)) == encodable
    read(words)


@pytest.mark.parametrize(
    ("region", "percent", "within"),
    [
        ((10, 20, 300, 400), False, (10, 20, 300, 400)),
        ((10, 20, 9000, 9000), False, (10, 20, 990, 780)),
        ((5000, 0, 10, 10), False, None),
        ((0, 0, 0, 10), False, None),
        ((50, 50, 25, 25), True, (500, 400, 250, 200)),
        (None, False, None),
    ],
)
def test_a_region_is_cut_to_its_page(region: Any, percent: bool, within: Any) -> None:
    assert ContentState(ARK, 1, region, percent).within(1000, 800) == within
