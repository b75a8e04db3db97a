"""The pages of a record as the viewer takes them; it works the same for one and for thousands."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archivekit.description.addresses import manifest_url
from archivekit.edition import Edition, PageRow, RecordRow
from archivekit.iiif import content_state
from archivekit.iiif.linking import PDF_PAGES
from archivekit.site.pages.page_text import Looked
from archivekit.site.pages.visit import Visit

_WORDS = (
    "page-of", "page-label", "pages-from-to", "zoom-keys", "image-missing", "thumbnail-of",
    "link-copied", "link-in-address",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LevelZero:
    """What a viewer must know of images that are files: the sides of tiles, and which sizes are."""

    tile: int
    small_tile: int
    still_size: Callable[[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Viewer:
    """What a viewer shows first, and what its script needs for the rest."""

    page: PageRow
    count: int
    # The number of the last page: more than the count where one is missing.
    last: int
    previous: PageRow | None
    next: PageRow | None
    image: str
    # Region and size of what is shown without a script.
    still: str
    # The part of the document's PDF that the page is in; first and last of its pages.
    pdf_part: tuple[int, int, int]
    # The words to be marked on the images, and where their places are asked.
    marks: Looked | None
    data: Markup


def viewer_of(
    edition: Edition,
    record: RecordRow,
    visit: Visit,
    looked: Looked | None = None,
    level_0: LevelZero | None = None,
) -> Viewer | None:
    """The viewer at what ``?f=`` or ``?iiif-content=`` names; None for a record without pages.

    Where they name nothing, at the first page that has what is looked for.
    """
    pages = edition.pages(record.id)
    if not pages:
        return None
    state = content_state.read(visit.arg("iiif-content"))
    if state is not None and state.ark != record.ark:
        state = None
    first = looked.first if looked else None
    wanted = state.number if state else visit.number("f", first or 1)
    at = next((at for at, page in enumerate(pages) if page.number == wanted), 0)
    image = visit.href(f"/iiif/3/{record.ark}/f").partition("?")[0]
    data: dict[str, object] = {
        "image": image,
        "pages": [[page.number, page.label, page.width, page.height] for page in pages],
        "at": at,
        "region": _region(state, pages[at]),
        "manifest": manifest_url(record.ark),
        "words": {name: visit.t(f"viewer-{name}") for name in _WORDS},
    }
    still = "full/!1200,1200"
    if level_0 is not None:
        data["level0"] = {"tile": level_0.tile, "small": level_0.small_tile}
        width, height = level_0.still_size(pages[at].width, pages[at].height)
        still = f"full/{width},{height}"
    return Viewer(
        page=pages[at],
        count=len(pages),
        last=pages[-1].number,
        previous=pages[at - 1] if at else None,
        next=pages[at + 1] if at + 1 < len(pages) else None,
        image=image,
        still=still,
        pdf_part=_pdf_part(pages, at),
        marks=looked if looked and looked.words else None,
        data=script_data(data),
    )


def _pdf_part(pages: Sequence[PageRow], at: int) -> tuple[int, int, int]:
    part = at // PDF_PAGES + 1
    return part, pages[(part - 1) * PDF_PAGES].number, pages[: part * PDF_PAGES][-1].number


def _region(
    state: content_state.ContentState | None, page: PageRow
) -> tuple[int, int, int, int] | None:
    """What of the page is to be seen first; None: all of it."""
    if state is None or state.number != page.number:
        return None
    return state.within(page.width, page.height)


def script_data(value: object) -> Markup:
    """JSON that can stand in a script element, whatever words are in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - no sign that HTML knows is left in it
