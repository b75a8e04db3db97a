"""The access copy of a recording: what browsers play, and small enough to be sent.

What they play already is put into a new file as it is, not coded again; other sound becomes AAC.
Nothing of a master's metadata is in it: no tags, cover, place where a film was taken, subtitles,
whatever private words these hold. Its index stands first, so that it plays before it is all there.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from archivekit.images.refusal import Unreadable
from archivekit.recordings.mpeg_frames import frame_length
from archivekit.recordings.reading import SOUND_AS_IT_IS, Found

BITS_A_CHANNEL = 64_000
"""AAC at this rate cannot be told from the recording in speech, and hardly in music."""

_RATES = (16_000, 22_050, 24_000, 32_000, 44_100, 48_000)
_MOST_CHANNELS = 2
_OPTIONS = {"fflags": "+bitexact"}
# Seconds, and share, by which what is in a file may miss what it says of itself.
_MAY_MISS = (1.0, 0.02)

_MP3 = ("mp3", "mp3float")

_CONTAINERS = {
    "audio/mpeg": ("mp3", {"id3v2_version": "0"}),
    "audio/mp4": ("mp4", {"movflags": "+faststart"}),
    "video/mp4": ("mp4", {"movflags": "+faststart"}),
    "video/webm": ("webm", {}),
}


def media_type_of(found: Found) -> str:
    """The media type of the access copy."""
    if found.film is not None:
        return f"video/{found.holds}"
    return SOUND_AS_IT_IS.get(found.sound.codec_context.name, "audio/mp4")


def write_copy(found: Found, target: Path) -> float:
    """Writes the access copy; gives its duration in seconds. Raises Unreadable."""
    form, options = _CONTAINERS[media_type_of(found)]
    with av.open(str(target), "w", format=form, options={**_OPTIONS, **options}) as out:
        tracks = {}
        if found.film is not None:
            tracks[found.film.index] = _copied(found.film, out)
        if found.sound is not None:
            make = _copied if found.sound_fits else _coded
            tracks[found.sound.index] = make(found.sound, out)
        seconds = _poured(found, tracks)
    _check_whole(found.seconds, seconds)
    # What is said counts without the silence that coding adds at both ends.
    return min(seconds, found.seconds) if found.seconds else seconds


def _check_whole(said: float | None, seconds: float) -> None:
    if seconds <= 0:
        raise Unreadable("recordings.nothing-in-it")
    if said is not None and said - seconds > max(_MAY_MISS[0], said * _MAY_MISS[1]):
        raise Unreadable("recordings.cut-short", seconds=round(seconds), said=round(said))


_Track = Callable[[Any], None]


def _poured(found: Found, tracks: dict[int, _Track]) -> float:
    """Gives every packet to its track; how far the last one goes."""
    end = 0.0
    wanted = [it for it in (found.film, found.sound) if it is not None]
    for packet in found.container.demux(wanted):
        if packet.pts is not None:
            until = float((packet.pts + (packet.duration or 0)) * packet.time_base)
            end = max(end, until)
        tracks[packet.stream.index](packet)
    start = found.container.start_time
    return end - (float(start) / av.time_base if start and start > 0 else 0.0)


def _copied(stream: Any, out: Any) -> _Track:
    """A track that takes packets as they are."""
    track = out.add_stream_from_template(stream, opaque=True)
    track.metadata.clear()
    is_mp3 = stream.codec_context.name in _MP3

    def take(packet: Any) -> None:
        if packet.dts is None or (is_mp3 and frame_length(bytes(packet)[:4]) != packet.size):
            return
        packet.stream = track
        out.mux(packet)

    return take


def _coded(stream: Any, out: Any) -> _Track:
    """A track of AAC, made of what the packets say."""
    given = stream.codec_context
    if out.format.name == "webm":
        codec, rate = "libopus", 48_000
    else:
        codec = "aac"
        rate = next((it for it in _RATES if it >= given.sample_rate), _RATES[-1])
    channels = min(_MOST_CHANNELS, given.layout.nb_channels)
    layout = "mono" if channels == 1 else "stereo"
    track = out.add_stream(codec, rate=rate, layout=layout)
    track.bit_rate = BITS_A_CHANNEL * channels
    form = track.codec_context.format
    resampler = av.AudioResampler(format=form, layout=layout, rate=rate)
    count = 0

    def send(frames: Any) -> None:
        nonlocal count
        for frame in frames:
            frame.pts, frame.time_base = count, Fraction(1, rate)
            count += frame.samples
            out.mux(track.encode(frame))

    def take(packet: Any) -> None:
        for frame in packet.decode():
            send(resampler.resample(frame))
        if packet.dts is None and packet.size == 0:
            send(resampler.resample(None))
            out.mux(track.encode(None))

    return take
