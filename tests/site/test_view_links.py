"""Links to a view: content states in the address of a record's page or of the viewer alone."""

from __future__ import annotations

import json
import re

import pytest
from site_client import HOST, Client

from archivekit.iiif.content_state import encode

ARK = "ark:/99999/b1registre"


def shown(site: Client, path: str, state: str) -> tuple[int, object]:
    """The number of the page that is shown first, and the region."""
    page = site.ask("GET", path, params={"iiif-content": state})
    assert page.status_code == 200
    found = re.search(r'id="viewer-data">(.*?)</script>', page.text)
    assert found is not None
    data = json.loads(found[1])
    return data["pages"][data["at"]][0], data["region"]


@pytest.mark.parametrize("path", [f"/{ARK}", f"/embed/{ARK}"])
def test_a_content_state_opens_its_page_at_its_region(site: Client, path: str) -> None:
    canvas = f"https://{HOST}/{ARK}/canvas/f2#xywh=100,100,300,9000"
    state = encode(json.dumps({"id": canvas, "type": "Canvas"}))
    assert shown(site, path, state) == (2, [100, 100, 300, 540])
    assert shown(site, path, canvas) == (2, [100, 100, 300, 540])


@pytest.mark.parametrize(
    "state",
    [
        "nonsense",
        f"https://{HOST}/ark:/99999/b1arabe/canvas/f3",
        f"https://{HOST}/{ARK}/canvas/f99#xywh=1,1,9,9",
    ],
)
def test_one_of_no_page_of_the_record_shows_the_first(site: Client, state: str) -> None:
    assert shown(site, f"/{ARK}", state) == (1, None)


def test_the_viewer_knows_the_manifest_to_link_to(site: Client) -> None:
    page = site.get(f"/{ARK}")
    assert f"http://{HOST}/{ARK}/manifest" in page.text
    assert 'data-do="link"' in page.text


def test_sitemaps_and_robots_lead_to_manifests_and_activities(site: Client) -> None:
    sitemap = site.get("/sitemap.xml").text
    assert f'href="http://{HOST}/{ARK}/manifest"' in sitemap
    assert "b1fonds/manifest" not in sitemap
    assert f"# http://{HOST}/iiif/activity" in site.get("/robots.txt").text
    assert site.get("/iiif/activity").json()["type"] == "OrderedCollection"
