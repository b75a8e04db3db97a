"""The records of the catalogue found by their words.

The index follows the journal: whoever changes records need not think of it, and whoever asks
brings it up to date first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from archivekit.catalogue.database import Database
from archivekit.catalogue.index import DamagedIndex, Index, News, Place
from archivekit.catalogue.indexing import Indexing
from archivekit.catalogue.stored_record import decode_terms
from archivekit.description.record import Description
from archivekit.description.searched import words_of
from archivekit.description.words import query_as_written
from archivekit.progress import Step

_AT_ONCE = 2_000

# By number, from where the index stands: SQLite would rather go through all that ever changed.
_NEWS = """
select id, row_id from changes not indexed
where id > ? and table_name = 'records' and not exists (
  select 1 from changes later
  where later.table_name = 'records' and later.row_id = changes.row_id and later.id > changes.id
)
order by id limit ?
"""
_READ = """
select id, code, title, terms, date_text, access_text, birth_text, death_text, internal_notes,
  unknown
from records where id in (select value from json_each(?))
"""
# A catalogue that was put back from a copy goes on with numbers that stood for other changes.
_MARK = """
select batch_id || ' ' || started_at || ' ' || table_name || ' ' || row_id
from changes join batches on batches.id = batch_id where changes.id = ?
"""
_HOW_MANY = """
select count(distinct row_id) from changes not indexed where id > ? and table_name = 'records'
"""

Result = TypeVar("Result")
Words = Mapping[int, str | bytes]
"""What records are found by, by their numbers; bytes are UTF-8."""


class Search:
    """The search of a catalogue. What is wrong with its index comes out as errors for people."""

    def __init__(self, database: Database, path: Path) -> None:
        self._connection = database.conn
        self.path = path
        self._opened: Index | None = None
        self._beside: Indexing | None = None

    def close(self) -> None:
        """Closes the index, when all that was to be indexed beside is in it."""
        if self._beside is not None:
            self._beside.wait()
            self._beside = None
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def catch_up(self, step: Step | None = None) -> int:
        """How many records were indexed: all that changed since the last time.

        In short transactions. ``step`` counts records.
        """
        return self._mended(lambda: self._follow(step))

    def behind(self) -> int:
        """How many changes of records and files the index does not know yet."""
        return self._mended(lambda: self._last_change() - self._index_of_this().stands_at().change)

    def find(self, typed: str) -> list[int]:
        """The numbers of the records that have all the words, as of the last `catch_up`.

        Whatever a person types is understood: ``"…"`` is a phrase, ``*`` at the end of a word any
        ending, ``-`` before a word leaves out the records with it.
        """
        expression = query_as_written(typed)
        return self._mended(lambda: self._index().find(expression)) if expression else []

    @contextmanager
    def followed(self) -> Iterator[Callable[[Words], None]]:
        """Within, what is committed is indexed beside; all of it is when the catalogue is closed.

        What is given is called after a commit, with the words of records by their numbers where
        they are known and need not be read. What the index did not know before stays for
        `catch_up`.
        """
        self.close()
        at = self._last_change()

        def follow(words: Words) -> None:
            nonlocal at
            for news in self._news(at, words):
                at = news.until.change
                indexing.give(news)

        indexing = Indexing(self.path)
        try:
            self._beside = indexing
            yield follow
            follow({})
        except BaseException:
            indexing.end(leave=True)
            raise
        indexing.end()

    def _follow(self, step: Step | None) -> int:
        index = self._index_of_this()
        if index.is_worn():
            index.clear()
        done = 0
        if step is not None:
            step.total(self._one(_HOW_MANY, index.stands_at().change)[0])
        while (at := index.stands_at().change) < self._last_change():
            for news in self._news(at, {}):
                if not index.add(news):
                    break  # it was made again meanwhile
                done += len(news.words)
                if step is not None:
                    step.advance(len(news.words))
        return done

    def _news(self, at: int, words: Words) -> Iterator[News]:
        """What happened to records since a change, in pieces."""
        last = self._last_change()
        while at < last:
            found = self._connection.execute(_NEWS, [at, _AT_ONCE]).fetchall()
            # More may have come meanwhile.
            reached = found[-1][0] if found else last
            until = reached if len(found) == _AT_ONCE else max(last, reached)
            numbers = [number for _, number in found]
            known = words if all(it in words for it in numbers) else self._read(numbers, words)
            yield News(
                at,
                Place(until, self._mark(until)),
                [(change, it, known[it]) for change, it in found if it in known],
                [(change, number) for change, number in found if number not in known],
            )
            at = until

    def _read(self, numbers: Sequence[int], words: Words) -> dict[int, str | bytes]:
        """The words of records; of those that are not there any more, none."""
        known = {number: words[number] for number in numbers if number in words}
        unknown = json.dumps([number for number in numbers if number not in known])
        for number, code, title, terms, *texts, unread in self._connection.execute(
            _READ, [unknown]
        ):
            date, access, birth, death, notes = texts
            known[number] = words_of(
                Description(
                    code=code,
                    title=title,
                    terms=decode_terms(terms),
                    date_text=date,
                    access_text=access,
                    birth_text=birth,
                    death_text=death,
                    internal_notes=notes,
                    unknown={} if unread == "{}" else json.loads(unread),
                )
            )
        return known

    def _mended(self, work: Callable[[], Result]) -> Result:
        """The work done; with an index made afresh where the one that is there is damaged."""
        try:
            return work()
        except DamagedIndex:
            self._index().clear()
        self._follow(None)
        return work()

    def _index(self) -> Index:
        if self._opened is None:
            self._opened = Index(self.path)
        return self._opened

    def _index_of_this(self) -> Index:
        """The index; made afresh where it is of another catalogue, or of what this one once was."""
        index = self._index()
        at = index.stands_at()
        if at.change and at.mark != self._mark(at.change):
            index.clear()
        return index

    def _last_change(self) -> int:
        return int(self._one("select coalesce(max(id), 0) from changes")[0])

    def _mark(self, change: int) -> str:
        found = self._connection.execute(_MARK, [change]).fetchone()
        return str(found[0]) if found else ""

    def _one(self, query: str, *values: object) -> tuple[Any, ...]:
        row: tuple[Any, ...] = self._connection.execute(query, values).fetchone()
        return row
