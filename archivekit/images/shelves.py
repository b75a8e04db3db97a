"""Where the edition's access copies lie: in its own folder, or in an object store."""

from __future__ import annotations

import os
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from archivekit.description.addresses import image_path, recording_path
from archivekit.images.object_source import BlockSource, ObjectSource, open_store
from archivekit.images.source import FileSource, Source
from archivekit.images.tiles import AccessCopy

if TYPE_CHECKING:
    from obstore.store import ObjectStore

IMAGES_VARIABLE = "ARCHIVEKIT_IMAGES"
"""Names the store, ``s3://bucket/prefix``; without it images lie beside ``public.db``."""


def access_copy(folder: Path, key: str) -> AccessCopy:
    """The access copy of a key. Raises FileNotFoundError, or Unreadable."""
    url = os.environ.get(IMAGES_VARIABLE)
    if not url:
        return AccessCopy.open(image_path(folder, key))
    return _stored(url, key)


def recording(folder: Path, key: str, media_type: str) -> Source:
    """The bytes of a recording's access copy. Raises FileNotFoundError, or Unreadable."""
    url = os.environ.get(IMAGES_VARIABLE)
    if not url:
        return FileSource(recording_path(folder, key, media_type))
    return ObjectSource(_store(url), recording_path(Path(), key, media_type).as_posix())


@lru_cache(maxsize=512)
def _stored(url: str, key: str) -> AccessCopy:
    """Held under its key, which says what is in it."""
    return opened(ObjectSource(_store(url), image_path(Path(), key).as_posix()))


@cache
def _store(url: str) -> ObjectStore:
    return open_store(url)


def opened(source: ObjectSource) -> AccessCopy:
    """The access copy in an object: its directories read by blocks, its tiles by themselves."""
    copy = AccessCopy.read(BlockSource(source))
    return AccessCopy(source, copy.levels, copy.ready)
