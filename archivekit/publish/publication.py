"""A publication from beginning to end: what is open today becomes the edition.

::

    catalogue ── tree, census ── workers: exposing, rows ── edition_file ── swap ── catalogue
                 who is shown    what of it goes where      new public.db          what was shown

Killed at any moment, the edition is the old one or the new one, whole; run again, it finishes.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten

from archivekit.archive import Archive
from archivekit.catalogue import Catalogue, hold
from archivekit.errors import NothingDone
from archivekit.leaving import tree
from archivekit.leaving.source import Source, published_partners
from archivekit.leaving.tree import Day, Node
from archivekit.problems import Problems, Severity
from archivekit.progress import Step
from archivekit.publish.census import Census, LeftOut, Unread
from archivekit.publish.exposing import Office
from archivekit.publish.formats import MOST_COMPONENTS
from archivekit.publish.images import EditionImages
from archivekit.publish.kept_identifiers import keep_identifiers
from archivekit.publish.last_edition import LastEdition, note_in
from archivekit.publish.logo import StoredLogo, read_logo
from archivekit.publish.making import Making, note_changes, note_gone
from archivekit.publish.presenting import Presenter
from archivekit.publish.profiles import ProfileToServe, to_serve
from archivekit.publish.result import Published
from archivekit.publish.swap import Clock
from archivekit.publish.workers import make_ready, uncollected, warm_up

_NAMED = 10
_TEXTS_NAMED = 20
_WORDS_SHOWN = 160
_TOLD_EVERY = 100


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
    with ExitStack() as stack:
        stack.enter_context(uncollected())
        if not request.dry_run:
            stack.enter_context(hold(archive.root, request.command))
        catalogue = stack.enter_context(Catalogue.open(archive.catalogue))
        work = _foresee if request.dry_run else _publish
        result = work(request, catalogue, problems, step)
    result.seconds = time.monotonic() - began
    return result


def _publish(request: Request, catalogue: Catalogue, problems: Problems, step: Step) -> Published:
    archive, result = request.archive, Published()
    warm_up(catalogue.records.count())
    last = LastEdition.open(archive.public_db)
    _catch_up(catalogue, last)
    profiles = to_serve(archive, catalogue)
    images = EditionImages(archive.access, archive.public_images)
    naan, folder = archive.settings.naan, archive.workspace / "edition"
    logo = read_logo(archive, problems)
    with catalogue.batch("publish", request.command) as batch:
        census = Census(
            catalogue,
            arks=lambda records: catalogue.identifiers.mint_all(records, naan),
            has_image=images.bring,
            result=result,
            today=request.today.isoformat(),
        )
        too_large = Making(
            archive=archive,
            catalogue=catalogue,
            office=office_of(archive, last, folder, logo=logo),
            logo=logo,
            folder=folder,
            images=images,
            keep_arks=lambda: keep_identifiers(archive, catalogue, batch, request.command),
            clock=request.clock,
            profiles=profiles,
            result=result,
        ).run(census.runs(nodes(request, catalogue, step)), census.arks)
        batch.summary = dict(result.figures())
    _report(census.left_out, profiles, problems)
    if result.texts_unread:
        records = _some(sorted(result.texts_unread))
        problems.add("publish.texts-unread", Severity.WARNING, records=records)
    if too_large:
        problems.add(
            "publish.finding-aid-too-large",
            Severity.WARNING,
            most=MOST_COMPONENTS,
            records=_some(too_large),
        )
    return result


def _foresee(request: Request, catalogue: Catalogue, problems: Problems, step: Step) -> Published:
    archive, result = request.archive, Published()
    profiles = to_serve(archive, catalogue)
    warm_up(catalogue.records.count())
    census = Census(
        catalogue,
        arks=lambda records: [ark or "" for ark in catalogue.identifiers.arks_for(records)],
        has_image=EditionImages(archive.access, archive.public_images).is_at_hand,
        result=result,
        today=request.today.isoformat(),
    )
    logo = read_logo(archive, problems)
    office = office_of(archive, LastEdition.open(archive.public_db), logo=logo)
    for told in make_ready(census.runs(nodes(request, catalogue, step)), office):
        note_changes(result, told)
    note_gone(result, catalogue, list(catalogue.exposures.besides(census.arks)))
    _report(census.left_out, profiles, problems)
    return result


def _catch_up(catalogue: Catalogue, last: LastEdition | None) -> None:
    """Notes an edition that was swapped in by a run that was killed before it could do so."""
    known = catalogue.exposures.last_edition()
    if last is not None and (known is None or last.serial > known.serial):
        note_in(catalogue, last.path, summary={})


def office_of(
    archive: Archive,
    last: LastEdition | None,
    folder: Path | None = None,
    *,
    logo: StoredLogo | None = None,
) -> Office:
    """What every process needs to make the records of an archive ready."""
    settings = archive.settings
    return Office(
        catalogue=archive.catalogue,
        last=last.path if last else None,
        folder=folder,
        house=settings.house,
        oai_domain=settings.oai_domain,
        presenter=Presenter(settings.website, logo.logo if logo else None),
        metadata_license=settings.metadata_license,
        masters=archive.masters,
    )


def nodes(request: Request, catalogue: Catalogue, step: Step) -> Iterator[Node]:
    """All records of the catalogue, each with why it is hidden where it is."""
    # What archive.toml says of a partner holds at once, whether it was harvested since or not.
    partners = published_partners(catalogue, request.archive.settings.partners_held_back)
    day = Day(today=request.today.isoformat(), partners=partners)
    total = catalogue.records.count()
    step.total(total)
    house = office_of(request.archive, None).house
    nodes = tree.judge(tree.walk(Source(catalogue).in_order(), house), day)
    for count, node in enumerate(nodes, start=1):
        yield node
        if count % _TOLD_EVERY == 0:
            step.advance(_TOLD_EVERY)
    step.advance(total % _TOLD_EVERY)


def _report(left_out: LeftOut, profiles: list[ProfileToServe], problems: Problems) -> None:
    """What a person should look at, each kind once."""
    if changed := [it.profile.name for it in profiles if it.has_changed]:
        problems.add("publish.profiles-changed", Severity.NOTE, names=", ".join(changed))
    if left_out.pages:
        problems.add(
            "publish.pages-without-image",
            Severity.WARNING,
            pages=left_out.pages,
            records=_some(left_out.page_records),
        )
    for key, codes in (
        ("publish.closed-pages-unread", left_out.closing_unread),
        ("publish.contents-unread", left_out.contents_unread),
    ):
        if codes:
            problems.add(key, Severity.WARNING, records=_some(codes))
    if left_out.access_unread:
        _report_unread(list(left_out.access_unread.values()), problems)


def _report_unread(unread: list[Unread], problems: Problems) -> None:
    """The few words that close records, those that close most first."""
    count = sum(each.closed for each in unread)
    problems.add("publish.access-unread", Severity.WARNING, count=count, texts=len(unread))
    unread.sort(key=lambda each: -each.closed)
    for each in unread[:_TEXTS_NAMED]:
        problems.add(
            "publish.access-unread-words",
            Severity.WARNING,
            words=shorten(each.words, _WORDS_SHOWN, placeholder=" …"),
            count=each.closed,
            records=_some(each.records),
        )


def _some(record_codes: list[str]) -> str:
    more = ["…"] if len(record_codes) > _NAMED else []
    return ", ".join([*record_codes[:_NAMED], *more])
