"""The words of access conditions as patterns, over text that is folded (small, without accents).

Owns what each kind of sentence looks like. What a sentence says, whole, is for ``forms``.
"""

from __future__ import annotations

import re

from archivekit.description.dates.wording import MONTH

# What may not stand in words that are passed over: an exception, a limit, another delay.
LIMIT = re.compile(
    r"\b(?:sauf|hors|hormis|excepte\w*|exception\w*|except\w*|unless|mais|but|toutefois|cependant"
    r"|neanmoins|however|sinon|otherwise|ou|or|si|if|when|once|pas|non|not|none|no|neither|nor"
    r"|partie\w*|partiel\w*|parts?|portions?|some|most|certain\w*|quelques|plupart|half|few|only"
    r"|uniquement|seule\w*|rest\w*|remainder|ans?|annees?|years?|delais?|compter|partir|apres|avant"
    r"|jusqu|until|till|before|after|from|terme|expiration|autorisation|derogation|accord"
    r"|permission|request|appointment|demande|fermee?s?|closed|restreint\w*|restrict\w*|communicables?|incommunicables?)\b"
)
# The articles of the law that a sentence cites: their numbers are no years.
CITATION = re.compile(
    r"(?:articles? |art\.? ?)?l\.? ?213[.-]\d(?: ?(?:a|et|,) (?:l\.? ?)?213[.-]\d)*"
    r"(?:[ ,]*(?:\(?i{1,3}\b\)?|\d ?°|\b[a-e]\b\)?))*|(?:du )?code du patrimoine"
    r"|loi (?:n° ?)?(?:\d{4}-\d+ )?(?:du \d{1,2}(?:er)? \w+ \d{4})?"
)
# A full stop or semicolon ends a sentence, unless it stands in an abbreviation.
ABBREVIATION = re.compile(r"\b(art|al|l|n|cf|no)\.\s+(?=\d|l|i)")
END = re.compile(
    r"\s*\n\s*|[.;]\s+"
    # The heads of EAD, and paragraphs that were put in a row.
    r"|(?<!de )(?<!d')\b(?:communicabilite|statut juridique)\s*:?\s+(?=\S)"
    r"|(?<=[a-z]) (?=communicables? (?:au terme|a l'issue|a l'expiration)\b)"
    r"(?<!librement )(?<!non )(?<!est )(?<!sont )(?<!documents )(?<!document )"
)
LABEL = re.compile(
    r"^(?:(?:date de )?communicabilite|conditions? d'acces|acces|access(?: conditions| status)?"
    r"|restrictions?(?: d'acces)?|statut|delai de communica(?:bilite|tion)(?= :| est))"
    r"\s*(?::| est)\s*(?:de )?"
)
STATUS = re.compile(r"^archives (?:privees|publiques)\b[\s,:–-]*(?=\S)")
CITED_FIRST = re.compile(
    r"^(?:en application|en vertu|aux termes|conformement|d'apres|selon)"
    r"(?P<cited>\s[^,]*(?:code du patrimoine|\bloi\b)[^,]*),\s*"
)
CITED_LAST = re.compile(
    r",?\s*(?:en application|en vertu|aux termes|conformement|d'apres)"
    r"(?P<cited>\s[^,()]*(?:code du patrimoine|\bloi\b)[^,()]*)$"
)
WORD = re.compile(r"\w+")
OF_CITATIONS = frozenset(
    (
        *("d", "l", "de", "du", "des", "la", "le", "les", "a", "aux", "au", "et", "dispositions"),
        *("article", "articles", "livre", "relative", "relatives", "archives", "modifiee"),
    )
)
RESERVE = re.compile(
    r",?\s*sous reserve d(?:e |es |u )(?:(?:restrictions )?(?:imposees )?par )?"
    r"(?:l'|leur |son |la )?(?:bon |bonne )?(?:etat|conservation)(?: materiel\w*| physique)?"
    r"(?: (?:de conservation|d(?:es|u) (?:documents?|originaux)))*$"
)
SHORTER = re.compile(
    r",?\s*\(?(?:si (?:ce |ce dernier )?(?:delai )?(?:est )?plus (?:bref|court)"
    r"|si la date (?:d[eu] )?(?:son )?deces (?:n'est pas|est in) ?connue"
    r"|whichever is (?:the )?(?:shorter|sooner|earlier))\)?$"
)
UNLESS_ASKED = re.compile(
    r",?\s*\(?(?:sauf|hors) (?:sur |avec )?(?:derogation|autorisation)s?"
    r"(?: (?:individuelle|speciale|expresse)s?)?\)?$"
)

