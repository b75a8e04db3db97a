"""Which texts are addresses (RFC 3986) that formats may give as links."""

from __future__ import annotations

import re

_MOST = 2000
_URL = re.compile(
    r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?"
    r"(?:[/?](?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?"
    r"(?:#(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?"
)


def is_url(text: str) -> bool:
    """Whether a text is an ``http`` or ``https`` address and nothing else."""
    return len(text) <= _MOST and _URL.fullmatch(text) is not None
