"""Answers of the Presentation API: JSON with its validators, and refusals a person can read."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from email.utils import format_datetime

from archivekit.edition import Request, Response
from archivekit.iiif.compact_json import compact
from archivekit.iiif.context import CONTEXT
from archivekit.texts import text

_JSON = "application/json"
_JSON_LD = "application/ld+json"
# Always asked for again, so that what was withdrawn is not shown from a cache.
_AGE = ("Cache-Control", "public, no-cache")


def document(
    request: Request, body: bytes, *, tag: str, changed_at: str, context: str = CONTEXT
) -> Response:
    """A document as JSON, or as JSON-LD for who asks for that (Presentation 3.0, 7.3)."""
    linked = wants_json_ld(request.headers.get("accept", ""))
    headers = (
        ("Content-Type", f'{_JSON_LD};profile="{context}"' if linked else _JSON),
        ("Vary", "Accept"),
        _AGE,
        ("ETag", f'"{tag}-ld"' if linked else f'"{tag}"'),
        ("Last-Modified", http_date(changed_at)),
    )
    return Response(200, headers, body)


def made(request: Request, value: object, changed_at: str, context: str = CONTEXT) -> Response:
    """A document that is made while somebody waits."""
    body = compact(value).encode("utf-8", "replace")
    return document(request, body, tag=digest(body), changed_at=changed_at, context=context)


def digest(identity: bytes) -> str:
    """What tells one answer from another, for an entity tag (RFC 9110, 8.8.3)."""
    return hashlib.sha256(identity).hexdigest()[:32]


def refusal(request: Request, status: int, key: str, *headers: tuple[str, str]) -> Response:
    """A refusal as small JSON with a sentence, in French where French is asked for first."""
    language = "fr" if request.headers.get("accept-language", "").lower()[:2] == "fr" else "en"
    body = {"status": status, "message": text(f"iiif.{key}", language)}
    kind = (("Content-Type", _JSON), ("Vary", "Accept-Language"), _AGE)
    return Response(status, (*kind, *headers), json.dumps(body, ensure_ascii=False).encode())


def wants_json_ld(accept: str) -> bool:
    """Whether JSON-LD is named in an Accept header, and liked no less than JSON."""
    liked = {media: weight for media, _, weight in _preferences(accept)}
    return liked.get(_JSON_LD, 0.0) > 0 and liked[_JSON_LD] >= liked.get(_JSON, 0.0)


def wants_version_2(accept: str) -> bool:
    """Whether Presentation 2.1 is named in an Accept header, and liked more than 3.0."""
    liked = {2: 0.0, 3: 0.0}
    for media, profile, weight in _preferences(accept):
        if media in (_JSON, _JSON_LD):
            version = 2 if "iiif.io/api/presentation/2" in profile else 3
            liked[version] = max(liked[version], weight)
    return liked[2] > liked[3]


def _preferences(accept: str) -> list[tuple[str, str, float]]:
    """Media type, profile and weight of each offer."""
    preferences = []
    for offer in accept.split(","):
        media, *parameters = (part.strip().lower() for part in offer.split(";"))
        weights = [part[2:] for part in parameters if part.startswith("q=")]
        profile = next((part[8:] for part in parameters if part.startswith("profile=")), "")
        preferences.append((media, profile, _weight(weights[0]) if weights else 1.0))
    return preferences


def _weight(text_: str) -> float:
    try:
        return float(text_)
    except ValueError:
        return 0.0


def http_date(moment: str) -> str:
    """A stored moment as HTTP writes it, and never in the future (RFC 9110, 8.8.2.1)."""
    changed = dt.datetime.fromisoformat(moment)
    return format_datetime(min(changed, dt.datetime.now(dt.UTC)), usegmt=True)
