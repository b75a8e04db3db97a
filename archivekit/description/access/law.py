"""The delays of the Code du patrimoine, article L213-2 (in force since 31 July 2021), as a table.

Owns how long each kind of document stays closed, from what that is counted, and the words by which
archivists name it. All else is free at once (L213-1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class From(StrEnum):
    """What a delay is counted from."""

    DOCUMENT = "document"
    BIRTH = "birth"
    DEATH = "death"


@dataclass(frozen=True, slots=True)
class Delay:
    """A number of years from the latest document, a birth or a death."""

    years: int
    counted_from: From = From.DOCUMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of document that the law closes. No delay at all: for ever (L213-2 II).

    ``delay`` holds, or ``instead``, counted from the death, where that is known and ends sooner;
    with ``instead_always`` as soon as the death is known. ``words``: by which archivists name it,
    folded, as a regular expression.
    """

    key: str
    paragraph: str
    delay: Delay | None
    instead: Delay | None = None
    instead_always: bool = False
    fr: str
    en: str
    words: str

    @property
    def article(self) -> str:
        """The article as it is cited: ``L213-2, I, 3°``."""
        return f"L213-2, {self.paragraph}"


_AFTER_DEATH = Delay(25, From.DEATH)

TABLE = (
    Rule(
        key="government",
        paragraph="I, 1° a",
        delay=Delay(25),
        fr="délibérations du Gouvernement, relations extérieures, monnaie, secret des affaires, "
        "infractions fiscales et douanières, statistiques",
        en="deliberations of the Government, foreign relations, currency, business secrecy, "
        "tax and customs offences, statistics",
        words=r"(?:secret des )?deliberations du gouvernement|relations exterieures"
        r"|secret (?:des affaires|(?:en matiere )?(?:commercial|industriel)e?"
        r"(?: et (?:commercial|industriel)e?)?)|infractions (?:fiscales|douanieres)",
    ),
    Rule(
        key="medical",
        paragraph="I, 2°",
        delay=Delay(120, From.BIRTH),
        instead=_AFTER_DEATH,
        instead_always=True,
        fr="secret médical",
        en="medical secrecy",
        words=r"secret medical|(?:informations?|donnees|dossiers?|pieces?|documents?)"
        r" (?:medicales?|medicaux|de sante)|medical (?:secrecy|records?|confidentiality)",
    ),
    Rule(
        key="privacy",
        paragraph="I, 3°",
        delay=Delay(50),
        fr="vie privée, jugement de valeur sur une personne, sécurité des personnes, "
        "sécurité publique, sûreté de l'État, défense nationale",
        en="private life, judgement on a person, safety of persons, public security, "
        "security of the State, national defence",
        words=r"(?:secret de |respect de |protection de )?(?:la )?vie privee"
        r"|(?:jugements? de valeur|appreciation)(?: sur une personne(?: physique)?)?"
        r"|securite (?:publique|des personnes)|surete de l'etat|(?:secret de la )?defense nationale"
        r"|private life|privacy|national (?:defence|security)",
    ),
    Rule(
        key="statistics",
        paragraph="I, 4° a",
        delay=Delay(75),
        instead=_AFTER_DEATH,
        fr="enquêtes statistiques sur les faits et comportements d'ordre privé (recensements)",
        en="statistical surveys of private facts and behaviour (censuses)",
        words=r"recensements?(?: de (?:la )?population)?|listes? nominatives?"
        r"|enquetes? statistiques?|census(?:es)?",
    ),
    Rule(
        key="police",
        paragraph="I, 4° b",
        delay=Delay(75),
        instead=_AFTER_DEATH,
        fr="enquêtes de la police judiciaire",
        en="criminal investigations",
        words=r"(?:enquetes? (?:de (?:la )?)?)?police judiciaire|criminal investigations?",
    ),
    Rule(
        key="courts",
        paragraph="I, 4° c",
        delay=Delay(75),
        instead=_AFTER_DEATH,
        fr="affaires portées devant les juridictions",
        en="cases brought before the courts",
        words=r"(?:affaires|dossiers?|procedures?) (?:judiciaires?"
        r"|portee?s devant les juridictions)|secret de l'instruction|court (?:cases?|records?)",
    ),
    Rule(
        key="notaries",
        paragraph="I, 4° d",
        delay=Delay(75),
        instead=_AFTER_DEATH,
        fr="minutes et répertoires des officiers publics ou ministériels (notaires)",
        en="records of notaries",
        words=r"(?:minutes|repertoires|actes)(?: et repertoires)?(?: des?)? (?:notaires?|notaries"
        r"|notaria(?:les|ux))|notarial (?:records|deeds)",
    ),
    Rule(
        key="births-marriages",
        paragraph="I, 4° e",
        delay=Delay(75),
        instead=_AFTER_DEATH,
        fr="registres de naissance et de mariage de l'état civil, à compter de leur clôture",
        en="registers of births and marriages, from their closing",
        words=r"(?:etat[ -]civil\s*[:,]?\s*)?(?:(?:registres?|actes?) d(?:e |es ))?"
        r"(?:naissances?|mariages?)(?: et (?:de |des )?(?:mariages?|naissances?))?"
        r"|(?:registers? of )?(?:births?|marriages?)(?: and (?:marriages?|births?))?",
    ),
    Rule(
        key="minors",
        paragraph="I, 5°",
        delay=Delay(100),
        instead=_AFTER_DEATH,
        fr="mêmes documents sur des mineurs ; intimité de la vie sexuelle ; "
        "sécurité de personnes nommément désignées",
        en="the same about minors; sexual life; safety of persons named",
        words=r"mineure?s?|personnes? mineures?|enfants? mineurs?|(?:intimite de la )?vie sexuelle"
        r"|minors?|sexual life",
    ),
    Rule(
        key="weapons",
        paragraph="II",
        delay=None,
        fr="armes nucléaires, biologiques, chimiques ou de destruction massive",
        en="nuclear, biological, chemical weapons or weapons of mass destruction",
        words=r"armes (?:nucleaires|biologiques|chimiques|de destruction massive)"
        r"|weapons of mass destruction",
    ),
)

