"""ARK identifiers: their names, their check character, their normal form.

Names are minted after NOID: a shoulder, random characters of an alphabet without vowels (so that
no word comes out), a check character over ``NAAN/name``. That none is given twice is for whoever
keeps the identifiers to see to.
"""

from __future__ import annotations

import random
import re

ALPHABET = "0123456789bcdfghjkmnpqrstvwxz"

SHOULDER = "b1"
_RANDOM_CHARACTERS = 8
_WORTH = {char: worth for worth, char in enumerate(ALPHABET)}
_SYSTEM = random.SystemRandom()
_HYPHENS = re.compile(r"[-\u00ad\u2010-\u2015\u2212]")
_ARK = re.compile(r"ark:/?(?P<naan>[0-9b-df-hj-km-np-tv-xz]{5,9})/(?P<name>[^\s?#]+)", re.I)


def check_character(text: str) -> str:
    """The NOID check character of ``NAAN/name``: it betrays one wrong or two swapped characters.

    Characters outside the alphabet count for nothing, as NOID has it.
    """
    total = sum([place * _WORTH.get(char, 0) for place, char in enumerate(text, start=1)])
    return ALPHABET[total % len(ALPHABET)]


def mint_name(naan: str, chance: random.Random = _SYSTEM) -> str:
    """A new random name under a NAAN, its check character last."""
    name = SHOULDER + "".join(chance.choices(ALPHABET, k=_RANDOM_CHARACTERS))
    return name + check_character(f"{naan}/{name}")


def ark(naan: str, name: str) -> str:
    """The ARK as archivekit writes it."""
    return f"ark:/{naan}/{name}"


def is_minted_right(identifier: str) -> bool:
    """Whether the last character of an ARK of ours is the check character of the rest."""
    normal = normalise(identifier)
    if normal is None:
        return False
    body = normal.removeprefix("ark:/")
    return len(body.partition("/")[2]) > 1 and check_character(body[:-1]) == body[-1]


def normalise(text: str) -> str | None:
    """An ARK in one form, from a URL or alone, for comparing; None where there is none.

    ``ark:`` is ``ark:/``, hyphens mean nothing, the NAAN is in small letters (ARK specification,
    normalization and lexical equivalence).
    """
    match = _ARK.search(text)
    if match is None:
        return None
    name = _HYPHENS.sub("", match["name"]).rstrip("/.")
    return ark(match["naan"].lower(), name) if name else None
