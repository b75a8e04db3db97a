"""Records for a folder that comes without a spreadsheet, so that no scan waits for one.

Each folder with scans is one record, its images the pages; a PDF is a document, so a record of its
own. Codes are the folders' paths. The archivist gives titles afterwards, with a sheet or ``edit``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from archivekit.description.record import Description, Level
from archivekit.exchange.sheet import Row
from archivekit.ingest.received import ReceivedFile


def rows_of_folder(top: str, files: Sequence[ReceivedFile], fonds: str | None) -> list[Row]:
    """Rows as a sheet would have given them. ``top`` names the folder itself.

    With a ``fonds``, what stands at the top belongs to it; else the folder is a fonds itself.
    """
    root = fonds or top
    rows = [_row(root, PurePosixPath(root).name, Level.FONDS, None, [])]
    by_folder: dict[str, list[ReceivedFile]] = {}
    for file in files:
        by_folder.setdefault(file.folder, []).append(file)
    for folder in _with_parents(by_folder):
        code = _code(root, folder)
        here = by_folder.get(folder, [])
        images = [file.relative for file in here if not _is_pdf(file)]
        if folder:
            parent = _code(root, _parent(folder))
            rows.append(_row(code, PurePosixPath(folder).name, Level.FILE, parent, images))
        else:
            rows[0].files.extend(images)
        rows.extend(_document(code, file) for file in here if _is_pdf(file))
    return rows


def _with_parents(folders: dict[str, list[ReceivedFile]]) -> list[str]:
    """The folders and those above them, in natural order as met, parents first."""
    found: dict[str, None] = {}
    for folder in folders:
        parts = folder.split("/") if folder else []
        for depth in range(len(parts) + 1):
            found.setdefault("/".join(parts[:depth]))
    return list(found)


def _code(root: str, folder: str) -> str:
    return f"{root}/{folder}" if folder else root


def _parent(folder: str) -> str:
    return folder.rpartition("/")[0]


def _document(parent: str, file: ReceivedFile) -> Row:
    stem = PurePosixPath(file.name).stem
    return _row(f"{parent}/{stem}", stem, Level.ITEM, parent, [file.relative])


def _row(code: str, title: str, level: Level, parent: str | None, files: list[str]) -> Row:
    description = Description(
        code=code, title=title, level=level, parent_code=parent, terms={}, typed={}
    )
    return Row(line=0, description=description, files=files)


def _is_pdf(file: ReceivedFile) -> bool:
    return file.name.lower().endswith(".pdf")
