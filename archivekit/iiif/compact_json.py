"""JSON as it is stored and sent."""

from __future__ import annotations

import json


def compact(value: object) -> str:
    """JSON without a space, words as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
