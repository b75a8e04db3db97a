"""The masters of a record as the catalogue is to have them: scans, and texts of pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from archivekit.catalogue import StoredFile
from archivekit.ingest.files import FileWork
from archivekit.ingest.given_texts import TextWork
from archivekit.masters import Version


def files_to_be(
    stored: Sequence[StoredFile], taken: Sequence[FileWork], texts: Sequence[TextWork]
) -> dict[int, StoredFile]:
    """All masters of the record as they are to be; those not yet saved under numbers below 0."""
    files = {file.id: file for file in stored}
    known = {file.name: file.id for file in stored}
    for place, each in enumerate(taken, start=1):
        number = known.get(each.name, -place)
        files[number] = _stored_file(each, number)
    for place, text in enumerate(texts, start=len(taken) + 1):
        files[text.file.id or -place] = text.file
    return files


def _stored_file(work: FileWork, number: int) -> StoredFile:
    assert work.format is not None
    assert work.result is not None
    return StoredFile(
        id=number,
        record_id=0,
        name=work.name,
        received_path=work.matched.received.relative,
        size=work.matched.received.size,
        sha512=work.sha512,
        content_path="",
        object_version="",
        puid=work.format.puid,
        format=work.format.name,
        mime=work.format.mime,
        technical=work.result.technical,
    )


def placed(files: Mapping[int, StoredFile], version: Version) -> dict[int, StoredFile]:
    """The masters, those just put with where they lie in the store."""
    return {
        number: replace(file, content_path=put.content_path, object_version=put.version)
        if (put := version.files.get(file.name))
        else file
        for number, file in files.items()
    }
