"""The sound and film of a record on its page: players, captions, what is said at which moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archivekit.description import duration, webvtt
from archivekit.description.addresses import BASE, captions_url, recording_url
from archivekit.description.languages import language_name
from archivekit.description.page_text import in_seconds
from archivekit.edition import Edition, RecordRow
from archivekit.edition.recordings import CaptionRow, RecordingRow, captions, recordings
from archivekit.site.pages.visit import Visit

_MOST_CUES = 3_000
"""On one page, of all transcripts: two hours of speech in small pieces."""


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """A cue of a transcript, its times in seconds and as people read them."""

    seconds: str
    until: str
    clock: str
    speaker: str
    text: str
    is_asked: bool


@dataclass(frozen=True, slots=True)
class Track:
    """Captions: where they are, their language (empty: not said), and what they say.

    ``more``: how many lines are left out here.
    """

    source: str
    language: str
    label: str
    transcript: str
    cues: Sequence[SpokenLine]
    more: int


@dataclass(frozen=True, slots=True)
class Player:
    """A recording as its page plays it. ``start``: a fragment that names the moment asked for."""

    number: int
    label: str
    source: str
    start: str
    kind: str
    is_film: bool
    duration: str
    still: str
    width: int | None
    height: int | None
    tracks: Sequence[Track]


def players_of(
    edition: Edition, record: RecordRow, visit: Visit, *, still: str = "!1200,1200"
) -> list[Player]:
    """The recordings of a record; at ``?t=`` seconds of the one that ``?f=`` names."""
    if not record.recording_count:
        return []
    left = _MOST_CUES
    players = []
    for row in recordings(edition, record.id):
        moment = _moment(visit) if visit.number("f") == row.number else None
        found = captions(edition, row.page_id)
        tracks = []
        for caption in found:
            track = _track(record, row, caption, visit, left, moment)
            left -= len(track.cues)
            tracks.append(track)
        players.append(_player(record, row, tracks, visit, moment, still))
    return players


def _player(
    record: RecordRow,
    row: RecordingRow,
    tracks: Sequence[Track],
    visit: Visit,
    moment: int | None,
    still: str,
) -> Player:
    address = f"/iiif/3/{record.ark}/f{row.number}/full/{still}/0/default.jpg"
    return Player(
        number=row.number,
        label=row.label.strip() or str(row.number),
        source=_here(recording_url(record.ark, row.number, row.media_type), visit),
        start=f"#t={in_seconds(moment)}" if moment is not None else "",
        kind=_kind(row),
        is_film=row.is_film,
        duration=duration.in_words(row.seconds),
        still=visit.href(address).partition("?")[0] if row.image and still else "",
        width=row.width,
        height=row.height,
        tracks=tracks,
    )


def _kind(row: RecordingRow) -> str:
    return row.path_ending.lstrip(".").upper()


def _track(
    record: RecordRow,
    row: RecordingRow,
    caption: CaptionRow,
    visit: Visit,
    most: int,
    moment: int | None,
) -> Track:
    cues = webvtt.read(caption.content).cues
    language = caption.language
    name = language_name(language, visit.language) if language else ""
    shown = [
        SpokenLine(
            in_seconds(cue.start),
            in_seconds(cue.end),
            webvtt.clock(cue.start),
            cue.speaker,
            cue.text,
            moment is not None and cue.start <= moment < cue.end,
        )
        for cue in cues[: max(0, most)]
    ]
    return Track(
        source=_here(captions_url(record.ark, row.number, caption.place), visit),
        language=language,
        label=name or visit.t("recording-captions-label"),
        transcript=visit.t("recording-transcript-in", language=name)
        if name
        else visit.t("recording-transcript"),
        cues=shown,
        more=len(cues) - len(shown),
    )


def _here(address: str, visit: Visit) -> str:
    """An address of ours within the site, without the language of the page."""
    return visit.href(address.removeprefix(BASE)).partition("?")[0]


def _moment(visit: Visit) -> int | None:
    """The moment that ``?t=`` names, in milliseconds."""
    try:
        seconds = float(visit.arg("t"))
    except ValueError:
        return None
    return round(seconds * 1000) if 0 <= seconds < 1e6 else None
