"""Trees of records with every kind of access condition, and when each of them opens.

The second half is a reading of its own, kept as plain as can be: it knows what each form was made
to say, and never looks at the words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import strategies as st

NEVER = 10_000
SAYS_NOTHING = -1
# Not even that someone else decides: as if it were not there.
ASIDE = -2


@dataclass(frozen=True)
class Facts:
    """The years that delays are counted from; None: not known. ``goes_on``: it has no last one."""

    last: int | None
    birth: int | None
    death: int | None
    goes_on: bool


# Each gives the year whose first day is the first open one; 0: at once.
Meaning = Callable[..., int]


@dataclass(frozen=True)
class Said:
    """Access conditions, and what they mean. ``each``: of each record below, not of all."""

    text: str
    meaning: Meaning = field(repr=False)
    each: bool = False


def _after(years: int, start: int | None) -> int:
    return NEVER if start is None else start + years + 1


def _from_documents(years: int, facts: Facts) -> int:
    return NEVER if facts.goes_on else _after(years, facts.last)


def _either(years: int, facts: Facts) -> int:
    return min(_from_documents(years, facts), _after(25, facts.death))


def _medical(facts: Facts) -> int:
    return _after(120, facts.birth) if facts.death is None else facts.death + 26


def _stated(year: int, facts: Facts) -> int:
    return NEVER if facts.last is not None and year < facts.last else year


def _counted_from_a_day(years: int, year: int, facts: Facts) -> int:
    if facts.goes_on or (facts.last is not None and year < facts.last):
        return NEVER
    return year + years + 1


def _form(form: str, years: int, year: int) -> Said:
    text, meaning = _FORMS[form]
    return Said(
        text.format(years=years, year=year),
        lambda facts: (
            NEVER if form in _OF_A_PERSON and _died_unborn(facts) else meaning(years, year, facts)
        ),
        each=form in _OF_EACH and (form != "raised" or years >= 100),
    )


_OF_EACH = ("by the law", "parts", "all but", "raised", "each file", "the law's rest")
_OF_A_PERSON = ("birth", "death", "either", "medical")


def _died_unborn(facts: Facts) -> bool:
    """With such dates nothing is certain."""
    return facts.birth is not None and facts.death is not None and facts.death < facts.birth


def _always(year: int) -> Callable[[int, int, Facts], int]:
    return lambda *_: year


def _years(years: int, _: int, facts: Facts) -> int:
    return _from_documents(years, facts)


_FORMS: dict[str, tuple[str, Callable[[int, int, Facts], int]]] = {
    "free": ("Librement communicable.", _always(0)),
    "open": ("Open for research", _always(0)),
    "closed": ("Non communicable", _always(NEVER)),
    "asked": ("Sur dérogation", _always(NEVER)),
    "years": ("{years} ans", _years),
    "english": ("Closed for {years} years", _years),
    "latest": ("{years} ans à compter du document le plus récent", _years),
    "birth": (
        "{years} ans à compter de la naissance",
        lambda years, _, facts: _after(years, facts.birth),
    ),
    "death": (
        "{years} ans après le décès de l'intéressé",
        lambda years, _, facts: _after(years, facts.death),
    ),
    "either": (
        "{years} ans ou 25 ans après le décès",
        lambda years, _, facts: _either(years, facts),
    ),
    "law": ("vie privée", lambda *given: _from_documents(50, given[-1])),
    "medical": ("secret médical", lambda *given: _medical(given[-1])),
    "day": ("Communicable en {year}", lambda _, year, facts: _stated(year, facts)),
    "until": ("Access restricted until {year}", lambda _, year, facts: _stated(year + 1, facts)),
    "counted": (
        "Communicable au terme d'un délai de {years} ans à compter du 31 décembre {year}.",
        _counted_from_a_day,
    ),
    "both": ("Communicable. Délai : {years} ans", _always(NEVER)),
    "two": ("{years} ans ou 300 ans", _always(NEVER)),
    "except": ("Communicable sauf la pièce {years}", _always(NEVER)),
    "unclear": ("selon les règles en vigueur en {year}", _always(NEVER)),
    "silent": ("Archives privées", _always(SAYS_NOTHING)),
    "no limit": ("Il n'y a aucune restriction d'accès à ces documents.", _always(0)),
    "lost": ("Document manquant lors du récolement de {year}", _always(ASIDE)),
    "state": ("Mauvais état. Consulter le microfilm 2 Mi {years}", _always(ASIDE)),
    "in a state": ("En mauvais état. Consulter le microfilm 2 Mi {years}", _always(ASIDE)),
    "by the law": (
        "Selon la législation en vigueur",
        lambda *given: _from_documents(120, given[-1]),
    ),
    "the law's rest": (
        "Librement communicable, sous réserve des délais légaux",
        lambda *given: _from_documents(120, given[-1]),
    ),
    "parts": (
        "Dossiers de personnel : {years} ans. Le reste est librement communicable.",
        _years,
    ),
    "all but": (
        "Librement communicable, à l'exception des dossiers de carrière ({years} ans)",
        _years,
    ),
    # Of minors the law asks for 100 years: less than that is a mistake, and opens nothing.
    "raised": (
        "75 ans. Ce délai est porté à {years} ans si le dossier concerne un mineur.",
        lambda years, _, facts: _from_documents(years, facts) if years >= 100 else NEVER,
    ),
    "each file": ("{years} ans à compter de la clôture de chaque dossier", _years),
    "but one": ("Communicable sauf le dossier {years} (non communicable)", _always(NEVER)),
    "rest alone": ("Le reste du fonds est librement communicable", _always(NEVER)),
    "asked for": ("Communicable selon les modalités fixées par le déposant", _always(NEVER)),
}

YEARS = st.integers(1850, 2030)
# What a sheet can hold: a file with a NUL in it is none.
_TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30)
_NONSENSE = _TEXT.map(lambda text: Said(f"zz {text}".strip(), _always(NEVER)))
_WORDS = st.builds(_form, st.sampled_from(sorted(_FORMS)), st.integers(26, 150), YEARS)


@dataclass(frozen=True)
class Leaf:
    """One record as the archivist types it."""

    parent: int
    level: str = "pièce"
    births: bool = False
    pages: bool = True
    date: tuple[str, int | None] = ("", None)
    access: Said | None = None
    birth: int | None = None
    death: int | None = None
    online: tuple[str, int] = ("", 0)
    publish: str = ""
    withdrawn: bool = False

    @property
    def has_date(self) -> bool:
        return self.date[0] not in ("", "s.d.")

    @property
    def goes_on(self) -> bool:
        return self.date[0].endswith("-....")


_DATES = st.one_of(
    YEARS.map(lambda year: (str(year), year)),
    YEARS.map(lambda year: (f"{year - 20}-{year}", year)),
    YEARS.map(lambda year: (f"{year}-....", None)),
    st.sampled_from([("", None), ("", None), ("s.d.", None), ("vers la fin ??", None)]),
)
_ONLINE = st.one_of(
    st.just(("", 0)),
    st.just(("", 0)),
    st.integers(2000, 2060).map(lambda year: (f"{year}", year)),
    st.sampled_from([("non", NEVER), ("libre", 0), ("on verra", NEVER)]),
)
LEAVES = st.builds(
    Leaf,
    parent=st.integers(-1, 6),
    level=st.sampled_from(["pièce", "dossier", "série", ""]),
    births=st.sampled_from([False, False, False, True]),
    pages=st.booleans(),
    date=_DATES,
    access=st.one_of(st.none(), _WORDS, _WORDS, _NONSENSE),
    birth=st.none() | YEARS,
    death=st.none() | YEARS,
    online=_ONLINE,
    publish=st.sampled_from(["", "", "", "oui", "non", "?"]),
    withdrawn=st.sampled_from([False, False, False, False, True]),
)
TREES = st.lists(LEAVES, min_size=1, max_size=7)


@dataclass(frozen=True)
class Rules:
    """What archive.toml says of the records that have births in their titles."""

    years: int
    count_from: str

    def opens(self, facts: Facts) -> int:
        start = {"document": facts.last, "birth": facts.birth, "death": facts.death}
        return _after(self.years, start[self.count_from])


RULES = st.none() | st.builds(
    Rules, years=st.integers(50, 130), count_from=st.sampled_from(["document", "birth", "death"])
)


@dataclass
class _Down:
    """What comes down to a record's children."""

    opens: int = 0
    gone: bool = False
    said: Said | None = None
    last: int | None = None
    birth: int | None = None
    death: int | None = None
    births: bool = False


