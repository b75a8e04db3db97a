"""Stored moments (UTC) as a person at this terminal reads them."""

from __future__ import annotations

import datetime as dt


def local_time(moment: str) -> str:
    """``2026-11-27 04:16``, by the clock of this machine; what is no moment stays as it is."""
    try:
        read = dt.datetime.fromisoformat(moment)
    except ValueError:
        return moment
    if read.tzinfo is None:
        return moment
    return read.astimezone().strftime("%Y-%m-%d %H:%M")
