"""What is in the folder and no longer in the edition is taken away before anything is written."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from archivekit.edition import Edition
from archivekit.edition.authorities import authority_at
from archivekit.static_site.folder import Folder

_WITH_ADDRESSES = (".json", ".jsonld", ".xml")
_FORMS = (*_WITH_ADDRESSES, ".txt")
_TEXT = re.compile(r"(?P<ark>ark:/.+)/canvas/f(?P<number>[0-9]{1,6})")
_RECORDINGS = re.compile(r"(?P<ark>ark:/.+)/recording")
_SERVICE = re.compile(r"iiif/3/(?P<ark>ark:/.+)/f(?P<number>[0-9]{1,6})")


def sweep(folder: Folder, edition: Edition, *, with_addresses: bool) -> None:
    """Clear records, pages and images that were withdrawn; all that holds addresses, if wanted."""
    _clear_records(folder, edition, with_addresses=with_addresses)
    for service in list(_services(folder.root)):
        match = _SERVICE.fullmatch(service)
        page = edition.page(match["ark"], int(match["number"])) if match else None
        if page is None:
            folder.clear(service)
        elif not with_addresses:
            folder.clear(f"{service}/info.json")
    if not with_addresses:
        folder.clear("iiif/collection")
        folder.clear("iiif/collection.json")


def _clear_records(folder: Folder, edition: Edition, *, with_addresses: bool) -> None:
    for path, _, names in os.walk(folder.root / "ark:", topdown=False):
        at = Path(path).relative_to(folder.root).as_posix()
        is_there = _is_there(edition, at)
        if not is_there:
            folder.keep_only(at, [name for name in names if _is_form(edition, at, name)])
        if not is_there or not with_addresses:
            for form in _WITH_ADDRESSES if is_there else _FORMS:
                folder.clear(f"{at}{form}")
        if not any(Path(path).iterdir()) and at != "ark:":
            Path(path).rmdir()


def _is_there(edition: Edition, at: str) -> bool:
    """Whether a folder is that of a record, of its recordings, or of the text of a page."""
    if match := _TEXT.fullmatch(at):
        return edition.has_page(match["ark"], int(match["number"]))
    if match := _RECORDINGS.fullmatch(at):
        record = edition.record(match["ark"])
        return record is not None and record.recording_count > 0
    return edition.record(at) is not None or authority_at(edition, at) is not None


def _is_form(edition: Edition, at: str, name: str) -> bool:
    """Whether a file beside folders is a form of a record that is still there."""
    stem, dot, form = name.rpartition(".")
    ark = f"{at}/{stem}"
    return dot + form in _FORMS and _is_there(edition, ark)


def _services(root: Path) -> Iterator[str]:
    """The folders of image services, and no folder below them."""
    for path, folders, _ in os.walk(root / "iiif" / "3"):
        at = Path(path).relative_to(root).as_posix()
        if _SERVICE.fullmatch(at) and "full" in folders:
            folders.clear()
            yield at
