"""The bell of the works, computed: no bell was ever recorded. Its captions say what is heard."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

_RATE = 11_025
_SECONDS = 12.0
# Partials of a bell: how high above the note, how loud, how soon they die away.
_PARTIALS = ((0.5, 0.5, 0.7), (1.0, 0.9, 1.1), (1.19, 0.6, 1.6), (1.5, 0.35, 2.1), (2.0, 0.5, 2.8))
_NOTE = 330.0
# When it is struck, in seconds, and how hard.
_STRUCK = ((0.2, 1.0), (1.2, 0.9), (2.2, 1.0), (3.2, 0.9), (8.6, 1.0), (10.0, 1.0))
_TICKS = (5.0, 5.5, 6.0, 6.5, 7.0, 7.5)

_CAPTIONS = {
    "fr": (
        "[La cloche de la Manufacture sonne l'entrée de l'équipe du matin.]",
        "[Elle se tait ; l'horloge de la cour bat les secondes.]",
        "[Deux coups : la sortie des ateliers.]",
    ),
    "en": (
        "[The bell of the Manufacture rings in the morning shift.]",
        "[It falls silent; the clock of the yard beats the seconds.]",
        "[Two strokes: the workshops close.]",
    ),
}
_TIMES = (("00:00.200", "00:04.400"), ("00:04.800", "00:08.200"), ("00:08.500", "00:11.900"))


def write(file: Path) -> None:
    """The sound, a WAV of one channel and 16 bits, and its captions beside it."""
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(_RATE)
        sound.writeframes((_heard() * 32_000).round().astype("<i2").tobytes())
    for language, said in _CAPTIONS.items():
        cues = "".join(
            f"\n{start} --> {end}\n{words}\n"
            for (start, end), words in zip(_TIMES, said, strict=True)
        )
        captions = file.with_suffix(f".{language}.vtt")
        captions.write_text(f"WEBVTT\n{cues}", encoding="utf-8")


def _heard() -> np.ndarray:
    """All strokes and ticks, none of them louder than 1."""
    moments = np.arange(int(_SECONDS * _RATE)) / _RATE
    heard = np.zeros_like(moments)
    for start, force in _STRUCK:
        since = np.clip(moments - start, 0, None)
        for height, loud, dying in _PARTIALS:
            wave_ = np.sin(2 * np.pi * _NOTE * height * since)
            heard += force * loud * wave_ * np.exp(-dying * since) * (moments >= start)
    for start in _TICKS:
        since = np.clip(moments - start, 0, None)
        tick = np.sin(2 * np.pi * 1_900 * since) * np.exp(-160 * since)
        heard += 0.5 * tick * (moments >= start)
    return heard / np.abs(heard).max()
