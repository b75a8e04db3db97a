"""info.json: what an image is and what may be asked of it (Image API 3.0 and 2.1, section 5)."""

from __future__ import annotations

import json
import re

from archivekit.description.addresses import image_url
from archivekit.iiif.image.parameters import MAX_AREA, MAX_SIDE
from archivekit.images.tiles import AccessCopy

CONTEXTS = {version: f"http://iiif.io/api/image/{version}/context.json" for version in (2, 3)}
PROFILES = {
    2: "http://iiif.io/api/image/2/level2.json",
    3: "http://iiif.io/api/image/3/level2.json",
}
_PROTOCOL = "http://iiif.io/api/image"
_FORMATS = ["webp"]
_LIMITS = {"maxWidth": MAX_SIDE, "maxHeight": MAX_SIDE, "maxArea": MAX_AREA}
_FEATURES_3 = ["canonicalLinkHeader", "mirroring", "profileLinkHeader", "rotationArbitrary"]
_FEATURES_2 = [
    "canonicalLinkHeader",
    "mirroring",
    "profileLinkHeader",
    "regionSquare",
    "rotationArbitrary",
    "sizeByConfinedWh",
]
# The rights that the API knows by URI (3.0 section 5.4 takes them from Presentation 3.0).
_RIGHTS = re.compile(
    r"https?://(creativecommons\.org/(licenses|publicdomain)/|rightsstatements\.org/vocab/)(.+)"
)


def write_info(
    copy: AccessCopy, ark: str, number: int, *, version: int, license_uri: str | None
) -> bytes:
    """The document of one image, in the form of one version of the API."""
    if version == 3:
        document = _info_3(copy, ark, number, license_uri)
    else:
        document = _info_2(copy, ark, number, license_uri)
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def write_level_0(
    copy: AccessCopy,
    ark: str,
    number: int,
    license_uri: str | None,
    *,
    sizes: list[tuple[int, int]],
) -> bytes:
    """The document of an image that lies in files: these sizes, its tiles, and nothing else."""
    full = _info_3(copy, ark, number, license_uri)
    kept = ("@context", "id", "type", "protocol", "profile", "width", "height", "tiles", "rights")
    is_larger = max(copy.width, copy.height) > MAX_SIDE or copy.width * copy.height > MAX_AREA
    document = {name: value for name, value in full.items() if name in kept}
    document["profile"] = "level0"
    document["sizes"] = [{"width": width, "height": height} for width, height in sizes]
    document |= _LIMITS if is_larger else {}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _info_3(copy: AccessCopy, ark: str, number: int, license_uri: str | None) -> dict[str, object]:
    rights = {"rights": known} if (known := _known_rights(license_uri)) else {}
    return {
        "@context": CONTEXTS[3],
        "id": image_url(ark, number, 3),
        "type": "ImageService3",
        "protocol": _PROTOCOL,
        "profile": "level2",
        "width": copy.width,
        "height": copy.height,
        **_LIMITS,
        "sizes": _sizes(copy),
        "tiles": _tiles(copy),
        **rights,
        "extraFormats": _FORMATS,
        "extraQualities": _qualities(copy),
        "extraFeatures": _FEATURES_3,
    }


def _info_2(copy: AccessCopy, ark: str, number: int, license_uri: str | None) -> dict[str, object]:
    licence = {"license": license_uri} if license_uri else {}
    more = {"formats": _FORMATS, "qualities": _qualities(copy), "supports": _FEATURES_2, **_LIMITS}
    return {
        "@context": CONTEXTS[2],
        "@id": image_url(ark, number, 2),
        "protocol": _PROTOCOL,
        "width": copy.width,
        "height": copy.height,
        "sizes": _sizes(copy),
        "tiles": _tiles(copy),
        "profile": [PROFILES[2], more],
        **licence,
    }


def _qualities(copy: AccessCopy) -> list[str]:
    """Colour is not announced where there is none (3.0 section 4.4)."""
    return ["gray", "bitonal"] if copy.gray else ["color", "gray", "bitonal"]


def _sizes(copy: AccessCopy) -> list[dict[str, int]]:
    """The sizes that lie ready, smallest first."""
    ready = {*copy.ready, *((level.width, level.height) for level in copy.levels)}
    return [
        {"width": width, "height": height}
        for width, height in sorted(ready)
        if max(width, height) <= MAX_SIDE and width * height <= MAX_AREA
    ]


def _tiles(copy: AccessCopy) -> list[dict[str, object]]:
    first = copy.levels[0]
    factors = [1 << level.index for level in copy.levels]
    return [{"width": first.tile_width, "height": first.tile_height, "scaleFactors": factors}]


def _known_rights(uri: str | None) -> str | None:
    """A rights URI in the one form that validators know, which is by http."""
    match = _RIGHTS.fullmatch(uri or "")
    return f"http://{match[1]}{match[3]}" if match else None
