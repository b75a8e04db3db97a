"""The making of an edition: a new database beside the old, its images, the swap.

Owns the order in which things reach the disk: ARKs, in the catalogue and among the masters, before
anything shows them; images and database
before the rename; what was shown after it; then what nobody names any more goes.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from archivekit.archive import Archive
from archivekit.catalogue import Catalogue, Exposure
from archivekit.publish.authorities import add_authorities
from archivekit.publish.census import Run
from archivekit.publish.durable import make_folders
from archivekit.publish.edition_file import EditionFile
from archivekit.publish.exposing import Office
from archivekit.publish.images import EditionImages
from archivekit.publish.last_edition import note_in
from archivekit.publish.logo import StoredLogo
from archivekit.publish.profiles import ProfileToServe
from archivekit.publish.result import Published
from archivekit.publish.rows import Told
from archivekit.publish.swap import Clock, remove_leftovers, stamp, swap
from archivekit.publish.workers import make_ready


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What an edition is made with."""

    archive: Archive
    catalogue: Catalogue
    office: Office
    folder: Path
    images: EditionImages
    keep_arks: Callable[[], None]
    clock: Clock
    profiles: Sequence[ProfileToServe]
    result: Published
    logo: StoredLogo | None = None

    def run(self, runs: Iterable[Run], shown: set[str]) -> list[str]:
        """Makes an edition of these runs and swaps it in. ``shown``: their ARKs, once all came.

        Gives the codes of the finding aids that are too large to be given.
        """
        folder = _empty_folder(self.folder)
        make_folders(self.archive.public_images)
        file = EditionFile(folder, self.office.last)
        try:
            with self.catalogue.transaction():
                told = self._fill(file, runs)
            self.keep_arks()
            too_large = self._finish_rows(file, told, shown)
            self.images.sync()
            datestamp = self._stamp(file)
        finally:
            file.close()
        self._swap(file.path, datestamp)
        shutil.rmtree(folder)
        return too_large

    def _fill(self, file: EditionFile, runs: Iterable[Run]) -> Told:
        """Takes in all runs; gives the sets that are told of."""
        all_told = Told()
        for told in make_ready(runs, self.office):
            file.add(told)
            all_told.sets |= told.sets
            all_told.fonds |= told.fonds
            note_changes(self.result, told)
            self.result.texts_unread |= told.texts_unread
        return all_told

    def _finish_rows(self, file: EditionFile, told: Told, shown: set[str]) -> list[str]:
        gone = list(self.catalogue.exposures.besides(shown))
        note_gone(self.result, self.catalogue, gone)
        file.add_gone(gone, told.sets)
        file.add_sets(told.sets, told.fonds, self.archive.settings.languages[0])
        file.add_profiles(self.profiles)
        file.add_activities(self.catalogue.exposures.activities())
        if self.logo is not None and self.logo.content:
            file.add_logo(self.logo)
        add_authorities(self.catalogue, file, self.archive.settings.naan, shown)
        file.finish_rows()
        return file.add_finding_aids(
            self.catalogue.exposures.formats(), self.archive.settings.public()
        )

    def _stamp(self, file: EditionFile) -> str:
        known = self.catalogue.exposures.last_edition()
        serial = known.serial + 1 if known else 1
        datestamp = stamp(
            file,
            serial=serial,
            settings=json.dumps(self.archive.settings.public(), ensure_ascii=False),
            last=self.catalogue.exposures.last_datestamp(),
            clock=self.clock,
        )
        self.result.serial, self.result.published_at = serial, datestamp
        return datestamp

    def _swap(self, new: Path, datestamp: str) -> None:
        public_db = self.archive.public_db
        swap(new, public_db)
        summary = dict(self.result.figures())
        note_in(self.catalogue, public_db, since=datestamp, summary=summary)
        self.images.remove_the_rest()
        self.result.images_added = self.images.added
        self.result.images_removed = self.images.removed
        remove_leftovers(public_db)


def note_changes(result: Published, told: Told) -> None:
    """Counts what becomes of the records of a run."""
    result.unchanged += told.unchanged
    for change, item in told.changes:
        result.changes[change].append(item)


def note_gone(result: Published, catalogue: Catalogue, gone: list[Exposure]) -> None:
    """Counts what is shown no more; what left just now in words, where there still are any."""
    result.tombstones = len(gone)
    for before in gone:
        if not before.deleted:
            result.add_left(before.ark, catalogue.records.by_ark(before.ark))


def _empty_folder(folder: Path) -> Path:
    """The folder to build in, without what a killed run left there."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder
