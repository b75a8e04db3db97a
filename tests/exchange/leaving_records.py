"""Records on their way out, and what hypothesis makes of them."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from archivekit.description import inheritance
from archivekit.description.inheritance import House
from archivekit.description.record import Description, Level, Value
from archivekit.exchange.outgoing import Institution, Outgoing, Records

INSTITUTION = Institution(
    name={"fr": "Archives de Valmont"},
    contact="archives@example.org",
    place="Valmont (Doubs, France)",
    service_code="",
    language="fr",
    base_url="",
    license="",
    rights="",
    reader="fr",
    today="2026-11-27",
)
_HOUSE = House(name={"fr": "Archives de Valmont"})


def outgoing(descriptions: Sequence[Description]) -> Records:
    """These descriptions as an export gives them."""
    return lambda: iter(
        Outgoing(
            uid=f"uid-{number}",
            depth=0,
            description=description,
            exposed=inheritance.exposed(
                description, inheritance.top(_HOUSE), ark="", oai_identifier=""
            ),
            pages=(),
            is_open=True,
        )
        for number, description in enumerate(descriptions)
    )


_LETTERS = "ab é;|()\"'=+-@\n\t’«رسالة2"
_TEXT = st.text(_LETTERS, min_size=1, max_size=14).map(str.strip).filter(bool)
_LINE = _TEXT.map(lambda text: " ".join(text.split()))
_PROSE = _TEXT.map(lambda text: text.replace("\t", " "))
_LANGUAGE = st.sampled_from([None, "fr", "ar", "en", "pt-BR", "x-valmont"])


def _values(text: st.SearchStrategy[str]) -> st.SearchStrategy[list[Value]]:
    """Values in the order a sheet gives them: those of a language together."""
    values = st.lists(st.builds(Value, text, _LANGUAGE), min_size=1, max_size=4)
    return values.map(lambda them: sorted(them, key=lambda value: value.language or ""))


@st.composite
def descriptions(draw: st.DrawFn, code: str = "2 J 87") -> Description:
    """Whatever a record may say."""
    terms = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "subject": _values(_TEXT),
                "creator": _values(_LINE),
                "isPartOf": _values(_LINE),
                "description": _values(_PROSE),
                "abstract": _values(_PROSE),
                "ead:bioghist": _values(_PROSE),
                "ead:custodhist": _values(_PROSE),
            },
        )
    )
    title = draw(_LINE)
    parallel = draw(st.lists(st.builds(Value, _LINE, st.sampled_from(["ar", "en"])), max_size=3))
    if parallel:
        terms["title"] = [Value(title), *sorted(parallel, key=lambda value: value.language)]
    return Description(
        code=code,
        title=title,
        level=draw(st.sampled_from([None, *Level])),
        terms=terms,
        closed_pages=draw(st.sampled_from(["", "vues 2-3 : 2041\nvue 5", "n'importe quoi"])),
        publish=draw(st.sampled_from([None, True, False])),
        internal_notes=draw(_PROSE),
        unknown=draw(st.dictionaries(st.sampled_from(["Salle", "Cote (2)", "=x"]), _PROSE)),
    )
