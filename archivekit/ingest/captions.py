"""Captions that come with recordings: ``NAME.vtt``, ``NAME.fr.vtt`` beside ``NAME.mp3``.

Kept as they came. A file with a line that browsers would pass over is told with that line and left:
half a testimony would look like all of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from archivekit.catalogue import StoredFile
from archivekit.description import languages, webvtt
from archivekit.errors import system_says
from archivekit.images.job import Frame
from archivekit.ingest.given_texts import GIVEN, Kind, TextWork, is_of_another, stored_as
from archivekit.ingest.received import ReceivedFile, comparable, sha512_of
from archivekit.problems import Place, Problems, Severity
from archivekit.texts import text

_ENDING = ".vtt"
_KIND = Kind("WebVTT", "UNKNOWN", "text/vtt")
_SLACK = 2_000


@dataclass(frozen=True, slots=True)
class CaptionFile:
    """A file of captions, and the language that its name says (BCP 47; empty: none)."""

    file: ReceivedFile
    language: str


CaptionsByPath = dict[str, list[CaptionFile]]
"""Captions by the path of the recording that each belongs to."""


def captions_apart(
    files: Sequence[ReceivedFile], problems: Problems
) -> tuple[list[ReceivedFile], CaptionsByPath]:
    """The files without captions, and these. What belongs to no recording is told and left."""
    captions, others = list[ReceivedFile](), list[ReceivedFile]()
    for file in files:
        (captions if file.name.lower().endswith(_ENDING) else others).append(file)
    if not captions:
        return others, {}
    recordings: dict[tuple[str, str], list[ReceivedFile]] = {}
    for file in others:
        if file.named_as_recording:
            name = PurePosixPath(comparable(file.name))
            for called in {name.name, name.stem}:
                recordings.setdefault((file.folder, called), []).append(file)
    found: CaptionsByPath = {}
    for caption in captions:
        owners, language = _owners(caption, recordings)
        if len(owners) != 1:
            key = "ingest.captions-of-several" if owners else "ingest.captions-without-recording"
            names = ", ".join(it.name for it in owners[:5])
            problems.add(key, Severity.WARNING, Place(file=caption.relative), names=names)
            continue
        found.setdefault(owners[0].relative, []).append(CaptionFile(caption, language))
    for several in found.values():
        several.sort(key=lambda it: (it.language, it.file.name))
    return others, found


def _owners(
    caption: ReceivedFile, recordings: Mapping[tuple[str, str], list[ReceivedFile]]
) -> tuple[list[ReceivedFile], str]:
    """The recordings that a file of captions may belong to, and its language."""
    stem = comparable(caption.name)[: -len(_ENDING)]
    if owners := recordings.get((caption.folder, stem)):
        return owners, ""
    before, _, code = stem.rpartition(".")
    language = languages.read(code) if before else None
    if language is None:
        return [], ""
    return recordings.get((caption.folder, before), []), language.tag


def captions_to_keep(
    captions: Mapping[str, Sequence[CaptionFile]],
    stored: Sequence[StoredFile],
    frames: Mapping[str, Sequence[Frame]],
    seconds: Mapping[str, float],
    problems: Problems,
) -> list[TextWork]:
    """The captions that the catalogue does not have yet, by the names of their masters.

    ``frames``: what each master gives; ``seconds``: how long each recording is.
    """
    known = {file.name: file for file in stored}
    taken = {comparable(name) for name in frames}
    works = []
    for master, several in captions.items():
        for caption in several:
            name = caption.file.name
            if comparable(name) in taken or is_of_another(known.get(name), master):
                name = caption.file.relative
            taken.add(comparable(name))
            if not frames.get(master):
                continue  # its recording was refused, and that was told
            work = _work(master, name, caption, known.get(name), seconds.get(master), problems)
            if work is not None:
                works.append(work)
    return works


def _work(
    master: str,
    name: str,
    caption: CaptionFile,
    stored: StoredFile | None,
    seconds: float | None,
    problems: Problems,
) -> TextWork | None:
    received = caption.file
    place = Place(file=received.relative)
    if received.size > webvtt.MOST_MEGABYTES << 20:
        most = webvtt.MOST_MEGABYTES
        problems.add("ingest.captions-too-large", Severity.WARNING, place, most=most)
        return None
    try:
        digest = sha512_of(received.path)
        if stored is not None and stored.sha512 == digest:
            return None
        found = webvtt.read(received.path.read_bytes())
    except OSError as error:
        problems.add("ingest.unreadable-file", place=place, why=system_says(error))
        return None
    words = sum(len(cue.text.split()) for cue in found.cues)
    if not _is_sound(found, words, seconds, received, problems):
        return None
    technical: dict[str, object] = {
        **{"text_of": master, "source": GIVEN, "captions": len(found.cues), "words": words},
        "language": caption.language,
    }
    return TextWork(stored_as(_KIND, name, received, digest, technical, stored), received.path)


def _is_sound(
    found: webvtt.Captions,
    words: int,
    seconds: float | None,
    received: ReceivedFile,
    problems: Problems,
) -> bool:
    """Whether captions can be taken; what stands in the way is told."""
    for line, key in found.faults:
        place = Place(file=received.relative, line=line)
        why = text(f"ingest.captions-{key}")
        problems.add("ingest.captions-unreadable", Severity.WARNING, place, why=why)
    if found.faults:
        return False
    place = Place(file=received.relative)
    if words > webvtt.MOST_WORDS:
        problems.add("ingest.captions-too-long", Severity.WARNING, place, most=webvtt.MOST_WORDS)
        return False
    last = max(cue.end for cue in found.cues)
    if seconds is not None and last > seconds * 1000 + _SLACK:
        ends, lasts = webvtt.clock(last), webvtt.clock(round(seconds * 1000))
        problems.add("ingest.captions-of-another", Severity.WARNING, place, ends=ends, lasts=lasts)
        return False
    return True
