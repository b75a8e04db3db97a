"""How every answer goes out: address put in, conditional, compressed, HEAD, CORS, bounded."""

from __future__ import annotations

import gzip
import re

import httpx
import pytest
from imagecodecs import zstd_decode
from site_client import HOST

from archivekit.edition import Response
from archivekit.site.base import base_of
from archivekit.site.codings import chosen
from archivekit.site.delivery import deliver

RECORD = "/ark:/99999/b1registre"
CONDITIONAL = [
    RECORD,
    f"{RECORD}.json",
    f"{RECORD}.xml",
    f"{RECORD}/manifest",
    "/iiif/3/ark:/99999/b1registre/f1/info.json",
    "/iiif/3/ark:/99999/b1registre/f1/full/max/0/default.jpg",
    "/iiif/collection",
    "/sitemap.xml",
    "/-/static-plugins/archivekit/site.css",
]
OPEN = [RECORD, f"{RECORD}/manifest", f"{RECORD}/thumbnail", "/iiif/collection", "/oai"]


@pytest.mark.parametrize("path", CONDITIONAL)
def test_what_is_held_already_is_not_sent_again(site, path):
    first = site.get(path)
    assert first.status_code == 200
    tag = first.headers["etag"]
    assert tag.startswith('"')
    for headers in ({"if-none-match": tag}, {"if-none-match": f'"other", W/{tag}'}):
        again = site.ask("GET", path, headers=headers)
        assert again.status_code == 304
        assert not again.content
        assert again.headers["etag"].replace("-gzip", "") == tag.replace("-gzip", "")
    assert site.ask("GET", path, headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize("path", [RECORD, f"{RECORD}.xml", f"{RECORD}/manifest"])
def test_dates_do_where_there_is_no_tag(site, path):
    modified = site.get(path).headers["last-modified"]
    assert site.get(path, if_modified_since=modified).status_code == 304
    long_ago = "Mon, 01 Jan 2001 00:00:00 GMT"
    assert site.get(path, if_modified_since=long_ago).status_code == 200
    assert site.get(path, if_modified_since="nonsense").status_code == 200
    assert site.get(path, if_modified_since=modified, if_none_match='"x"').status_code == 200


@pytest.mark.parametrize("path", [*CONDITIONAL, *OPEN, "/", "/search"])
def test_head_is_get_without_its_body(site, path):
    plain = {"accept-encoding": "identity"}
    get, head = (site.ask(method, path, headers=plain) for method in ("GET", "HEAD"))
    assert head.status_code == get.status_code
    assert not head.content
    if "oai" not in path:
        assert head.headers["content-length"] == str(len(get.content))


@pytest.mark.parametrize("path", OPEN)
def test_programs_of_other_sites_may_read(site, path):
    assert site.get(path).headers["access-control-allow-origin"] == "*"
    preflight = site.ask("OPTIONS", path, headers={"access-control-request-method": "GET"})
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert "GET" in preflight.headers["access-control-allow-methods"]


@pytest.mark.parametrize("path", [*OPEN, "/-/static-plugins/archivekit/site.css"])
def test_nothing_can_be_changed_from_outside(site, path):
    answer = site.ask("DELETE", path)
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


def test_text_is_compressed_and_images_are_not(site):
    manifest = site.get(f"{RECORD}/manifest", accept_encoding="gzip")
    assert manifest.headers["content-encoding"] == "gzip"
    assert manifest.headers["etag"].endswith('-gzip"')
    assert "Accept-Encoding" in manifest.headers["vary"]
    smaller = site.ask("GET", f"{RECORD}/manifest", headers={"accept-encoding": "gzip, zstd"})
    assert smaller.headers["content-encoding"] == "zstd"
    assert smaller.headers["etag"].endswith('-zstd"')
    held = {"if-none-match": smaller.headers["etag"]}
    assert site.ask("GET", f"{RECORD}/manifest", headers=held).status_code == 304
    plain = site.get(f"{RECORD}/manifest", accept_encoding="gzip;q=0")
    assert "content-encoding" not in plain.headers
    assert plain.content == manifest.content
    image = site.get("/iiif/3/ark:/99999/b1registre/f1/full/max/0/default.jpg")
    assert "content-encoding" not in image.headers


@pytest.mark.parametrize(("coding", "read"), [("gzip", gzip.decompress), ("zstd", zstd_decode)])
def test_compression_gives_the_same_bytes_each_time(coding, read):
    body = b"<p>" + b"x" * 2000
    response = Response(200, (("Content-Type", "text/html"), ("ETag", '"a"')), body)
    asked = {"accept-encoding": f"br, {coding}"}
    made = [
        deliver(response, method="GET", asked=asked, base="", cross_origin=False) for _ in range(2)
    ]
    assert made[0] == made[1]
    assert read(made[0].body) == body


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        (None, "identity"),
        ("", "identity"),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP, deflate", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("zstd;q=0.5, gzip;q=0.8", "gzip"),
        ("*", "zstd"),
        ("zstd;q=0, *", "gzip"),
        ("gzip;q=0", "identity"),
        ("gzip; q=0.000, identity", "identity"),
        ("identity;q=1, gzip;q=0.5", "identity"),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        ("deflate, br", "identity"),
        ("identity;q=0", None),
        ("*;q=0", None),
        ("br, *;q=0", None),
        ("gzip;q=nonsense", "identity"),
        (",;,=;q", "identity"),
    ],
)
def test_the_coding_is_one_that_is_wanted(accepted, coding):
    assert chosen(accepted, worth=True) == coding


