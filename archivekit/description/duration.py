"""How long sound and film last: as people read it, and as standards write it."""

from __future__ import annotations


def in_words(seconds: float) -> str:
    """``1 h 02 min 13 s``, ``12 min 05 s``, ``48 s``: the same in French and English."""
    minutes, rest = divmod(max(1, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min {rest:02} s"
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def iso_8601(seconds: float) -> str:
    """``PT1H2M13S`` (ISO 8601, 5.5.2)."""
    minutes, rest = divmod(max(1, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    said = f"{hours}H" if hours else ""
    said += f"{minutes}M" if minutes else ""
    return f"PT{said}{rest}S" if rest else f"PT{said}"
