"""What a dialect cannot say: gathered while records are written, told all together.

A million components that lose the same attribute are one line to read, with the first records it
happened to.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from archivekit.problems import Place, Problems, Severity

MOST_NAMED = 5


@dataclass(slots=True)
class _Loss:
    count: int = 0
    records: list[str] = field(default_factory=list)
    example: str = ""


class Losses:
    """Counts what is lost, by what it is. ``record`` is the code of the one being written."""

    def __init__(self) -> None:
        self.record = ""
        self._found: dict[tuple[str, str], _Loss] = {}

    def element(self, name: str, words: str = "") -> None:
        """An element that may not stand there: its words stay, or go with it (``words``)."""
        self._note("exchange.ead-words-lost" if words else "exchange.ead-element-lost", name, words)

    def attribute(self, element: str, name: str, said: str) -> None:
        """An attribute that may not be said so."""
        self._note("exchange.ead-attribute-lost", f"{element}/@{name}", said)

    def __len__(self) -> int:
        return len(self._found)

    def tell(self, problems: Problems) -> None:
        """Lists them: words that are gone need a person's eye, the rest is good to know."""
        for (key, what), loss in sorted(self._found.items()):
            gone = key == "exchange.ead-words-lost"
            more = " …" if loss.count > len(loss.records) else ""
            problems.add(
                key,
                Severity.WARNING if gone else Severity.NOTE,
                Place(record=", ".join(loss.records) + more),
                what=what,
                count=loss.count,
                example=loss.example,
            )

    def _note(self, key: str, what: str, example: str) -> None:
        loss = self._found.setdefault((key, what), _Loss())
        loss.count += 1
        loss.example = loss.example or example[:80]
        if len(loss.records) < MOST_NAMED and self.record not in loss.records:
            loss.records.append(self.record)
