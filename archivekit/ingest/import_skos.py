"""Controlled vocabularies in SKOS into the catalogue: concepts, in one transaction a file."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from archivekit.errors import NothingDone
from archivekit.exchange.skos import read_file
from archivekit.ingest.importing import Import
from archivekit.texts import text


def take(file: Path, work: Import) -> None:
    """Takes one file in. Raises NothingDone where it cannot be read, or holds no concept."""
    vocabularies, counts = work.catalogue.vocabularies, work.counts
    known = {concept.uri: concept for concept in vocabularies.concepts()}
    names: dict[str, int] = {}
    with ExitStack() as transaction:
        for concept in read_file(file):
            names[concept.vocabulary] = names.get(concept.vocabulary, 0) + 1
            stored = known.get(concept.uri)
            if stored == concept:
                counts.unchanged += 1
                continue
            if not work.dry_run:
                transaction.enter_context(work.batch.transaction())
                vocabularies.save(work.batch, concept)
            known[concept.uri] = concept
            counts.changed += stored is not None
            counts.added += stored is None
            work.step.advance()
    if not names:
        raise NothingDone("ingest.no-concepts", file=file.name)
    for name, count in names.items():
        counts.told.append(text("ingest.vocabulary-read", name=name, count=count))
