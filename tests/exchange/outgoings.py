"""Records on their way out, made by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from archivekit.description import dcmi_terms
from archivekit.description.exposed import Ancestor, Exposed, ExposedPage
from archivekit.description.record import Description, Level, Value
from archivekit.exchange.outgoing import (
    Institution,
    Outgoing,
    OutgoingAuthority,
    OutgoingPage,
    Records,
    Writer,
    no_authorities,
)
from archivekit.problems import Problems

SITE = "https://archives.valmont.example"
INSTITUTION = Institution(
    name={"fr": "Archives municipales de Valmont", "en": "Valmont Town Archives"},
    contact="archives@valmont.example",
    place="Valmont (Doubs, France)",
    service_code="FRAC99999",
    language="fr",
    base_url=SITE,
    license="",
    rights="",
    reader="fr",
    today="2024-05-01",
)
RECORD = Exposed(
    ark="ark:/99999/b1x",
    oai_identifier="oai:archives.valmont.example:ark:/99999/b1x",
    code="2 J 87",
    title="Avis à la population",
    full_title="Avis à la population",
    level="item",
    terms={
        "title": [Value("Avis à la population", "fr"), Value("إعلان", "ar")],
        "creator": [Value("Ville de Valmont")],
        "type": [Value("affiche", "fr")],
        "subject": [Value("étranger", "fr"), Value("police <municipale> & garde")],
        "spatial": [Value("Valmont (Doubs, France ; commune)")],
        "license": [Value("https://creativecommons.org/publicdomain/mark/1.0/deed.fr")],
        "provenance": [Value("Versement de 1950", "fr")],
        "audience": [Value("chercheurs")],
        "ead:bioghist": [Value("La ville de Valmont")],
    },
    date_text="12 mai 1936",
    date_edtf="1936-05-12",
    year_first=1936,
    year_last=1936,
    languages=("fre", "ara"),
    institution=dict(INSTITUTION.name),
    source="Archives municipales de Valmont, 2 J 87",
    ancestors=(Ancestor("ark:/99999/b1f", "2 J", "Fonds de la police"),),
    pages=(ExposedPage(1, "recto", "key", 800, 600), ExposedPage(2, "verso", "kez", 800, 600)),
)


def outgoing(record: Exposed = RECORD, *, depth: int = 0, is_open: bool = True) -> Outgoing:
    """A record with a master for each page, as the export gives it."""
    pages = tuple(
        OutgoingPage(
            number=it.number,
            label=it.label,
            file=f"2J87 {it.number:03}.tif",
            frame=0,
            exposed=it,
            size=1000 + it.number,
            sha512=f"{it.number:0128x}",
            mime="image/tiff",
        )
        for it in record.pages
    )
    return Outgoing(
        uid=f"uid-{record.code}",
        depth=depth,
        description=Description(record.code, record.title, Level.ITEM),
        exposed=record,
        pages=pages,
        is_open=is_open,
    )


def records(*outgoings: Outgoing) -> Records:
    def walk() -> Iterator[Outgoing]:
        return iter(outgoings)

    return walk


def written(
    writer: Writer,
    folder: Path,
    *given: Outgoing,
    name: str = "out",
    base_url: str = SITE,
    authorities: Callable[[], Iterator[OutgoingAuthority]] = no_authorities,
) -> tuple[Path, Problems]:
    """What a writer makes of records, and what it tells."""
    problems = Problems()
    target = folder / name
    institution = replace(INSTITUTION, base_url=base_url, authorities=authorities)
    writer(records(*given), institution, target, problems)
    return target, problems


TEXTS = st.text(max_size=30)
VALUES = st.lists(
    st.builds(Value, TEXTS, st.sampled_from([None, "fr", "ar", "", "x y"])), max_size=3
)
OF_TYPE = st.sampled_from(["affiche", "registre", "film", "témoignage oral", "médaille", "?"])
OF_RIGHTS = st.sampled_from(
    ["CC BY-SA 3.0 FR", "domaine public", "Licence Ouverte", "InC", "https://example.org/a b"]
)


@st.composite
def exposed_records(draw: Callable[[st.SearchStrategy[object]], object]) -> Exposed:
    """Any record: words of any kind, dates of any kind, with pages or without."""
    terms = draw(st.dictionaries(st.sampled_from([*dcmi_terms.TERMS, "ead:odd"]), VALUES))
    assert isinstance(terms, dict)
    terms["type"] = [Value(str(draw(OF_TYPE)))]
    terms["license"] = [Value(str(draw(OF_RIGHTS)))]
    return replace(
        RECORD,
        terms=terms,
        full_title="T" + str(draw(TEXTS)),
        code=str(draw(TEXTS)),
        ark=str(draw(st.sampled_from(["", RECORD.ark]))),
        date_text=str(draw(TEXTS)),
        date_edtf=draw(
            st.sampled_from(
                [None, "1936", "1936-05", "1914/1918", "1936~", "0000", "1936-21", "../1918"]
            )
        ),
        languages=draw(st.sampled_from([(), ("fre",), ("ara", "roa-x")])),
        pages=draw(st.sampled_from([(), RECORD.pages])),
    )
