"""Small sounds and films made on the spot, and captions for them."""

from __future__ import annotations

import math
import wave
from pathlib import Path
from typing import Any

import av
import numpy as np

SECRET = "zzkanari"
CUES = (
    ("00:00.000", "00:01.200", "<v Jeanne>Nous habitions près du canal."),
    ("00:01.200", "00:02.800", "La fabrique de montres fermait tard."),
)


def captions(*cues: tuple[str, str, str]) -> str:
    """A file of WebVTT."""
    said = "".join(f"\n{start} --> {end}\n{words}\n" for start, end, words in cues or CUES)
    return f"WEBVTT\n{said}"


def wav(path: Path, seconds: float = 3.0, rate: int = 16_000) -> Path:
    """A tone as tape machines are digitised: PCM in WAV."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes((_tone(seconds, rate) * 20_000).astype("<i2").tobytes())
    return path


def sound(path: Path, codec: str, form: str, seconds: float = 3.0, **tags: str) -> Path:
    """A tone in a codec; ``tags`` as recorders and libraries of music write them."""
    rate = 48_000 if "opus" in codec else 44_100
    with av.open(str(path), "w", format=form) as out:
        out.metadata.update(tags)
        _write_sound(out, out.add_stream(codec, rate=rate, layout="mono"), seconds, rate)
    return path


def film(
    path: Path,
    codec: str = "libx264",
    form: str = "mp4",
    seconds: float = 2.0,
    size: tuple[int, int] = (64, 48),
    spoken: str | None = "aac",
    **tags: str,
) -> Path:
    """A film that grows lighter, with a tone; ``tags`` as a telephone writes them."""
    with av.open(str(path), "w", format=form) as out:
        out.metadata.update(tags)
        seen: Any = out.add_stream(codec, rate=10)
        seen.width, seen.height, seen.pix_fmt = *size, "yuv420p"
        heard = out.add_stream(spoken, rate=48_000, layout="mono") if spoken else None
        for number in range(int(seconds * 10)):
            shade = np.full((size[1], size[0], 3), number * 12 % 255, dtype="u1")
            shade[:, : size[0] // 2] //= 2
            out.mux(seen.encode(av.VideoFrame.from_ndarray(shade, format="rgb24")))
        out.mux(seen.encode(None))
        if heard is not None:
            _write_sound(out, heard, seconds, 48_000)
    return path


def _write_sound(out: Any, stream: Any, seconds: float, rate: int) -> None:
    tone = _tone(seconds, rate).astype("f4")
    form = stream.codec_context.format
    resampler = av.AudioResampler(format=form, layout="mono", rate=rate, frame_size=1024)
    frame = av.AudioFrame.from_ndarray(tone.reshape(1, -1), format="fltp", layout="mono")
    frame.sample_rate, frame.pts = rate, 0
    for part in (*resampler.resample(frame), *resampler.resample(None)):
        out.mux(stream.encode(part))
    out.mux(stream.encode(None))


def _tone(seconds: float, rate: int) -> np.ndarray[Any, Any]:
    return np.sin(np.arange(int(seconds * rate)) * 2 * math.pi * 440 / rate) * 0.4


def encrypted(path: Path, plain: Path, entry: bytes, locked: bytes) -> Path:
    """An MP4 whose sample entry says that it is locked."""
    content = plain.read_bytes()
    at = content.index(entry, content.index(b"stsd"))
    path.write_bytes(content[:at] + locked + content[at + 4 :])
    return path


def cut(path: Path, whole: Path, share: float = 0.5) -> Path:
    """A file whose copying stopped."""
    content = whole.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    return path
