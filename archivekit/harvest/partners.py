"""Which partner is meant: one of ``archive.toml``, or a bare address."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlsplit

from archivekit.errors import WrongUse
from archivekit.harvest.address import Address, shown
from archivekit.settings import Partner, Settings
from archivekit.texts import text

_LONGEST_NAME = 50
_NOT_OF_A_NAME = re.compile(r"[^a-z0-9]+")


def choose(settings: Settings, named: str) -> Partner:
    """The partner of a name or an address. Raises WrongUse for neither."""
    for partner in settings.partners:
        if named in (partner.name, partner.url, Address.read(partner.url).url):
            return partner
    if named.startswith(("http://", "https://")) and _host(named):
        return Partner(name=name_of(named), url=named)
    known = ", ".join(partner.name for partner in settings.partners)
    raise WrongUse(
        "harvest.partner-unknown", name=shown(named), known=known or text("harvest.no-partners")
    )


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:  # brackets that hold no address
        return None


def name_of(url: str) -> str:
    """A partner's name among us, made of its address: the same for the same address, for ever."""
    parts = urlsplit(url)
    # Neither who logs in nor a key in the query: the name is shown to all.
    where = f"{parts.hostname or ''} {parts.port or ''} {parts.path}".lower()
    name = _NOT_OF_A_NAME.sub("-", where).strip("-")
    if len(name) <= _LONGEST_NAME and not parts.query:
        return name
    where += parts.query
    return f"{name[: _LONGEST_NAME - 9]}-{hashlib.sha256(where.encode()).hexdigest()[:8]}"
