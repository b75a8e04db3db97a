"""An export from beginning to end: a branch of the catalogue into one file or folder.

The file is made beside its place and renamed into it: a killed export leaves the last one whole.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from archivekit.archive import Archive
from archivekit.catalogue import Catalogue
from archivekit.description.authority import compared
from archivekit.errors import WrongUse
from archivekit.exchange.formats import FORMATS, Format
from archivekit.exchange.outgoing import Institution, Outgoing, OutgoingAuthority
from archivekit.export.records import Branch, Outgoings
from archivekit.leaving import Day
from archivekit.leaving.authorities import Forms, public_view
from archivekit.problems import Problems
from archivekit.progress import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked. ``top`` is a record's number in the catalogue; None: everything.

    ``public``: only what is open on the day; None: as the format is meant.
    """

    archive: Archive
    format: str
    target: Path
    today: dt.date
    reader: str
    top: int | None = None
    public: bool | None = None


@dataclass(slots=True)
class Result:
    """What left, and where it lies."""

    format: str
    target: Path
    records: int = 0


def run(request: Request, catalogue: Catalogue, problems: Problems, step: Step) -> Result:
    """Exports. Raises WrongUse for a format that is not known."""
    form = _format(request.format)
    settings = request.archive.settings
    public = form.public if request.public is None else request.public
    branch = Branch(
        top=request.top,
        day=Day(today=request.today.isoformat(), partners=()),
        public=public,
        oai_domain=settings.oai_domain,
    )
    outgoings = Outgoings(catalogue, settings.house, branch)
    result = Result(form.name, request.target)
    step.total(catalogue.records.count() if request.top is None else None)

    def records() -> Iterator[Outgoing]:
        result.records = 0
        for outgoing in outgoings():
            yield outgoing
            result.records += 1
            step.advance()

    def authorities() -> Iterator[OutgoingAuthority]:
        result.records = 0
        for authority in _authorities(catalogue, outgoings, public=branch.public):
            yield authority
            result.records += 1

    with _made_beside(request.target) as unfinished:
        institution = _institution(request, public=public)
        institution = replace(institution, authorities=authorities)
        written = form.load()(records, institution, unfinished, problems)
        if written is not None:
            result.records = written
    return result


_NAMING = ("creator", "contributor", "subject", "spatial")


def _authorities(
    catalogue: Catalogue, outgoings: Outgoings, *, public: bool
) -> Iterator[OutgoingAuthority]:
    """All authority records; for the public those that an edition would show, as it would."""
    if not public:
        for it in catalogue.authorities:
            yield OutgoingAuthority(authority=it.authority, source_xml=it.source_xml)
        return
    open_arks: set[str] = set()
    named: set[str] = set()
    for outgoing in outgoings():
        open_arks.add(outgoing.exposed.ark)
        for term in _NAMING:
            named |= {compared(it.text) for it in outgoing.exposed.terms.get(term, [])}
    all_shown = Forms(catalogue.authorities).shown(named)
    seen = {it.id for it in all_shown}
    for shown in all_shown:
        yield OutgoingAuthority(
            authority=public_view(shown, catalogue, open_arks, seen), source_xml=""
        )


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise WrongUse("export.no-such-format", name=name, known=", ".join(sorted(FORMATS)))
    return FORMATS[name]


def _institution(request: Request, *, public: bool) -> Institution:
    settings = request.archive.settings
    return Institution(
        name=settings.name,
        contact=settings.contact,
        place=settings.place,
        service_code=settings.service_code,
        language=settings.language,
        base_url=settings.base_url,
        license=settings.license,
        rights=settings.rights,
        reader=request.reader,
        today=request.today.isoformat(),
        public=public,
    )


@contextmanager
def _made_beside(target: Path) -> Iterator[Path]:
    """A place to write to; what was written there is put in the place of ``target``."""
    if not target.parent.is_dir():
        raise WrongUse("export.no-folder", folder=target.parent)
    unfinished = target.with_name(f".{target.name}.part")
    _remove(unfinished)
    try:
        yield unfinished
        if target.is_dir() or unfinished.is_dir():
            _remove(target)
        unfinished.replace(target)
    finally:
        _remove(unfinished)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
