"""Words on access, French or English, to what they say: each sentence one of a few forms.

Owns the forms, and counts nothing. A sentence of which one word is not understood is not
understood: nothing is opened by the rest of it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from archivekit.description import dates
from archivekit.description.access import law
from archivekit.description.access.law import Delay, From
from archivekit.description.dates.wording import MONTH
from archivekit.description.words import bare


class Plain(Enum):
    """A sentence that states no day and no delay."""

    OPEN = "open"
    NEVER = "never"
    # Legal status, physical state, where to look: nothing on when the record may be seen.
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Stated:
    """The first day on which the record may be seen, as the sentence states it."""

    day: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A delay, from the day ``start`` where the sentence states one."""

    delay: Delay
    start: str | None = None


@dataclass(frozen=True, slots=True)
class Delays:
    """Delays of which the one that ends first holds; with ``death_decides`` the one after death.

    ``rule``: the key of the law's rule that the sentence names as its reason.
    """

    either: tuple[Counted, ...]
    death_decides: bool = False
    rule: str = ""


Said = Plain | Stated | Delays

_LONGEST_TEXT = 1000
_LONGEST_CLAUSE = 300
_LATEST_OPENING = 2400
_LONGEST_DELAY = 200

# What may not stand in words that are passed over: an exception, a limit, another delay.
_LIMIT = re.compile(
    r"\b(?:sauf|hors|hormis|excepte\w*|exception\w*|except\w*|unless|mais|but|toutefois|cependant"
    r"|neanmoins|however|sinon|otherwise|ou|or|si|if|when|once|pas|non|not|none|no|neither|nor"
    r"|partie\w*|partiel\w*|parts?|portions?|some|most|certain\w*|quelques|plupart|half|few|only"
    r"|uniquement|seule\w*|rest\w*|remainder|ans?|annees?|years?|delais?|compter|partir|apres|avant"
    r"|jusqu|until|till|before|after|from|terme|expiration|autorisation|derogation|accord"
    r"|permission|request|appointment|demande|fermee?s?|closed|restreint\w*|restrict\w*|communicables?|incommunicables?)\b"
)
# The articles of the law that a sentence cites: their numbers are no years.
_CITATION = re.compile(
    r"(?:articles? |art\.? ?)?l\.? ?213[.-]\d(?: ?(?:a|et|,) (?:l\.? ?)?213[.-]\d)*"
    r"(?:[ ,]*(?:\(?i{1,3}\b\)?|\d ?°|\b[a-e]\b\)?))*|(?:du )?code du patrimoine"
    r"|loi (?:n° ?)?(?:\d{4}-\d+ )?(?:du \d{1,2}(?:er)? \w+ \d{4})?"
)
# A full stop or semicolon ends a sentence, unless it stands in an abbreviation.
_ABBREVIATION = re.compile(r"\b(art|al|l|n|cf|no)\.\s+(?=\d|l|i)")
_END = re.compile(
    r"\s*\n\s*|[.;]\s+"
    # The heads of EAD, and paragraphs that were put in a row.
    r"|(?<!de )(?<!d')\b(?:communicabilite|statut juridique)\s*:?\s+(?=\S)"
    r"|(?<=[a-z]) (?=communicables? (?:au terme|a l'issue|a l'expiration)\b)"
    r"(?<!librement )(?<!non )(?<!est )(?<!sont )(?<!documents )(?<!document )"
)
_LABEL = re.compile(
    r"^(?:(?:date de )?communicabilite|conditions? d'acces|acces|access(?: conditions| status)?"
    r"|restrictions?(?: d'acces)?|statut|delai de communica(?:bilite|tion)(?= :| est))"
    r"\s*(?::| est)\s*(?:de )?"
)
_STATUS = re.compile(r"^archives (?:privees|publiques)\b[\s,:–-]*(?=\S)")
_CITED_FIRST = re.compile(
    r"^(?:en application|en vertu|aux termes|conformement|d'apres|selon)"
    r"(?P<cited>\s[^,]*(?:code du patrimoine|\bloi\b)[^,]*),\s*"
)
_CITED_LAST = re.compile(
    r",?\s*(?:en application|en vertu|aux termes|conformement|d'apres)"
    r"(?P<cited>\s[^,()]*(?:code du patrimoine|\bloi\b)[^,()]*)$"
)
_WORD = re.compile(r"\w+")
_OF_CITATIONS = frozenset(
    (
        *("d", "l", "de", "du", "des", "la", "le", "les", "a", "aux", "au", "et", "dispositions"),
        *("article", "articles", "livre", "relative", "relatives", "archives", "modifiee"),
    )
)
_RESERVE = re.compile(
    r",?\s*sous reserve d(?:e |es |u )(?:(?:restrictions )?(?:imposees )?par )?"
    r"(?:l'|leur |son |la )?(?:bon |bonne )?(?:etat|conservation)(?: materiel\w*| physique)?"
    r"(?: (?:de conservation|d(?:es|u) (?:documents?|originaux)))*$"
)
_SHORTER = re.compile(
    r",?\s*\(?(?:si (?:ce |ce dernier )?(?:delai )?(?:est )?plus (?:bref|court)"
    r"|si la date (?:d[eu] )?(?:son )?deces (?:n'est pas|est in) ?connue"
    r"|whichever is (?:the )?(?:shorter|sooner|earlier))\)?$"
)
_UNLESS_ASKED = re.compile(
    r",?\s*\(?(?:sauf|hors) (?:sur |avec )?(?:derogation|autorisation)s?"
    r"(?: (?:individuelle|speciale|expresse)s?)?\)?$"
)

