"""The names of sets (OAI-PMH 2.0, 2.6): by fonds, by partner, by type, by place.

Owns how a word becomes a setSpec: never the same for two words, and the same in every edition. A
fonds is a set of its own name (``2J``); the others stand below ``partner``, ``type`` and
``place``. A place of the form "Besançon (Doubs, France)" is below its department and its country.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

FONDS, PARTNER, TYPE, PLACE = "fonds", "partner", "type", "place"
KINDS = (FONDS, PARTNER, TYPE, PLACE)

_NOT_ALLOWED = re.compile(r"[^A-Za-z0-9\-_.!*'()]")
_WRITTEN = re.compile(r"(?:~[0-9a-f]{2})+")
_IN_BRACKETS = re.compile(r"([^()]+)\(([^()]+)\)")
# Of a setSpec's part: sets stand in tokens and in addresses, whose length others bound.
_LONGEST = 160
# Types and places are the same over and over: what is made of the last ones is kept.
_KNOWN = 20_000
_CUT = re.compile(r"~-[0-9a-f]{24}\Z")


def part(text: str) -> str:
    """A text as one part of a setSpec.

    Characters that a setSpec may not have are written as ``~2f``, as a URL would write ``%2f``;
    what is very long is cut and closed by its digest.
    """
    written = _NOT_ALLOWED.sub(
        lambda match: "".join(f"~{byte:02x}" for byte in match[0].encode("utf-8", "replace")), text
    )
    if len(written) <= _LONGEST:
        return written
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=12).hexdigest()
    return f"{written[: _LONGEST // 2]}~-{digest}"


def of_partner(name: str) -> str:
    """The set of a partner's records."""
    return f"{PARTNER}:{part(name)}"


@lru_cache(maxsize=_KNOWN)
def of_type(value: str) -> str:
    """The set of a type of documents."""
    return f"{TYPE}:{part(value.strip())}"


@lru_cache(maxsize=_KNOWN)
def of_place(value: str) -> str:
    """The set of a place, below those that its brackets name."""
    return ":".join([PLACE, *map(part, _outermost_first(value.strip()))])


def _outermost_first(place: str) -> list[str]:
    """The names of a place and of those around it. Words in small letters say what it is.

    "Tuileries (cité, Besançon, France)" is "Tuileries (cité)" in Besançon in France.
    """
    match = _IN_BRACKETS.fullmatch(place)
    if match is None or not match[1].strip():
        return [place]
    said = [name.strip() for name in match[2].split(",")]
    what = list(takewhile(lambda name: name[:1].islower(), said))
    around = said[len(what) :]
    if not all(name[:1].isupper() for name in around):
        return [place]
    name = match[1].strip()
    return [*reversed(around), f"{name} ({', '.join(what)})" if what else name]


def kind_of(spec: str) -> str:
    """What the records of a set have in common."""
    first = spec.partition(":")[0]
    return first if first in KINDS else FONDS


def with_those_above(spec: str) -> Iterator[str]:
    """A set and all that it is below, the topmost first: what is in a:b is in a too."""
    parts = spec.split(":")
    return (":".join(parts[:count]) for count in range(1, len(parts) + 1))


def words_of(spec: str) -> str:
    """What the last parts of a setSpec say: a place as it is written, a type, a fonds's code."""
    kind, *parts = spec.split(":")
    if not parts:
        return _read(kind)
    names = [_read(it) for it in parts]
    if kind != PLACE:
        return names[-1]
    *around, name = names
    if not around:
        return name
    before = f"{name[:-1]}, " if name.endswith(")") else f"{name} ("
    return f"{before}{', '.join(reversed(around))})"


def _read(written: str) -> str:
    cut = _CUT.search(written)
    kept = written[: cut.start()] if cut else written
    text = _WRITTEN.sub(
        lambda match: bytes.fromhex(match[0].replace("~", "")).decode("utf-8", "replace"), kept
    )
    return f"{text}…" if cut else text
