"""Where on Earth a record is about: the navPlace extension (1.0), GeoJSON in a manifest."""

from __future__ import annotations

from typing import Any

from archivekit.description.addresses import record_url
from archivekit.description.exposed import Exposed
from archivekit.iiif import language_maps

CONTEXT = "http://iiif.io/api/extension/navplace/context.json"


def nav_place(record: Exposed) -> dict[str, Any] | None:
    """The places that a record names whose coordinates are known."""
    points = record.presented.points
    if not points:
        return None
    at = f"{record_url(record.ark)}/places"
    features = [
        {
            "id": f"{at}/{number}",
            "type": "Feature",
            "properties": {"label": language_maps.in_one(point.name, None)},
            "geometry": {"type": "Point", "coordinates": [point.longitude, point.latitude]},
        }
        for number, point in enumerate(points, start=1)
    ]
    return {"id": at, "type": "FeatureCollection", "features": features}
