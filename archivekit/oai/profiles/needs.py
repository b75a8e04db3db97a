"""What a partner asks of a record, and what is lost where it is not so.

Owns the forms that a value may be asked to have, and of which records something is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from archivekit.description import dates, dcmi_types, rights
from archivekit.oai.profiles.material import Material
from archivekit.texts.typography import french


class Loss(StrEnum):
    """What a partner makes of a record that is not as it asks, the worst first."""

    RECORD = "record"
    DATE = "date"
    IMAGE = "image"
    VALUE = "value"
    NOTHING = "nothing"

    @property
    def is_loss(self) -> bool:
        """Whether anything is lost at all."""
        return self is not Loss.NOTHING


# FranceArchives reads "AAAA" and "AAAA-AAAA", and leaves out years after 2100.
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")
_LAST_YEAR = 2100
_LEAVES = {"item", "file"}
_NO_DATE = dates.Reading(None, None, None)


def _is_years(text: str) -> bool:
    match = _YEARS.fullmatch(text)
    if match is None:
        return False
    first, last = int(match[1]), int(match[2] or match[1])
    return first <= last <= _LAST_YEAR


def _is_dated(it: Material) -> bool:
    """Whether something is said of its date, and not that it has none ("s.d.")."""
    said = [it.date_text, *(value.text for value in it.terms.get("date", ()))]
    return any(dates.read(text) != _NO_DATE for text in said if text.strip())


_FORMS: dict[str, Callable[[str], bool]] = {
    "years": _is_years,
    "url": lambda text: re.fullmatch(r"https?://\S+", text) is not None,
    "thumbnail": lambda text: re.fullmatch(r"https?://\S+/thumbnail", text) is not None,
    "language-code": lambda text: re.fullmatch(r"[a-z]{3}", text) is not None,
    "edm-type": lambda text: text in ("TEXT", "IMAGE", "SOUND", "VIDEO", "3D"),
    "edm-rights": rights.europeana_takes,
}
_OF: dict[str, Callable[[Material], bool]] = {
    "all": lambda _: True,
    "dated": _is_dated,
    "with-pages": lambda it: it.page_count > 0,
    "leaves": lambda it: it.level in _LEAVES or it.level is None,
    "texts": lambda it: any(dcmi_types.read(v.text) == "Text" for v in it.terms.get("type", ())),
}


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that a partner asks: of these elements one has a value, of a certain form."""

    elements: tuple[str, ...]
    loses: Loss
    why: Mapping[str, str]
    form: str | None = None
    which: str = "any"
    of_which: str = "all"

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Need:
        """What a ``[[needs]]`` of a profile's file says."""
        return cls(
            elements=tuple(said["elements"]),
            loses=Loss(said["loses"]),
            why=said["why"] | {"fr": french(said["why"]["fr"])},
            form=said.get("form"),
            which=said.get("which", "any"),
            of_which=said.get("of", "all"),
        )

    def is_met(self, record: Material, texts: Mapping[str, Sequence[str]]) -> bool:
        """Whether a record is as the partner asks; ``texts``: its elements' values."""
        return self._has_all(texts) or not _OF[self.of_which](record)

    def _has_all(self, texts: Mapping[str, Sequence[str]]) -> bool:
        found = [text for element in self.elements for text in texts.get(element, ())]
        if not found or self.form is None:
            return bool(found)
        fits = [_FORMS[self.form](text) for text in found]
        return {"any": any(fits), "first": fits[0], "each": all(fits)}[self.which]
