"""What a check is, what it found, and what all of them say together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from archivekit.harvest.conformance.answer import Answer
from archivekit.problems import Severity
from archivekit.texts import LANGUAGES, text

if TYPE_CHECKING:
    from archivekit.harvest.conformance.asking import Asking

SPECIFICATION = "https://www.openarchives.org/OAI/openarchivesprotocol.html"
_LONGEST_VALUE = 300


@dataclass(frozen=True, slots=True)
class Came:
    """An answer that is not as the rule wants it, and what about it: a text and its values."""

    answer: Answer
    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, language: str | None = None) -> str:
        """What came, in a few words."""
        values = {name: str(it)[:_LONGEST_VALUE] for name, it in self.values.items()}
        return text(f"conformance.came-{self.key}", language, **values)


class NotSeen(Exception):
    """A rule that this repository, as it is today, gives no occasion to look at."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key

    def sentence(self, language: str | None = None) -> str:
        """Why not."""
        return text(f"conformance.not-seen-{self.key}", language)


@dataclass(frozen=True, slots=True)
class Check:
    """One rule: what it is called, where it stands, how much it matters, how it is looked at."""

    group: str
    name: str
    severity: Severity
    section: str
    look: Callable[[Asking], Iterable[Came]]

    def rule(self, language: str | None = None) -> str:
        """What is expected."""
        return text(f"conformance.rule-{self.name}", language)

    def source(self, language: str | None = None) -> str:
        """The rule's place in the specification."""
        return text("conformance.section", language, section=self.section)


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that is broken, and the answers that show it."""

    check: Check
    shown: tuple[Came, ...]

    def as_json(self) -> dict[str, Any]:
        """For programs: stable names, sentences in both languages."""
        return {
            "check": self.check.name,
            "group": self.check.group,
            "severity": str(self.check.severity),
            "section": self.check.section,
            "expected": {it: self.check.rule(it) for it in LANGUAGES},
            "shown": [
                {
                    "method": came.answer.method,
                    "request": came.answer.url,
                    **({"form": came.answer.arguments} if came.answer.method == "POST" else {}),
                    "came": {it: came.sentence(it) for it in LANGUAGES},
                }
                for came in self.shown
            ],
        }


@dataclass(slots=True)
class Report:
    """What all checks found."""

    url: str
    repository: str = ""
    requests: int = 0
    looked_at: int = 0
    findings: list[Finding] = field(default_factory=list)
    not_seen: list[tuple[Check, NotSeen]] = field(default_factory=list)

    def count(self, severity: Severity) -> int:
        """How many rules of a severity are broken."""
        return Counter(it.check.severity for it in self.findings)[severity]

    @property
    def needs_a_person(self) -> bool:
        """Whether any is more than a note."""
        return any(it.check.severity is not Severity.NOTE for it in self.findings)

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "url": self.url,
            "repository": self.repository,
            "specification": SPECIFICATION,
            "requests": self.requests,
            "checked": self.looked_at,
            "errors": self.count(Severity.ERROR),
            "warnings": self.count(Severity.WARNING),
            "notes": self.count(Severity.NOTE),
            "findings": [it.as_json() for it in self.findings],
            "not_checked": [
                {"check": check.name, "why": {it: why.sentence(it) for it in LANGUAGES}}
                for check, why in self.not_seen
            ],
        }
