"""The characters that XML has no place for."""

from __future__ import annotations

import re

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0, production [2] Char: all else may stand nowhere, not even as a reference."""
