"""``archivekit list --search``: the records of the catalogue that have some words."""

from __future__ import annotations

from collections.abc import Iterator

from archivekit.catalogue import Catalogue, StoredRecord, sqlite_failures
from archivekit.cli.opened import record_called
from archivekit.cli.progress import progress
from archivekit.description.words import query_as_written
from archivekit.errors import WrongUse
from archivekit.texts import text


def found(
    catalogue: Catalogue, words: str, code: str | None, *, quiet: bool
) -> Iterator[StoredRecord]:
    """The records that have all the words, by reference code; with a code, from that record down.

    Raises WrongUse where there is no word to look for, or no record of the code.
    """
    if not query_as_written(words):
        raise WrongUse("cli.list-no-word", typed=words)
    top = record_called(catalogue, code).id if code else None
    # The archive is not held: a harvest may go on meanwhile.
    with sqlite_failures(catalogue.path):
        with progress(text("cli.search-progress"), quiet=quiet) as step:
            catalogue.search.catch_up(step=step)
        numbers = catalogue.search.find(words)
    if top is not None:
        inside = {top, *(number for number, _ in catalogue.records.numbers_below(top))}
        numbers = [number for number in numbers if number in inside]
    return catalogue.records.of(numbers)
