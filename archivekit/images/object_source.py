"""Access copies that lie in an object store (S3 and what speaks like it), by range requests.

Opening one reads its directories in a few large blocks; each tile then is one request. Keys are
those of the edition, and what lies under a key never changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from archivekit.errors import NothingDone
from archivekit.images.refusal import Unreadable

if TYPE_CHECKING:
    from obstore.store import ObjectStore

BLOCK = 64 << 10
"""What is read at once, at the least: directories lie near each other."""

_BLOCKS_HELD = 16


class ObjectSource:
    """An object, read by ranges. ``requests`` counts them, the one for its size among them."""

    def __init__(self, store: ObjectStore, name: str) -> None:
        import obstore

        self._store = store
        self._name = name
        self.requests = 1
        with _told_in_words():
            found = obstore.head(store, name)
        self.size = int(found["size"])
        self.modified = found["last_modified"].timestamp()

    def read(self, offset: int, size: int) -> bytes:
        """Bytes at an offset: fewer at the end. Raises Unreadable where the store fails."""
        import obstore

        size = min(size, self.size - offset)
        if size <= 0:
            return b""
        self.requests += 1
        with _told_in_words():
            return bytes(obstore.get_range(self._store, self._name, start=offset, length=size))

    def read_at_once(self, offset: int, size: int) -> bytes | None:  # noqa: ARG002
        """None: a network would be waited for."""
        return None


class BlockSource:
    """Another source read by whole blocks, some of which are held: while a file is opened."""

    def __init__(self, source: ObjectSource) -> None:
        self.size, self.modified = source.size, source.modified
        self._block = lru_cache(maxsize=_BLOCKS_HELD)(
            lambda number: source.read(number * BLOCK, BLOCK)
        )

    def read(self, offset: int, size: int) -> bytes:
        """Bytes at an offset: fewer at the end."""
        size = min(size, self.size - offset)
        if size <= 0:
            return b""
        first, last = offset // BLOCK, (offset + size - 1) // BLOCK
        whole = b"".join(self._block(number) for number in range(first, last + 1))
        return whole[offset - first * BLOCK :][:size]

    def read_at_once(self, offset: int, size: int) -> bytes | None:  # noqa: ARG002
        """None: a network would be waited for."""
        return None


def open_store(url: str) -> ObjectStore:
    """The store of an address, ``s3://bucket/prefix``; keys and endpoint come from ``AWS_…``.

    Raises NothingDone where it is none, or what reads stores is not installed.
    """
    try:
        from obstore.store import from_url
    except ImportError:
        raise NothingDone("images.no-obstore") from None
    try:
        store: ObjectStore = from_url(url)
    except Exception as error:
        raise NothingDone("images.no-store", url=url, why=_first_line(error)) from None
    return store


@contextmanager
def _told_in_words() -> Iterator[None]:
    """A fault of the network or the store is one of the image asked for, and is logged with it."""
    from obstore.exceptions import BaseError

    try:
        yield
    except FileNotFoundError:
        raise
    except (BaseError, OSError) as error:
        raise Unreadable("images.store-failed", why=_first_line(error)) from None


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:200]
