"""The fonts that the pages are written in: Debian's, none of them committed here.

    apt-get install fonts-gnutypewriter fonts-ecolier-court fonts-kristi fonts-dancingscript \
        fonts-dkg-handwriting fonts-oldstandard fonts-goudybookletter fonts-urw-base35 \
        fonts-hosny-amiri
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PIL import ImageFont

_FOLDER = Path("/usr/share/fonts")
_FILES = {
    "typewriter": "truetype/gnutypewriter/GNUTypewriter.ttf",
    "clerk": "truetype/ecolier-court/Ecolier-court.ttf",
    "quick": "truetype/kristi/Kristi.ttf",
    "letter": "opentype/dancingscript/DancingScript-Regular.otf",
    "note": "truetype/fifthhorseman/dkgIt.ttf",
    "print": "truetype/fonts-oldstandard/OldStandard-Regular.ttf",
    "print-italic": "truetype/fonts-oldstandard/OldStandard-Italic.ttf",
    "print-bold": "truetype/fonts-oldstandard/OldStandard-Bold.ttf",
    "book": "opentype/sortsmill/GoudyBookletter1911.otf",
    "sans": "opentype/urw-base35/NimbusSans-Regular.otf",
    "sans-bold": "opentype/urw-base35/NimbusSans-Bold.otf",
    "narrow-bold": "opentype/urw-base35/NimbusSansNarrow-Bold.otf",
    "arabic": "opentype/fonts-hosny-amiri/Amiri-Regular.ttf",
    "arabic-bold": "opentype/fonts-hosny-amiri/Amiri-Bold.ttf",
}


@cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A font by what it is used for."""
    return ImageFont.truetype(_FOLDER / _FILES[name], size, layout_engine=ImageFont.Layout.RAQM)
