"""Captions and transcripts with times: WebVTT (W3C), read line by line.

Browsers pass over what they cannot read in silence; here every such line is told, so that no word
of a testimony is lost unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from archivekit.description.page_text import Box, Line, PageText, Word

MOST_MEGABYTES = 8
MOST_WORDS = 400_000
"""Of all captions of one recording: a day of speech is half of it."""
_TOLD = 20
_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"\s*{_TIME}\s+-->\s+{_TIME}(?:\s+\S.*)?\s*")
_VOICE = re.compile(r"<v(?:\.[^\s>]+)*\s+([^>]*)>")
_TAG = re.compile(r"</?[^>]*>")
_HEADER = re.compile(r"\ufeff?WEBVTT(?:[ \t].*)?")
_NOT_A_CUE = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t].*)?")


@dataclass(frozen=True, slots=True)
class Cue:
    """What is said between two moments, in milliseconds; ``speaker`` where it is named."""

    start: int
    end: int
    text: str
    speaker: str = ""


@dataclass(slots=True)
class Captions:
    """The cues of a file, and what in it could not be read: line, and key of the reason."""

    cues: list[Cue] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)


def read(content: bytes) -> Captions:
    """The captions of a file; where there are faults, the first of them."""
    found = Captions()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        found.faults.append((content[: error.start].count(b"\n") + 1, "not-utf-8"))
        return found
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not _HEADER.fullmatch(lines[0]):
        found.faults.append((1, "no-header"))
        return found
    for number, block in _blocks(lines):
        if not _NOT_A_CUE.fullmatch(block[0]):
            _read_cue(number, block, found)
        if len(found.faults) >= _TOLD:
            break
    if not found.cues and not found.faults:
        found.faults.append((1, "no-cue"))
    return found


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """What stands between empty lines, with the number of its first; the header is none."""
    start = next((at for at, line in enumerate(lines) if not line), len(lines))
    block: list[str] = []
    for number, line in enumerate([*lines[start:], ""], start=start + 1):
        if line:
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _read_cue(number: int, block: list[str], found: Captions) -> None:
    at = 0 if "-->" in block[0] else 1
    if at >= len(block) or "-->" not in block[at]:
        found.faults.append((number, "no-times"))
        return
    match = _TIMING.fullmatch(block[at])
    if match is None:
        found.faults.append((number + at, "bad-times"))
        return
    times = match.groups(default="0")
    start, end = _milliseconds(times[:4]), _milliseconds(times[4:])
    if end <= start:
        found.faults.append((number + at, "ends-early"))
    inner = next((n for n, line in enumerate(block[at + 1 :]) if "-->" in line), None)
    if inner is not None:
        found.faults.append((number + at + 1 + inner, "no-empty-line"))
    payload = "\n".join(block[at + 1 :])
    voice = _VOICE.search(payload)
    text = " ".join(unescape(_TAG.sub("", payload)).split())
    if text:
        speaker = " ".join(unescape(voice[1]).split()) if voice else ""
        found.cues.append(Cue(start, end, text, speaker))


def _milliseconds(parts: Sequence[str]) -> int:
    hours, minutes, seconds, rest = map(int, parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def as_page_text(seconds: float, captions: Sequence[Sequence[Cue]]) -> PageText:
    """The words of all captions of a recording, a line a cue: boxes are moments, not places.

    ``x`` and ``width`` are milliseconds, ``y`` counts the words of a cue; the height of the whole
    is 0, which no image has.
    """
    lines = [
        _line(cue, block) for block, cues in enumerate(captions) for cue in cues if cue.text.split()
    ]
    return PageText(max(1, round(seconds * 1000)), 0, tuple(lines))


def _line(cue: Cue, block: int) -> Line:
    spoken = f"{cue.speaker}: {cue.text}" if cue.speaker else cue.text
    length = cue.end - cue.start
    words = tuple(
        Word(word, Box(cue.start, at, length, 1)) for at, word in enumerate(spoken.split())
    )
    return Line(words, Box(cue.start, 0, length, len(words)), block)


def clock(milliseconds: int) -> str:
    """A moment as people write it: ``1:02:03``, ``2:03``."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
