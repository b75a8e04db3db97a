"""A recording opened: its streams, how long it is, and why it cannot be taken.

What reads it is FFmpeg, in PyAV. The reader is named to it, so that no list of other files (a
playlist, a concatenation) is ever followed.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av

from archivekit.images.refusal import Unreadable
from archivekit.recordings.kinds import ACCEPTED, LOOKED_AT, sniff

MAX_HOURS = 24
_OF_THE_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
_MAX_STREAMS = 64
# ISO/IEC 14496-12, 8.12: a sample entry so named is encrypted; drms, drmi: Apple's own.
_ENCRYPTED = re.compile(rb"stsd.{12}(?:enca|encv|drms|drmi)", re.S)
_MOST_OF_AN_INDEX = 64 << 20
# The size of a WAV that was written to a pipe, or that is longer than it can say.
_NOT_SAID = (0, 0xFFFFFFFF)

SOUND_AS_IT_IS = {"mp3": "audio/mpeg", "mp3float": "audio/mpeg", "aac": "audio/mp4"}
"""Codecs of sound that every browser plays, and what holds them alone."""

_FILM = {
    **{"h264": "mp4", "vp8": "webm", "vp9": "webm", "av1": "webm", "libdav1d": "webm"},
    **{"libvpx": "webm", "libvpx-vp9": "webm"},
}
"""Codecs of film that browsers play, and what holds them."""

# Vorbis would fit too, but its tags lie within what a decoder needs.
_SOUND_OF_FILM = {"mp4": ("aac", "mp3", "mp3float"), "webm": ("opus", "libopus")}


@dataclass(frozen=True, slots=True)
class Found:
    """An open recording: its container, its best stream of each kind, seconds as it says itself.

    ``holds`` says what its access copy is held in, where it is a film.
    """

    container: Any
    reader: str
    sound: Any
    film: Any
    seconds: float | None
    holds: str = ""

    @property
    def sound_fits(self) -> bool:
        """Whether its sound may stand as it is in the access copy."""
        codec = self.sound.codec_context.name
        return codec in (_SOUND_OF_FILM[self.holds] if self.film else SOUND_AS_IT_IS)

    def technical(self) -> dict[str, object]:
        """What the catalogue keeps of it beside its duration."""
        said: dict[str, object] = {"format": self.container.format.long_name}
        if self.sound is not None:
            context = self.sound.codec_context
            said |= {"sound_codec": context.name, "sample_rate": context.sample_rate}
            said["channels"] = context.layout.nb_channels
        if self.film is not None:
            rate = self.film.average_rate
            said["film_codec"] = self.film.codec_context.name
            said |= {"frames_a_second": round(float(rate), 3)} if rate else {}
        return said


@contextmanager
def opened(path: Path) -> Iterator[Found]:
    """A recording, checked. Raises Unreadable with the reason where it cannot be taken."""
    with path.open("rb") as file:
        head = file.read(LOOKED_AT)
    # An MP3 may begin with anything: its reader looks for frames.
    known = sniff(head)
    reader = known or ("mp3" if path.suffix.lower() == ".mp3" else None)
    if reader is None:
        raise Unreadable("recordings.not-accepted", accepted=ACCEPTED)
    if reader == "wav":
        _check_whole_wav(path)
    if reader == "mov" and _ENCRYPTED.search(_index_of(path)):
        raise Unreadable("recordings.protected")
    with told_in_words():
        try:
            container = av.open(str(path), format=reader, metadata_errors="replace")
        except av.InvalidDataError:
            if known is None:
                raise Unreadable("recordings.not-accepted", accepted=ACCEPTED) from None
            raise
        with container:
            yield _checked(container, reader)


@contextmanager
def told_in_words() -> Iterator[None]:
    """What FFmpeg says of a file, as a refusal of it."""
    try:
        yield
    except av.FFmpegError as error:
        if error.errno in _OF_THE_DISK:
            raise OSError(error.errno, error.strerror) from None
        raise Unreadable("recordings.damaged", why=error.strerror or type(error).__name__) from None


def _checked(container: Any, reader: str) -> Found:
    streams = container.streams
    if len(streams) > _MAX_STREAMS:
        raise Unreadable("recordings.too-many-streams", count=len(streams), most=_MAX_STREAMS)
    sound, film = _known(streams.best("audio")), _film(streams)
    if film is None and sound is None:
        raise Unreadable("recordings.nothing-in-it")
    seconds = _seconds(container, reader, sound, film)
    if seconds is not None and seconds > MAX_HOURS * 3600:
        raise Unreadable("recordings.too-long", hours=MAX_HOURS)
    holds = ""
    if film is not None:
        codec = film.codec_context.name if _known(film) else "?"
        if codec not in _FILM:
            raise Unreadable("recordings.film-codec", codec=codec)
        holds = _FILM[codec]
    return Found(container, reader, sound, film, seconds, holds)


def _known(stream: Any) -> Any:
    """A stream, if anything can decode it."""
    return stream if stream is not None and stream.codec_context is not None else None


def _check_whole_wav(path: Path) -> None:
    """FFmpeg takes what is left of a WAV for all of it."""
    with path.open("rb") as file:
        head = file.read(8)
    said, there = int.from_bytes(head[4:8], "little"), path.stat().st_size
    if head[:4] == b"RIFF" and said not in _NOT_SAID and said + 8 > there + 1:
        raise Unreadable("recordings.bytes-missing", bytes=there, said=said + 8)


def _index_of(path: Path) -> bytes:
    """The ``moov`` box of an MP4, which says what its streams are (ISO/IEC 14496-12, 8.2)."""
    end, at = path.stat().st_size, 0
    with path.open("rb") as file:
        while at + 8 <= end:
            file.seek(at)
            head = file.read(16)
            size = int.from_bytes(head[:4], "big")
            if size == 1:
                size = int.from_bytes(head[8:16], "big")
            if head[4:8] == b"moov":
                file.seek(at)
                return file.read(min(size or end, _MOST_OF_AN_INDEX))
            if size < 8:
                break
            at += size
    return b""


def _film(streams: Any) -> Any:
    """The film; a cover picture beside sound is none."""
    stills = av.stream.Disposition.attached_pic
    films = [it for it in streams.video if not it.disposition & stills]
    return films[0] if films else None


def _seconds(container: Any, reader: str, sound: Any, film: Any) -> float | None:
    """How long it says it is. None where that would be a guess from its size."""
    if reader == "mp3" and not _says_its_length(container.name):
        return None
    if container.duration:
        return float(container.duration) / av.time_base
    stream = film or sound
    return float(stream.duration * stream.time_base) if stream.duration else None


def _says_its_length(name: str) -> bool:
    """Whether an MP3 has the header (Xing, Info, VBRI) that counts its frames."""
    with Path(name).open("rb") as file:
        start = file.read(10)
        if start.startswith(b"ID3"):
            size = sum((byte & 0x7F) << (7 * (3 - at)) for at, byte in enumerate(start[6:10]))
            file.seek(10 + size)
        first = file.read(8192)
    return any(mark in first for mark in (b"Xing", b"Info", b"VBRI"))
