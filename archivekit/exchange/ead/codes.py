"""Reference codes for components that have none of their own, or share one with another.

The catalogue needs one code for each record. What archivekit makes of it carries the sign ``§``,
which no archivist's code has:

- ``2 J §a0113`` for a component without code whose ``@id`` is ``a0113``, below ``2 J``;
- ``2 J §3.1`` for one without ``@id``: the first component of the third below ``2 J``;
- ``Dossier 1 §a0114``, or ``Dossier 1 §2``, for the second component called ``Dossier 1``.

The same finding aid gives the same codes each time. Owns the rule; what is taken the caller knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from archivekit.description.codes import MADE

SIGN = MADE
_USABLE_ID = re.compile(r"[^\W_][\w.-]{0,79}")
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Named:
    """How a component is called: its ``code``, whether it was ``made``, and what children use.

    ``base`` is the nearest code that the finding aid itself gives, ``way`` what leads on from it.
    """

    code: str
    made: bool
    base: str
    way: str = ""

    def way_to(self, position: int) -> str:
        """The way to a component right below, by its position."""
        return f"{self.way}.{position}" if self.way else str(position)


def is_made(code: str) -> bool:
    """Whether a code was made here and stands nowhere in the finding aid."""
    return f" {SIGN}" in code


def candidates(own: str, component_id: str, position: int, above: Named | None) -> Iterator[Named]:
    """The codes a component may have, best first, without end."""
    own = own[:LONGEST].strip()
    usable = component_id if _USABLE_ID.fullmatch(component_id) else ""
    if own:
        yield Named(own, made=False, base=own)
        if usable:
            yield Named(f"{own} {SIGN}{usable}", made=True, base=own)
        for number in count(2):
            code = f"{own} {SIGN}{number}"
            yield Named(code, made=True, base=code)
    base = above.base if above else ""
    way = above.way_to(position) if above else str(position)
    for suffix in _suffixes(usable, way):
        yield Named(f"{base} {SIGN}{suffix}".strip(), made=True, base=base, way=suffix)


def _suffixes(component_id: str, way: str) -> Iterator[str]:
    if component_id:
        yield component_id
    yield way
    for number in count(2):
        yield f"{way}~{number}"
