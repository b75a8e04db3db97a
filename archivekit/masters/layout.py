"""Where an object lies under the storage root: OCFL community extension 0003.

The first nine hexadecimal digits of the identifier's SHA-256 make three folders, so that none
grows too large; the folder below is named by the identifier itself.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath
from urllib.parse import unquote

NAME = "0003-hash-and-id-n-tuple-storage-layout"

CONFIG = {
    "extensionName": NAME,
    "digestAlgorithm": "sha256",
    "tupleSize": 3,
    "numberOfTuples": 3,
}

_UNSAFE = re.compile(rb"[^A-Za-z0-9_-]")
_LONGEST = 100


def object_path(object_id: str) -> PurePosixPath:
    """The path of an object's root, relative to the storage root."""
    digest = hashlib.sha256(object_id.encode()).hexdigest()
    return PurePosixPath(digest[0:3], digest[3:6], digest[6:9], _folder_name(object_id, digest))


def _folder_name(object_id: str, digest: str) -> str:
    encoded = _UNSAFE.sub(lambda match: b"%%%02x" % match[0][0], object_id.encode()).decode()
    return encoded if len(encoded) <= _LONGEST else f"{encoded[:_LONGEST]}-{digest}"


def id_of_folder(name: str) -> str | None:
    """The identifier that a folder's name says; None where it was too long to be said whole."""
    return unquote(name) if len(name) <= _LONGEST else None