_DOCUMENTS = (
    r"(?:(?:il est|ils sont|elles sont"
    r"|(?:l'ensemble (?:du|de ce) |le |ce |les |ces |the |this )?"
    r"(?:documents?|dossiers?|archives|articles?|pieces?|fonds|registres?|series?|files?|records?"
    r"|collections?|papers)(?: decrits (?:dans le present instrument de recherche|ci-(?:dessous"
    r"|apres)))?(?:,? (?:sont|est|is|are))?)[\s,:]+)?"
)
_MAY_BE_SEEN = r"(?:communicables?|accessibles?|consultables?|diffusables?|publiables?)"
_OPEN = re.compile(
    rf"{_DOCUMENTS}(?:tous |toutes |entierement )?(?:librement |immediatement )?{_MAY_BE_SEEN}"
    r"(?: (?:immediatement|librement|sans (?:delai|restrictions?)|de plein droit))?"
    r"(?:,? (?:sur reproductions? numeriques?|sur microfilms?|en ligne|en salle de lecture))?"
    r"|(?:en )?(?:acces|communication|consultation) (?:est )?(?:libre|en ligne|immediate?)"
    rf"|{_DOCUMENTS}(?:libre(?: acces| communication| consultation)?|libres)|ouverte?s?"
    r"|public|publique"
    r"|(?:sans|aucune|pas de) restrictions?(?: d'acces| de communication| de consultation)?|oui|o"
    r"|(?:est )?en ligne"
    rf"|{_DOCUMENTS}(?:freely )?(?:open|available)(?: access)?"
    r"(?: (?:for|to) (?:research(?:ers)?|the public|consultation|all))?"
    r"|(?:there are )?no (?:access )?restrictions?(?: (?:on|to) access)?|unrestricted"
    r"|yes"
)
# With words of the institution's own in it, which must not limit what the sentence says.
_OPEN_HERE = re.compile(
    r"(?:est )?(?:en ligne|consultables? en ligne) sur (?:internet|le site(?: internet)?"
    r"(?: (?:de |du |des |de la |de l')(?:archives|service|ville|commune|departement|institution)"
    r"(?: (?:departementales|municipales|regionales|nationales))?)?)"
    r"|(?P<whose>[\w' -]{1,60}) (?:collection|papers|fonds|series) (?:is|are)"
    r" (?:freely )?open(?: (?:for|to) (?:research(?:ers)?|the public|consultation))?"
)
_NEVER = re.compile(
    rf"{_DOCUMENTS}(?:non|jamais|in) ?-?(?:{_MAY_BE_SEEN})"
    r"|(?:acces |access )?(?:est |is )?(?:ferme|interdit|restreint|reserve|confidentiel)e?s?"
    r"|confidentiel|non|n|no"
    r"|(?:acces |access |(?:non )?communicables? |consultables? )?(?:uniquement |seulement )?"
    r"(?:sur|sous|soumise? a|avec) (?:derogation|autorisation)"
    r"|(?:access )?(?:is )?(?:permanently )?(?:closed|restricted|never|confidential)"
    r"|(?:not|never) (?:open|available|accessible)|no access"
)
_SILENT = re.compile(
    r"archives (?:privees|publiques)"
    r"|l'ensemble (?:du|de ce) fonds est soumis au regime des archives (?:privees|publiques)"
    r"|(?:documents? )?non numerisables?(?: en l'etat)?"
    r"|(?:documents? )?(?:numerises?|microfilmes?)(?: et mis en ligne)?"
    r"(?: sur le site(?: internet)?(?: des archives(?: (?:du service|departementales|municipales))?"
    r")?)?"
    r"|(?:consultez|consulter|voir) les? microfilms? [\w /-]{1,40}"
    r"(?:et recherchez l'ancienne cote [\w /-]{1,30})?"
    r"|(?:etat (?:materiel |de conservation )?(?:[:]? )?)?(?:bon|mauvais|mediocre)(?: etat)?"
    r"(?: de conservation)?"
)

