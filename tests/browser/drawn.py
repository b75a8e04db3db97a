"""Whether a viewer has drawn something: seen in a screenshot, as a reader would."""

from __future__ import annotations

import io

from PIL import Image, ImageStat
from playwright.sync_api import Locator

_TRIES = 100
# A blank area is of one colour; a page of an archive is not.
_LIVELY = 8


def picture_of(element: Locator) -> Image.Image:
    """The element as it is on the screen."""
    return Image.open(io.BytesIO(element.screenshot(timeout=20_000))).convert("L")


def is_drawn(element: Locator) -> bool:
    """Whether there is a picture in the middle of the element, now or after a moment."""
    return any(_lively(picture_of(element)) for _ in range(_TRIES))


def _lively(picture: Image.Image) -> bool:
    width, height = picture.size
    middle = picture.crop((width // 4, height // 4, 3 * width // 4, 3 * height // 4))
    return bool(ImageStat.Stat(middle).stddev[0] > _LIVELY)
