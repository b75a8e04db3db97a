"""The text files of one record on their way in: read, laid on their pages, kept as they came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from archivekit.catalogue import StoredFile
from archivekit.description.page_text import PageText
from archivekit.errors import NothingDone, system_says
from archivekit.exchange.page_text import MOST_MEGABYTES, Format, TextOfPage, read
from archivekit.images.job import Frame
from archivekit.ingest.received import ReceivedFile, comparable, sha512_of
from archivekit.problems import Place, Problems, Severity

GIVEN = "given"


class Kind(NamedTuple):
    """What a file that comes with scans is, as the catalogue says it of masters."""

    format: str
    puid: str
    mime: str


# PRONOM has no signature for these alone: XML 1.0, and HTML.
_KINDS = {
    Format.ALTO: Kind(str(Format.ALTO), "fmt/101", "application/xml"),
    Format.PAGE: Kind(str(Format.PAGE), "fmt/101", "application/xml"),
    Format.HOCR: Kind(str(Format.HOCR), "fmt/96", "text/vnd.hocr+html"),
}


@dataclass(frozen=True, slots=True)
class TextWork:
    """A text to be kept: as the catalogue is to have it, and where it lies now."""

    file: StoredFile
    path: Path


def texts_to_keep(
    texts: Mapping[str, ReceivedFile],
    stored: Sequence[StoredFile],
    frames: Mapping[str, Sequence[Frame]],
    problems: Problems,
) -> list[TextWork]:
    """The texts that the catalogue does not have yet, by the names of their masters in ``texts``.

    ``frames``: the images of each master. What cannot be the text of these is told and left.
    """
    known = {file.name: file for file in stored}
    taken = {comparable(name) for name in frames}
    works = []
    for master, received in texts.items():
        name = received.name
        if comparable(name) in taken or is_of_another(known.get(name), master):
            name = received.relative
        taken.add(comparable(name))
        work = _work(master, name, received, known.get(name), frames.get(master, ()), problems)
        if work is not None:
            works.append(work)
    return works


def is_of_another(stored: StoredFile | None, master: str) -> bool:
    """Whether a stored file is the text of another master."""
    return stored is not None and stored.technical.get("text_of") != master


def _work(
    master: str,
    name: str,
    received: ReceivedFile,
    stored: StoredFile | None,
    frames: Sequence[Frame],
    problems: Problems,
) -> TextWork | None:
    place = Place(file=received.relative)
    try:
        if received.size > MOST_MEGABYTES << 20:
            raise NothingDone("exchange.xml-too-large", file=name, most=MOST_MEGABYTES)
        digest = sha512_of(received.path)
        if stored is not None and stored.sha512 == digest:
            return None
        found, pages = read(received.path.read_bytes(), received.name)
    except OSError as error:
        problems.add("ingest.unreadable-file", place=place, why=system_says(error))
        return None
    except NothingDone as error:
        problems.add("ingest.text-unreadable", Severity.WARNING, place, why=error.sentence())
        return None
    laid = _laid(pages, frames)
    if laid is None:
        problems.add("ingest.text-of-another-image", Severity.WARNING, place, name=master)
        return None
    technical = said_of(master, GIVEN, laid)
    file = stored_as(_KINDS[found], name, received, digest, technical, stored)
    return TextWork(file, received.path)


def _laid(pages: Sequence[TextOfPage], frames: Sequence[Frame]) -> list[PageText] | None:
    """The texts on their images; None where they cannot be theirs."""
    if not frames or len(pages) != len(frames):
        return None
    laid = [page.on(it.width, it.height) for page, it in zip(pages, frames, strict=True)]
    return None if None in laid else [it for it in laid if it is not None]


def said_of(master: str, source: str, pages: Sequence[PageText]) -> dict[str, object]:
    """What the catalogue knows of a text beside its bytes."""
    said: dict[str, object] = {
        "text_of": master,
        "source": source,
        "pages": len(pages),
        "words": sum(1 for page in pages for _ in page.words()),
    }
    sure = [it for page in pages if (it := page.confidence) is not None]
    return said | ({"confidence": round(sum(sure) / len(sure), 1)} if sure else {})


def stored_text(
    name: str,
    received: ReceivedFile,
    sha512: str,
    found: Format,
    technical: dict[str, object],
) -> StoredFile:
    """A new text as the catalogue has it."""
    return stored_as(_KINDS[found], name, received, sha512, technical)


def stored_as(
    kind: Kind,
    name: str,
    received: ReceivedFile,
    sha512: str,
    technical: dict[str, object],
    before: StoredFile | None = None,
) -> StoredFile:
    """A file that comes with scans as the catalogue has it; ``before``: that it comes in place of.

    Where it lies in the store is said once it is there.
    """
    return StoredFile(
        id=before.id if before else 0,
        record_id=0,
        name=name,
        received_path=received.relative,
        size=received.size,
        sha512=sha512,
        content_path="",
        object_version="",
        puid=kind.puid,
        format=kind.format,
        mime=kind.mime,
        technical=technical,
    )
