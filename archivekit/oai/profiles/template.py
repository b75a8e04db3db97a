"""Templates: words with fields in braces, ``"{institution}, {code}"``. Nothing else: no code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archivekit.description.record import Value
from archivekit.oai.profiles import material
from archivekit.oai.profiles.material import Material

_FIELD = re.compile(r"\{([A-Za-z_:0-9]+)\}")


@dataclass(frozen=True, slots=True)
class Template:
    """Words and fields in turn: the words stand at even places, the fields' names at odd ones."""

    parts: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Template:
        """The template that a text is."""
        return cls(tuple(_FIELD.split(text)))

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it names."""
        return self.parts[1::2]

    @property
    def repeated(self) -> list[str]:
        """Those of its fields that may have several values."""
        return [name for name in dict.fromkeys(self.fields) if material.is_repeated(name)]

    def faults(self) -> Iterator[tuple[str, str]]:
        """What is amiss with it: the key of a sentence, and what this is about."""
        for name in self.fields:
            if not material.is_field(name):
                yield "profile-no-field", name
        if len(self.repeated) > 1:
            yield "profile-two-repeated", ", ".join(self.repeated)
        for words in self.parts[::2]:
            if "{" in words or "}" in words:
                yield "profile-brace", words

    def values(self, record: Material, language: str | None = None) -> list[Value]:
        """A value for each of its repeated field's, none where a field has nothing to say."""
        if len(self.parts) == 3 and not self.parts[0] and not self.parts[2]:
            return [
                Value(it.text, language or it.language)
                for it in material.values(record, self.parts[1], language)
            ]
        return [Value(text, language) for text in self._texts(record, language)]

    def _texts(self, record: Material, language: str | None) -> Iterator[str]:
        found = {
            name: [it.text for it in material.values(record, name, language)]
            for name in self.fields
        }
        if not all(found.values()):
            return
        repeated = self.repeated
        for text in found[repeated[0]] if repeated else [""]:
            said = {name: texts[0] for name, texts in found.items()}
            if repeated:
                said[repeated[0]] = text
            yield "".join(said[it] if at % 2 else it for at, it in enumerate(self.parts))
