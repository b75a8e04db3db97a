"""A publication from beginning to end: what is open today becomes the edition.

::

    catalogue ─ tree ─ exposing ─ prepared ─ edition_file ─ swap ─ catalogue
           (who may be seen)            (a new public.db)      (what was shown)

Killed at any moment, the edition is the old one or the new one, whole; run again, it finishes.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from archivekit.archive import Archive
from archivekit.catalogue import Catalogue, hold
from archivekit.description.inheritance import House
from archivekit.errors import NothingDone
from archivekit.problems import Problems, Severity
from archivekit.publish import tree
from archivekit.publish.exposing import Exposing, LeftOut
from archivekit.publish.exposures import Exposures
from archivekit.publish.images import EditionImages
from archivekit.publish.last_edition import LastEdition
from archivekit.publish.making import make
from archivekit.publish.result import Published
from archivekit.publish.swap import Clock
from archivekit.publish.tree import Day, Node

_NAMED = 10


class Step(Protocol):
    """Where it is told how far the work is."""

    def total(self, count: int | None) -> None:
        """How many there are in all."""

    def advance(self, count: int = 1) -> None:
        """So many more are done."""


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked: to publish an archive as it is on a day."""

    archive: Archive
    today: dt.date
    command: str = "archivekit publish"
    dry_run: bool = False
    clock: Clock = _utc_now


def run(request: Request, problems: Problems, step: Step) -> Published:
    """Publishes, or says what would be published. Raises NothingDone."""
    archive, began = request.archive, time.monotonic()
    if not archive.catalogue.exists():
        raise NothingDone("publish.nothing-there", folder=archive.root)
    if request.dry_run:
        with Catalogue.open(archive.catalogue) as catalogue:
            result = _foresee(request, catalogue, problems, step)
    else:
        with hold(archive.root, request.command), Catalogue.open(archive.catalogue) as catalogue:
            result = _publish(request, catalogue, problems, step)
    result.seconds = time.monotonic() - began
    return result


def _publish(request: Request, catalogue: Catalogue, problems: Problems, step: Step) -> Published:
    archive, settings, result = request.archive, request.archive.settings, Published()
    last = LastEdition.open(archive.public_db)
    _catch_up(catalogue, last)
    exposures = Exposures(catalogue.exposures.all().values())
    images = EditionImages(archive.access, archive.public_images)
    exposing = Exposing(
        catalogue,
        exposures,
        oai_domain=settings.oai_domain,
        ark=lambda node: catalogue.identifiers.mint(node.record, settings.naan),
        has_image=images.bring,
        result=result,
    )
    with catalogue.batch("publish", request.command) as batch:
        make(
            archive,
            catalogue,
            nodes=_nodes(request, catalogue, step),
            exposing=exposing,
            exposures=exposures,
            last=last,
            images=images,
            clock=request.clock,
            result=result,
        )
        batch.summary = dict(result.figures())
    _report(exposing.left_out, problems)
    return result


def _foresee(request: Request, catalogue: Catalogue, problems: Problems, step: Step) -> Published:
    archive, result = request.archive, Published()
    exposures = Exposures(catalogue.exposures.all().values())
    images = EditionImages(archive.access, archive.public_images)
    exposing = Exposing(
        catalogue,
        exposures,
        oai_domain=archive.settings.oai_domain,
        ark=lambda node: catalogue.identifiers.ark_for(node.record) or "",
        has_image=images.is_at_hand,
        result=result,
    )
    for _ in exposing.shown(_nodes(request, catalogue, step)):
        pass
    exposing.note_gone()
    _report(exposing.left_out, problems)
    return result


def _catch_up(catalogue: Catalogue, last: LastEdition | None) -> None:
    """Notes an edition that was swapped in by a run that was killed before it could do so."""
    known = catalogue.exposures.last_edition()
    if last is not None and (known is None or last.serial > known.serial):
        last.absorb_into(catalogue)


def _nodes(request: Request, catalogue: Catalogue, step: Step) -> Iterator[Node]:
    """All records of the catalogue with whether they are shown; each is told to ``step``."""
    settings = request.archive.settings
    house = House(
        name=settings.name,
        place=settings.place,
        language=settings.language,
        license=settings.license,
        rights=settings.rights,
    )
    published = catalogue.database.execute("select name from partners where publish = 1")
    day = Day(today=request.today.isoformat(), partners={row[0] for row in published})
    step.total(catalogue.records.count())
    for node in tree.walk(catalogue.records.walk(), house, day):
        yield node
        step.advance()


def _report(left_out: LeftOut, problems: Problems) -> None:
    """What a person should look at, each kind once."""
    if left_out.pages:
        problems.add(
            "publish.pages-without-image",
            Severity.WARNING,
            pages=left_out.pages,
            records=_some(left_out.page_records),
        )
    if left_out.access_unread:
        problems.add(
            "publish.access-unread",
            Severity.WARNING,
            count=len(left_out.access_unread),
            records=_some(left_out.access_unread),
        )


def _some(record_codes: list[str]) -> str:
    more = ["…"] if len(record_codes) > _NAMED else []
    return ", ".join([*record_codes[:_NAMED], *more])
