"""Where an address leads: to the public network, or into a private one.

A partner's redirect, or its name server, must not make us ask a machine that only our own network
can reach (SSRF, DNS rebinding): what counts is the address that a connection really goes to.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from archivekit.harvest.fault import PartnerFault, PassingFault


def check_scheme(url: str) -> None:
    """Raises PartnerFault for anything but http and https with a host."""
    try:
        parts = urlsplit(url)
        right = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # brackets that hold no address, a port that is no number
        right = None
    if not right:
        raise PartnerFault("harvest.not-http", url=url)


def is_private(url: str) -> bool:
    """Whether any address of the host is not public. Raises PassingFault: there is no such host."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise PassingFault("harvest.no-connection", url=url, why=error) from None
    return any(not is_public(str(entry[4][0])) for entry in found)


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the public network."""
    read = ipaddress.ip_address(address.partition("%")[0])
    read = getattr(read, "ipv4_mapped", None) or read
    return read.is_global and not read.is_multicast
