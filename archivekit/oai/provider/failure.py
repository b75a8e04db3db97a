"""The error conditions of OAI-PMH 2.0, section 3.6."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from archivekit.texts import text

Code = Literal[
    "badArgument",
    "badResumptionToken",
    "badVerb",
    "cannotDisseminateFormat",
    "idDoesNotExist",
    "noMetadataFormats",
    "noRecordsMatch",
    "noSetHierarchy",
]


@dataclass(frozen=True, slots=True)
class Failure:
    """One ``<error>``: its code, and the sentence beside it."""

    code: Code
    key: str
    values: tuple[tuple[str, object], ...] = ()

    @classmethod
    def of(cls, code: Code, key: str, **values: object) -> Failure:
        """A failure whose sentence stands in the texts."""
        return cls(code, key, tuple(values.items()))

    def sentence(self, language: str) -> str:
        """What is amiss, in a language."""
        return text(f"oai.{self.key}", language, **dict(self.values))


class Refused(Exception):
    """The request cannot be answered, for one or more reasons."""

    def __init__(self, failures: Iterable[Failure]) -> None:
        super().__init__()
        self.failures = tuple(failures)

    @property
    def echoes_arguments(self) -> bool:
        """Whether ``<request>`` repeats the arguments (3.2: not after badVerb and badArgument)."""
        return not any(failure.code in ("badVerb", "badArgument") for failure in self.failures)
