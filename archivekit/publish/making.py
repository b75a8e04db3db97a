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
from archivekit.publish.sets import PARTNERS
from archivekit.publish.swap import Clock, remove_leftovers, stamp, swap
from archivekit.publish.workers import make_ready
from archivekit.texts import text

Sets = dict[str, tuple[str, int | None]]


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

    def run(self, runs: Iterable[Run], shown: set[str]) -> None:
        """Makes an edition of these runs and swaps it in. ``shown``: their ARKs, once all came."""
        folder = _empty_folder(self.folder)
        make_folders(self.archive.public_images)
        file = EditionFile(folder, self.office.last)
        try:
            with self.catalogue.transaction():
                sets = self._fill(file, runs)
            self.keep_arks()
            self._finish_rows(file, sets, shown)
            self.images.sync()
            datestamp = self._stamp(file)
        finally:
            file.close()
        self._swap(file.path, datestamp)
        shutil.rmtree(folder)

    def _fill(self, file: EditionFile, runs: Iterable[Run]) -> Sets:
        sets: Sets = {}
        for told in make_ready(runs, self.office):
            file.add(told)
            sets.update(told.sets)
            note_changes(self.result, told)
        return sets

    def _finish_rows(self, file: EditionFile, sets: Sets, shown: set[str]) -> None:
        gone = list(self.catalogue.exposures.besides(shown))
        note_gone(self.result, self.catalogue, gone)
        file.add_gone(gone)
        file.add_sets(self._all_sets(sets, gone))
        file.add_profiles(self.profiles)
        file.add_activities(self.catalogue.exposures.activities())
        if self.logo is not None:
            file.add_logo(self.logo)
        add_authorities(self.catalogue, file, self.archive.settings.naan, shown)
        file.finish_rows()

    def _all_sets(self, sets: Sets, gone: list[Exposure]) -> Iterable[tuple[str, str, int | None]]:
        """The sets with those that only tombstones are in, and the one that all partners are in."""
        named = dict(sets)
        for spec in (spec for before in gone for spec in before.sets):
            # Its name left with its fonds.
            named.setdefault(spec, (spec, None))
        if any(spec.startswith(f"{PARTNERS}:") for spec in named):
            language = self.archive.settings.languages[0]
            named[PARTNERS] = (text("publish.partners", language), None)
        return ((spec, name, number) for spec, (name, number) in named.items())

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
