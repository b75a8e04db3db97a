"""The pages of a record as a PDF, made when it is asked for."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import httpx
import pikepdf
import pytest
from site_client import Client, asked
from site_editions import ENTRIES, TOMBSTONE, make_edition

from archivekit.iiif import linking, pdf
from archivekit.images.pdf_writing import LONG_SIDE
from archivekit.site.app import served

REGISTER = "/ark:/99999/b1registre/pdf"


def opened(answer: httpx.Response) -> pikepdf.Pdf:
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    return pikepdf.open(io.BytesIO(answer.content))


def test_it_holds_all_pages_and_says_what_they_are(site: Client) -> None:
    answer = site.get(REGISTER)
    with opened(answer) as document:
        assert [page.label for page in document.pages] == ["f. 1", "f. 2", "f. 3", "f. 4"]
        assert document.docinfo["/Title"] == ENTRIES[2].title
        assert "2 J 87" in str(document.docinfo["/Subject"])
        first, second = document.pages[0].mediabox, document.pages[1].mediabox
        assert first[3] > first[2]
        assert second[2] > second[3]
        pictures = [page.resources.XObject.Page for page in document.pages]
        assert max(max(int(it.Width), int(it.Height)) for it in pictures) <= LONG_SIDE
    assert answer.headers["content-disposition"] == 'inline; filename="2-J-87.pdf"'
    assert answer.headers["access-control-allow-origin"] == "*"


def test_the_same_pages_give_the_same_bytes_and_are_not_made_for_who_has_them(
    site: Client,
) -> None:
    first = site.get(REGISTER)
    assert site.get(REGISTER).content == first.content
    assert site.get(REGISTER, if_none_match=first.headers["etag"]).status_code == 304
    head = site.ask("HEAD", REGISTER)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == first.headers["etag"]
    assert "content-length" not in head.headers


def test_many_pages_are_in_parts(site: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PDF_PAGES", 3)
    with opened(site.get(REGISTER)) as whole, opened(site.get(f"{REGISTER}?part=2")) as rest:
        assert (len(whole.pages), len(rest.pages)) == (3, 1)
        assert rest.pages[0].label == "f. 4"
    for part in ("0", "3", "-1", "x", "9" * 30):
        assert site.get(f"{REGISTER}?part={part}").status_code == 404
    assert linking.PDF_PAGES <= 100


@pytest.mark.parametrize(
    ("ark", "status"),
    [("ark:/99999/b1fonds", 404), ("ark:/99999/b1nothing", 404), (TOMBSTONE, 410)],
)
def test_what_has_no_page_has_no_pdf(site: Client, ark: str, status: int) -> None:
    assert site.get(f"/{ark}/pdf").status_code == status


def test_a_damaged_image_is_told_and_others_are_served(tmp_path: Path) -> None:
    make_edition(tmp_path)
    for image in (tmp_path / "images").rglob("*.tif"):
        image.write_bytes(image.read_bytes()[:200])
    with asked(served(tmp_path / "public.db")) as site:
        answer = site.get(REGISTER, accept_language="fr")
        assert answer.status_code == 500
        assert "illisible" in answer.json()["message"]
        assert site.get("/ark:/99999/b1registre/manifest").status_code == 200


def test_few_are_made_at_once_and_manifests_do_not_wait(site: Client) -> None:
    async def crowd(client: httpx.AsyncClient) -> tuple[list[int], list[int]]:
        pdfs = [asyncio.ensure_future(client.get(REGISTER)) for _ in range(40)]
        manifests = [(await client.get("/ark:/99999/b1registre/manifest")).status_code] * 3
        answers = [await it for it in pdfs]
        assert all("retry-after" in it.headers for it in answers if it.status_code == 503)
        return [it.status_code for it in answers], manifests

    pdfs, manifests = site.run(site.with_client(crowd))
    assert set(pdfs) == {200, 503}
    assert set(manifests) == {200}
