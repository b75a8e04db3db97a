"""Datasette's pages about the machine and its own workings, which are nobody's business here."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import NotFound

from archivekit.site.pages.route import View

# databases and threads name paths; the others name versions, settings, or are for debugging.
_NAMES = (
    *("databases", "threads", "versions", "plugins", "settings", "config", "messages"),
    *("allow-debug", "patterns", "permissions"),
)
_HIDDEN = rf"^/-/(?:{'|'.join(_NAMES)})(?:\.json)?$"


def hidden() -> list[tuple[str, View]]:
    """Routes to nothing, before Datasette's own."""
    return [(_HIDDEN, _nothing), (r"^/_internal(?:[/.].*)?$", _nothing)]


async def _nothing(request: Any) -> None:
    raise NotFound(f"404: {request.path}")
