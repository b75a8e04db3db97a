"""What stands in or beside access conditions and says nothing of when, as patterns.

Over text that is folded (small, without accents). Owns what may be passed over, and what it may not
hold: an exception, a limit, another delay.
"""

from __future__ import annotations

import re

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
    r"|(?<!de )(?<!d')(?<!la )(?<!est )\b(?:communicabilite|statut juridique)\s*:?\s+(?=\S)"
    r"|(?<=[a-z]) (?=communicables? (?:au terme|a l'issue|a l'expiration)\b)"
    r"(?<!librement )(?<!non )(?<!est )(?<!sont )(?<!documents )(?<!document )"
)
# On a line of its own, above what it is the heading of.
HEADING = re.compile(
    r"(?:communicabilite|(?:conditions? d')?acces|statut(?: juridique)?"
    r"|access(?: conditions| status)?|conditions governing access|legal status)\s*:?"
)
LABEL = re.compile(
    r"^(?:(?:date de )?communicabilite|conditions? d'acces|acces|access(?: conditions| status)?"
    r"|restrictions?(?: d'acces)?(?!\s*:\s*(?:oui|o|yes|y|non|n|no)\b)|statut"
    r"|delai de communica(?:bilite|tion)(?= :| est))"
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
# How documents are consulted; the words that follow may not say when.
HOW = re.compile(
    r",?\s*(?:(?:qui|et) se fait )?(?:selon|dans|suivant|aux) (?:les )?"
    r"(?:modalites|conditions|horaires?|heures)(?: (?:materielles|pratiques|habituelles|d'accueil"
    r"|d'ouverture))*(?: en vigueur)?(?P<how>(?: (?:aux?|dans|des?|du|en|d'|a) ?[\w' -]{1,60})?)$"
)
# What may stand before the reason of the law: "la protection de la".
LEADING = re.compile(
    r"^(?:(?:la |le |les |l'|aux? |des? |du |d'|a )*(?:protection|respect|secret|documents?"
    r"|informations?)? ?(?:la |de |des |du |relati\w+ |portant |atteinte |a |au |aux )*)"
    r"(?=vie privee|secret|mineur|defense|securite|dossiers?|donnees|informations|affaires"
    r"|enquetes)"
)
SILENT = re.compile(
    r"archives privees|l'ensemble (?:du|de ce) fonds est soumis au regime des archives privees"
    r"|(?:documents?|fonds|archives) prives?|propriete privee|depot|don|legs"
)
_THING = (
    r"(?:(?:le |la |les |l'|ce |cet |cette |ces )?(?:documents?|dossiers?|registres?|pieces?"
    r"|articles?|volumes?|plans?|photographies?|cartes?|originaux|originals?|liasses?|cartons?|vues?|"
    r"affiches?|images?|cliches?|plaques?|microfilms?|exemplaires?)(?: cotee?s [\w/ .-]{1,60}?)?)"
)
_STATE = (
    r"(?:l'|leur |son |la |du |de leur |de son |d'un )?(?:bon |tres |mauvais |mauvaise )*"
    r"(?:etat|conservation|fragilite)(?: (?:de conservation|materiel\w*|physique|sanitaire"
    r"|d(?:es?|u) (?:documents?|originaux|pieces|registres|articles)))*"
)
# Nothing on when. What stands in ``found`` may be anything but a limit.
ASIDE = re.compile(
    r"archives publiques|regime des archives publiques"
    r"|(?:l'ensemble (?:du|de ce) fonds est )?soumis(?:es?)? au regime des archives publiques"
    r"|(?:documents? )?non numerisables?(?: en l'etat)?"
    rf"|(?:{_THING} )?(?:sont |est |ont ete |a ete |en cours d'etre )?(?:numerises?|microfilmes?)"
    r"(?: et (?:mis )?en ligne)?(?: sur le site(?: internet)?(?: des archives(?: (?:du service"
    r"|departementales|municipales))?)?)?"
    r"|(?:consultez|consulter|voir) (?:les? |le )?(?:microfilms?|mi|cotes?) [\w /-]{1,40}"
    r"(?:et recherchez l'ancienne cote [\w /-]{1,30})?"
    r"|(?:en |etat (?:materiel |de conservation )?(?:[:]? )?)?(?:tres )?(?:bon|mauvais|mediocre)"
    r"(?: etat)?(?: de conservation)?|fragiles?"
    rf"|(?:{_THING} )?(?:a ete |ont ete |est |sont )?(?:constate|signale|declare|porte|note)?e?s?"
    r" ?"
    r"(?:manquante?s?|manque en place|introuvables?|perdue?s?|absente?s?|en deficit"
    r"|non retrouvee?s?)"
    r"(?P<found>(?:,? (?:lors d|au |au cours d|depuis |en |apres |suite a|a la suite d|au moment d)"
    r"[\w'/ -]{1,80})?)"
    r"|(?:certains|quelques|plusieurs|les) (?:documents|articles|dossiers|registres|originaux"
    r"|pieces)"
    r" (?:(?:ne sont pas|ne peuvent etre|sont|demeurent|restent) )?(?:in|non )?(?:accessibles"
    r"|communicables|consultables|communiques|consultes)"
    rf" (?:en raison d|du fait d|a cause d|pour cause d|vu )(?:e )?{_STATE}"
    r"|(?:restrictions?|limitations?) (?:d'acces |de communication |de consultation )?"
    rf"(?:liees? a|dues? a|tenant a|en raison d|imposees? par) ?{_STATE}"
    r"(?:\s*:\s*(?:conformement au|selon le|voir le) reglement(?: interieur)?(?: de (?:la salle de"
    r" lecture|consultation)| du service)?(?: en vigueur)?)?"
    r"|(?:conformement au|selon le|voir le) reglement(?: interieur)? (?:de (?:la salle de lecture"
    r"|consultation))(?: en vigueur)?"
    rf"|{_THING} (?:sont |est )?(?:consultables?|communicables?|accessibles?|communiques?)"
    r" (?:uniquement |exclusivement )?(?:sur|sous forme d[e'] ?)(?: )?(?:microfilms?"
    r"|reproductions? numeriques?|supports? numeriques?|ecrans?)(?: \([\w/ .-]{1,60}\))?"
    r"(?: et ceux cotes [\w/ .-]{1,60}? sont (?:numerises|microfilmes)(?: et en ligne)?)?"
)
# Documents sorted by their state alone: "Les articles en bon état ont été numérisés. Les autres
# demeurent incommunicables."
SORTED_BY_STATE = re.compile(
    r"les (?:documents|articles|registres|dossiers|pieces|originaux) (?:en (?:assez )?bon etat|"
    r"manipulables)(?: et (?:ceux|celles) encore manipulables(?: malgre un etat mediocre)?)?"
    r" (?:ont ete|sont)(?: (?:tous|toutes))? (?:numerises|microfilmes|communicables|consultables)"
    r"(?: ou (?:sont )?en cours de (?:numerisation|microfilmage))?[.;]\s+"
    r"les autres(?:, [\w -]{1,40},)? (?:demeurent|restent|sont) (?:in|non )communicables(?=\W|$)"
)
