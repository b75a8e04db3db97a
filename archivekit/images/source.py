"""Where the bytes of an access copy are read from: by offset and length, whatever holds them."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path
from typing import Protocol

_NO_SUCH_FLAG = (errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS)


class Source(Protocol):
    """A file, or an object read by range requests. Never changes while it is open."""

    size: int
    modified: float
    """When it was made, in seconds since 1970."""

    def read(self, offset: int, size: int) -> bytes:
        """Bytes at an offset: fewer at the end."""
        ...

    def read_at_once(self, offset: int, size: int) -> bytes | bytearray | None:
        """The same where no disk or network is waited for; None where it would be."""
        ...


class FileSource:
    """A file, open until nobody holds it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor = os.open(path, os.O_RDONLY)
        status = os.fstat(self._descriptor)
        self.size = status.st_size
        self.modified = status.st_mtime
        self._can_tell = hasattr(os, "RWF_NOWAIT")

    def read(self, offset: int, size: int) -> bytes:
        """Bytes at an offset: fewer at the end."""
        return os.pread(self._descriptor, size, offset)

    def read_at_once(self, offset: int, size: int) -> bytes | bytearray | None:
        """Bytes that lie in the system's memory; a file system that cannot tell is waited for."""
        if not self._can_tell:
            return self.read(offset, size)
        buffer = bytearray(size)
        try:
            # Fewer bytes than asked for: what follows is not in memory, or not there.
            read = os.preadv(self._descriptor, [buffer], offset, os.RWF_NOWAIT)
        except BlockingIOError:
            return None
        except OSError as error:
            if error.errno not in _NO_SUCH_FLAG:
                raise
            self._can_tell = False
            return self.read(offset, size)
        return buffer if read == size else None

    def __del__(self) -> None:
        if hasattr(self, "_descriptor"):
            os.close(self._descriptor)


class SourceReader(io.RawIOBase):
    """A source as a file to read and seek in, for those that read files."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source
        self._at = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to an offset."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._source.size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: object) -> int:
        """Fill a buffer from where we are."""
        with memoryview(buffer) as view:  # type: ignore[arg-type]
            data = self._source.read(self._at, len(view))
            view[: len(data)] = data
        self._at += len(data)
        return len(data)
