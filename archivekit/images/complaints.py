"""What the decoders' own errors mean to the person who has to mend the file."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pyvips

from archivekit.images.refusal import Unreadable

_DISK = re.compile(r"no space left|disk quota|write error|write failed|unable to write", re.I)
_MEMORY = re.compile(r"(out of|insufficient) memory|(cannot|unable to) allocate|malloc", re.I)
_CUT = re.compile(
    r"premature end|libpng read error|truncated|end of file|not enough data|unexpected end", re.I
)


@contextmanager
def complaints_told() -> Iterator[None]:
    """libvips's errors inside the block, as refusals of the file; a full disk as an OSError."""
    try:
        yield
    except pyvips.Error as error:
        why = _last_line(str(error.detail or error.message))
        if _DISK.search(str(error)):
            raise OSError(errno.ENOSPC, why) from None
        if _MEMORY.search(str(error)):
            raise Unreadable("images.too-much-memory") from None
        if _CUT.search(str(error)):
            raise Unreadable("images.truncated") from None
        raise Unreadable("images.damaged", why=why) from None


def _last_line(message: str) -> str:
    """The last thing said, without the path that some libraries put before it."""
    lines = [line for line in message.splitlines() if line.strip()]
    line = lines[-1] if lines else "?"
    return re.sub(r"^(\S*/\S*|VipsJpeg|vipspng|tiff2vips): ", "", line.strip())[:200]
