"""The course of one harvest: its beginning in the book, its pages into the catalogue, its end.

A page and the token to the next are kept in one transaction: killed at any moment, the same
command goes on from the last page kept, and nothing is doubled.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace

from archivekit.catalogue import Batch, Catalogue, Words
from archivekit.catalogue.batches import now
from archivekit.harvest import clock, one_by_one
from archivekit.harvest.as_it_came import AsItCame
from archivekit.harvest.client import GuardedSickle, Identity
from archivekit.harvest.ending import is_complete, tell_of_end, tell_of_records
from archivekit.harvest.fault import EndlessList, PartnerFault
from archivekit.harvest.keeper import FIGURES, Keeper
from archivekit.harvest.ledger import Harvest, Ledger, Selection
from archivekit.harvest.limits import Limits
from archivekit.harvest.list_page import Page
from archivekit.harvest.listing import Listing
from archivekit.harvest.parts import Parts
from archivekit.harvest.result import Ask, Request, Result
from archivekit.harvest.tales import Tales
from archivekit.harvest.vanished import follow_vanished
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
        url: str,
        identity: Identity,
        catalogue: Catalogue,
        index: Callable[[Words], None],
        batch: Batch,
        problems: Problems,
        step: Step,
        limits: Limits,
    ) -> None:
        self._request, self._partner, self._url, self._identity = request, partner, url, identity
        self._batch, self._problems, self._step, self._limits = batch, problems, step, limits
        connection = catalogue.database.conn
        self._ledger = Ledger(connection)
        self._selection = Selection(
            partner.name,
            request.prefix or partner.prefix,
            request.set_spec or partner.set or "",
        )
        self._as_it_came = AsItCame(connection, self._selection, url)
        self._index = index
        self._tales = Tales()
        why = text("harvest.withdrawn-by-partner", request.archive.settings.languages[0])
        self._keeper = Keeper(
            batch=batch,
            records=catalogue.records,
            as_it_came=self._as_it_came,
            partner=partner.name,
            parts=Parts(batch, catalogue.records, partner.name, why),
            identifier_length=limits.identifier_length,
            why_withdrawn=why,
            tales=self._tales,
        )
        self._missing = {identifier for identifier, _ in self._as_it_came.missing()}
        self._unreadable: set[str] = set()
        self._pages = self._received = self._received_before = self._unnamed = self._seen = 0
        self._last = self._ledger.last(self._selection)

    def run(self, sickle: GuardedSickle, ask: Ask) -> Result:
        """The list to its end, or to a fault. Raises PartnerFault where not even a page came."""
        published = self._remember_partner()
        self._harvest = self._begin()
        self._received_before = self._harvest.received
        self._listing = self._list(sickle)
        try:
            self._ask_again(self._missing)
            self._listing.run()
            self._ask_again_for_unreadable()
            tell_of_end(self._harvest, self._seen, self._problems, self._url)
            self._follow_vanished(ask)
        except PartnerFault as fault:
            self._stop(fault)
            if not self._pages:
                raise
            self._tell_of_stop(fault)
        tell_of_records(self._tales, self._as_it_came, self._problems, self._url)
        return self._result(published)

    def _result(self, published: bool) -> Result:
        harvest = self._harvest
        return Result(
            partner=self._partner.name,
            url=self._url,
            batch=self._batch.id,
            complete=harvest.state == "complete",
            from_date=harvest.from_date,
            announced=harvest.complete_list_size,
            published=published,
            pages=self._pages,
            received=self._received,
            kept={name: self._keeper.counts[name] for name in FIGURES},
            missing=len(self._as_it_came.missing()),
        )

    def _remember_partner(self) -> bool:
        publish = self._request.publish
        if publish is None and self._partner in self._request.archive.settings.partners:
            publish = self._partner.publish
        with self._batch.transaction():
            return self._ledger.remember(self._partner.name, self._url, publish)

    def _begin(self) -> Harvest:
        """The harvest put into the book: a new one, or one that goes on."""
        reached = None if self._request.full else self._ledger.reached(self._selection)
        harvest, last = self._new(reached), self._last
        if last is not None and self._asks_for(last, reached):
            harvest = replace(
                last,
                state="running",
                batch_id=harvest.batch_id,
                started_at=harvest.started_at,
                resumes=last.id,
            )
            self._note("harvest.goes-on", received=last.received, started=last.started_at)
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
        """Whether the last harvest stopped on the way, and is the one that is asked for now."""
        if unfinished.state == "complete" or not unfinished.can_go_on:
            return False
        if unfinished.until_date != self._request.last:
            return False
        if self._request.first is not None:
            return unfinished.from_date == self._request.first
        return unfinished.from_date is None or unfinished.from_date <= (reached or "")

    def _list(self, sickle: GuardedSickle) -> Listing:
        return Listing(
            sickle=sickle,
            identity=self._identity,
            selection=self._selection,
            harvest=self._harvest,
            limits=self._limits,
            keep=self._keep,
            keep_alone=self._keep_alone,
            write=self._write,
            note=self._note,
        )

    def _keep(self, pages: list[Page]) -> None:
        """Records of the list, and the token to the next page, all or nothing."""
        harvest, last = self._harvest, pages[-1]
        with self._batch.transaction():
            self._keep_records(pages)
            harvest.received += sum(len(it.records) + len(it.unreadable) for it in pages)
            harvest.token = last.token.token or None
            harvest.note_order([it.datestamp for page in pages for it in page.records])
            if last.token.complete_list_size is not None and not harvest.windows:
                harvest.complete_list_size = last.token.complete_list_size
            if harvest.token is None:
                self._next_window()
            self._ledger.write(harvest)
        self._index(self._keeper.words)
        size = harvest.complete_list_size
        self._step.total(None if size is None else max(size - self._received_before, 0))
        self._step.advance(sum(len(page.records) for page in pages))

    def _keep_alone(self, found: list[str]) -> None:
        """Those of these records that did not come yet, each asked for by itself; then go on."""
        unseen = self._as_it_came.unseen(self._harvest.list_id, found)
        for page in self._alone(unseen[: self._limits.one_by_one]):
            with self._batch.transaction():
                self._keep_records([page])
                self._harvest.received += 1
                self._ledger.write(self._harvest)
        if len(unseen) > self._limits.one_by_one:
            left = len(unseen) - self._limits.one_by_one
            raise PartnerFault("harvest.too-many-one-by-one", url=self._url, left=left)
        with self._batch.transaction():
            self._next_window()
            self._ledger.write(self._harvest)

    def _alone(self, identifiers: list[str]) -> Iterator[Page]:
        def miss(identifier: str, why: str) -> None:
            with self._batch.transaction():
                self._as_it_came.miss([(identifier, None, why)])
                self._as_it_came.see(self._harvest.list_id, [identifier])

        sickle, prefix = self._listing.sickle, self._selection.prefix
        for identifier, page in one_by_one.fetch(sickle, identifiers, prefix, miss):
            if page is not None:
                yield page
            elif identifier in self._missing:
                with self._batch.transaction():
                    self._as_it_came.found([identifier])

    def _ask_again(self, missing: set[str]) -> None:
        """What could not be had or read before may be mended now."""
        for page in self._alone(sorted(missing)[: self._limits.one_by_one]):
            with self._batch.transaction():
                self._keep_records([page])

    def _ask_again_for_unreadable(self) -> None:
        """It may have been an accident on the way; else the next harvest asks for them."""
        received = self._received
        with contextlib.suppress(PartnerFault):
            self._ask_again(self._unreadable)
        self._received = received

    def _keep_records(self, pages: list[Page]) -> None:
        unreadable = [it for page in pages for it in page.unreadable]
        kept = self._keeper.keep([it for page in pages for it in page.records])
        seen = [*kept, *(it.identifier for it in unreadable if it.identifier)]
        self._as_it_came.see(self._harvest.list_id, seen)
        self._unnamed += sum(1 for it in unreadable if not it.identifier)
        self._as_it_came.miss_unreadable(unreadable)
        self._unreadable.update(it.identifier for it in unreadable if it.identifier)
        if found := (self._missing | self._unreadable).intersection(kept):
            self._as_it_came.found(found)
            self._missing -= found
        if any(page.of_other_namespace for page in pages):
            self._tales.count("harvest.other-namespace", "")
        self._pages += len(pages)
        self._received += sum(len(it.records) + len(it.unreadable) for it in pages)

    def _next_window(self) -> None:
        """A span of time is done: the next is due, or the list is at its end."""
        harvest = self._harvest
        was_sure = harvest.window == self._listing.everything
        harvest.windows, harvest.token = harvest.windows[1:], None
        harvest.last_datestamp = None
        if harvest.windows:
            return
        self._seen = self._as_it_came.seen(harvest.list_id) + self._unnamed
        self._seen += self._tales["harvest.without-identifier"]
        if self._seen < (harvest.complete_list_size or 0) and not was_sure:
            # Fewer than announced: the partner's list of identifiers tells which are missing.
            harvest.windows = [self._listing.everything]
        else:
            harvest.state = "complete" if is_complete(harvest, self._seen, self._last) else "failed"

    def _write(self) -> None:
        with self._batch.transaction():
            self._ledger.write(self._harvest)

    def _follow_vanished(self, ask: Ask) -> None:
        harvest = self._harvest
        if harvest.state == "complete":
            whole = harvest.from_date is None and harvest.until_date is None
            tells = self._identity.deleted_record == "persistent"
            if whole and (self._request.full or not tells):
                vanished = follow_vanished(
                    self._keeper, harvest.list_id, self._seen, self._problems, self._url, ask
                )
                self._keeper.counts["vanished"] = vanished
            with self._batch.transaction():
                self._as_it_came.forget_seen(harvest.list_id)

    def _stop(self, fault: PartnerFault) -> None:
        """A fault ends the run; where the list stands is kept for the next one."""
        self._harvest.state = "failed"
        if isinstance(fault, EndlessList):
            self._harvest.token = None
        self._write()

    def _tell_of_stop(self, fault: PartnerFault) -> None:
        self._problems.add(
            "harvest.stopped",
            Severity.ERROR,
            Place(url=self._url),
            received=self._received,
            why=fault.sentence(),
        )

    def _note(self, key: str, **values: object) -> None:
        self._problems.add(key, Severity.NOTE, Place(url=self._url), **values)