# No delay of the law that ends is longer, counted from the latest document: a birth is before it.
LONGEST = max(rule.delay.years for rule in TABLE if rule.delay)

_BY_KEY = {rule.key: rule for rule in TABLE}
# What is named by the same number of the article has the same delay.
_BY_NUMBER = {"1": "government", "2": "medical", "3": "privacy", "4": "courts", "5": "minors"}
_NUMBER = re.compile(
    r"(?:(?:code du patrimoine,? )?"
    r"(?:art(?:icle)?\.? ?)?l\.? ?213-2,? ?(?:\(? ?i(?:er)?\)?[ ,.-]*)?)"
    r"(?:al(?:inea)?\.? ?)?(?P<number>[1-5]) ?(?:°|o|e)?[ ,]*(?:[a-e]\)?)?"
    r"(?:,? du code du patrimoine)?"
)
_WORDS = [(rule, re.compile(rule.words)) for rule in TABLE]
_INSIDE = [(rule, re.compile(rf"\b(?:{rule.words})\b")) for rule in TABLE]


def rule(key: str) -> Rule:
    """The rule of a key."""
    return _BY_KEY[key]


@lru_cache(maxsize=4096)
def named(words: str) -> Rule | None:
    """The rule that folded words name, by its reason or its article, and nothing else."""
    if match := _NUMBER.fullmatch(words):
        return _BY_KEY[_BY_NUMBER[match["number"]]]
    found = [rule for rule, pattern in _WORDS if pattern.fullmatch(words)]
    return found[0] if len(found) == 1 else None


def rules_in(words: str) -> list[Rule]:
    """The rules that folded words name among others."""
    return [rule for rule, pattern in _INSIDE if pattern.search(words)]


def article_of(delay: Delay) -> str:
    """The article that has a delay, without the kind of document; empty where none has."""
    rule = next((rule for rule in TABLE if rule.delay == delay), None)
    return rule.article.partition("°")[0] + "°" if rule else ""
