"""One file of the folder on its way in: is it new, is it a scan, what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from archivekit.catalogue import StoredFile
from archivekit.errors import system_says
from archivekit.images.job import Job
from archivekit.images.job import Result as ImageResult
from archivekit.images.pool import AccessPool
from archivekit.ingest.matching import MatchedFile
from archivekit.ingest.received import ReceivedFile, sha512_of
from archivekit.masters.formats import Format, Formats
from archivekit.problems import Place, Problems, Severity
from archivekit.recordings.child import make_recording, seconds_for
from archivekit.recordings.kinds import is_recording

_SCAN_MIMES = ("image/", "application/pdf", "audio/", "video/")


@dataclass(slots=True)
class FileWork:
    """A matched file being worked on. ``job`` is None where the catalogue has these bytes."""

    matched: MatchedFile
    sha512: str
    stored: StoredFile | None
    format: Format | None = None
    job: Future[ImageResult] | None = None
    result: ImageResult | None = None

    @property
    def name(self) -> str:
        """Its name inside its record."""
        return self.matched.name

    @property
    def unchanged(self) -> bool:
        """Whether the catalogue has these bytes under this name."""
        return self.job is None

    @property
    def taken(self) -> bool:
        """Whether at least one page of it can be shown."""
        return self.result is not None and bool(self.result.frames)


class FileIntake:
    """Takes files one by one: checks them, and sends what is new to the image workers."""

    def __init__(self, pool: AccessPool, access: Path, problems: Problems) -> None:
        self._pool, self._access, self._problems = pool, access, problems
        self._formats = Formats()
        self._seen: dict[str, str] = {}

    def start(
        self, files: Sequence[MatchedFile], stored: Mapping[str, StoredFile], shown: set[int]
    ) -> list[FileWork]:
        """The files' works; what is no scan is told and left. ``shown``: files that have pages."""
        names = {file.name for file in files}
        elsewhere = {it.sha512: it for it in stored.values() if it.name not in names}
        works = [work for file in files if (work := self._opened(file, stored, elsewhere))]
        unchanged = [work for work in works if self._same(work, shown)]
        new = [work for work in works if not self._same(work, shown)]
        formats = self._formats.identify([work.matched.received.path for work in new])
        for work, found in zip(new, formats, strict=True):
            work.format = found
        return unchanged + [work for work in new if self._submitted(work)]

    def _opened(
        self,
        file: MatchedFile,
        stored: Mapping[str, StoredFile],
        elsewhere: Mapping[str, StoredFile],
    ) -> FileWork | None:
        place = Place(file=file.received.relative)
        if file.received.size == 0:
            self._problems.add("ingest.empty-file", place=place)
            return None
        try:
            digest = sha512_of(file.received.path)
        except OSError as error:
            self._problems.add("ingest.unreadable-file", place=place, why=system_says(error))
            return None
        self._tell_of_a_double(file, digest)
        known = stored.get(file.name)
        if known is None and (known := elsewhere.get(digest)):
            # The same bytes under another name: the scan was renamed, not scanned again.
            self._problems.add("ingest.renamed-scan", Severity.NOTE, place, name=known.name)
        return FileWork(file, digest, known)

    def _tell_of_a_double(self, file: MatchedFile, digest: str) -> None:
        relative = file.received.relative
        other = self._seen.setdefault(digest, relative)
        if other != relative:
            place = Place(file=relative)
            self._problems.add("ingest.same-scan-twice", Severity.NOTE, place, other=other)

    @staticmethod
    def _same(work: FileWork, shown: set[int]) -> bool:
        stored = work.stored
        return stored is not None and stored.sha512 == work.sha512 and stored.id in shown

    def _submitted(self, work: FileWork) -> bool:
        received, said = work.matched.received, work.format.mime if work.format else ""
        recording = _is_recording(received, said)
        if not recording and not said.startswith(_SCAN_MIMES) and not received.named_as_scan:
            self._problems.add(
                "ingest.not-a-scan",
                Severity.NOTE,
                Place(file=received.relative),
                format=work.format.name if work.format else "?",
            )
            return False
        job = Job(
            master=received.path,
            sha512=work.sha512,
            target_folder=self._access,
            name=received.relative,
        )
        if recording:
            work.job = self._pool.submit(job, make_recording, seconds_for(received.size))
        else:
            work.job = self._pool.submit(job)
        return True


def _is_recording(file: ReceivedFile, mime: str) -> bool:
    """Whether a file is worked on as sound or film: by its content, else by its name."""
    if mime.startswith(("image/", "application/pdf")):
        return False
    try:
        return is_recording(file.path) or file.named_as_recording
    except OSError:
        return False


def wait_for(work: FileWork, problems: Problems) -> None:
    """Waits until a file's access copies are made, and takes over what went wrong."""
    if work.job is not None:
        work.result = work.job.result()
        problems.extend(list(work.result.problems))
    if work.taken and work.format is not None and not work.format.known:
        place = Place(file=work.matched.received.relative)
        problems.add("ingest.unknown-format", Severity.WARNING, place)
