"""The addresses of what is published, as stored before the site's own address is put in.

Addresses are stable for ever. Bytes made ready at ``publish`` say :data:`BASE` where the site's
address goes; the answering side replaces it, so that an edition may be copied to another machine.
"""

from __future__ import annotations

from pathlib import Path

BASE = "http://base.archivekit.invalid"


def record_url(ark: str) -> str:
    """The page of a record."""
    return f"{BASE}/{ark}"


def manifest_url(ark: str) -> str:
    """Its IIIF Presentation 3 manifest: FranceArchives finds it by this address."""
    return f"{BASE}/{ark}/manifest"


def thumbnail_url(ark: str) -> str:
    """Its thumbnail."""
    return f"{BASE}/{ark}/thumbnail"


def canvas_url(ark: str, number: int) -> str:
    """The canvas of page ``number`` (from 1)."""
    return f"{BASE}/{ark}/canvas/f{number}"


def image_url(ark: str, number: int, version: int = 3) -> str:
    """The IIIF image service of page ``number`` (from 1)."""
    return f"{BASE}/iiif/{version}/{ark}/f{number}"


def collection_url(set_spec: str | None = None) -> str:
    """The IIIF collection of a set, or the top one."""
    return f"{BASE}/iiif/collection" + (f"/{set_spec}" if set_spec else "")


def image_path(root: Path, key: str) -> Path:
    """Where the access copy of ``key`` lies under ``access/`` or ``public/images/``.

    256 folders: making one and syncing it costs as much as ten images, and a million images are
    4,000 in each, which every file system bears.
    """
    return root / key[:2] / f"{key}.tif"


def text_url(ark: str, number: int, form: str = "") -> str:
    """The text of page ``number``: annotations; ``.txt`` plain, ``.alto.xml`` as ALTO."""
    return f"{canvas_url(ark, number)}/text{form}"


def search_url(ark: str, version: int = 2) -> str:
    """The IIIF search within a record's pages."""
    return f"{BASE}/iiif/search/{'' if version == 2 else f'{version}/'}{ark}"


def autocomplete_url(ark: str, version: int = 2) -> str:
    """The words of its pages that begin as what is typed."""
    return f"{search_url(ark, version)}/autocomplete"
