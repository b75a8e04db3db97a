"""The bounds of a harvest: nothing that a partner sends is taken without one."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one harvest may cost. Times are seconds, sizes bytes."""

    connect_seconds: float = 20
    silence_seconds: float = 120  # without a byte
    request_seconds: float = 600  # from asking to the last byte
    received_bytes: int = 64 * MIB  # as sent, perhaps compressed
    page_bytes: int = 256 * MIB  # uncompressed
    redirects: int = 5
    # What is waited before each new try, where the partner does not say; as many tries as waits.
    waits: tuple[float, ...] = (2, 10, 30, 60, 120)
    longest_wait: float = 900  # a partner that asks for more is asked again another day
    longest_pause: float = 30  # between two requests, of a partner that finds us too fast
    pages: int = 200_000
    empty_pages: int = 50  # in a row, each with a token to the next
    identifier_length: int = 2000
    splits: int = 300  # of a list that does not come, into shorter spans of time
    fruitless: int = 40  # of those in a row without an answer, before records are asked for alone
    one_by_one: int = 5000  # records asked for each by itself, in one run
    # What waits to be kept, so that the next page comes meanwhile.
    ahead_bytes: int = 32 * MIB
    # Records kept in one transaction, where so many come within a moment: each transaction writes
    # anew all pages of the indexes that it touches.
    together: int = 2000
    moment: float = 0.5


LIMITS = Limits()
