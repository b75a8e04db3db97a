"""The site's own address: from the settings, or as a request says it.

Bytes of the edition say :data:`archivekit.description.addresses.BASE` in its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from archivekit.description.addresses import BASE

_HOST = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?"
)
_SCHEMES = ("http", "https")


def base_of(settings_base: str, scheme: str, headers: Mapping[str, str]) -> str | None:
    """The address to put in, without a slash at the end; None where the request's host is none.

    The host is put into answers, so it may be nothing but a host's name.
    """
    if settings_base:
        return settings_base.rstrip("/")
    host = headers.get("host", "")
    if not _HOST.fullmatch(host):
        return None
    forwarded = headers.get("x-forwarded-proto", "").split(",")[0].strip().lower()
    if forwarded in _SCHEMES:
        scheme = forwarded
    return f"{scheme if scheme in _SCHEMES else 'http'}://{host}"


def put_base(body: bytes, base: str) -> bytes:
    """Bytes of the edition with the site's address in."""
    # Half the time of "replace", which looks for all of them twice.
    return base.encode().join(body.split(BASE.encode()))
