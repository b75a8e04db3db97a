"""A list of a partner's records, asked for to its end: by token, by date, and, where a part of it
does not come, in shorter and shorter spans of time.

Owns what is asked for next. What becomes of the pages is for ``keep`` to say, in whose transaction
the harvest's place in the list is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field

from archivekit.harvest import one_by_one
from archivekit.harvest.ahead import Ahead
from archivekit.harvest.client import GuardedSickle, Identity
from archivekit.harvest.coming import Coming, NotAsItSeemed
from archivekit.harvest.fault import (
    BrokenAnswer,
    EndlessList,
    PartnerFault,
    ProtocolError,
    TooLarge,
)
from archivekit.harvest.ledger import Harvest, Selection
from archivekit.harvest.limits import Limits
from archivekit.harvest.list_page import Page
from archivekit.harvest.watch import Watch
from archivekit.harvest.windows import Window

Keep = Callable[[list[Page]], None]


@dataclass(slots=True)
class Listing:
    """One list, from where its harvest stands.

    ``keep`` keeps pages of the list; ``keep_alone`` the records of these identifiers, each asked
    for by itself, that did not come yet; ``write`` writes what the listing changed in the harvest.
    """

    sickle: GuardedSickle
    identity: Identity
    selection: Selection
    harvest: Harvest
    limits: Limits
    keep: Keep
    keep_alone: Callable[[list[str]], None]
    write: Callable[[], None]
    note: Callable[..., None]
    watch: Watch = field(init=False)
    _splits: int = 0
    _fruitless: int = 0
    _begun_again: bool = False

    def run(self) -> None:
        """The list to its end. Raises PartnerFault where it comes no further."""
        while self.harvest.state == "running":
            try:
                self._window()
            except NotAsItSeemed:
                self.sickle.read_alone()
            except (BrokenAnswer, TooLarge, EndlessList, ProtocolError) as fault:
                if not self._goes_round(fault):
                    raise

    def _window(self) -> None:
        """The span of time that is due."""
        if self.harvest.window.one_by_one:
            self._one_by_one(self.harvest.window)
            return
        self.watch = Watch(self.limits)
        pages = self.sickle.pages(self._arguments(), patient=not self._splits)
        ahead = Ahead(pages, lambda it: it.size, self.limits.ahead_bytes)
        try:
            with closing(ahead):
                groups = ahead.groups(self.limits.together, lambda it: it.count, self.limits.moment)
                for group in groups:
                    self._take_all(group)
        except (NotAsItSeemed, PartnerFault) as fault:
            # Whatever is asked for next, it is not asked for while this still is.
            ahead.wait()
            if not isinstance(fault, ProtocolError) or fault.code != "noRecordsMatch":
                raise
            # Of a first page, or of one after the last: there is no more.
            self._take([Page([])])

    def _take_all(self, group: list[Coming]) -> None:
        """Pages up to one that is not as it seemed."""
        pages: list[Page] = []
        try:
            for coming in group:
                pages.append(coming.page())
        except NotAsItSeemed:
            self._take(pages)
            raise
        self._take(pages)

    def _take(self, group: list[Page]) -> None:
        """Pages up to one that says that the list goes nowhere."""
        good: list[Page] = []
        fault: PartnerFault | None = None
        for page in group:
            try:
                self.watch.see(page)
            except PartnerFault as error:
                fault = error
                break
            good.append(page)
        if good:
            self._fruitless = 0
            self.keep(good)
        if fault is not None:
            raise fault

    def _arguments(self) -> dict[str, str]:
        """What to ask for: the next page, or the first."""
        if self.harvest.token:
            return {"resumptionToken": self.harvest.token}
        window = self.harvest.window
        asked = {
            "metadataPrefix": self.selection.prefix,
            "set": self.selection.set_spec,
            "from": window.first,
            "until": window.last,
        }
        return {name: value for name, value in asked.items() if value}

    def _one_by_one(self, window: Window) -> None:
        """What the partner's list of identifiers has, and what did not come of it."""
        found: list[str] = []
        try:
            found = list(self._identifiers())
        except PartnerFault:
            # Where it was only to make sure, the list has ended as it has.
            if window != self.everything:
                raise
        self.keep_alone(found)

    def _identifiers(self) -> Iterator[str]:
        return one_by_one.identifiers(self.sickle, self._arguments(), Watch(self.limits))

    @property
    def everything(self) -> Window:
        """All of the list, one by one: to make sure that nothing is missing."""
        return Window(self.harvest.from_date, self.harvest.until_date, one_by_one=True)

    def _goes_round(self, fault: PartnerFault) -> bool:
        """Asks in another way for what does not come; False where there is none."""
        harvest = self.harvest
        if harvest.window.one_by_one:
            return False
        if isinstance(fault, ProtocolError):
            if fault.code != "badResumptionToken" or not harvest.token:
                return False
            if self._renews():
                return True
        return self._splits_up(fault)

    def _renews(self) -> bool:
        """Goes on by date, the token being worth nothing; begins again where dates do not help."""
        harvest, by_day = self.harvest, self.identity.by_day
        last, due = harvest.last_datestamp, harvest.window
        left = due.after(last, by_day=by_day) if last else None
        if left is None or left == due.evenly(by_day=by_day):
            if self._begun_again:
                return False
            self._begun_again, left = True, due
            self.note("harvest.token-expired")
        else:
            self.note("harvest.token-expired-date", date=left.first)
        rest = harvest.windows[1:]
        if harvest.complete_list_size is None and left != due and self.everything not in rest:
            # Nothing else would tell if the partner did not keep to the order of dates.
            rest = [*rest, self.everything]
        self._asks_for([left, *rest])
        return True

    def _splits_up(self, fault: PartnerFault) -> bool:
        """Asks for what is left in shorter spans of time, if the partner is there at all."""
        harvest = self.harvest
        if self._splits == self.limits.splits or not self._is_there():
            return False
        if not self._splits:
            self.note("harvest.shorter-spans", why=fault.sentence())
        self._splits += 1
        self._fruitless += 1
        due, by_day = harvest.window, self.identity.by_day
        if harvest.last_datestamp:
            due = due.after(harvest.last_datestamp, by_day=by_day) or due
        earliest, latest = self.identity.earliest, self.identity.response_date
        halves = due.halves(earliest, latest, by_day=by_day)
        left = [*halves, *harvest.windows[1:]]
        if self._fruitless > self.limits.fruitless:
            # No list comes, however short.
            left = [Window(left[0].first, left[-1].last, one_by_one=True)]
        self._asks_for(left)
        return True

    def _is_there(self) -> bool:
        try:
            self.sickle.identify()
        except PartnerFault:
            return False
        return True

    def _asks_for(self, windows: list[Window]) -> None:
        harvest = self.harvest
        harvest.windows, harvest.token, harvest.last_datestamp = windows, None, None
        self.write()
