"""Whether what is described was given by the public: a testimony of an inhabitant, for example."""

from __future__ import annotations

import re

from archivekit.description.record import Terms
from archivekit.description.words import bare

_FROM_THE_PUBLIC = re.compile(
    r"(?:contributions?|temoignages?|apports?|dons?) (?:du public|d'(?:un |une )?"
    r"(?:habitante?|internaute|usagere?|usager)|d'(?:habitants|habitantes|internautes|usagers))"
    r"|contenus? (?:produits?|crees?) par (?:le public|les (?:habitants|internautes|usagers))"
    r"|user[- ]generated(?: content)?|(?:contributed|given) by (?:the public|(?:an? )?inhabitants?"
    r"|townspeople)|(?:contributions?|testimon(?:y|ies)) of (?:the public|(?:an? )?inhabitants?"
    r"|townspeople)"
)


def is_user_generated(terms: Terms) -> bool:
    """Whether its provenance says so, in words that begin with it: ``Témoignage d'un habitant``."""
    said = (bare(value.text).strip() for value in terms.get("provenance", ()))
    return any((m := _FROM_THE_PUBLIC.match(it)) and not it[m.end() :][:1].isalnum() for it in said)
