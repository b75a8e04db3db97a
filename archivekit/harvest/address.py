"""A partner's address, and what of it may be shown: who logs in, and keys, are kept from all eyes.

An address with ``user:password@`` logs in with them; nothing that is kept or told holds them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes, urlsplit, urlunsplit

HIDDEN = "…"
_LOGIN = re.compile(r"(https?://)[^\s/?#]*@", re.I)
_KEY = re.compile(
    r"([?&;](?!resumptionToken)(?:[a-z_-]*(?:key|token|password|passwd|pwd|secret)|auth)=)"
    r"[^&;#\s'\"]*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where to ask, and as whom."""

    url: str  # without who logs in
    login: tuple[bytes, bytes] | None = None  # UTF-8 (RFC 7617)

    @classmethod
    def read(cls, url: str) -> Address:
        """The address that a URL says."""
        parts = urlsplit(url)
        who, at, host = parts.netloc.rpartition("@")
        if not at:
            return cls(url)
        name, _, password = who.partition(":")
        return cls(
            urlunsplit(parts._replace(netloc=host)),
            (unquote_to_bytes(name), unquote_to_bytes(password)),
        )


def shown(words: str) -> str:
    """A URL, or any words with URLs in them, without passwords and keys."""
    return _KEY.sub(rf"\1{HIDDEN}", _LOGIN.sub(r"\1", words))
