"""Sound and film sent to players, in parts, in little memory whatever their length.

``/ark:/…/recording/fN.mp3``: the access copy of page N, as it lies in the edition or in an object
store.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import unquote

from archivekit.description.addresses import RECORDING_ENDINGS, recording_url
from archivekit.description.arks import normalise
from archivekit.edition import Edition, Request, Response
from archivekit.edition.recordings import recording
from archivekit.images import shelves
from archivekit.images.refusal import Unreadable
from archivekit.images.source import Source
from archivekit.site.asgi import Receive, Send
from archivekit.site.byte_ranges import Part, Unsatisfiable, part_asked
from archivekit.site.conditional import not_modified
from archivekit.site.delivery import CROSS_ORIGIN
from archivekit.texts import text

_log = logging.getLogger(__name__)

_ENDING = "|".join(re.escape(ending) for ending in RECORDING_ENDINGS.values())
_PATH = re.compile(rf"/(?P<ark>ark:/?[^/]+/.+)/recording/f(?P<number>[1-9]\d{{0,8}})(?:{_ENDING})")
_MAX_PATH = 1_000
CHUNK = 128 << 10
# What is withdrawn is not to be heard from a cache for long.
_AGE = ("Cache-Control", "public, max-age=3600")
_EXPOSED = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "Accept-Ranges, Content-Length, Content-Range, ETag"),
)
_reading = ThreadPoolExecutor(4, thread_name_prefix="archivekit-recordings")


class Recorded:
    """A recording to be sent: its bytes, and the headers of any answer with some of them."""

    def __init__(self, source: Source, media_type: str, tag: str) -> None:
        self.source, self.tag = source, tag
        self.headers = (
            ("Content-Type", media_type),
            ("Accept-Ranges", "bytes"),
            ("ETag", tag),
            _AGE,
            *_EXPOSED,
        )


def answers(path: str) -> bool:
    """Whether a path (percent-encoded) is that of a recording."""
    return "recording" in path and _PATH.fullmatch(_plain_path(path)) is not None


def _plain_path(path: str) -> str:
    return unquote(path[:_MAX_PATH], errors="replace")


def prepare(request: Request, edition: Edition) -> Recorded | Response:
    """The recording of a path, or why there is none."""
    match = _PATH.fullmatch(_plain_path(request.path))
    assert match is not None
    ark, number = match["ark"], int(match["number"])
    found = recording(edition, ark, number)
    if found is None:
        return _without(edition, ark, request.path)
    if not unquote(request.path).endswith(RECORDING_ENDINGS[found.media_type]):
        location = recording_url(ark, number, found.media_type)
        return Response(301, (("Location", location), *CROSS_ORIGIN))
    try:
        source = shelves.recording(edition.images, found.key, found.media_type)
    except (OSError, Unreadable):
        _log.exception("the recording of page %s of %s cannot be read", number, ark)
        return _plain(500, "site.our-mistake")
    return Recorded(source, found.media_type, f'"{found.key[:32]}"')


def _without(edition: Edition, ark: str, path: str) -> Response:
    if edition.record(ark) is None and edition.tombstone(ark) is not None:
        return _plain(410, "iiif.gone")
    canonical = normalise(ark)
    if canonical and canonical != ark and edition.knows(canonical):
        rest = unquote(path).removeprefix(f"/{ark}")
        return Response(301, (("Location", f"/{canonical}{rest}"), *CROSS_ORIGIN))
    return _plain(404, "site.not-found")


def _plain(status: int, key: str, *headers: tuple[str, str]) -> Response:
    body = f"{text(key, 'en')}\n".encode()
    of_body = (
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
    )
    return Response(status, (*of_body, *CROSS_ORIGIN, *headers), body)


async def send_recording(
    recorded: Recorded, method: str, asked: Mapping[str, str], receive: Receive, send: Send
) -> None:
    """Sends a recording, or the part of it that is asked for."""
    size = recorded.source.size
    headers: tuple[tuple[str, str], ...] = recorded.headers
    if not_modified(asked, recorded.tag, None):
        await _start(send, 304, headers[1:])
        await send({"type": "http.response.body", "body": b""})
        return
    part, status = Part(0, size - 1, size), 200
    if method == "GET":
        try:
            wanted = part_asked(asked, size, recorded.tag)
        except Unsatisfiable:
            told = (("Content-Range", f"bytes */{size}"), ("Content-Length", "0"))
            await _start(send, 416, (*headers[1:], *told))
            await send({"type": "http.response.body", "body": b""})
            return
        if wanted is not None:
            part, status = wanted, 206
            headers = (*headers, ("Content-Range", part.content_range))
    await _start(send, status, (*headers, ("Content-Length", str(part.length))))
    if method == "GET":
        gone = asyncio.ensure_future(_gone(receive))
        try:
            await _send_bytes(recorded.source, part, send, gone)
        finally:
            gone.cancel()
    else:
        await send({"type": "http.response.body", "body": b""})


async def _start(send: Send, status: int, headers: tuple[tuple[str, str], ...]) -> None:
    pairs = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers]
    await send({"type": "http.response.start", "status": status, "headers": pairs})


async def _gone(receive: Receive) -> None:
    """Comes to an end when whoever asked is there no more."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send_bytes(source: Source, part: Part, send: Send, gone: asyncio.Future[None]) -> None:
    """A chunk at a time; the next is read once the server has taken this one.

    Players ask for all and leave once they have enough: then nothing more is read.
    """
    loop = asyncio.get_running_loop()
    at, end = part.first, part.last + 1
    while at < end and not gone.done():
        data = await loop.run_in_executor(_reading, source.read, at, min(CHUNK, end - at))
        if not data:
            raise OSError("the recording is shorter than it was")
        at += len(data)
        await send({"type": "http.response.body", "body": data, "more_body": at < end})
