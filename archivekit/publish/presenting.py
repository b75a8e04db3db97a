"""What only a viewer of pages is told: the institution's logo, chapters, places on Earth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from archivekit.catalogue import Catalogue, Page, StoredFile
from archivekit.description.exposed import Chapter, Exposed, Logo, Point, Presented, Unshown
from archivekit.leaving.authorities import point_of

Outlines = Mapping[int, Sequence[tuple[int, str, int]]]
_PLACES_KEPT = 100_000


@dataclass(frozen=True, slots=True)
class Presenter:
    """What is told of the institution with every record that has pages."""

    website: str = ""
    logo: Logo | None = None


class Presenting:
    """Adds what a viewer is told to records that have pages."""

    def __init__(self, catalogue: Catalogue, presenter: Presenter) -> None:
        self._catalogue = catalogue
        self._presenter = presenter
        self._points: dict[str, tuple[float, float] | None] = {}

    def presented(
        self, record: Exposed, chapters: tuple[Chapter, ...], unshown: tuple[Unshown, ...]
    ) -> Exposed:
        """The record with it."""
        names = dict.fromkeys(value.text for value in record.terms.get("spatial", ()))
        points = ((name, self._point(name)) for name in names)
        presented = Presented(
            website=self._presenter.website,
            logo=self._presenter.logo,
            chapters=chapters,
            points=tuple(Point(name, *point) for name, point in points if point),
            unshown=unshown,
        )
        return replace(record, presented=presented)

    def _point(self, name: str) -> tuple[float, float] | None:
        if name not in self._points:
            if len(self._points) >= _PLACES_KEPT:
                self._points.clear()
            self._points[name] = point_of(name, self._catalogue)
        return self._points[name]


def chapters_named(
    pages: Sequence[Page], files: Iterable[StoredFile], named: Iterable[tuple[int, str, str, int]]
) -> tuple[Chapter, ...]:
    """The chapters of a record's pages, from the parts of its METS by master and frame."""
    names = {file.id: file.name for file in files}
    numbers = {(names.get(page.file_id), page.frame): page.number for page in pages}
    found = [
        Chapter(title, numbers[master, frame], depth)
        for depth, title, master, frame in named
        if (master, frame) in numbers
    ]
    found.sort(key=lambda chapter: chapter.first)
    return tuple(found)


def chapters_of(pages: Sequence[Page], outlines: Outlines) -> tuple[Chapter, ...]:
    """The chapters of a record's pages, from the outlines of their masters by number."""
    numbers = {(page.file_id, page.frame): page.number for page in pages}
    files = dict.fromkeys(page.file_id for page in pages if page.file_id in outlines)
    found = [
        Chapter(title, numbers[file, frame], depth)
        for file in files
        for depth, title, frame in outlines[file]
        if (file, frame) in numbers
    ]
    found.sort(key=lambda chapter: chapter.first)
    return tuple(found)
