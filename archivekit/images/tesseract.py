"""Tesseract, the OCR program: which languages it has here, and the text of a page as ALTO.

One page is bounded in time, in memory and in pixels; tesseract runs on one processor, as many pages
are read at once.
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pyvips

from archivekit.errors import NothingDone
from archivekit.images.refusal import Unreadable
from archivekit.images.render import drawn, whole
from archivekit.images.tiles import AccessCopy

SECONDS = 300
"""The longest that one page may take."""
_MEMORY = 3 << 30
_MOST_PIXELS = 60_000_000
_MOST_BYTES = 64 << 20
_PROGRAM = "tesseract"


def version() -> str:
    """As ``tesseract 5.3.0``. Raises NothingDone where it is not installed."""
    return _asked("--version").splitlines()[0].strip()


def languages() -> frozenset[str]:
    """The languages that it has here, by its own codes (ISO 639-2/T). Raises NothingDone."""
    return frozenset(line.strip() for line in _asked("--list-langs").splitlines()[1:])


def _asked(question: str) -> str:
    if shutil.which(_PROGRAM) is None:
        raise NothingDone("images.no-tesseract")
    done = subprocess.run(
        [_PROGRAM, question], capture_output=True, text=True, timeout=60, check=False
    )
    return done.stdout or done.stderr


def recognise(image: Path, codes: tuple[str, ...]) -> bytes:
    """The text of an access copy as ALTO. Raises Unreadable, with why, where there is none."""
    with TemporaryDirectory(prefix="archivekit-ocr-") as folder:
        _draw(image, Path(folder) / "page.png")
        return _read(Path(folder), codes)


def _draw(image: Path, target: Path) -> None:
    """The page in grey, for tesseract to read.

    By its tiles: libvips' own reader of TIFF does not know that those at the edges are smaller.
    """
    try:
        copy = AccessCopy.open(image)
        scale = min(1.0, (_MOST_PIXELS / (copy.width * copy.height)) ** 0.5)
        size = (max(1, int(copy.width * scale)), max(1, int(copy.height * scale)))
        page = drawn(copy, replace(whole(copy, *size), quality="gray"))
        page.pngsave(str(target), compression=1)
    except pyvips.Error as error:
        raise Unreadable("images.damaged", why=str(error).strip()[:200]) from None


def _read(folder: Path, codes: tuple[str, ...]) -> bytes:
    command = [_PROGRAM, "page.png", "page", "-l", "+".join(codes), "alto"]
    # Its file names stand in what it writes: relative, so that none of ours is in it.
    running = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    with contextlib.suppress(OSError, AttributeError):
        resource.prlimit(running.pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    try:
        _, said = running.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        running.kill()
        running.communicate()
        raise Unreadable("images.ocr-too-long", seconds=SECONDS) from None
    except BaseException:
        running.kill()
        running.communicate()
        raise
    written = folder / "page.xml"
    if running.returncode or not written.is_file() or written.stat().st_size > _MOST_BYTES:
        why = said.decode("utf-8", "replace").strip().splitlines()
        raise Unreadable("images.ocr-failed", why=(why[-1] if why else running.returncode))
    return written.read_bytes()
