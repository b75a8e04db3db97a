"""What a recording is, told from its first bytes. The name of a file says nothing: content does."""

from __future__ import annotations

from pathlib import Path

from archivekit.recordings.mpeg_frames import frame_length

ENDINGS = {
    *(".wav", ".wave", ".mp3", ".m4a", ".aac", ".flac", ".ogg", ".oga", ".opus", ".wma", ".aif"),
    *(".aiff", ".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi", ".mpg", ".mpeg", ".wmv"),
}
"""Endings under which sound and film come, also those that are refused by name."""

ACCEPTED = "WAV, MP3, M4A, FLAC, Ogg, MP4, MOV, WebM"

LOOKED_AT = 64
# Brands of the same box structure that are pictures.
_PICTURES = (b"avif", b"avis", b"heic", b"heix", b"hevc", b"mif1", b"msf1")


def sniff(head: bytes) -> str | None:
    """The reader that opens a file, by its first bytes; None where it is no recording."""
    if head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE":
        return "wav"
    if head[4:8] == b"ftyp":
        return None if head[8:12] in _PICTURES else "mov"
    if head[4:8] in (b"moov", b"mdat", b"wide"):
        return "mov"
    if head.startswith(b"OggS"):
        return "ogg"
    if head.startswith(b"fLaC"):
        return "flac"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "matroska"
    if head.startswith(b"ID3") or frame_length(head) is not None:
        return "mp3"
    return None


def is_recording(path: Path) -> bool:
    """Whether a file is sound or film by its first bytes. Raises OSError."""
    with path.open("rb") as file:
        return sniff(file.read(LOOKED_AT)) is not None


def is_named_as_recording(name: str) -> bool:
    """Whether a file's name says sound or film."""
    return Path(name).suffix.lower() in ENDINGS
