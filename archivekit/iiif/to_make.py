"""An answer whose body has still to be made, which takes a processor's time: an image, a PDF.

What it is was found out already, and whether it may be given. How many are made at once is for
whoever calls :meth:`ToMake.finish` to bound.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from archivekit.edition import Response
from archivekit.images.refusal import Unreadable

Work = Literal["drawing", "binding"]
Make = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class ToMake:
    """``make`` gives the body, or raises Unreadable or OSError, which ``failed`` answers.

    ``key`` is that of the body, for ever; empty where it is not worth keeping.
    """

    work: Work
    headers: tuple[tuple[str, str], ...]
    make: Make
    failed: Callable[[Exception], Response]
    key: str = ""

    def finish(self, kept: Callable[[str, Make], bytes] | None = None) -> Response:
        """The answer. ``kept`` gives the body of a key as it was kept, or makes it."""
        try:
            body = kept(self.key, self.make) if kept and self.key else self.make()
        except (Unreadable, OSError) as error:
            return self.failed(error)
        return Response(200, self.headers, body)
