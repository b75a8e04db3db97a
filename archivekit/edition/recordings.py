"""The sound and film of an edition: which pages they are, their captions, where their bytes lie."""

from __future__ import annotations

from dataclasses import dataclass

from archivekit.description.addresses import RECORDING_ENDINGS
from archivekit.description.exposed import ExposedPage, Recording
from archivekit.edition.edition import Edition
from archivekit.edition.rows import PageRow

_COLUMNS = (
    "p.id, p.number, p.label, p.recording, p.media_type, p.seconds, p.image, p.width, p.height"
)


@dataclass(frozen=True, slots=True)
class RecordingRow:
    """A page that is sound or film. ``image``: key of the still; None where there is none."""

    page_id: int
    number: int
    label: str
    key: str
    media_type: str
    seconds: float
    image: str | None
    width: int | None
    height: int | None

    @property
    def is_film(self) -> bool:
        """Whether it moves."""
        return self.media_type.startswith("video/")

    @property
    def path_ending(self) -> str:
        """The ending of its file: ``.mp3``."""
        return RECORDING_ENDINGS[self.media_type]

    @property
    def still(self) -> PageRow | None:
        """Its still, as pages that are images are read; None where there is none."""
        if not self.image:
            return None
        return PageRow(self.number, self.label, self.image, self.width or 1, self.height or 1)

    @property
    def exposed(self) -> ExposedPage:
        """The same as writers take it."""
        size = self.image, self.width, self.height
        return exposed_page(self.number, self.label, *size, self.key, self.media_type, self.seconds)


@dataclass(frozen=True, slots=True)
class CaptionRow:
    """A file of captions as it came; ``place`` (from 1): which of several."""

    place: int
    language: str
    content: bytes


def recordings(edition: Edition, record_id: int) -> list[RecordingRow]:
    """The recordings of a record in order."""
    rows = edition.db.execute(
        f"select {_COLUMNS} from pages p where p.record_id = ? and p.recording is not null"
        " order by p.number",
        (record_id,),
    )
    return [RecordingRow(*row) for row in rows]


def recording(edition: Edition, ark: str, number: int) -> RecordingRow | None:
    """The recording that is a page of a record."""
    row = edition.db.execute(
        f"select {_COLUMNS} from records r join pages p on p.record_id = r.id and p.number = ?"
        " where r.ark = ? and p.recording is not null",
        (number, ark),
    ).fetchone()
    return RecordingRow(*row) if row else None


def captions(edition: Edition, page_id: int) -> list[CaptionRow]:
    """The captions of a recording."""
    rows = edition.db.execute(
        "select place, language, content from captions where page_id = ? order by place", (page_id,)
    )
    return [CaptionRow(*row) for row in rows]


def exposed_page(
    number: int,
    label: str,
    image: str | None,
    width: int | None,
    height: int | None,
    key: str | None,
    media_type: str | None,
    seconds: float | None,
) -> ExposedPage:
    """A page as writers take it, of the columns of ``pages`` from its number on."""
    heard = Recording(key, media_type or "", seconds or 0.0) if key else None
    return ExposedPage(number, label, image or "", width or 0, height or 0, recording=heard)


OF_EXPOSED = "number, label, image, width, height, recording, media_type, seconds"
"""The columns that :func:`exposed_page` takes."""
