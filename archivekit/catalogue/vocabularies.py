"""The controlled vocabularies of the catalogue: concepts taken in from SKOS."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import astuple

from archivekit.catalogue.batches import Batch
from archivekit.catalogue.database import Database
from archivekit.description.vocabulary import Concept, Label, Vocabulary


class Vocabularies:
    """The concepts of a catalogue."""

    def __init__(self, database: Database) -> None:
        self._connection = database.conn

    def concepts(self) -> Iterator[Concept]:
        """All concepts, in the order they were taken in."""
        return self._many("1 order by id")

    def load(self) -> Vocabulary:
        """All concepts, to be found by their labels."""
        return Vocabulary(self.concepts())

    def get(self, uri: str) -> Concept | None:
        """One concept."""
        return next(self._many("uri = ?", uri), None)

    def save(self, batch: Batch, concept: Concept) -> None:
        """Adds a concept, or puts it in the place of the one of its URI."""
        labels = json.dumps([astuple(label) for label in concept.labels], ensure_ascii=False)
        relations = json.dumps(concept.relations, ensure_ascii=False)
        self._connection.execute(
            "insert into concepts (uri, vocabulary, labels, relations, notation, batch_id)"
            " values (?, ?, ?, ?, ?, ?) on conflict (uri) do update set"
            " vocabulary = excluded.vocabulary, labels = excluded.labels,"
            " relations = excluded.relations, notation = excluded.notation,"
            " batch_id = excluded.batch_id",
            [concept.uri, concept.vocabulary, labels, relations, concept.notation, batch.id],
        )

    def _many(self, where: str, *values: object) -> Iterator[Concept]:
        for uri, vocabulary, labels, relations, notation in self._connection.execute(
            f"select uri, vocabulary, labels, relations, notation from concepts where {where}",
            values,
        ):
            yield Concept(
                uri=uri,
                vocabulary=vocabulary,
                labels=tuple(Label(*label) for label in json.loads(labels)),
                relations=tuple((kind, other) for kind, other in json.loads(relations)),
                notation=notation,
            )
