"""The site's own style, scripts and viewer, answered from memory.

Names with ``?v=`` and the digest of what they hold never change and may be kept for ever.
"""

from __future__ import annotations

import mimetypes
from functools import cache
from importlib.resources import files

from archivekit.edition import Request, Response
from archivekit.site.conditional import entity_tag

PREFIX = "/-/static-plugins/archivekit/"

_FOR_EVER = "public, max-age=31536000, immutable"
_FOR_AN_HOUR = "public, max-age=3600"


def respond(request: Request) -> Response:
    """The file that a path names; nothing outside the folder has a name here."""
    name = request.path.removeprefix(PREFIX)
    body = bodies().get(name)
    if body is None:
        return Response(404, (("Content-Type", "text/plain; charset=utf-8"),), b"404\n")
    content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if content_type.startswith("text/"):
        content_type += "; charset=utf-8"
    headers = (
        ("Content-Type", content_type),
        ("ETag", entity_tag(body)),
        ("Cache-Control", _FOR_EVER if request.query.startswith("v=") else _FOR_AN_HOUR),
    )
    return Response(200, headers, body)


def static_url(name: str) -> str:
    """The address of a file, changing with what it holds."""
    body = bodies().get(name)
    version = entity_tag(body).strip('"') if body is not None else "0"
    return f"{PREFIX}{name}?v={version}"


@cache
def bodies() -> dict[str, bytes]:
    """Every file by its name."""
    folder = files(__package__) / "static"
    bodies = {}
    for entry in folder.iterdir():
        if entry.is_file():
            bodies[entry.name] = entry.read_bytes()
        else:
            bodies |= {f"{entry.name}/{file.name}": file.read_bytes() for file in entry.iterdir()}
    return bodies
