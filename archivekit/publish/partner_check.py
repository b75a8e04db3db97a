"""What a partner would make of all that would be published today: what it drops or loses, and why.

Nothing is written, and nothing is asked of the partner: its rules stand in its profile.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import NamedTuple

from archivekit.archive import Archive
from archivekit.catalogue import Catalogue
from archivekit.description.exposed import Exposed
from archivekit.errors import NothingDone
from archivekit.oai.profiles import Profile, elements
from archivekit.oai.profiles.material import Material
from archivekit.oai.profiles.needs import Loss, Need
from archivekit.progress import Step
from archivekit.publish.census import Census, Run
from archivekit.publish.exposing import Exposing
from archivekit.publish.images import EditionImages
from archivekit.publish.publication import Request, nodes, office_of
from archivekit.publish.result import Published
from archivekit.texts import LANGUAGES, text


class Lost(NamedTuple):
    """A record of which something is lost. ``found``: the values that stand in its place."""

    code: str
    title: str
    ark: str
    found: str


@dataclass(slots=True)
class Finding:
    """One thing that is not as the partner asks, and the records of which that is so."""

    loses: Loss
    why: Mapping[str, str]
    count: int = 0
    records: list[Lost] = field(default_factory=list)


@dataclass(slots=True)
class Checked:
    """What came of a check. ``left_out``: how many the profile does not expose, by condition.

    ``hidden``: how many would not be published at all.
    """

    profile: Profile
    records: int = 0
    hidden: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    @property
    def offered(self) -> int:
        """How many records the partner is given."""
        return self.records - self.left_out.total()

    @property
    def loses_something(self) -> bool:
        """Whether the partner drops or loses anything."""
        return any(finding.loses.is_loss for finding in self.findings)


def check(
    archive: Archive, profile: Profile, *, today: dt.date, step: Step, most: int | None = None
) -> Checked:
    """Checks all records. ``most``: how many of a finding are named; None: all."""
    if not archive.catalogue.exists():
        raise NothingDone("publish.nothing-there", folder=archive.root)
    request = Request(archive=archive, today=today, dry_run=True)
    published = Published()
    with Catalogue.open(archive.catalogue) as catalogue:
        judging = _Judging(profile, catalogue.pages.counts(), most)
        for run, exposed in _exposed(request, catalogue, step, published):
            for listed, record in zip(run.listed, exposed, strict=True):
                judging.judge(listed.id, record)
    checked = judging.checked()
    checked.hidden = published.hidden.total()
    return checked


def _exposed(
    request: Request, catalogue: Catalogue, step: Step, published: Published
) -> Iterator[tuple[Run, list[Exposed]]]:
    archive = request.archive
    census = Census(
        catalogue,
        arks=lambda records: [ark or "" for ark in catalogue.identifiers.arks_for(records)],
        has_image=EditionImages(archive.access, archive.public_images).is_at_hand,
        result=published,
        today=request.today.isoformat(),
    )
    with closing(Exposing(office_of(archive, None))) as exposing:
        for run in census.runs(nodes(request, catalogue, step)):
            yield run, exposing.exposed(run)


class _Judging:
    """Judges one record after the other by a profile's needs."""

    def __init__(self, profile: Profile, pages: Mapping[int, int], most: int | None) -> None:
        self._pages = pages
        self._most = most
        self._checked = Checked(profile)
        self._by_need = [(need, Finding(need.loses, need.why)) for need in profile.needs]
        without = {each: text("oai.check-no-access-copy", each) for each in LANGUAGES}
        self._no_access_copy = Finding(Loss.IMAGE, without)

    def judge(self, number: int, record: Exposed) -> None:
        """Judges a record; ``number`` is that in the catalogue."""
        profile, material = self._checked.profile, Material.of(record)
        self._checked.records += 1
        if self._pages.get(number) and not record.pages:
            self._note(self._no_access_copy, record, "")
        if why_not := profile.selection.why_not(material, record.sets):
            self._checked.left_out[why_not] += 1
            return
        texts = {
            element: [it.text for it in values if it.text.strip()]
            for element, values in elements(profile, material)
        }
        for need, finding in self._by_need:
            if not need.is_met(material, texts):
                self._note(finding, record, _found(need, record, texts))

    def _note(self, finding: Finding, record: Exposed, found: str) -> None:
        finding.count += 1
        if self._most is None or len(finding.records) < self._most:
            finding.records.append(Lost(record.code, record.full_title, record.ark, found))

    def checked(self) -> Checked:
        """What came of it, the worst first."""
        order = list(Loss)
        findings = [self._no_access_copy, *(finding for _, finding in self._by_need)]
        met = (finding for finding in findings if finding.count)
        self._checked.findings = sorted(met, key=lambda it: order.index(it.loses))
        return self._checked


def _found(need: Need, record: Exposed, texts: Mapping[str, list[str]]) -> str:
    """What stands there: the words of the date, or the values that have not the form asked for."""
    if need.loses is Loss.DATE:
        return record.date_text
    return " ; ".join(it for element in need.elements for it in texts.get(element, ()))
