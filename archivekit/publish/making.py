"""The making of an edition: a new database beside the old, its images, the swap.

Owns the order in which things reach the disk.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from archivekit.archive import Archive
from archivekit.catalogue import Catalogue
from archivekit.iiif import manifest
from archivekit.oai import oai_dc
from archivekit.publish.durable import make_folders
from archivekit.publish.edition_file import EditionFile
from archivekit.publish.exposing import Exposing, Shown
from archivekit.publish.exposures import Change, Exposures
from archivekit.publish.images import EditionImages
from archivekit.publish.last_edition import LastEdition, note_in
from archivekit.publish.prepared import Prepared, prepare
from archivekit.publish.result import Published
from archivekit.publish.sets import PARTNERS
from archivekit.publish.swap import Clock, remove_leftovers, stamp, swap
from archivekit.publish.tree import Node
from archivekit.texts import text

_AT_ONCE = 500


def make(
    archive: Archive,
    catalogue: Catalogue,
    *,
    nodes: Iterator[Node],
    exposing: Exposing,
    exposures: Exposures,
    last: LastEdition | None,
    images: EditionImages,
    clock: Clock,
    result: Published,
) -> None:
    """Makes an edition of these records and puts it in the place of the last one."""
    folder = _empty_folder(archive.workspace / "edition")
    make_folders(archive.public_images)
    file = EditionFile(folder, last.path if last else None)
    try:
        # ARKs are given on the way: they are kept before anything shows them.
        with catalogue.transaction():
            _fill(file, exposing.shown(nodes), exposures, last)
        _finish_rows(file, archive, exposing)
        images.sync()
        datestamp = stamp(
            file,
            serial=_next_serial(catalogue),
            settings=json.dumps(archive.settings.public(), ensure_ascii=False),
            last=exposures.last_datestamp(),
            clock=clock,
        )
    finally:
        file.close()
    swap(file.path, archive.public_db)
    note_in(catalogue, archive.public_db, since=datestamp, summary=dict(result.figures()))
    images.remove_the_rest()
    remove_leftovers(archive.public_db)
    shutil.rmtree(folder)


def _empty_folder(folder: Path) -> Path:
    """The folder to build in, without what a killed run left there."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder


def _fill(
    file: EditionFile, shown: Iterator[Shown], exposures: Exposures, last: LastEdition | None
) -> None:
    carried = last.digests if last else {}
    while some := list(islice(shown, _AT_ONCE)):
        file.add([_prepared(it, exposures, carried) for it in some])


def _prepared(shown: Shown, exposures: Exposures, carried: dict[str, str]) -> Prepared:
    """The rows of a record; bytes are written only where the last edition has not got them."""
    record = shown.record
    prepared = prepare(record, shown.place, shown.terms, shown.digest)
    if shown.change is Change.UNCHANGED:
        prepared.datestamp = exposures.datestamp(record.ark)
    if carried.get(record.ark) != shown.digest:
        prepared.oai_dc = oai_dc.write(record)
        prepared.manifest = manifest.write(record) if record.pages else None
    return prepared


def _finish_rows(file: EditionFile, archive: Archive, exposing: Exposing) -> None:
    gone = exposing.note_gone()
    file.add_gone(gone)
    sets = dict(exposing.sets)
    for before, _ in gone:
        for spec in before.sets:
            # Its name left with its fonds.
            sets.setdefault(spec, (spec, None))
    language = archive.settings.languages[0]
    file.add_sets(
        (spec, text("publish.partners", language) if spec == PARTNERS else name, number)
        for spec, (name, number) in sets.items()
    )
    file.finish_rows()


def _next_serial(catalogue: Catalogue) -> int:
    known = catalogue.exposures.last_edition()
    return known.serial + 1 if known else 1
