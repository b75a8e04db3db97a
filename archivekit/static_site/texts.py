"""The text of pages as files: plain, ALTO or captions, annotations for who knows the address."""

from __future__ import annotations

import json
from collections.abc import Iterator

from archivekit.description import alto
from archivekit.description.addresses import text_url
from archivekit.edition import Edition, RecordRow
from archivekit.edition.page_texts import texts_of
from archivekit.edition.recordings import captions, recordings
from archivekit.iiif.text.of_page import annotation_page

TEXT_FILES = "canvas"
"""The folder of a record that holds them."""


def annotations_url(ark: str, number: int) -> str:
    """The address of the file of a page's annotations."""
    return f"{text_url(ark, number)}.json"


def page_texts(
    edition: Edition, record: RecordRow, *, with_addresses: bool
) -> Iterator[tuple[str, dict[str, bytes]]]:
    """For each page that has a text: its folder, and name and bytes of each file in it."""
    heard = {it.number: it.page_id for it in recordings(edition, record.id)}
    for number, _, page in texts_of(edition, record.id):
        files = {"text.txt": page.plain.encode() + b"\n"}
        if page.is_timed:
            of_page = captions(edition, heard[number])
            files |= {f"text-{it.place}.vtt": it.content for it in of_page}
        else:
            files["text.alto.xml"] = alto.write(page)
        if with_addresses:
            document = annotation_page(record.ark, number, page)
            document["id"] = annotations_url(record.ark, number)
            written = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
            files["text.json"] = written.encode()
        yield f"{record.ark}/{TEXT_FILES}/f{number}", files
