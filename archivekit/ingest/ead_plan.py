"""What becomes of each component of a finding aid: its code, its record, what changes in it.

A record belongs to the finding aid whose top record stands above it. A component with the code of
another finding aid's record is another record, and is told apart; one with the code of a record
that came from a sheet, or with its scans, is that record.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from archivekit.catalogue import Catalogue, StoredRecord
from archivekit.description.codes import fold
from archivekit.description.opening import AT_ONCE, NEVER
from archivekit.description.record import Description
from archivekit.exchange.ead.codes import LONGEST, Named, candidates
from archivekit.exchange.ead.reading import Component
from archivekit.exchange.ead.told import Told
from archivekit.ingest.ead_merging import in_words, merge
from archivekit.ingest.ead_spool import Planned, Spool, State
from archivekit.problems import Severity
from archivekit.texts import language_of_the_locale

_MOST_REMEMBERED = 500
_NAME = re.compile(r"[^\W\d][\w.-]*")


@dataclass(slots=True)
class _Above:
    """A component on the way down to the one that is looked at."""

    number: int
    named: Named
    record: int


@dataclass(slots=True)
class Planner:
    """Plans the components of one file, in their order."""

    catalogue: Catalogue
    spool: Spool
    told: Told
    file: str
    # Fields and terms that change, by the number of the component; of the first some hundred.
    changes: dict[int, str] = field(default_factory=dict)
    _above: list[_Above] = field(default_factory=list)
    _top: StoredRecord | None = None
    _roots: dict[int, int] = field(default_factory=dict)
    _without_code: int = 0
    _example: str = ""
    _bad_ids: int = 0
    _bad_id: str = ""

    def make(self) -> None:
        """Plans all components, and tells of what the finding aid no longer holds."""
        for component in self.spool.components():
            if component.parent is None:
                self._tell_of_vanished()
                self._begin(component)
            while self._above and self._above[-1].number != component.parent:
                self._above.pop()
            self._plan(component)
        self._tell_of_vanished()
        if self._without_code:
            self.told.add(
                "ingest.ead-without-code",
                Severity.NOTE,
                count=self._without_code,
                example=self._example,
            )

        if self._bad_ids:
            self.told.add(
                "ingest.ead-bad-ids", Severity.NOTE, count=self._bad_ids, example=self._bad_id
            )

    def _look_at_id(self, component: Component) -> None:
        """An ``@id`` is a name that only one element has (XML 1.0, 3.3.1)."""
        if component.id and not (
            _NAME.fullmatch(component.id) and self.spool.take_id(component.id)
        ):
            self._bad_ids += 1
            self._bad_id = self._bad_id or component.id

    def _begin(self, component: Component) -> None:
        """Looks for the finding aid's top record: by its code, else by the file it came in."""
        code = component.description.code
        found = self.catalogue.records.taken_in_as(fold(code)) if fold(code) else None
        if found is None and component.number == 0:
            found = self.catalogue.records.top_from(self.file)
        self._top = found
        self._roots.clear()

    def _plan(self, component: Component) -> None:
        self._look_at_id(component)
        named, stored = self._named(component)
        description = replace(component.description, code=named.code)
        state, final, stays = State.ADDED, description, component.parent is None
        if stored is not None:
            self.spool.see(stored.id)
            stays = stays or self._was_put_elsewhere(stored)
            state, final = self._compared(component, stored, description, stays=stays)
        self.spool.plan(
            Planned(
                number=component.number,
                parent=component.parent,
                position=component.position,
                line=component.line,
                state=state,
                record=stored.id if stored else 0,
                stays=stays,
                description=None if state is State.SAME else final,
            )
        )
        self._above.append(_Above(component.number, named, stored.id if stored else 0))

    def _named(self, component: Component) -> tuple[Named, StoredRecord | None]:
        """The code a component goes by, and the record of the catalogue that has it."""
        own = component.description.code[:LONGEST]
        if not fold(own):
            own = ""
        if component.parent is None:
            own = own or self.file.rpartition(".")[0] or self.file
        above = self._above[-1].named if self._above else None
        first = component.parent is None
        for named in candidates(own, component.id, component.position, above):
            stored, free = (self._top, True) if first else self._stored(named.code)
            first = False
            if free and self.spool.take_code(fold(named.code)):
                break
        self._tell_of_code(component, named, own)
        return named, stored

    def _stored(self, code: str) -> tuple[StoredRecord | None, bool]:
        """The record of a code, and whether this finding aid may have the code."""
        stored = self.catalogue.records.taken_in_as(fold(code))
        if stored is None or not stored.source_xml:
            return stored, stored is None or self._top is None or stored.id != self._top.id
        mine = self._is_mine(stored)
        other_than_top = self._top is None or stored.id != self._top.id
        return (stored, other_than_top) if mine else (None, False)

    def _is_mine(self, record: StoredRecord) -> bool:
        """Whether a record that some finding aid brought was brought by this one.

        It stands in its tree; or was put elsewhere by hand, and came from a file of this name.
        """
        root = self._root(record)
        if self._top is not None and root == self._root(self._top):
            return True
        above = record if root == record.id else self.catalogue.records.get(root)
        is_another = above is not None and above.source_xml.startswith("<ead")
        return record.source_file == self.file and not is_another

    def _root(self, record: StoredRecord) -> int:
        """The number of the record at the top of the tree that one stands in."""
        if record.parent_id is None:
            return record.id
        if record.parent_id not in self._roots:
            if len(self._roots) > 10_000:
                self._roots.clear()
            line = self.catalogue.records.ancestors(record.id)
            self._roots[record.parent_id] = line[0].id if line else record.id
        return self._roots[record.parent_id]

    def _tell_of_code(self, component: Component, named: Named, own: str) -> None:
        said = component.description
        place = self.told.place(component.line, path=component.path, of=said, code=named.code)
        if len(said.code) > LONGEST:
            self.told.add("ingest.ead-long-code", place=place, code=named.code[:60], most=LONGEST)
        if component.parent is None:
            if not fold(said.code):
                key = "ingest.ead-top-without-code"
                self.told.add(key, Severity.NOTE, place, code=named.code)
        elif not own:
            self._without_code += 1
            self._example = self._example or named.code
        elif named.made:
            self.told.add(
                "ingest.ead-code-twice",
                place=place,
                code=own,
                instead=named.code,
            )

    def _compared(
        self, component: Component, stored: StoredRecord, incoming: Description, *, stays: bool
    ) -> tuple[State, Description]:
        """What becomes of a record that the catalogue has."""
        here = stored.description()
        if fold(here.code) != fold(incoming.code) and component.parent is not None:
            # Given another code in the catalogue since: that one stays.
            incoming = replace(incoming, code=here.code)
        moved = not stays and self._is_moved(component, stored)
        if stored.source_xml == incoming.source_xml and here.code == incoming.code:
            return (State.CHANGED if moved else State.SAME), here
        merged = merge(here, incoming)
        if len(self.changes) < _MOST_REMEMBERED:
            self.changes[component.number] = in_words(merged.changed, language_of_the_locale())
        place = self.told.place(component.line, path=component.path, of=incoming)
        if merged.overwritten:
            what = in_words(merged.overwritten, language_of_the_locale())
            self.told.add("ingest.ead-both-changed", place=place, what=what)
        if _opens(merged.description) < _opens(here):
            self.told.add("ingest.opens-a-record", place=place, code=incoming.code)
        rewritten = not (merged.changed or moved) and here.code == incoming.code
        return State.REWRITTEN if rewritten else State.CHANGED, merged.description

    def _is_moved(self, component: Component, stored: StoredRecord) -> bool:
        parent = self._above[-1].record if self._above else 0
        return stored.parent_id != parent or stored.position != component.position

    def _was_put_elsewhere(self, stored: StoredRecord) -> bool:
        """Whether the archivist gave the record another place in the catalogue: it stays there."""
        parent = self._above[-1].record if self._above else 0
        if stored.parent_id == parent:
            return False
        return self.catalogue.records.placed_by(stored.id) == "edit"

    def _tell_of_vanished(self) -> None:
        """Tells of the records that an earlier state of the finding aid brought."""
        if self._top is None:
            return
        for record_id, code, line in self.catalogue.records.from_source_below(self._top.id):
            if not self.spool.has_seen(record_id):
                self.told.add("ingest.ead-vanished", place=self.told.place(line), code=code)


def _opens(description: Description) -> str:
    """The first day that a record's own words let it be seen."""
    return NEVER if description.publish is False else description.open_from or AT_ONCE
