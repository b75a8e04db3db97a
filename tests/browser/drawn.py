"""Whether a viewer has drawn something: seen in a screenshot, as a reader would."""

from __future__ import annotations

import io

from PIL import Image, ImageStat
from playwright.sync_api import Locator

_TRIES = 100
# A blank area is of one colour, even a pale page of an archive is not.
_LIVELY = 4


def picture_of(element: Locator) -> Image.Image:
    """The element as it is on the screen."""
    return Image.open(io.BytesIO(element.screenshot(timeout=20_000))).convert("L")


def is_drawn(element: Locator) -> bool:
    """Whether there is a picture in the element, now or after a moment."""
    return any(_lively(picture_of(element)) for _ in range(_TRIES))


def _lively(picture: Image.Image) -> bool:
    width, height = picture.size
    inner = picture.crop((width // 10, height // 10, 9 * width // 10, 9 * height // 10))
    return bool(ImageStat.Stat(inner).stddev[0] > _LIVELY)
