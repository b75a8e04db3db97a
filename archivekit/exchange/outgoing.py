"""A record on its way out, as the writers of every format are given it.

A writer is a function ``write(records, institution, target, problems)``. ``records()`` walks down
the tree, parents first, as often as it is asked; only one record at a time is in memory. What a
format cannot say of a record goes to ``problems``; what it writes goes to ``target``, a new file or
folder that is put in its place once all is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from archivekit.description.authority import Authority
from archivekit.description.exposed import Exposed, ExposedPage
from archivekit.description.record import Description
from archivekit.problems import Problems


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingText:
    """The file with the text of a page: which page of it (from 0), and what is known of it.

    ``is_alone``: the file has no other page.
    """

    file: str
    frame: int
    is_alone: bool
    size: int
    sha512: str
    mime: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingPage:
    """One page: its number (from 1), its label, the master it comes from and what is known of it.

    ``exposed`` is what can be shown of it, None where nothing can. ``size`` (bytes),
    ``sha512`` and ``mime`` are the master's.
    """

    number: int
    label: str
    file: str
    frame: int
    exposed: ExposedPage | None
    size: int
    sha512: str
    mime: str
    text: OutgoingText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A record: ``description`` is what it says itself, ``exposed`` the same with what it inherits.

    ``depth`` counts the records above it that leave too. ``is_open``: it is in an edition of today.
    """

    uid: str
    depth: int
    description: Description
    exposed: Exposed
    pages: tuple[OutgoingPage, ...]
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingAuthority:
    """An authority record, and the file it came from to the letter; empty where it is held back."""

    authority: Authority
    source_xml: str


def no_authorities() -> Iterator[OutgoingAuthority]:
    """None at all."""
    return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """Who exports: what the settings say. ``language`` (BCP 47) is that of the records' words.

    ``base_url`` is the site's address, empty where it is not known; ``reader`` the language of
    whoever exports (``fr`` or ``en``), for headings and notes. ``today`` is ISO 8601.
    ``public``: what leaves is for all to see, so that nothing meant for the house may be in it.
    """

    name: Mapping[str, str]
    contact: str
    place: str
    service_code: str
    language: str
    base_url: str
    license: str
    rights: str
    reader: str
    today: str
    public: bool = False
    # The authority records that leave, as often as they are asked for.
    authorities: Callable[[], Iterator[OutgoingAuthority]] = no_authorities


Records = Callable[[], Iterator[Outgoing]]
Writer = Callable[[Records, Institution, Path, Problems], int | None]
"""Gives how many records it wrote, where that may be fewer than it was given."""