def open_in(tree: list[Leaf], rules: Rules | None, year: int) -> list[bool]:
    """Whether each record may be in the edition of a year."""
    downs: list[_Down] = []
    found = []
    for leaf in tree:
        above = downs[leaf.parent] if leaf.parent >= 0 else _Down()
        down = _down(leaf, above, rules)
        downs.append(down)
        found.append(down.opens <= year and not down.gone)
    return found


def _down(leaf: Leaf, above: _Down, rules: Rules | None) -> _Down:
    last = leaf.date[1] if leaf.has_date else above.last
    birth = above.birth if leaf.birth is None else leaf.birth
    death = above.death if leaf.death is None else leaf.death
    own = Facts(leaf.date[1], leaf.birth, leaf.death, leaf.goes_on)
    here = Facts(last, birth, death, leaf.goes_on)
    opens = leaf.access.meaning(own) if leaf.access else ASIDE
    is_silent = opens in (SAYS_NOTHING, ASIDE)
    said = above.said if is_silent else leaf.access
    is_heading = leaf.level == "série" and not leaf.pages
    if is_heading and said is not None and said.each:
        opens = 0
    elif is_silent:
        opens = _by_the_parents(leaf, above, here, private=opens == SAYS_NOTHING)
    births = leaf.births or above.births
    online = [leaf.online[1] if leaf.online[0] in ("", "non", "libre", "on verra") else
              _stated(leaf.online[1], own)]  # fmt: skip
    if rules and births and not is_heading:
        online.append(rules.opens(here))
    if leaf.publish in ("non", "?"):
        online.append(NEVER)
    return _Down(
        opens=max(above.opens, opens, *online),
        gone=above.gone or leaf.withdrawn,
        said=said,
        last=last,
        birth=birth,
        death=death,
        births=births,
    )


def _by_the_parents(leaf: Leaf, above: _Down, here: Facts, *, private: bool) -> int:
    if above.said is None:
        return NEVER if private else 0
    has_nothing = not leaf.has_date and leaf.birth is None and leaf.death is None
    if has_nothing and not above.said.each:
        return 0
    return above.said.meaning(here)
