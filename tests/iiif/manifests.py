"""A record to write the manifest of."""

from __future__ import annotations

from archivekit.description.exposed import Ancestor, Exposed, ExposedPage
from archivekit.description.record import Value


def pages(count: int, width: int = 3000, height: int = 4000) -> tuple[ExposedPage, ...]:
    return tuple(
        ExposedPage(number, str(number), f"{number:064x}", width, height)
        for number in range(1, count + 1)
    )


RECORD = Exposed(
    ark="ark:/99999/b1zzzz",
    oai_identifier="oai:archives.example.org:ark:/99999/b1zzzz",
    code="2 J 87",
    title="Registre",
    full_title="Fonds Léa – Registre",
    level="file",
    terms={
        "title": [Value("Registre", "fr")],
        "description": [Value("Étrangers arrivés", "fr"), Value("سجل", "ar")],
        "creator": [Value("Commissariat")],
    },
    date_text="vers 1936",
    year_first=1936,
    year_last=1936,
    languages=("fre",),
    institution={"fr": "Archives de Valmont", "en": "Archives of Valmont"},
    source="Archives de Valmont, 2 J 87",
    sets=("2J",),
    ancestors=(Ancestor("ark:/99999/b1yyyy", "2 J", "Fonds Léa"),),
    pages=pages(3),
)
