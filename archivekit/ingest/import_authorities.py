"""Authority records in EAC-CPF into the catalogue: one file, one record."""

from __future__ import annotations

from pathlib import Path

from archivekit.catalogue import StoredAuthority
from archivekit.description import dates
from archivekit.description.authority import Authority, degrees
from archivekit.exchange.eac_cpf.reading import read_file
from archivekit.ingest.importing import Import
from archivekit.problems import Place, Problems, Severity
from archivekit.texts import text


def take(file: Path, work: Import) -> None:
    """Takes one file in. Raises NothingDone where it cannot be read."""
    authority, source = read_file(file)
    catalogue, counts = work.catalogue, work.counts
    stored = catalogue.authorities.get(authority.record_id)
    given = StoredAuthority(authority, source, file.name)
    if stored is not None and stored.authority == authority and stored.source_xml == source:
        counts.unchanged += 1
        return
    twins = [it for it in catalogue.authorities.called(authority.name) if stored is None]
    if twins:
        work.problems.add(
            "ingest.authority-twin",
            Severity.WARNING,
            Place(file=file.name),
            name=authority.name,
            other=twins[0].authority.record_id,
        )
    _report_unread(authority, file.name, work.problems)
    if not work.dry_run:
        with work.batch.transaction():
            catalogue.authorities.save(work.batch, given)
    if stored or work.dry_run:
        key = "ingest.authority-changed" if stored else "ingest.authority-added"
        counts.told.append(text(key, name=authority.name, id=authority.record_id))
    counts.changed += stored is not None
    counts.added += stored is None
    work.step.advance()


def _report_unread(authority: Authority, file: str, problems: Problems) -> None:
    """Dates of existence and coordinates that are kept as words, as nothing else could be read."""
    for date in authority.dates:
        has_standard = date.standard or date.from_standard or date.to_standard
        if not has_standard and isinstance(dates.read(date.words), dates.Unread):
            problems.add(
                "ingest.authority-date-unread", Severity.NOTE, Place(file=file), date=date.words
            )
    for it in authority.places:
        if (it.latitude or it.longitude) and degrees(it.latitude, it.longitude) is None:
            problems.add(
                "ingest.authority-coordinates-unread",
                Severity.WARNING,
                Place(file=file),
                name=it.name,
                said=f"{it.latitude} {it.longitude}".strip(),
            )
