"""Media types (MIME, RFC 6838): from the names of file formats that archivists write.

Only what names one format and nothing more is read: "papier" is a support, "image" says too little.
"""

from __future__ import annotations

import re

from archivekit.description.words import bare

_NAMES = {
    "image/jpeg": "jpeg; jpg; image jpeg",
    "image/tiff": "tiff; tif; image tiff",
    "image/png": "png; image png",
    "image/gif": "gif",
    "image/jp2": "jpeg 2000; jpeg2000; jp2",
    "image/webp": "webp",
    "application/pdf": "pdf; pdf/a; document pdf",
    "text/plain": "txt; texte brut; plain text",
    "text/html": "html",
    "text/csv": "csv",
    "application/xml": "xml",
    "application/json": "json",
    "application/epub+zip": "epub",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "audio/mpeg": "mp3",
    "audio/vnd.wave": "wav; wave",
    "audio/flac": "flac",
    "audio/ogg": "ogg",
    "video/mp4": "mp4",
    "video/x-matroska": "mkv; matroska",
    "video/mpeg": "mpeg",
}
_BY_NAME = {name: media for media, names in _NAMES.items() for name in names.split("; ")}
# RFC 6838, 4.2: the top-level types that are registered, and the names below them.
_MEDIA_TYPE = re.compile(
    r"(?:application|audio|font|image|message|model|multipart|text|video)"
    r"/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}",
    re.I,
)


def read(text: str) -> str | None:
    """The media type that a text is or names, in small letters; None where it is none."""
    name = " ".join(text.split())
    if _MEDIA_TYPE.fullmatch(name):
        return name.lower()
    return _BY_NAME.get(bare(name).removeprefix("format ").removeprefix(".").strip())
