"""Where an address leads: to the public network, or into a private one.

A partner's redirect must not make us ask a machine that only our own network can reach (SSRF).
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from archivekit.harvest.fault import PartnerFault, PassingFault


def check_scheme(url: str) -> None:
    """Raises PartnerFault for anything but http and https with a host."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise PartnerFault("harvest.not-http", url=url)


def check_redirect(base_url: str, url: str) -> None:
    """Raises PartnerFault where a public partner sends us into a private network."""
    check_scheme(url)
    if is_private(url) and not is_private(base_url):
        raise PartnerFault("harvest.private-redirect", url=url)


def is_private(url: str) -> bool:
    """Whether any address of the host is not public. Raises PassingFault: there is no such host."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise PassingFault("harvest.no-connection", url=url, why=error) from None
    addresses = (ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found)
    return any(not _is_public(address) for address in addresses)


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_global and not address.is_multicast
