"""JSON made while somebody waits, with its validators."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from archivekit.edition import Edition, Request, Response
from archivekit.iiif.answers import document


def json_answer(request: Request, edition: Edition, made: Mapping[str, Any]) -> Response:
    """A document as the answer to a request."""
    body = json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    tag = hashlib.sha256(body).hexdigest()[:32]
    return document(request, body, tag=tag, changed_at=edition.published_at)
