"""The words of access conditions as patterns, over text that is folded (small, without accents).

Owns what each kind of sentence looks like. What a sentence says, whole, is for ``forms``.
"""

from __future__ import annotations

import re

from archivekit.description.dates.wording import MONTH

DOCUMENTS = (
    r"(?:(?:il est|ils sont|elles sont"
    r"|(?:l'ensemble (?:du|de ce) |le |ce |les |ces |the |this )?"
    r"(?:documents?|dossiers?|archives|articles?|pieces?|fonds|registres?|series?|files?|records?"
    r"|collections?|papers)(?: decrits (?:dans le present instrument de recherche|ci-(?:dessous"
    r"|apres)))?(?:,? (?:sont|est|is|are))?)[\s,:]+)?"
)
# All of the documents, as the subject of a sentence.
WHOLE = (
    r"(?:(?:(?:tous |toutes |toute? |(?:la totalite|l'integralite|l'ensemble) d(?:e |es |u ))"
    r"(?:les |le |la |l'|ces? |cette |de ce )?"
    r"|les? |la |ces? |cette )?(?:documents?|dossiers?|archives|articles?|pieces?|fonds|registres?"
    r"|series?|sous-series?|collections?|papiers)"
    r"(?: d(?:e |u )(?:ce(?:tte)? )?(?:fonds|(?:sous-)?serie|collection|instrument de recherche))?"
    r"(?:,? (?:est|sont))? )"
)
# "… juridique à la consultation de ces documents": restrictions that are of access.
OF_ACCESS = (
    r"(?: (?:juridique|legale|particuliere|specifique|reglementaire)s?)*"
    r"(?: (?:d'acces|de communica(?:tion|bilite)|de consultation|(?:a|pour) (?:l'acces"
    r"|la consultation|la communication)|quant a (?:l'acces|la communication|la consultation)))?"
    r"(?: (?:d(?:e |es |u )|a )(?:ces? |cette |l'ensemble (?:du |de ce |des ))?(?:documents?|fonds"
    r"|dossiers?|archives|serie|registres?))?(?: (?:juridique|legale|particuliere)s?)?"
)
NO_MORE = r"il n'(?:y a|existe) (?:pas de|aucune)|n'(?:y a|existe) (?:pas de|aucune)"
MAY_BE_SEEN = r"(?:communicables?|accessibles?|consultables?|diffusables?|publiables?)"
OPEN = re.compile(
    rf"{DOCUMENTS}(?:tous |toutes |entierement )?(?:librement |immediatement )?{MAY_BE_SEEN}"
    r"(?: (?:immediatement|librement|sans (?:delai|restrictions?)|de plein droit))?"
    r"(?: a (?:tous|toute personne(?: qui en fait la demande)?))?"
    r"(?:,? (?:sur reproductions? numeriques?|sur microfilms?|en ligne|en salle de lecture))?"
    r"|(?:en |l'|la |leur )?(?:acces|communication|consultation|communicabilite)"
    r"(?: (?:a |au |aux |de |du |des )(?:l'ensemble (?:du |des |de ce )|ces? |cette )?(?:fonds"
    r"|serie|documents?|dossiers?|archives|registres?))? ?(?:: ?|est )?(?:entierement )?"
    r"(?:libre(?: et (?:gratuite?|immediate?))?|en ligne|immediate?|sans restrictions?)"
    r"(?: (?:a|pour|de) tous| au public)?(?: (?:en|dans la) salle de lecture)?"
    rf"|(?:{WHOLE})?{MAY_BE_SEEN}"
    r"(?:,? (?:a|pour|par) tous|,? au public|,? (?:uniquement )?sur (?:rendez-vous|simple demande)"
    r"|,? sur place| des a present| sans (?:aucune )?(?:restriction|reserve|condition|formalite)s?"
    r"(?: particuliere)?)"
    rf"|{WHOLE}(?:entierement |integralement |librement |tous |toutes )?"
    rf"(?:{MAY_BE_SEEN}|libres?(?: d'acces)?|ouverte?s?(?: (?:au public|a tous|a la (?:consultation"
    r"|communication|recherche)|aux (?:chercheurs|lecteurs)))?)"
    r"(?: (?:immediatement|librement|sans (?:delai|restrictions?)|de plein droit"
    r"|dans (?:son integralite|sa totalite|leur (?:integralite|totalite))))?"
    r"|ouverte?s? (?:au public|a tous|a la (?:consultation|communication|recherche)"
    r"|aux (?:chercheurs|lecteurs))"
    rf"|{DOCUMENTS}(?:libre(?: (?:de |a la )?(?:acces|communication|consultation))?|libres)"
    r"|ouverte?s?"
    r"|public|publique"
    rf"|(?:sans|sans aucune|aucune|pas de|{NO_MORE}) (?:restrictions?|limitations?|reserves?)"
    rf"{OF_ACCESS}(?: (?:n'est (?:a signaler|applicable|imposee)|ne s'applique|connues?))?|oui|o"
    r"|(?:libre et )?immediate?"
    r"|accessrestrict\s*:\s*(?:aucune|neant|none)"
    r"|restrictions?(?: d'acces| de communica(?:tion|bilite)| on access)?\s*:\s*(?:aucune|neant|non"
    r"|no|none|sans objet)"
    rf"|{WHOLE}?(?:ne (?:fait|font) l'objet d'aucune|n'(?:est|sont) soumise?s? a aucune"
    rf"|ne (?:sont|est) soumise?s? a aucune|ne comporte(?:nt)? (?:pas de|aucune)) restrictions?"
    rf"{OF_ACCESS}"
    r"|(?:est )?en ligne"
    r"|(?:free|open) access"
    rf"|{DOCUMENTS}(?:freely )?(?:open|available)(?: access)?"
    r"(?: (?:for|to) (?:research(?:ers)?(?: use)?|use|the public|consultation|all))?"
    r"(?: without (?:any )?restrictions?)?"
    r"|(?:there are )?no (?:access )?restrictions?(?: (?:on|to) access)?"
    r"(?: to (?:(?:this|the) (?:collection|fonds)|(?:these|the) (?:records|materials|papers)))?"
    r"|unrestricted(?: access)?|(?:librement )?communicables?\s*:\s*oui"
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
    rf"{DOCUMENTS}(?:non|jamais|in) ?-?(?:{MAY_BE_SEEN})|communicables?\s*:\s*non"
    r"|(?:acces |access )?(?:est |is )?(?:ferme|interdit|restreint|reserve|confidentiel)e?s?"
    r"|confidentiel|non|n|no"
    r"|(?:acces |access |(?:non )?communicables? |consultables? )?(?:uniquement |seulement )?"
    r"(?:sur|sous|soumise? a|avec) (?:derogation|autorisation)"
    r"|(?:access )?(?:is )?(?:permanently )?(?:closed|restricted|never|confidential)"
    r"|(?:not|never) (?:open|available|accessible)|no access"
)
NUMBERS = {
    "cent vingt": 120, "cent": 100, "soixante-quinze": 75, "soixante quinze": 75, "soixante": 60,
    "cinquante": 50, "trente": 30, "vingt-cinq": 25, "vingt cinq": 25, "one hundred": 100,
    "seventy-five": 75, "fifty": 50, "twenty-five": 25,
}  # fmt: skip
# "Non communicable au terme d'un délai de 50 ans": one of the words is not meant. "Communicable
# dans 50 ans": from when that was written.
DELAY = re.compile(
    rf"(?!.*\b(?:non |in)(?:{MAY_BE_SEEN})[\s,:]+(?:au terme|a l'(?:issue|expiration)|au bout|apres"
    rf"|passe)\b)(?!.*\b(?:{MAY_BE_SEEN}|open|opens|available)[\s,:]+(?:dans|in)\s+"
    r"(?:\d|[a-z-]+ ans))"
    rf"{DOCUMENTS}(?:(?:non |librement |in)?(?:{MAY_BE_SEEN}|libres?|open|available)[\s,:]+)?"
    r"(?:(?:ferme|closed|restricted|restreint)e?s?[\s,:]+)?"
    r"(?:(?:au terme |a l'issue |a l'expiration |apres |dans |pendant |pour )?"
    r"(?:d')?(?:un |le )?delai(?: de communica(?:bilite|tion))?(?: legal| reglementaire)?"
    r" ?(?:de|:|est de|=)|delai|apres|passe|au bout de|pendant|pour|in|after|for|dans"
    r"|a l'issue de|au terme de|not open for)?\s*"
    rf"(?P<number>\d{{1,3}}|{'|'.join(NUMBERS)})\s*(?:ans?|annees?|years?)(?: revolue?s)?"
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
    r"(?:(?:date|annee) (?:d(?:u|es|e la|e l'|e)|of(?: the)?)\s*)?(?:l'|leur |sa )?"
    r"(?:cloture|fermeture|creation|fin|closure|closing)?"
    r"(?:\s*(?:du|de la|de l'|des|of the)\s*)?(?:dernier|latest|last)?\s*"
    r"(?:document|dossier|registre|acte|affaire|file|record|piece)?s?"
    r"(?:\s*(?:le|la) plus recente?)?(?:\s*(?:inclus|contenu)e? dans (?:le|chaque) dossier)?"
    r"(?:\s*(?:pour chacun des|de chacun des|de chaque) (?:articles?|dossiers?|documents?"
    r"|registres?)(?: de ce versement)?)?"
)
# Counted for each of the files, not for all of them together.
OF_EACH = re.compile(r"\b(?:chacune? d|chaque (?:article|dossier|document|registre|piece)\b)")
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
    r"|to be opened|available|online|on line)(?: au public| a tous)?[\s,:]+)?"
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
