"""What a writer could not say, counted: one line of a report for many records of one kind."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from archivekit.problems import Problems, Severity


class Tally:
    """Counts by what it is; the first record of each is named."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, tuple[tuple[str, Hashable], ...]], int] = {}
        self._first: dict[tuple[str, tuple[tuple[str, Hashable], ...]], str] = {}

    def add(self, key: str, record: str, values: Mapping[str, Hashable] | None = None) -> None:
        """Counts one for ``key`` with these values. ``record`` is its reference code."""
        kind = (key, tuple((values or {}).items()))
        self._counts[kind] = self._counts.get(kind, 0) + 1
        self._first.setdefault(kind, record)

    def tell(self, problems: Problems, severity: Severity) -> None:
        """Each kind once, with ``count`` and ``first`` (a reference code) among its values."""
        for kind, count in self._counts.items():
            key, values = kind
            first = self._first[kind]
            problems.add(key, severity, None, count=count, first=first, **dict(values))