_NUMBERS = {
    "cent vingt": 120, "cent": 100, "soixante-quinze": 75, "soixante quinze": 75, "soixante": 60,
    "cinquante": 50, "trente": 30, "vingt-cinq": 25, "vingt cinq": 25, "one hundred": 100,
    "seventy-five": 75, "fifty": 50, "twenty-five": 25,
}  # fmt: skip
_DELAY = re.compile(
    rf"{_DOCUMENTS}(?:(?:non |librement |in)?(?:{_MAY_BE_SEEN}|libres?|open|available)[\s,:]+)?"
    r"(?:(?:ferme|closed|restricted|restreint)e?s?[\s,:]+)?"
    r"(?:(?:au terme |a l'issue |a l'expiration |apres |dans |pendant |pour )?"
    r"(?:d')?(?:un |le )?delai(?: de communica(?:bilite|tion))?(?: legal| reglementaire)?"
    r" ?(?:de|:|est de|=)|delai|apres|passe|au bout de|pendant|pour|in|after|for|dans"
    r"|a l'issue de|au terme de|not open for)?\s*"
    rf"(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})\s*(?:ans?|annees?|years?)"
    r"(?P<counted>[\s,(]+(?:revolus? )?(?:a compter|a partir|apres|depuis|from|after|of|since)"
    r"\b.+)?"
)
_EITHER = re.compile(
    r"(?P<one>.+?)[\s,(]+(?:ou|or)(?:,? a defaut,?)?\s+"
    r"(?P<other>(?:un delai de )?[\w -]{1,20}? (?:ans|years) .+)"
)
_COUNTED = re.compile(
    r"[\s,(]+(?:revolus? )?(?:a compter|a partir|apres|depuis|from|after|of|since)\s*"
    r"(?:d(?:u|e la|e l'|es|e)\b|d'|le\b|la\b|l'|the\b)?\s*(?P<what>.+?)[)]?"
)
_OF_DOCUMENT = re.compile(
    r"(?:(?:date|annee) (?:d(?:u|es|e la|e l'|e)|of(?: the)?)\s*)?(?:l')?"
    r"(?:cloture|fermeture|creation|fin|closure|closing)?"
    r"(?:\s*(?:du|de la|de l'|des|of the)\s*)?(?:dernier|latest|last)?\s*"
    r"(?:document|dossier|registre|acte|affaire|file|record|piece)?s?"
    r"(?:\s*(?:le|la) plus recente?)?(?:\s*(?:inclus|contenu)e? dans le dossier)?"
    r"(?:\s*pour chacun des articles de ce versement)?"
)
_PERSON = (
    r"(?:\s*(?:de |of )?(?:l'|la |les |des |d'une |the )?(?:interesse|personne|person)e?s?"
    r"(?: (?:concerne|designe)e?s?| en cause| concerned)?)?"
)
_OF_BIRTH = re.compile(
    rf"(?:(?:date|annee) de (?:la |leur |sa )?)?naissance{_PERSON}|(?:date of )?birth{_PERSON}"
)
_OF_DEATH = re.compile(
    rf"(?:(?:date|annee) d[eu] (?:la |leur |son )?)?(?:deces|mort){_PERSON}"
    rf"|(?:date of )?death{_PERSON}"
)

_FROM_DAY = re.compile(
    rf"{_DOCUMENTS}(?:(?:librement )?(?:{_MAY_BE_SEEN}|libres?|ouverte?s?|en ligne|opens?|will open"
    r"|to be opened|available|online|on line)[\s,:]+)?"
    r"(?:a (?:partir|compter) d(?:u |e l'|e |')|des (?:le )?|depuis (?:le )?"
    r"|le |en |au |from |on |in |since |as of )?(?P<date>\S.*)"
)
_CLOSED = (
    rf"{_DOCUMENTS}(?:(?:non|in)[ -]?{_MAY_BE_SEEN}|(?:acces )?(?:ferme|restreint|interdit)e?s?"
    r"|(?:access )?(?:is |are )?(?:closed|restricted|embargoed|unavailable|not (?:open|available)"
    r"|no access))"
)
_CLOSED_BEFORE = re.compile(rf"{_CLOSED} (?:avant|before) (?:le |l'annee |the )?(?P<date>.+)")
_CLOSED_UNTIL = re.compile(
    rf"(?:{_CLOSED} (?:jusqu'(?:en|au?)|until|till|through)"
    r"|(?:communicable|consultable|open|ouvert) (?:apres|after)) (?:le |l'annee |the )?(?P<date>.+)"
)

