"""The institution's logo, from its file beside ``archive.toml`` into the edition."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from archivekit.archive import SETTINGS_FILE, Archive
from archivekit.description.addresses import logo_url
from archivekit.description.exposed import Logo
from archivekit.description.uris import is_url
from archivekit.errors import system_says
from archivekit.images.header import Format, probe
from archivekit.images.refusal import Unreadable
from archivekit.problems import Place, Problems, Severity
from archivekit.settings import ImageBounds

MAX_BYTES = 1 << 20
_MAX_SIDE = 5_000
_TYPES = {Format.PNG: "image/png", Format.JPEG: "image/jpeg"}


@dataclass(frozen=True, slots=True)
class StoredLogo:
    """The logo and its bytes; none where it lies elsewhere."""

    logo: Logo
    content: bytes


def read_logo(archive: Archive, problems: Problems) -> StoredLogo | None:
    """The logo that the settings name; None without one, or where it cannot be taken."""
    if not archive.settings.logo:
        return None
    if is_url(archive.settings.logo):
        return StoredLogo(Logo(archive.settings.logo), b"")
    key, why = "publish.logo-kind", ""
    try:
        return _read(archive.root / archive.settings.logo)
    except _TooLarge:
        key = "publish.logo-too-large"
    except Unreadable:
        pass
    except OSError as error:
        key, why = "publish.logo-unreadable", system_says(error)
    place, name = Place(file=SETTINGS_FILE), archive.settings.logo
    problems.add(key, Severity.WARNING, place, name=name, why=why, kib=MAX_BYTES >> 10)
    return None


class _TooLarge(Exception):
    """More bytes than a logo may have."""


def _read(path: Path) -> StoredLogo:
    if path.stat().st_size > MAX_BYTES:
        raise _TooLarge
    found = probe(path, ImageBounds(max_pixels=_MAX_SIDE**2, max_side=_MAX_SIDE))
    if found.format not in _TYPES:
        raise Unreadable("images.not-accepted", found=str(found.format), accepted=", ".join(_TYPES))
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    media_type = _TYPES[found.format]
    return StoredLogo(Logo(logo_url(), media_type, found.width, found.height, digest), content)
