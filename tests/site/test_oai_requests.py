"""Whatever is asked of /oai, by whichever method: an answer of OAI-PMH or of HTTP, no failure."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from site_client import HOST

from archivekit.schemas_folder import schema_path

GRAMMAR = etree.RelaxNG(etree.parse(schema_path("oai-pmh.rng")))
RECORD = "oai:archives.example.org:ark:/99999/b1registre"
FORM = "application/x-www-form-urlencoded"
WORDS = st.one_of(
    st.sampled_from(
        (
            "verb identifier metadataPrefix from until set resumptionToken Identify ListRecords"
            " ListSets GetRecord ListIdentifiers ListMetadataFormats oai_dc type:registre"
            f" 2024-05-01 2024-05-01T00:00:00Z 2024-5-1 {RECORD} %00 %0A %FF %EF%BF%BF %ED%A0%80"
            " + & = ; # % ]]> <"
        ).split()
    ).map(str.encode),
    st.binary(max_size=12),
)
QUERIES = st.lists(st.tuples(WORDS, WORDS), max_size=5).map(
    lambda pairs: b"&".join(name + b"=" + value for name, value in pairs)
)
METHODS = st.sampled_from(["GET", "POST", "HEAD", "GET", "POST"])
TYPES = st.sampled_from(
    [FORM, f"{FORM}; charset=UTF-8", "", "text/xml", "multipart/form-data", "x"]
)
ACCEPTED = st.sampled_from(["", "*/*", "text/html,application/xhtml+xml", "text/html;q=x,;,"])


def ask(site: Any, scope: dict[str, Any], body: bytes) -> tuple[int, dict[bytes, bytes], bytes]:
    """The answer to a request as it comes from the wire, however wrong."""
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    async def run() -> None:
        await asyncio.wait_for(site._app(scope, receive, send), 60)

    site.run(run())
    content = b"".join(it.get("body", b"") for it in sent[1:])
    return sent[0]["status"], dict(sent[0]["headers"]), content


def scope_of(method: str, query: bytes, **headers: str) -> dict[str, Any]:
    return {
        "type": "http",
        "method": method,
        "scheme": "http",
        "path": "/oai",
        "raw_path": b"/oai",
        "query_string": query,
        "headers": [
            (name.replace("_", "-").encode(), value.encode("latin-1"))
            for name, value in {"host": HOST, **headers}.items()
            if value
        ],
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(method=METHODS, query=QUERIES, body=QUERIES, content_type=TYPES, accept=ACCEPTED)
def test_any_request_gets_an_answer(site, method, query, body, content_type, accept):
    scope = scope_of(method, query, content_type=content_type, accept=accept)
    status, headers, content = ask(site, scope, body if method == "POST" else b"")
    if method == "POST" and status == 415:
        assert content_type not in ("", FORM)
        return
    assert status == 200
    if method == "HEAD":
        assert content == b""
    elif headers[b"content-type"].startswith(b"text/xml"):
        GRAMMAR.assertValid(etree.fromstring(content))
    else:
        assert b"</html>" in content


@pytest.mark.parametrize("size", [65_536, 65_537, 10_000_000])
def test_a_form_is_bounded(site, size):
    status, _, _ = ask(site, scope_of("POST", b""), b"verb=" + b"x" * (size - 5))
    assert status == (200 if size <= 65_536 else 413)


def test_a_base_url_with_a_slash_at_the_end_is_the_same(site):
    answer = site.get("/oai/?verb=Identify")
    assert answer.status_code == 200
    assert f"<baseURL>http://{HOST}/oai</baseURL>" in answer.text
