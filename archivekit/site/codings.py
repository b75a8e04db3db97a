"""Compression: which coding whoever asks takes (RFC 9110, 12.5.3), and the bytes in it."""

from __future__ import annotations

IDENTITY = "identity"
# The best first, where they are wanted alike.
_OFFERED = ("zstd", "gzip", IDENTITY)
_ALIASES = {"x-gzip": "gzip"}
_GZIP_LEVEL = 5
_ZSTD_LEVEL = 3
_MOST_PARTS = 50


def chosen(accepted: str | None, *, worth: bool) -> str | None:
    """The coding for an answer; None where each is refused.

    ``worth``: whether compression gains anything; else it is done only for who refuses all else.
    """
    if not accepted or not accepted.strip():
        return IDENTITY
    named = weights(accepted)
    others = named.get("*")
    wanted = {coding: named.get(coding, _unnamed(coding, others)) for coding in _OFFERED}
    if not worth and wanted[IDENTITY] > 0:
        return IDENTITY
    best = max(_OFFERED, key=lambda coding: wanted[coding])
    return best if wanted[best] > 0 else None


def encoded(body: bytes, coding: str) -> bytes:
    """The bytes in a coding: the same for the same body, always."""
    # Loaded when first wanted. Its gzip takes a third of the time of Python's.
    from imagecodecs import gzip_encode, zstd_encode

    if coding == "gzip":
        return bytes(gzip_encode(body, level=_GZIP_LEVEL))
    if coding == "zstd":
        return bytes(zstd_encode(body, level=_ZSTD_LEVEL))
    return body


def _unnamed(coding: str, others: float | None) -> float:
    """The weight of a coding that is not named: an answer as it is does where nothing else does."""
    if others is not None:
        return others
    return 0.0001 if coding == IDENTITY else 0.0


def weights(accepted: str) -> dict[str, float]:
    """What an Accept header names, in small letters, each with how much it is wanted."""
    found: dict[str, float] = {}
    for part in accepted.lower().split(",")[:_MOST_PARTS]:
        coding, _, parameter = part.partition(";")
        name = coding.strip()
        found[_ALIASES.get(name, name)] = _weight(parameter)
    return found


def _weight(parameter: str) -> float:
    name, _, value = parameter.replace(" ", "").partition("=")
    try:
        return max(0.0, min(1.0, float(value))) if name == "q" else 1.0
    except ValueError:
        return 0.0
