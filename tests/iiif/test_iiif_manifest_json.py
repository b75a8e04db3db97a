"""Manifests are written as JSON at once: iiif-prezi3's models say that it is what they would."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from iiif_prezi3 import (
    Annotation,
    AnnotationBody,
    AnnotationPage,
    Canvas,
    Manifest,
    ServiceV3,
)
from manifests import RECORD, pages

from archivekit.description.exposed import (
    Chapter,
    Exposed,
    ExposedPage,
    Logo,
    Point,
    Presented,
    Unshown,
)
from archivekit.description.opening import NEVER
from archivekit.description.record import Value
from archivekit.iiif.manifest import write

BASE = "http://base.archivekit.invalid"


def by_models(record: Exposed) -> list[Any]:
    """The canvases of a record as iiif-prezi3 makes them."""
    made = []
    for page in record.pages:
        service = f"{BASE}/iiif/3/{record.ark}/f{page.number}"
        canvas = f"{BASE}/{record.ark}/canvas/f{page.number}"
        size = {"height": page.height, "width": page.width}
        across = min(200, page.width)
        small = {"height": max(1, round(page.height * across / page.width)), "width": across}
        body = AnnotationBody(
            id=f"{service}/full/max/0/default.jpg", type="Image", format="image/jpeg", **size,
            service=[ServiceV3(id=service, type="ImageService3", profile="level2")],
        )  # fmt: skip
        painting = Annotation(id=f"{canvas}/image", motivation="painting", body=body, target=canvas)
        thumbnail = AnnotationBody(
            id=f"{service}/full/{across},{small['height']}/0/default.jpg", type="Image",
            format="image/jpeg", **small,
        )  # fmt: skip
        made.append(
            Canvas(
                id=canvas, label={"none": [page.label.strip() or str(page.number)]}, **size,
                thumbnail=[thumbnail],
                items=[AnnotationPage(id=f"{canvas}/page", items=[painting])],
            )
        )  # fmt: skip
    return made


@pytest.mark.parametrize("count", [1, 2, 300])
def test_canvases_are_those_of_prezi3_word_for_word(count: int) -> None:
    record = replace(RECORD, pages=pages(count))
    document = json.loads(write(record))
    manifest = Manifest(**{**document, "items": by_models(record)})
    assert json.loads(manifest.json()) == document


labels = st.text(max_size=20)
sizes = st.integers(min_value=1, max_value=100_000)
words = st.text(min_size=1, max_size=30)
tags = st.sampled_from([None, "fr", "ar", "zh-Hant", "not a tag"])
values = st.lists(st.builds(Value, words, tags), max_size=3)


LOGOS = (
    None,
    Logo("https://valmont.example/l.png"),
    Logo(f"{BASE}/iiif/logo", "image/png", 200, 80, "0" * 64),
)
TERMS = ("description", "creator", "license", "rights", "tableOfContents", "spatial")
points = st.builds(Point, words, st.floats(-90, 90), st.floats(-180, 180))


@st.composite
def records(draw: st.DrawFn) -> Exposed:
    """Any record with pages."""
    numbers = draw(st.sets(st.integers(min_value=1, max_value=40), min_size=1, max_size=12))
    shown = tuple(
        ExposedPage(number, draw(labels), "0" * 64, draw(sizes), draw(sizes))
        for number in sorted(numbers)
    )
    chapter = st.builds(Chapter, words, st.sampled_from(sorted(numbers)), st.integers(0, 4))
    chapters = draw(st.lists(chapter, max_size=6))
    presented = Presented(
        website=draw(st.sampled_from(["", "https://valmont.example/"])),
        logo=draw(st.sampled_from(LOGOS)),
        chapters=tuple(sorted(chapters, key=lambda it: it.first)),
        points=tuple(draw(st.lists(points, max_size=2))),
        unshown=tuple(
            Unshown(number, draw(st.sampled_from([None, "2041-01-01", NEVER])))
            for number in sorted(set(range(1, 6)) - numbers)
        ),
    )
    said = draw(st.dictionaries(st.sampled_from(TERMS), values))
    return replace(
        RECORD,
        full_title=draw(words),
        terms={"title": [Value("x", draw(tags))], **said},
        date_edtf=draw(st.sampled_from([None, "1936-05-12", "1936", "1936-05/1937"])),
        year_first=draw(st.integers(-500, 12_000)),
        languages=tuple(draw(st.lists(st.sampled_from(["fre", "ara"]), unique=True))),
        pages=shown,
        presented=presented,
    )


@given(records())
def test_whatever_a_record_says_prezi3_reads_it_again(record: Exposed) -> None:
    document = json.loads(write(record))
    assert without_additions(json.loads(Manifest(**document).json())) == document
    assert write(record) == write(replace(record))


def without_additions(value: Any) -> Any:
    """What prezi3 gives, without the empty list that it adds to canvases named in ranges."""
    if isinstance(value, dict):
        if value.get("type") == "Canvas" and set(value) == {"id", "type", "items"}:
            return {"id": value["id"], "type": "Canvas"}
        return {name: without_additions(inner) for name, inner in value.items()}
    return [without_additions(it) for it in value] if isinstance(value, list) else value
