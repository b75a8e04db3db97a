"""Sound and film as files: the access copies as they lie in the edition."""

from __future__ import annotations

from collections.abc import Iterator

from archivekit.description.addresses import BASE, recording_url
from archivekit.edition import Edition
from archivekit.edition.recordings import RecordingRow
from archivekit.images import shelves
from archivekit.images.source import Source
from archivekit.static_site.folder import Folder

RECORDINGS = "recording"
"""The folder of a record that holds them."""

_CHUNK = 1 << 20


def write_recording(folder: Folder, edition: Edition, ark: str, row: RecordingRow) -> list[str]:
    """The file of a recording, and one that says which it is; their names.

    Raises FileNotFoundError, Unreadable. A recording that has not changed is not read again.
    """
    path = recording_url(ark, row.number, row.media_type).removeprefix(f"{BASE}/")
    at, _, name = path.rpartition("/")
    stamp = f".made-f{row.number}"
    source = shelves.recording(edition.images, row.key, row.media_type)
    if folder.has(f"{at}/{stamp}", row.key) and (folder.root / path).is_file():
        folder.keep(1)
    else:
        folder.clear(f"{at}/{stamp}")
        folder.write_chunks(path, _chunks(source))
        folder.write(f"{at}/{stamp}", row.key.encode())
    return [name, stamp]


def _chunks(source: Source) -> Iterator[bytes]:
    for at in range(0, source.size, _CHUNK):
        yield source.read(at, _CHUNK)
