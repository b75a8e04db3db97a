"""The course of one harvest, page by page.

A page and the token to the next are kept in one transaction: killed at any moment, the same
command goes on from the last page kept, and nothing is doubled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from archivekit.catalogue import Batch, Catalogue
from archivekit.catalogue.batches import now
from archivekit.harvest import clock
from archivekit.harvest.client import GuardedSickle, Identity
from archivekit.harvest.fault import PartnerFault, ProtocolError
from archivekit.harvest.keeper import FIGURES, Keeper
from archivekit.harvest.ledger import Harvest, Ledger, Selection
from archivekit.harvest.limits import Limits
from archivekit.harvest.page import Page
from archivekit.harvest.partner_record import records
from archivekit.harvest.result import Request, Result
from archivekit.harvest.watch import EndlessList, Watch
from archivekit.problems import Place, Problems, Severity
from archivekit.progress import Step
from archivekit.settings import Partner
from archivekit.texts import text


class Course:
    """One list of a partner's records, from where the last harvest left off to its end."""

    def __init__(
        self,
        request: Request,
        partner: Partner,
        identity: Identity,
        catalogue: Catalogue,
        batch: Batch,
        problems: Problems,
        step: Step,
        limits: Limits,
    ) -> None:
        self._request, self._partner, self._identity = request, partner, identity
        self._batch, self._problems, self._step, self._limits = batch, problems, step, limits
        settings = request.archive.settings
        self._ledger = Ledger(catalogue.database.conn)
        self._selection = Selection(
            partner.name,
            request.prefix or partner.prefix,
            request.set_spec or partner.set or "",
        )
        self._keeper = Keeper(
            batch=batch,
            records=catalogue.records,
            ledger=self._ledger,
            selection=self._selection,
            identifier_length=limits.identifier_length,
            why_withdrawn=text("harvest.withdrawn-by-partner", settings.languages[0]),
        )
        self._watch = Watch(limits)
        self._pages = self._received = 0

    def run(self, sickle: GuardedSickle) -> Result:
        """The list to its end, or to a fault. Raises PartnerFault where not even a page came."""
        published = self._remember_partner()
        self._harvest = self._begin()
        try:
            for page in self._list(sickle):
                self._keep(page)
            self._end()
        except PartnerFault as fault:
            self._stop(fault)
            if not self._pages:
                raise
        self._keeper.tell(self._problems, self._partner.url)
        return Result(
            partner=self._partner.name,
            url=self._partner.url,
            batch=self._batch.id,
            complete=self._harvest.state == "complete",
            from_date=self._harvest.from_date,
            published=published,
            pages=self._pages,
            received=self._received,
            kept={name: self._keeper.counts[name] for name in FIGURES},
        )

    def _remember_partner(self) -> bool:
        publish = self._request.publish
        if publish is None and self._partner in self._request.archive.settings.partners:
            publish = self._partner.publish
        with self._batch.transaction():
            return self._ledger.remember(self._partner, publish)

    def _begin(self) -> Harvest:
        """The harvest put into the book: a new one, or one that goes on."""
        reached = self._ledger.reached(self._selection)
        unfinished = self._ledger.unfinished(self._selection)
        harvest = self._new(reached)
        if unfinished is not None and self._asks_for(unfinished, reached):
            harvest = replace(
                unfinished,
                state="running",
                batch_id=harvest.batch_id,
                started_at=harvest.started_at,
                resumes=unfinished.id,
            )
            self._note(
                "harvest.goes-on", received=unfinished.received, started=unfinished.started_at
            )
        with self._batch.transaction():
            return self._ledger.begin(self._selection, harvest)

    def _new(self, reached: str | None) -> Harvest:
        first = self._request.first
        if first is None and reached is not None:
            first = clock.next_from(reached, by_day=self._identity.by_day)
        return Harvest(
            from_date=first,
            until_date=self._request.last,
            first_response_date=self._identity.response_date,
            batch_id=self._batch.id,
            started_at=now(),
        )

    def _asks_for(self, unfinished: Harvest, reached: str | None) -> bool:
        """Whether an unfinished harvest is the one that is asked for now."""
        if unfinished.until_date != self._request.last:
            return False
        if self._request.first is not None:
            return unfinished.from_date == self._request.first
        return unfinished.from_date is None or unfinished.from_date <= (reached or "")

    def _list(self, sickle: GuardedSickle) -> Iterator[Page]:
        """The pages of the list, begun again where the partner no longer knows our token."""
        begun_again = False
        while True:
            try:
                yield from sickle.pages(self._arguments())
                return
            except ProtocolError as error:
                if error.code == "noRecordsMatch":
                    return
                if error.code != "badResumptionToken" or begun_again or not self._harvest.token:
                    raise
            begun_again = True
            self._begin_again()

    def _arguments(self) -> dict[str, str]:
        """What to ask for: the next page, or the first."""
        if self._harvest.token:
            return {"resumptionToken": self._harvest.token}
        asked = {
            "metadataPrefix": self._selection.prefix,
            "set": self._selection.set_spec,
            "from": self._harvest.from_date,
            "until": self._harvest.until_date,
        }
        return {name: value for name, value in asked.items() if value}

    def _begin_again(self) -> None:
        self._note("harvest.token-expired")
        self._harvest.token, self._harvest.received = None, 0
        self._watch = Watch(self._limits)

    def _keep(self, page: Page) -> None:
        """A page's records, and the token to the next, all or nothing."""
        found, token = list(records(page)), page.resumption_token
        self._watch.see(found)
        harvest = self._harvest
        with self._batch.transaction():
            for record in found:
                self._keeper.keep(record)
            harvest.token, harvest.received = token.token or None, harvest.received + len(found)
            if token.complete_list_size is not None:
                harvest.complete_list_size = token.complete_list_size
            if harvest.token is None:
                harvest.end()
            self._ledger.write(harvest)
        self._pages, self._received = self._pages + 1, self._received + len(found)
        self._step.total(harvest.complete_list_size)
        self._step.advance(len(found))

    def _end(self) -> None:
        """The list is at its end: is all there that the partner announced?"""
        harvest = self._harvest
        if harvest.state == "running":
            harvest.end()
            with self._batch.transaction():
                self._ledger.write(harvest)
        announced, received = harvest.complete_list_size, harvest.received
        if announced is None or announced == received:
            return
        place, values = Place(url=self._partner.url), {"announced": announced, "received": received}
        if received > announced:
            self._problems.add("harvest.list-long", Severity.NOTE, place, **values)
        else:
            missing = announced - received
            self._problems.add(
                "harvest.list-short", Severity.ERROR, place, missing=missing, **values
            )

    def _stop(self, fault: PartnerFault) -> None:
        """A fault ends the run; where the list stands is kept for the next one."""
        self._harvest.state = "failed"
        if isinstance(fault, EndlessList):
            self._harvest.token = None
        with self._batch.transaction():
            self._ledger.write(self._harvest)
        self._problems.add(
            "harvest.stopped",
            Severity.ERROR,
            Place(url=self._partner.url),
            received=self._received,
            why=fault.sentence(),
        )

    def _note(self, key: str, **values: object) -> None:
        self._problems.add(key, Severity.NOTE, Place(url=self._partner.url), **values)
