"""Sentences on some of the documents only: an exception, a kind, what remains.

``Communicable sauf les dossiers de personnel (50 ans)``. Which record is such a document is not
known: owns what is said of all of them together, so that the latest day is late enough for any.
Where one of the parts has no delay and no reason of the law, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from archivekit.description.access import beside, law
from archivekit.description.access.said import Delays, Part, Plain, Said, Stated, of_rule

_LONGEST_CLAUSE = 1200
Whole = Callable[[str], Said | None]
_OfAll = Plain | Stated | Delays

# What may not stand in the name of a kind of document: time, an exception, someone's permission.
_NO_KIND = re.compile(
    r"\b(?:sauf|hors|hormis|excepte\w*|exception|exclusion|except|unless|mais|but|toutefois|sinon"
    r"|cependant|neanmoins|pas|non|not|ne|n'\w+|jamais|never|only|seule\w*|uniquement|ans?|annees?"
    r"|years?|delais?|compter|partir|apres|avant|jusqu\w*|until|before|after|terme|expiration"
    r"|autorisation\w*|derogation\w*|accords?|permission|demande|deposant|donateur|ferme\w*|closed"
    r"|restreint\w*|restrict\w*|\w*communicab\w*|prolong\w*|supplementaires?|ajoute\w*|plus|avis"
    r"|opposition\w*|refus|volonte|veto|decision|gre|visa|consent\w*|approval)\b"
)
_KINDS = (
    r"documents?|dossiers?|articles?|pieces?|registres?|minutes|repertoires?|actes?|series?|fonds"
    r"|sous-series?|papiers|correspondances?|lettres|photographies?|cotes?|plans?|listes?|fichiers?"
    r"|archives|proces-verbaux|deliberations|jugements|enquetes|rapports|bulletins|fiches|tables?"
    r"|comptes|factures|liasses|cartons|boites|versements?|recensements|matricules|notes|films"
    r"|enregistrements|mineurs?|personnes mineures|files?|records?|items?|folders?|letters"
)
_NAMES_KIND = re.compile(rf"\b(?:{_KINDS})\b")
_WHICH = r"(?:(?:les |des |de |du |d'|l'|la |le |un |une |ces |ce |cet |cette |aux? |the )*)"
_OF_THEM = r"(?:(?:certain|quelque|autre|seul|some|other)e?s? (?:de ces |de |d'|of )?)?"
_KIND = rf"{_WHICH}{_OF_THEM}{_WHICH}(?:{_KINDS})\b[^:;()]*?"
_REST = (
    r"(?:le reste|le surplus|tout le reste|l'ensemble|the rest|the remainder)"
    r"(?: (?:d(?:u|e|e ce|e la|es|e ces)|of(?: the)?) (?:fonds|serie|documents?|collection"
    r"|versement|articles|dossiers|records|files))?"
    r"|(?:tou(?:s|tes) )?(?:les )?autres(?: (?:documents?|dossiers?|articles|pieces|registres))?"
)
_BUT = re.compile(
    r"^(?P<rule>.+?)[\s,(:–-]+(?:sauf|a l'exc(?:eption|lusion) d(?:es?|u)?|excepte(?:es|e|s)?"
    r"|exception faite d(?:es?|u)?|hormis|hors|mis a part|en dehors d(?:es?|u)?|except(?: for)?"
    r"|with the exception of)\b[ ']?(?P<but>.+?)[)]?$"
)
# "100 ans pour les mineurs", beside another delay.
_MORE = re.compile(
    r"^(?P<one>.+?)[\s,(]+(?:(?:et|ou|or|and|porte a|mais) )?"
    r"(?P<other>(?:\d{1,3}|[a-z -]{4,18}) (?:ans|years) (?:pour|si|lorsqu|en cas|quand|if|for)"
    r"\b.+?)"
    r"[)]?$"
)
_KIND_OF_MORE = re.compile(r"^(?P<one>[^()]+?)\s*\((?P<other>[^():]+?\s*:\s*[^():]+)\)$")
_OF_A_KIND = (
    re.compile(rf"^(?P<kind>{_KIND})\s*[:(]\s*(?P<said>[^()]+?)[)]?$"),
    re.compile(
        r"^(?:(?:la )?communica(?:bilite|tion)|(?:le )?delai(?: de communica(?:bilite|tion))?"
        r"|(?:l')?acces|la consultation)"
        rf" (?:pour |a |de |d')?(?P<kind>{_KIND}) (?:est|:)(?: fixee?)?(?: (?:de|a|au))?"
        r" (?P<said>.+)$"
    ),
    re.compile(
        rf"^(?P<kind>{_KIND}|{_REST}),? (?:qui )?(?:est|sont|seront|reste(?:nt)?|demeure(?:nt)?"
        r"|ne (?:sont|seront|deviennent)|is|are) (?P<said>.+)$"
    ),
    re.compile(rf"^(?P<kind>{_REST})\s*:\s*(?P<said>.+)$"),
    re.compile(
        rf"^(?P<said>.+?)[\s,]+(?:pour|concernant|s'agissant d(?:es?|u)|en ce qui concerne|for)"
        rf" (?P<kind>{_KIND})$"
    ),
)
_RAISED = re.compile(
    r"^(?:ce |le )?delai(?: de \d{1,3} ans)?(?: est| sera)? (?:porte|etendu|prolonge) a "
    r"(?P<said>(?:\d{1,3}|[a-z -]{4,18}) ans(?: a compter d[^,()]+?)?)"
    r"[\s,]+(?:si|lorsqu\w*|pour|quand|en cas)\b(?P<kind>[^()]*?)(?:\s*\((?P<cited>[^()]*)\))?$"
)
_CASE = re.compile(
    r"^(?P<said>.+? (?:ans|years))[\s,]+(?:si|lorsqu\w*|en cas|quand|pour|if|for)\b(?P<kind>.+)$"
)
_GROUNDS = re.compile(
    r"^(?:en (?:application|vertu|raison)|compte tenu|conformement|au titre|au regard)"
    r"(?P<grounds>[^,]*), (?=\S)"
)
_WHOSE = re.compile(
    r"^(?P<kind>.+?)[\s,(]+(?:relativement a|(?:au titre|en raison|relevant) d(?:es?|u)?"
    r"|protege(?:e?s)? (?:par|au titre d(?:es?|u)?)|couvert(?:e?s)? par|concernant|touchant a"
    r"|relatif\w* a)"
    r"\b[ ']?(?P<why>.+)$"
)
_HAS = re.compile(
    r"^(?P<kind>[^:()]+?)(?:\s*[:(]\s*|,? (?:qui (?:est|sont|seront)|which (?:is|are)"
    r"|pour (?:lesquel(?:le)?s|lequel|laquelle) le delai (?:de communica\w+ )?est (?:de|fixe a))\s+"
    r"|,? (?=(?:(?:non |in)?communicab|ferme|closed|restricted)))"
    r"(?P<said>[^()]+?)[)]?$"
)


def read(clause: str, whole: Whole) -> Part | None:
    """What a folded sentence says of a part of the documents. ``whole`` reads one on all."""
    if len(clause) > _LONGEST_CLAUSE:
        return None
    grounds = _GROUNDS.match(clause)
    if grounds is not None:
        found = read(clause[grounds.end() :], whole)
        why = grounds["grounds"]
        if found is None or _NO_KIND.search(beside.CITATION.sub(" ", why)):
            return None
        return Part(tuple(_for_the_reason(said, why) for said in found.of))
    if match := _BUT.match(clause):
        return _exception(match["rule"], match["but"], whole)
    if match := _RAISED.match(clause):
        return _part([whole(match["said"])], match["kind"])
    for form in (_KIND_OF_MORE, _MORE):
        if match := form.match(clause):
            one, other = whole(match["one"].strip(" ,(")), _case(match["other"], whole)
            if isinstance(one, Delays) and other is not None:
                return Part((one, *other.of))
    return _of_a_kind(clause, whole)


def _of_a_kind(clause: str, whole: Whole) -> Part | None:
    for form in _OF_A_KIND:
        if match := form.match(clause):
            found = _part([whole(match["said"].strip(" ,"))], match["kind"])
            if found is not None:
                return replace(found, numbered=re.search(r"\d", match["kind"]) is not None)
    return None


def _case(clause: str, whole: Whole) -> Part | None:
    """``100 ans si le dossier concerne un mineur``, ``mineurs : 100 ans``."""
    if match := _CASE.match(clause):
        return _part([whole(match["said"])], match["kind"])
    kind, parted, said = clause.partition(":")
    return _part([whole(said.strip())], kind) if parted else None


def _exception(rule: str, but: str, whole: Whole) -> Part | None:
    """All but some: a delay of theirs, or a reason of the law, must be said too."""
    first = whole(rule.strip(" ,"))
    if first is not Plain.OPEN and not isinstance(first, Delays):
        return None
    match = _HAS.match(but)
    if match and (_NAMES_KIND.search(match["kind"]) or law.rules_in(match["kind"])):
        return _part([first, whole(match["said"].strip(" ,"))], match["kind"])
    match = _WHOSE.match(but)
    kind, why = (match["kind"], match["why"]) if match else ("", but)
    named = [of_rule(rule) for rule in _reasons(why)]
    return _part([first, *named], kind) if named else None


def _reasons(words: str) -> list[law.Rule]:
    """The rules that words name, with nothing else that would want a delay of its own."""
    rest = beside.CITATION.sub(" ", words)
    found = []
    for piece in re.split(r"[,;]| et | ou | correspondant a | and ", rest):
        piece = beside.LEADING.sub("", piece.strip(" ()"))
        if not piece or set(beside.WORD.findall(piece)) <= beside.OF_CITATIONS:
            continue
        rule = law.named(piece)
        if rule is None:
            return []
        found.append(rule)
    return found


def _for_the_reason(said: _OfAll, words: str) -> _OfAll:
    """Held to the longest rule of the law that words name as its ground or its kind."""
    if not isinstance(said, Delays | Stated) or said.rule:
        return said
    rules = [rule for rule in law.rules_in(words) if rule.delay]
    if not rules:
        return said
    longest = max(rules, key=lambda rule: rule.delay.years if rule.delay else 0)
    return replace(said, rule=longest.key)


def _part(saids: list[Said | None], kind: str) -> Part | None:
    """What is said of a kind, last of ``saids``; None where one is not understood, or the kind is
    none of documents.
    """
    if _NO_KIND.search(beside.CITATION.sub(" ", kind)) or not all(map(_is_on_access, saids)):
        return None
    *others, last = map(_flat, saids)
    of_the_kind = [_for_the_reason(said, kind) for said in last]
    return Part((*(said for each in others for said in each), *of_the_kind))


def _is_on_access(said: Said | None) -> bool:
    return said is not None and said not in (Plain.SILENT, Plain.ASIDE)


def _flat(said: Said | None) -> tuple[_OfAll, ...]:
    if isinstance(said, Part):
        return said.of
    return () if said is None else (said,)