def test_a_short_answer_is_compressed_only_for_who_takes_no_other():
    assert chosen("gzip", worth=False) == "identity"
    assert chosen("identity;q=0, gzip", worth=False) == "gzip"


def test_who_refuses_every_coding_is_told_so(site):
    answer = site.ask("GET", RECORD, headers={"accept-encoding": "identity;q=0"})
    assert (answer.status_code, answer.content) == (406, b"")
    assert "Accept-Encoding" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("settings", "headers", "base"),
    [
        ("", {"host": "a.example:8001"}, "http://a.example:8001"),
        ("", {"host": "a.example", "x-forwarded-proto": "https"}, "https://a.example"),
        ("", {"host": "a.example", "x-forwarded-proto": "gopher"}, "http://a.example"),
        ("", {"host": "[::1]:80"}, "http://[::1]:80"),
        ("https://archives.example", {"host": "evil"}, "https://archives.example"),
        ("", {"host": 'a"><script>'}, None),
        ("", {"host": "a.example/path"}, None),
        ("", {"host": "user@a.example"}, None),
        ("", {"host": "a.example\r\nX: y"}, None),
        ("", {"host": ""}, None),
        ("", {}, None),
    ],
)
def test_the_site_is_where_settings_or_the_request_say(settings, headers, base):
    assert base_of(settings, "http", headers) == base


@pytest.mark.parametrize("path", [RECORD, f"{RECORD}/manifest", "/oai?verb=Identify", "/"])
def test_a_host_that_is_none_is_refused(site, path):
    answer = site.ask("GET", path, headers={"host": 'x"y'})
    assert answer.status_code == 400
    assert 'x"y' not in answer.text


@pytest.mark.parametrize("path", [f"{RECORD}/manifest", f"{RECORD}.json", "/oai?verb=Identify"])
def test_no_answer_says_the_stand_in_for_the_address(site, path):
    answer = site.ask("GET", path, headers={"x-forwarded-proto": "https"})
    assert "base.archivekit.invalid" not in answer.text
    assert f"https://{HOST}" in answer.text


def test_identify_names_the_compressions_that_are_had(site):
    offered = re.findall("<compression>(.*?)</compression>", site.get("/oai?verb=Identify").text)
    for coding in offered:
        answer = site.get("/oai?verb=ListRecords&metadataPrefix=oai_dc", accept_encoding=coding)
        assert answer.headers["content-encoding"] == coding
    assert offered == ["gzip", "zstd"]


def test_oai_takes_a_form_and_bounds_it(site):
    answer = site.ask("POST", "/oai", data={"verb": "Identify"})
    assert "<repositoryName>" in answer.text
    assert answer.status_code == 200
    assert site.ask("POST", "/oai", content=b"verb=" + b"x" * 70_000).status_code == 413
    both = site.ask("POST", "/oai?verb=ListRecords", data={"metadataPrefix": "oai_dc"})
    assert "<metadata>" in both.text
    twice = site.ask("POST", "/oai?verb=Identify", data={"verb": "Identify"})
    assert 'code="badVerb"' in twice.text
    typed = {"content-type": "text/plain"}
    assert site.ask("POST", "/oai", content=b"verb=Identify", headers=typed).status_code == 415


def test_an_answer_that_cannot_be_made_is_told_without_its_inside(site, monkeypatch, caplog):
    site_of = __import__("archivekit.site.site", fromlist=["Site"]).Site.of(site.datasette)
    broken = site_of.public_db.with_name("broken.db")
    broken.write_bytes(b"SQLite format 3\0" + b"\0" * 4000)
    monkeypatch.setattr(site_of.pools["oai"]._current, "path", broken)
    answer = site.get("/oai?verb=Identify")
    assert answer.status_code == 503
    assert str(broken) not in answer.text
    assert "Traceback" not in answer.text
    broken.unlink()


def test_own_files_are_kept_for_ever_by_their_digest(site):
    page = site.get("/").text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    sheet = site.get(address)
    assert isinstance(sheet, httpx.Response)
    assert "immutable" in sheet.headers["cache-control"]
    assert site.get("/-/static-plugins/archivekit/..%2f__init__.py").status_code == 404
