"""A page that is written to a file, in the place of one that is asked for."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import urlsplit

from archivekit.description.addresses import RECORDING_ENDINGS
from archivekit.edition import Edition
from archivekit.site.languages import offered
from archivekit.site.pages.visit import Visit
from archivekit.site.static_files import PREFIX, static_url
from archivekit.static_site.places import link, page_file

ASSETS = "assets"
_FILES = (
    *(".jpg", ".json", ".jsonld", ".txt", ".xml", ".vtt"),
    *RECORDING_ENDINGS.values(),
)
SEARCH = "search"
"""The name of the page that searches."""


@dataclass(frozen=True)
class FileVisit(Visit):
    """The visit to one file: its addresses are links from there to other files."""

    folder: str = ""
    name: str = "index"

    @property
    def file(self) -> str:
        """Where this page lies."""
        return self._file(self.language)

    @property
    def file_number(self) -> int:
        """Which part of a list it is."""
        return self.number("children")

    def href(self, path: str, **args: object) -> str:
        """A link to a file; nothing where only a server would answer."""
        if path.startswith("/iiif/") or path.endswith(_FILES):
            return link(self.file, path.lstrip("/"))
        if path == "/search" and not args:
            return link(self.file, page_file("", self.language, self.languages, name=SEARCH))
        if path == "/" or path.startswith("/ark:"):
            number = args.get("children")
            return link(
                self.file,
                page_file(
                    path.strip("/"),
                    self.language,
                    self.languages,
                    number if isinstance(number, int) else 1,
                ),
            )
        return ""

    def thumbnail(self, ark: str) -> str:
        """A link to the file of a record's thumbnail."""
        return self.href(f"/{ark}/thumbnail.jpg")

    def in_language(self, language: str) -> str:
        """A link to the same page in another language."""
        return link(self.file, self._file(language))

    def static(self, name: str) -> str:  # type: ignore[override]  # it depends on where we are
        """A link to one of the site's own files."""
        address = urlsplit(static_url(name))
        there = posixpath.join(ASSETS, address.path.removeprefix(PREFIX))
        return f"{link(self.file, there)}?{address.query}"

    def _file(self, language: str) -> str:
        return page_file(self.folder, language, self.languages, self.file_number, self.name)


def visits(
    edition: Edition, folder: str, *, base: str, number: int = 1, name: str = "index"
) -> list[FileVisit]:
    """The visits to a page in each language that the archive offers."""
    languages = offered(edition.settings)
    return [
        FileVisit(
            path=f"/{folder}",
            args={"children": [str(number)]},
            vars={},
            language=language,
            language_asked=False,
            languages=languages,
            base=base,
            database="",
            settings=edition.settings,
            folder=folder,
            name=name,
        )
        for language in languages
    ]
