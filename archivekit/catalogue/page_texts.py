"""The texts of a record's pages: which of its files is the text of which page.

A text is a file of its record; what it is the text of stands in its ``technical``: the name of a
master (``text_of``), which image of it (``frame``; none: all of them), where it comes from.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from archivekit.catalogue.files import Page, StoredFile


class PageTexts:
    """The texts among the files of one record. What was given goes before what a machine read."""

    def __init__(self, files: Sequence[StoredFile]) -> None:
        masters = {file.name: file.id for file in files if file.is_scan}
        self._by: dict[tuple[int, int | None], StoredFile] = {}
        self._captions: dict[int, list[StoredFile]] = {}
        for file in sorted(
            files, key=lambda file: (file.technical.get("source") == "ocr", file.id)
        ):
            if not file.is_text or not (master := masters.get(file.technical["text_of"])):
                continue
            if file.is_captions:
                self._captions.setdefault(master, []).append(file)
            else:
                self._by.setdefault((master, file.technical.get("frame")), file)

    def of(self, page: Page) -> tuple[StoredFile, int] | None:
        """The file with the text of a page, and which page of that file it is, from 0."""
        if whole := self._by.get((page.file_id, None)):
            return whole, page.frame
        alone = self._by.get((page.file_id, page.frame))
        return (alone, 0) if alone else None

    def captions_of(self, page: Page, languages: Collection[str]) -> list[StoredFile]:
        """The captions of a recording: those in the ``languages`` of its record first.

        Those of no said language count among them.
        """

        def place(file: StoredFile) -> tuple[bool, str, str]:
            language = file.technical["language"]
            return bool(language) and language not in languages, language, file.name

        return sorted(self._captions.get(page.file_id, []), key=place)