# A date and nothing else: the reader of dates passes over words beside one in parentheses.
_PIECE_OF_DATE = re.compile(
    rf"(?:{MONTH})\.?|\d{{1,4}}(?:er|st|nd|rd|th)?,?|\d{{1,4}}(?:[/.-]\d{{1,4}}){{1,2}}"
    r"|premier|of|the|an|annee"
)

_REASON_LAST = re.compile(
    r"\s*\((?P<inside>[^()]{1,120})\)$"
    r"|(?:\s*[,:–]|\s-)?\s+(?:au titre d(?:e la |e l'|es |e |u )|au motif d(?:e |u )"
    r"|pour (?:cause|raison) d(?:e |u )|because of )(?P<named>[^()]{1,120})$"
    r"|,?\s+en raison d(?P<why>[^()]{1,120})$"
    r"|\s*[,:–-]\s*(?P<after>[^(),:]{3,80})$"
    r"|(?<=ans)\s+(?P<beside>[^(),:\d]{3,60})$"
)
_REASON_FIRST = re.compile(
    r"^(?P<reason>[^(),:\d]{3,80}?)\s*(?:[,:(–-]\s*|\s)(?=\d|delai|[a-z]+ ans)"
)
# What is certainly a reason, in parentheses, though not one of the law's table.
_SOME_REASON = re.compile(
    r"(?:secret|vie privee|respect de|protection|mineurs?|donnees? (?:personnelles?|de sante)"
    r"|dossiers? (?:medica|nominati)|art(?:icle|\.)?\b|code du patrimoine|l\.? ?213|rgpd|gdpr).*"
)


@lru_cache(maxsize=65536)
def sentences(text: str) -> tuple[Said, ...] | None:
    """What each sentence of a text says; None where one is not understood; () for no words."""
    if len(text) > _LONGEST_TEXT:
        return None
    found = [_sentence(clause) for clause in _clauses(text)]
    return None if None in found else tuple(said for said in found if said is not None)


def _clauses(text: str) -> Iterator[str]:
    folded = _ABBREVIATION.sub(r"\1 ", bare(text.replace("\u00a0", " ")))
    for clause in _END.split(folded):
        if stripped := " ".join(clause.split()).strip(" .;"):
            yield stripped


def _sentence(clause: str) -> Said | None:
    if len(clause) > _LONGEST_CLAUSE:
        return None
    said = _form(clause)
    if said is not None:
        return said
    plain = _RESERVE.sub("", _LABEL.sub("", _uncited(_STATUS.sub("", clause), _CITED_FIRST)))
    asked = _UNLESS_ASKED.sub("", plain)
    said = _with_reason(_uncited(asked, _CITED_LAST))
    return None if said is Plain.OPEN and asked != plain else said


def _uncited(clause: str, form: re.Pattern[str]) -> str:
    """A sentence without the law that it cites, where nothing else stands beside it."""
    match = form.search(clause)
    return form.sub("", clause) if match and _cites_only(match["cited"]) else clause


def _cites_only(words: str) -> bool:
    return all(word in _OF_CITATIONS for word in _WORD.findall(_CITATION.sub(" ", words)))


def _limits_nothing(words: str) -> bool:
    """Whether words that are passed over say nothing of when."""
    rest = _CITATION.sub(" ", words)
    return not _LIMIT.search(rest) and not re.search(r"\d", rest)


def _with_reason(clause: str) -> Said | None:
    """The sentence with the reason that it gives: the law's own word on it is kept."""
    if (said := _form(clause)) is not None:
        return said
    for form in (_REASON_LAST, _REASON_FIRST):
        if match := form.search(clause):
            rest = (clause[: match.start()] + clause[match.end() :]).strip()
            groups = {name: it for name, it in match.groupdict().items() if it}
            rule, is_reason = _reason(groups)
            if is_reason and (said := _form(rest)) is not None:
                return _because(said, rule, match[0])
    return None


