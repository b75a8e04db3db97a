"""libvips as archivekit lets it run: three loaders, no cache, its warnings heard.

Owns the allow-list. libvips opens many formats; what it is never asked to open cannot harm.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pyvips

_LOADERS = ("VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadTiff")

_log = logging.getLogger("pyvips")
_log.propagate = False
_log.addHandler(logging.NullHandler())


def allow_only(*loaders: str) -> None:
    """Block every loader but these."""
    pyvips.operation_block_set("VipsForeignLoad", True)
    for loader in loaders:
        pyvips.operation_block_set(loader, False)


def prepare_for_masters() -> None:
    """Loaders for masters, one thread, nothing kept from one file to the next."""
    allow_only(*_LOADERS)
    pyvips.cache_set_max(0)


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.sentences: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.sentences.append(record.getMessage())


@contextmanager
def warnings_heard() -> Iterator[list[str]]:
    """What libvips and the libraries under it warn of inside the block."""
    heard = _Heard()
    _log.addHandler(heard)
    try:
        yield heard.sentences
    finally:
        _log.removeHandler(heard)
