"""Harvest a partner: who it is, whether we can speak with it, and then its list to the end."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from archivekit.catalogue import Catalogue, hold
from archivekit.errors import ArchivekitError
from archivekit.harvest import clock, partners
from archivekit.harvest.address import shown
from archivekit.harvest.client import GuardedSickle, Identity
from archivekit.harvest.course import Course
from archivekit.harvest.fault import PartnerFault, ProtocolError
from archivekit.harvest.limits import LIMITS, MIB, Limits
from archivekit.harvest.result import Ask, Request, Result
from archivekit.harvest.transport import Transport
from archivekit.problems import Place, Problems, Severity
from archivekit.progress import Step
from archivekit.texts import text

_COLLECT_AFTER = 200_000  # objects
_PIECE = 24 * MIB
_MANY_CHANGES = 50_000  # some seconds


def run(
    request: Request,
    problems: Problems,
    step: Step,
    *,
    limits: Limits = LIMITS,
    wait: Callable[[float], None] = time.sleep,
    ask: Ask = lambda _: False,
    say: Callable[[str], None] = lambda _: None,
) -> Result:
    """Harvest a partner, into the catalogue.

    Raises WrongUse, or NothingDone (a PartnerFault) where not even the first page came. A fault
    later on is a problem: what came before it is kept. ``ask`` decides on records that vanished;
    ``say`` is told of each wait.
    """
    clock.check_given(request.first, request.last)
    _keep_memory()
    partner = partners.choose(request.archive.settings, request.partner)
    transport = Transport(
        partner.url,
        request.archive.settings.contact,
        limits,
        pause=partner.pause,
        wait=wait,
        say=say,
    )
    started = time.monotonic()
    # The process that reads pages is begun with the client: before the archive is held.
    with (
        _few_collections(),
        closing(GuardedSickle(transport)) as sickle,
        _opened(request) as catalogue,
    ):
        url = shown(transport.url)
        identity = _identify(sickle, request, problems)
        with catalogue.batch("harvest", shown(request.command)) as batch:
            _index_what_is_there(catalogue, say)
            with catalogue.lasting_later(), catalogue.search.followed() as index:
                course = Course(
                    request, partner, url, identity, catalogue, index, batch, problems, step, limits
                )
                result = _in_a_format_it_has(course, sickle, ask)
            result.seconds = time.monotonic() - started
            batch.summary = result.as_json()
    return result


def _index_what_is_there(catalogue: Catalogue, say: Callable[[str], None]) -> None:
    """So that of the harvest only its own records are left to index, as they come."""
    try:
        if catalogue.search.behind() > _MANY_CHANGES:
            say(text("harvest.words-first"))
        catalogue.search.catch_up()
    except ArchivekitError as error:
        say(error.sentence())  # a harvest does not need it; whoever searches is told again


def _in_a_format_it_has(course: Course, sickle: GuardedSickle, ask: Ask) -> Result:
    """The result; where the partner does not have the format, the error says which it has."""
    try:
        return course.run(sickle, ask)
    except ProtocolError as error:
        if error.code != "cannotDisseminateFormat":
            raise
        has = ", ".join(sickle.formats()[:50])
        raise PartnerFault("harvest.no-such-format", url=sickle.endpoint, has=has) from error


@contextmanager
def _few_collections() -> Iterator[None]:
    """Records hold no cycles: looking for those after every few costs a third of all the work."""
    usual = gc.get_threshold()
    gc.set_threshold(_COLLECT_AFTER, *usual[1:])
    gc.freeze()  # what was loaded is not looked through
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)


def _keep_memory() -> None:
    """Lets the C library keep what it was given: a page takes 2 MB, again and again, and to ask the
    system for them each time costs a tenth of all the work.
    """
    # Of a large piece that was given back, glibc learns to give none back up to twice its size.
    bytes(_PIECE)


@contextmanager
def _opened(request: Request) -> Iterator[Catalogue]:
    archive = request.archive
    with hold(archive.root, shown(request.command)), Catalogue.open(archive.catalogue) as catalogue:
        yield catalogue


def _identify(sickle: GuardedSickle, request: Request, problems: Problems) -> Identity:
    """Who the partner says it is. Raises PartnerFault where we cannot speak with it."""
    identity = sickle.identify()
    if identity.protocol != "2.0":
        raise PartnerFault(
            "harvest.protocol-version", url=sickle.endpoint, protocol=identity.protocol[:50]
        )
    if identity.by_day:
        clock.check_granularity(sickle.endpoint, request.first, request.last)
    if identity.deleted_record not in ("persistent", "transient"):
        said = identity.deleted_record or "?"
        place = Place(url=shown(sickle.endpoint))
        problems.add("harvest.no-deletions", Severity.NOTE, place, said=said)
    return identity
