"""What is amiss with records, counted: each thing is told once, with the first few records."""

from __future__ import annotations

from collections import Counter

from archivekit.problems import Place, Problems, Severity

_NAMED = 3


class Tales:
    """The things of one run that are told together at its end."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._first: dict[str, list[str]] = {}

    def count(self, key: str, identifier: str) -> None:
        """One more record of which this is so."""
        self._counts[key] += 1
        first = self._first.setdefault(key, [])
        if len(first) < _NAMED:
            first.append(identifier)

    def __getitem__(self, key: str) -> int:
        return self._counts[key]

    def tell(self, problems: Problems, url: str, severities: dict[str, Severity]) -> None:
        """All that was counted, as problems; what has no severity is a warning."""
        for key, count in self._counts.items():
            problems.add(
                key,
                severities.get(key, Severity.WARNING),
                Place(url=url),
                count=count,
                first=", ".join(self._first[key]),
            )
