"""Where a record may be seen, said in its finding aid: only in what leaves for the public.

What leaves for the house does not name these addresses, so that it comes back as it was.
FranceArchives reads the permalink in the reference code, asks it for ``/manifest``, and shows the
digital objects by their roles.
"""

from __future__ import annotations

from dataclasses import dataclass

from archivekit.exchange.ead.writing_nodes import Node, element
from archivekit.exchange.outgoing import Institution, Outgoing


@dataclass(frozen=True, slots=True)
class Addresses:
    """A record's permalink; where its pages are shown, and its thumbnail, where it has any."""

    permalink: str = ""
    viewer: str = ""
    thumbnail: str = ""


def addresses(outgoing: Outgoing, institution: Institution) -> Addresses:
    """The addresses of a record; none where they are not known, or not for the reader."""
    ark = outgoing.exposed.ark
    if not (institution.public and institution.base_url and ark):
        return Addresses()
    page = f"{institution.base_url.rstrip('/')}/{ark}"
    if not outgoing.exposed.pages:
        return Addresses(page)
    return Addresses(page, page, f"{page}/thumbnail")


def say_permalink(component: Node, code: str, permalink: str, pointer: str) -> None:
    """Puts the permalink first in the ``unitid`` of the reference code.

    ``pointer`` is the element that points: ``extptr``, in EAD3 ``ptr``.
    """
    did = component.first("did") or Node("did")
    codes = did.all("unitid")
    if not permalink or any(
        each.attributes.get("href") == permalink for it in codes for each in it.descendants()
    ):
        return
    own = next((it for it in codes if it.words() == code), codes[0] if codes else None)
    if own is None:
        own = Node("unitid")
        did.content.insert(0, own)
    links = [number for number, part in enumerate(own.content) if isinstance(part, Node)]
    place = links[0] if links else len(own.content)
    own.content.insert(place, element(pointer, href=permalink))
