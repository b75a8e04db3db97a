"""A page of another site than the archive's, on this machine."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

from local_server import listening


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def other_site(folder: Path, page: str) -> Iterator[str]:
    """The address of a page, served from a folder together with what else lies there."""
    (folder / "index.html").write_text(page, encoding="utf-8")
    handler = functools.partial(_Quiet, directory=str(folder))
    with listening(handler) as base:
        yield f"{base}/"
