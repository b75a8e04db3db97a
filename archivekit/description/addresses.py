"""The addresses of what is published, as stored before the site's own address is put in.

Addresses are stable for ever. Bytes made ready at ``publish`` say :data:`BASE` where the site's
address goes; the answering side replaces it, so that an edition may be copied to another machine.
"""

from __future__ import annotations

from pathlib import Path

BASE = "http://base.archivekit.invalid"

THUMBNAIL_SIDE = 400
"""Of a record's thumbnail, the longer side in pixels: made with the access copy, then named."""
PAGE_THUMBNAIL_WIDTH = 200
"""Of each page's thumbnail: made and named likewise."""


def record_url(ark: str) -> str:
    """The page of a record."""
    return f"{BASE}/{ark}"


def manifest_url(ark: str) -> str:
    """Its IIIF Presentation 3 manifest: FranceArchives finds it by this address."""
    return f"{BASE}/{ark}/manifest"


def manifest_2_url(ark: str) -> str:
    """The same in Presentation 2.1, for old viewers."""
    return f"{BASE}/{ark}/manifest/2"


def pdf_url(ark: str, part: int = 1) -> str:
    """Its pages as a PDF, or a part of them (from 1) where they are many."""
    return f"{BASE}/{ark}/pdf" + (f"?part={part}" if part > 1 else "")


def logo_url() -> str:
    """The institution's logo."""
    return f"{BASE}/iiif/logo"


def not_shown_url() -> str:
    """The picture that stands for a page that is not shown."""
    return f"{BASE}/iiif/page-not-shown.svg"


def thumbnail_url(ark: str) -> str:
    """Its thumbnail."""
    return f"{BASE}/{ark}/thumbnail"


def canvas_url(ark: str, number: int) -> str:
    """The canvas of page ``number`` (from 1)."""
    return f"{BASE}/{ark}/canvas/f{number}"


def image_url(ark: str, number: int, version: int = 3) -> str:
    """The IIIF image service of page ``number`` (from 1)."""
    return f"{BASE}/iiif/{version}/{ark}/f{number}"


def range_url(ark: str, number: int) -> str:
    """The range of a chapter (from 1), or of all of them (0)."""
    return f"{BASE}/{ark}/range/r{number}"


def activity_url(page: int | None = None) -> str:
    """The list of all that was published, changed or withdrawn, or a page of it (from 1)."""
    return f"{BASE}/iiif/activity" + (f"/{page}" if page else "")


def collection_url(set_spec: str | None = None) -> str:
    """The IIIF collection of a set, or the top one."""
    return f"{BASE}/iiif/collection" + (f"/{set_spec}" if set_spec else "")


def collection_2_url(set_spec: str | None = None) -> str:
    """The same in Presentation 2.1."""
    return f"{BASE}/iiif/collection-2" + (f"/{set_spec}" if set_spec else "")


def image_path(root: Path, key: str) -> Path:
    """Where the access copy of ``key`` lies under ``access/`` or ``public/images/``.

    256 folders: making one and syncing it costs as much as ten images, and a million images are
    4,000 in each, which every file system bears.
    """
    return root / key[:2] / f"{key}.tif"


RECORDING_ENDINGS = {
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "video/mp4": ".mp4",
    "video/webm": ".webm",
}
"""Of the access copies of sound and film, by their media types."""


def recording_path(root: Path, key: str, media_type: str) -> Path:
    """Where the access copy of a recording lies, beside those of images."""
    return root / key[:2] / f"{key}{RECORDING_ENDINGS[media_type]}"


def recording_url(ark: str, number: int, media_type: str) -> str:
    """The sound or film of page ``number`` (from 1)."""
    return f"{BASE}/{ark}/recording/f{number}{RECORDING_ENDINGS[media_type]}"


def captions_url(ark: str, number: int, place: int) -> str:
    """The captions of page ``number``, as they came; ``place`` (from 1): which of several."""
    return text_url(ark, number, f"-{place}.vtt")


def text_url(ark: str, number: int, form: str = "") -> str:
    """The text of page ``number``: annotations; ``.txt`` plain, ``.alto.xml`` as ALTO."""
    return f"{canvas_url(ark, number)}/text{form}"


def search_url(ark: str, version: int = 2) -> str:
    """The IIIF search within a record's pages."""
    return f"{BASE}/iiif/search/{'' if version == 2 else f'{version}/'}{ark}"


def autocomplete_url(ark: str, version: int = 2) -> str:
    """The words of its pages that begin as what is typed."""
    return f"{search_url(ark, version)}/autocomplete"
