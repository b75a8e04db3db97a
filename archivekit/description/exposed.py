"""A record as it leaves the house: what comes down from its parents put in, its title completed.

Every writer (oai_dc, manifest, JSON-LD, the edition's tables) starts from this one value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from archivekit.description.record import Terms


@dataclass(frozen=True, slots=True)
class Recording:
    """Sound or film in the place of a page: key of its access copy, what it is, how long.

    ``captions``: language (BCP 47, empty where none is said) of each file of captions, in order.
    """

    key: str
    media_type: str
    seconds: float
    captions: tuple[str, ...] = ()

    @property
    def is_film(self) -> bool:
        """Whether it moves."""
        return self.media_type.startswith("video/")


@dataclass(frozen=True, slots=True)
class ExposedPage:
    """One page that may be seen. ``text``: digest of its text; empty where it has none.

    Of a ``recording`` the image is a still of the film; of sound there is none, and no size.
    """

    number: int
    label: str
    image: str
    width: int
    height: int
    text: str = ""
    recording: Recording | None = None


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A parent, a parent's parent …, as far as it is named beside a record."""

    ark: str
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a document: its title and first page, how deep it lies (0: at the top)."""

    title: str
    first: int
    depth: int = 0
    # Its last page, where that is said; else it goes on to the next chapter.
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Unshown:
    """A page that keeps its place and is not shown: nothing of it but its number and size.

    ``opens``: the first day it may be seen (ISO 8601), where it is closed; else its image is
    missing. Sizes are 0 where they are not known.
    """

    number: int
    opens: str | None = None
    width: int = 0
    height: int = 0

    @property
    def label(self) -> str:
        """None: it may come from the name of a file."""
        return ""


@dataclass(frozen=True, slots=True)
class Logo:
    """The institution's logo: where it is, and of our own copy what it is, pixels and digest."""

    address: str
    media_type: str = ""
    width: int = 0
    height: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A place on Earth (WGS 84, decimal degrees) by the name that the record has for it."""

    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Presented:
    """What only a viewer of pages is told."""

    website: str = ""
    logo: Logo | None = None
    chapters: tuple[Chapter, ...] = ()
    points: tuple[Point, ...] = ()
    unshown: tuple[Unshown, ...] = ()


NOTHING_MORE = Presented()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposed:
    """All that writers may know of one record. Nothing private is in it.

    ``terms`` holds own and inherited values by DCMI term. ``language`` is ISO 639-2/B codes.
    ``ancestors`` runs from the fonds down to the parent. ``inherited`` names the terms that come
    from above; ``inherited_from`` has the code of the ancestor, empty for the house's own rule.
    """

    ark: str
    oai_identifier: str
    code: str
    title: str
    full_title: str
    level: str | None
    terms: Terms
    inherited: frozenset[str] = frozenset()
    inherited_from: Mapping[str, str] = field(default_factory=dict)
    date_text: str = ""
    date_edtf: str | None = None
    year_first: int | None = None
    year_last: int | None = None
    languages: tuple[str, ...] = ()
    institution: dict[str, str] = field(default_factory=dict)
    source: str = ""
    sets: tuple[str, ...] = ()
    ancestors: tuple[Ancestor, ...] = ()
    pages: tuple[ExposedPage, ...] = ()
    partner: str | None = None
    presented: Presented = NOTHING_MORE

    @property
    def images(self) -> tuple[ExposedPage, ...]:
        """The pages that are images."""
        return tuple(page for page in self.pages if page.recording is None)

    @property
    def recordings(self) -> tuple[ExposedPage, ...]:
        """The pages that are sound or film."""
        return tuple(page for page in self.pages if page.recording is not None)

    @property
    def pictured(self) -> ExposedPage | None:
        """The page that its thumbnail is made from; a still where it has films alone."""
        first_image = next((page for page in self.pages if page.recording is None), None)
        return first_image or next((page for page in self.pages if page.image), None)