DOCUMENTS = (
    r"(?:(?:il est|ils sont|elles sont"
    r"|(?:l'ensemble (?:du|de ce) |le |ce |les |ces |the |this )?"
    r"(?:documents?|dossiers?|archives|articles?|pieces?|fonds|registres?|series?|files?|records?"
    r"|collections?|papers)(?: decrits (?:dans le present instrument de recherche|ci-(?:dessous"
    r"|apres)))?(?:,? (?:sont|est|is|are))?)[\s,:]+)?"
)
MAY_BE_SEEN = r"(?:communicables?|accessibles?|consultables?|diffusables?|publiables?)"
OPEN = re.compile(
    rf"{DOCUMENTS}(?:tous |toutes |entierement )?(?:librement |immediatement )?{MAY_BE_SEEN}"
    r"(?: (?:immediatement|librement|sans (?:delai|restrictions?)|de plein droit))?"
    r"(?:,? (?:sur reproductions? numeriques?|sur microfilms?|en ligne|en salle de lecture))?"
    r"|(?:en )?(?:acces|communication|consultation) (?:est )?(?:libre|en ligne|immediate?)"
    rf"|{DOCUMENTS}(?:libre(?: acces| communication| consultation)?|libres)|ouverte?s?"
    r"|public|publique"
    r"|(?:sans|aucune|pas de) restrictions?(?: d'acces| de communication| de consultation)?|oui|o"
    r"|(?:est )?en ligne"
    rf"|{DOCUMENTS}(?:freely )?(?:open|available)(?: access)?"
    r"(?: (?:for|to) (?:research(?:ers)?|the public|consultation|all))?"
    r"|(?:there are )?no (?:access )?restrictions?(?: (?:on|to) access)?|unrestricted"
    r"|yes"
)
# With words of the institution's own in it, which must not limit what the sentence says.
OPEN_HERE = re.compile(
    r"(?:est )?(?:en ligne|consultables?(?: en ligne)?) sur (?:internet|le site(?: internet)?"
    r"(?: (?:de |du |des |de la |de l')(?:archives|service|ville|commune|departement|institution)"
    r"(?: (?:departementales|municipales|regionales|nationales))?(?P<own> d(?:e |u |')[\w-]+)?)?)"
    r"|(?P<whose>[\w' -]{1,60}) (?:collection|papers|fonds|series) (?:is|are)"
    r" (?:freely )?open(?: (?:for|to) (?:research(?:ers)?|the public|consultation))?"
)
NEVER = re.compile(
    rf"{DOCUMENTS}(?:non|jamais|in) ?-?(?:{MAY_BE_SEEN})"
    r"|(?:acces |access )?(?:est |is )?(?:ferme|interdit|restreint|reserve|confidentiel)e?s?"
    r"|confidentiel|non|n|no"
    r"|(?:acces |access |(?:non )?communicables? |consultables? )?(?:uniquement |seulement )?"
    r"(?:sur|sous|soumise? a|avec) (?:derogation|autorisation)"
    r"|(?:access )?(?:is )?(?:permanently )?(?:closed|restricted|never|confidential)"
    r"|(?:not|never) (?:open|available|accessible)|no access"
)
SILENT = re.compile(
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

NUMBERS = {
    "cent vingt": 120, "cent": 100, "soixante-quinze": 75, "soixante quinze": 75, "soixante": 60,
    "cinquante": 50, "trente": 30, "vingt-cinq": 25, "vingt cinq": 25, "one hundred": 100,
    "seventy-five": 75, "fifty": 50, "twenty-five": 25,
}  # fmt: skip
DELAY = re.compile(
    rf"{DOCUMENTS}(?:(?:non |librement |in)?(?:{MAY_BE_SEEN}|libres?|open|available)[\s,:]+)?"
    r"(?:(?:ferme|closed|restricted|restreint)e?s?[\s,:]+)?"
    r"(?:(?:au terme |a l'issue |a l'expiration |apres |dans |pendant |pour )?"
    r"(?:d')?(?:un |le )?delai(?: de communica(?:bilite|tion))?(?: legal| reglementaire)?"
    r" ?(?:de|:|est de|=)|delai|apres|passe|au bout de|pendant|pour|in|after|for|dans"
    r"|a l'issue de|au terme de|not open for)?\s*"
    rf"(?P<number>\d{{1,3}}|{'|'.join(NUMBERS)})\s*(?:ans?|annees?|years?)"
    r"(?P<counted>[\s,(]+(?:revolus? )?(?:a compter|a partir|apres|depuis|from|after|of|since)"
    r"\b.+)?"
)
EITHER = re.compile(
    r"(?P<one>.+?)[\s,(]+(?:ou|or)(?:,? a defaut,?)?\s+"
    r"(?P<other>(?:un delai de )?[\w -]{1,20}? (?:ans|years) .+)"
)
COUNTED = re.compile(
    r"[\s,(]+(?:revolus? )?(?:a compter|a partir|apres|depuis|from|after|of|since)\s*"
    r"(?:d(?:u|e la|e l'|es|e)\b|d'|le\b|la\b|l'|the\b)?\s*(?P<what>.+?)[)]?"
)
OF_DOCUMENT = re.compile(
    r"(?:(?:date|annee) (?:d(?:u|es|e la|e l'|e)|of(?: the)?)\s*)?(?:l')?"
    r"(?:cloture|fermeture|creation|fin|closure|closing)?"
    r"(?:\s*(?:du|de la|de l'|des|of the)\s*)?(?:dernier|latest|last)?\s*"
    r"(?:document|dossier|registre|acte|affaire|file|record|piece)?s?"
    r"(?:\s*(?:le|la) plus recente?)?(?:\s*(?:inclus|contenu)e? dans le dossier)?"
    r"(?:\s*pour chacun des articles de ce versement)?"
)
PERSON = (
    r"(?:\s*(?:de |of )?(?:l'|la |les |des |d'une |the )?(?:interesse|personne|person)e?s?"
    r"(?: (?:concerne|designe)e?s?| en cause| concerned)?)?"
)
OF_BIRTH = re.compile(
    rf"(?:(?:date|annee) de (?:la |leur |sa )?)?naissance{PERSON}|(?:date of )?birth{PERSON}"
)
OF_DEATH = re.compile(
    rf"(?:(?:date|annee) d[eu] (?:la |leur |son )?)?(?:deces|mort){PERSON}"
    rf"|(?:date of )?death{PERSON}"
)

FROM_DAY = re.compile(
    rf"{DOCUMENTS}(?:(?:librement )?(?:{MAY_BE_SEEN}|libres?|ouverte?s?|en ligne|opens?|will open"
    r"|to be opened|available|online|on line)[\s,:]+)?"
    r"(?:a (?:partir|compter) d(?:u |e l'|e |')|des (?:le )?|depuis (?:le )?"
    r"|le |en |au |from |on |in |since |as of )?(?P<date>\S.*)"
)
CLOSED = (
    rf"{DOCUMENTS}(?:(?:non|in)[ -]?{MAY_BE_SEEN}|(?:acces )?(?:ferme|restreint|interdit)e?s?"
    r"|(?:access )?(?:is |are )?(?:closed|restricted|embargoed|unavailable|not (?:open|available)"
    r"|no access))"
)
CLOSED_BEFORE = re.compile(rf"{CLOSED} (?:avant|before) (?:le |l'annee |the )?(?P<date>.+)")
CLOSED_UNTIL = re.compile(
    rf"(?:{CLOSED} (?:jusqu'(?:en|au?)|until|till|through)"
    r"|(?:communicable|consultable|open|ouvert) (?:apres|after)) (?:le |l'annee |the )?(?P<date>.+)"
)

# A date and nothing else: the reader of dates passes over words beside one in parentheses.
PIECE_OF_DATE = re.compile(
    rf"(?:{MONTH})\.?|\d{{1,4}}(?:er|st|nd|rd|th)?,?|\d{{1,4}}(?:[/.-]\d{{1,4}}){{1,2}}"
    r"|premier|of|the|an|annee"
)

REASON_LAST = re.compile(
    r"\s*\((?P<inside>[^()]{1,120})\)$"
    r"|(?:\s*[,:–]|\s-)?\s+(?:au titre d(?:e la |e l'|es |e |u )|au motif d(?:e |u )"
    r"|pour (?:cause|raison) d(?:e |u )|because of )(?P<named>[^()]{1,120})$"
    r"|,?\s+en raison d(?P<why>[^()]{1,120})$"
    r"|\s*[,:–-]\s*(?P<after>[^(),:]{3,80})$"
    r"|(?<=ans)\s+(?P<beside>[^(),:\d]{3,60})$"
)
REASON_FIRST = re.compile(
    r"^(?P<reason>[^(),:\d]{3,80}?)\s*(?:[,:(–-]\s*|\s)(?=\d|delai|[a-z]+ ans)"
)
# What is certainly a reason, in parentheses, though not one of the law's table.
SOME_REASON = re.compile(
    r"(?:secret|vie privee|respect de|protection|mineurs?|donnees? (?:personnelles?|de sante)"
    r"|dossiers? (?:medica|nominati)|art(?:icle|\.)?\b|code du patrimoine|l\.? ?213|rgpd|gdpr).*"
)
