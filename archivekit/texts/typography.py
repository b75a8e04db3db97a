"""French typography: the spaces that a line never breaks at, before and inside of punctuation.

Sentences stand in the files with plain spaces, as people type them; here each is set once, so
that none can be forgotten and none has to be told from its look.
"""

from __future__ import annotations

import re

_THIN, _FULL = "\u202f", "\u00a0"  # espace fine insécable, espace mots insécable

_BEFORE_HIGH = re.compile(r"(?<=\S) +(?=[;!?](?:\s|[»)…\"]|$))")
_BEFORE_COLON = re.compile(r"(?<=\S) +(?=[:»](?:\W|$))")
_AFTER_OPENING = re.compile(r"(?<=«) +")


def french(sentence: str) -> str:
    """The sentence with a thin space before ``;!?``, a full one before ``:`` and inside « »."""
    sentence = _BEFORE_HIGH.sub(_THIN, sentence)
    sentence = _BEFORE_COLON.sub(_FULL, sentence)
    return _AFTER_OPENING.sub(_FULL, sentence)
