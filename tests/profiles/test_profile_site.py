"""A profile's base URL on the site: its own address, and all that /oai has around it."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
from datasette.app import Datasette
from press import Press

IDENTIFY = "/oai/gallica?verb=Identify"


def ask(press: Press, *requests: tuple[str, str, dict[str, Any]]) -> list[httpx.Response]:
    """Answers of the whole site, in process."""

    async def all_asked() -> list[httpx.Response]:
        datasette = Datasette([str(press.archive.public_db)])
        await datasette.invoke_startup()
        transport = httpx.ASGITransport(app=datasette.app())
        async with httpx.AsyncClient(transport=transport, base_url="http://valmont.example") as it:
            return [await it.request(method, url, **more) for method, url, more in requests]

    return asyncio.run(all_asked())


def test_a_profile_is_served_as_oai_is(press):
    press.record("2 J", "Fonds")
    press.publish()
    plain = {"headers": {"accept-encoding": "identity"}}
    get, head, post, options, delete, none, oai = ask(
        press,
        ("GET", IDENTIFY, plain),
        ("HEAD", IDENTIFY, plain),
        ("POST", "/oai/gallica", {"data": {"verb": "Identify"}}),
        ("OPTIONS", "/oai/gallica", {}),
        ("DELETE", "/oai/gallica", {}),
        ("GET", "/oai/nobody?verb=Identify", plain),
        ("GET", "/oai?verb=Identify", plain),
    )
    address = "http://valmont.example/oai/gallica"
    for answer in (get, post):
        assert f"<baseURL>{address}</baseURL>" in answer.text
        assert f">{address}</request>" in answer.text
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == get.headers["etag"] != oai.headers["etag"]
    assert options.headers["access-control-allow-origin"] == "*"
    assert "POST" in options.headers["allow"]
    assert delete.status_code == 405
    assert none.status_code == 404
    assert "nobody" in none.text
    [again, table] = ask(
        press,
        ("GET", IDENTIFY, {"headers": {"if-none-match": get.headers["etag"]}}),
        ("GET", "/public/profiles.json?_shape=array", {}),
    )
    assert again.status_code == 304
    assert "francearchives" in {row["name"] for row in table.json()}