def _reason(groups: dict[str, str]) -> tuple[law.Rule | None, bool]:
    """The longest rule that a reason names, and whether it is a reason at all."""
    ((where, words),) = groups.items()
    if (rule := law.named(words.strip())) is not None:
        return rule, True
    pieces = [piece.strip() for piece in re.split(r"[,;]| et ", words) if piece.strip()]
    rules = [law.named(piece) for piece in pieces]
    unnamed = [piece for piece, rule in zip(pieces, rules, strict=True) if rule is None]
    if unnamed and where not in ("inside", "named", "why"):
        return None, False
    is_reason = all(
        _limits_nothing(piece) and (where == "why" or _SOME_REASON.fullmatch(piece))
        for piece in unnamed
    )
    named = [rule for rule in rules if rule is not None]
    return max(named, key=_how_long, default=None), is_reason


def _how_long(rule: law.Rule) -> int:
    return rule.delay.years if rule.delay else _LONGEST_DELAY


def _because(said: Said, rule: law.Rule | None, words: str) -> Said | None:
    """What is said, for a reason. Nothing is open for a reason, but by the law."""
    if said is Plain.OPEN:
        return said if rule is None and not _CITATION.sub("", words).strip(" (),;.") else None
    if rule is None or not isinstance(said, Delays):
        return said
    return Delays(said.either, said.death_decides, rule.key)


def _form(clause: str) -> Said | None:
    if _OPEN.fullmatch(clause) or _is_open_here(clause):
        return Plain.OPEN
    if _NEVER.fullmatch(clause):
        return Plain.NEVER
    if _SILENT.fullmatch(clause):
        return Plain.SILENT
    if rule := law.named(clause):
        return _of_the_law(rule)
    return _delays(clause) or _stated(clause)


def _is_open_here(clause: str) -> bool:
    match = _OPEN_HERE.fullmatch(clause)
    return match is not None and _limits_nothing(match["whose"] or "")


def _of_the_law(rule: law.Rule) -> Said:
    """A reason alone: as long as the law says."""
    if rule.delay is None:
        return Plain.NEVER
    both = [Counted(delay) for delay in (rule.delay, rule.instead) if delay]
    return Delays(tuple(both), rule.instead_always, rule.key)


def _delays(clause: str) -> Delays | None:
    """``75 ans ou 25 ans après le décès``: two delays, each counted from something else."""
    clause = _SHORTER.sub("", clause)
    if match := _EITHER.fullmatch(clause):
        one, other = _delay(match["one"].rstrip(")")), _delay(match["other"].rstrip(")"))
        if one is None or other is None or one.start or other.start:
            return None
        both = {one.delay.counted_from, other.delay.counted_from}
        if len(both) != 2 or From.DEATH not in both:
            return None
        return Delays((one, other), death_decides=both == {From.DEATH, From.BIRTH})
    one = _delay(clause)
    return Delays((one,)) if one else None


def _delay(clause: str) -> Counted | None:
    match = _DELAY.fullmatch(_SHORTER.sub("", clause))
    if match is None:
        return None
    years = _NUMBERS.get(match["number"]) or int(match["number"])
    if years > _LONGEST_DELAY:
        return None
    if not match["counted"]:
        return Counted(Delay(years))
    found = _COUNTED.fullmatch(match["counted"])
    return _counted(years, found["what"]) if found else None


def _counted(years: int, what: str) -> Counted | None:
    for pattern, start in (
        (_OF_DOCUMENT, From.DOCUMENT),
        (_OF_BIRTH, From.BIRTH),
        (_OF_DEATH, From.DEATH),
    ):
        if pattern.fullmatch(what):
            return Counted(Delay(years, start))
    found = dates.read(what) if _is_a_date(what) else None
    if isinstance(found, dates.Reading) and found.last:
        return Counted(Delay(years), found.last)
    return None


def _stated(clause: str) -> Stated | None:
    """A day that the sentence itself states: ``communicable en 2041``."""
    if match := _CLOSED_UNTIL.fullmatch(clause):
        end = _reading(match["date"])
        return Stated(_day_after(end.last)) if end and end.last else None
    for form in (_CLOSED_BEFORE, _FROM_DAY):
        if match := form.fullmatch(clause):
            start = _reading(match["date"])
            return Stated(start.first) if start and start.first and start.last else None
    return None


def _reading(text: str) -> dates.Reading | None:
    if not _is_a_date(text):
        return None
    found = dates.read(text, latest=_LATEST_OPENING)
    if isinstance(found, dates.Reading) and found.edtf and found.edtf.replace("-", "").isdigit():
        return found
    return None


def _is_a_date(text: str) -> bool:
    return all(_PIECE_OF_DATE.fullmatch(piece) for piece in text.split())


def _day_after(day: str) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()
