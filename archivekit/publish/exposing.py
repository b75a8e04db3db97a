"""Runs of records made ready for the edition, in whatever process.

Owns how a record of the catalogue becomes an exposed one, what that changes, and which bytes must
be written: those of the last edition are kept wherever what they say is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from archivekit.catalogue import Catalogue, Exposure
from archivekit.description import inheritance
from archivekit.description.codes import as_given, fold
from archivekit.description.exposed import Exposed, Presented
from archivekit.description.inheritance import House
from archivekit.leaving import tree
from archivekit.leaving.source import Source, SourceRecord
from archivekit.leaving.tree import Node
from archivekit.publish import last_edition, run_file
from archivekit.publish.census import Run
from archivekit.publish.changes import digest
from archivekit.publish.columns import Place, all_exposed, terms_json
from archivekit.publish.origins import CameFrom, came_from
from archivekit.publish.page_texts import TextRows
from archivekit.publish.presenting import Presenter, Presenting
from archivekit.publish.ready import Ready
from archivekit.publish.rows import Rows, Told
from archivekit.publish.sets import set_of, sets_of_terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What every process needs to do its part.

    ``last``: the last edition, if it can be read. ``folder``: where rows are written; None where
    what would change is only told.
    """

    catalogue: Path
    last: Path | None
    folder: Path | None
    house: House
    oai_domain: str
    presenter: Presenter
    metadata_license: str = ""
    masters: Path | None = None


class Exposing:
    """Makes records ready."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._catalogue = Catalogue.open(office.catalogue)
        self._source = Source(self._catalogue)
        self._presenting = Presenting(self._catalogue, office.presenter)
        self._last = last_edition.connect(office.last) if office.last else None
        self._texts = TextRows(office.masters, self._last) if office.masters else None

    def close(self) -> None:
        """Closes what was opened."""
        self._catalogue.close()
        if self._last is not None:
            self._last.close()

    def told(self, run: Run) -> Told:
        """What is told of a run; its rows are written to the file that it names."""
        ready, terms = self._all_ready(run)
        told = Told()
        told.add(ready)
        if self._office.folder is not None:
            told.file = self._office.folder / f"run-{run.listed[0].number}.db"
            run_file.write(told.file, self._rows(ready, terms, run, told))
        return told

    def exposed(self, run: Run) -> list[Exposed]:
        """The records of a run as they leave the house; nothing is compared or written."""
        return [self._exposed(node, run, None) for node in self._nodes(run)]

    def _all_ready(self, run: Run) -> tuple[list[Ready], list[str]]:
        """The records of a run, and their terms. Each step is done for all: faster than in turn."""
        before = self._catalogue.exposures.of(listed.ark for listed in run.listed if listed.ark)
        origins = came_from(self._catalogue, (listed.id for listed in run.listed))
        ready = [self._ready(node, run, before, origins) for node in self._nodes(run)]
        terms = [terms_json(it.record) for it in ready]
        digests = [self._digest(it, of) for it, of in zip(ready, terms, strict=True)]
        for it, of_all in zip(ready, digests, strict=True):
            it.compare(of_all)
        return ready, terms

    def _rows(self, ready: list[Ready], terms: list[str], run: Run, told: Told) -> Rows:
        rows = Rows()
        rows.add(ready, terms)
        if self._texts is not None and run.texts:
            rows.texts = list(self._texts.of(ready, run.texts, told.texts_unread))
            rows.captions = self._texts.captions
        shown = (it.before for it in ready if it.before is not None)
        carried = last_edition.digests(self._last, shown) if self._last else {}
        rows.keep(it for it in ready if carried.get(it.record.oai_identifier) == it.digest)
        rows.write(it for it in ready if carried.get(it.record.oai_identifier) != it.digest)
        return rows

    def _nodes(self, run: Run) -> Iterator[Node]:
        listed = [*run.above, *run.listed]
        records = self._source.of(it.id for it in listed)
        for it, node in zip(listed, tree.walk(records, self._office.house), strict=True):
            node.number, node.ark = it.number, it.ark
            if it.number >= run.listed[0].number:
                yield node

    def _ready(
        self, node: Node, run: Run, shown: dict[str, Exposure], origins: dict[int, CameFrom]
    ) -> Ready:
        before = shown.get(node.ark)
        origin = origins.get(node.record.id)
        return Ready(self._exposed(node, run, before), _place(node), before, origin)

    def _digest(self, ready: Ready, terms: str) -> str:
        """The digest of a record and of what stands beside it."""
        beside = ready.came_from.exposed if ready.came_from else self._office.metadata_license
        exposed = all_exposed(ready.record, terms)
        return digest(f"{exposed}\x1f{beside}" if beside else exposed)

    def _exposed(self, node: Node, run: Run, before: Exposure | None) -> Exposed:
        own = f"oai:{self._office.oai_domain}:{node.ark}"
        number = node.record.id
        exposed = inheritance.exposed(
            node.record,
            node.inherited,
            ark=node.ark,
            # Given once: another domain in the settings changes no identifier.
            oai_identifier=before.oai_identifier if before else own,
            pages=run.pages.get(number, ()),
            partner=node.record.partner,
        )
        exposed = replace(exposed, sets=(set_of(node), *sets_of_terms(exposed.terms)))
        unshown = run.unshown.get(number, ())
        if not exposed.pages:
            # All its pages may be closed: that is told, and no more.
            return replace(exposed, presented=Presented(unshown=unshown)) if unshown else exposed
        return self._presenting.presented(exposed, run.chapters.get(number, ()), unshown)


def _place(node: Node) -> Place:
    top, partner = node.top, node.record.partner
    return Place(
        number=node.number,
        parent=node.parent.number if node.parent else None,
        top=top.number if partner is None else None,
        depth=node.depth,
        fonds=partner or top.record.code or top.record.title,
        code_folded=_code_folded(node.record),
    )


def _code_folded(record: SourceRecord) -> str:
    """The code as it is compared, without what was made for want of one."""
    given = as_given(record.code)
    return record.code_folded if given == record.code and record.code_folded else fold(given)
