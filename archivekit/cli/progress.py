"""Progress of long work: a bar with rate and time left on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from archivekit.cli.report import error_console
from archivekit.progress import TellingStep
from archivekit.texts import text

PLAIN_LINE_EVERY = 10.0  # seconds


class _Bar:
    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress, self._task = progress, task

    def total(self, count: int | None) -> None:
        self._progress.update(self._task, total=count)

    def advance(self, count: int = 1) -> None:
        self._progress.advance(self._task, count)
        task = self._progress.tasks[self._task]
        self._progress.update(self._task, rate=f"{task.speed or 0:,.1f}/s")

    def say(self, sentence: str) -> None:
        self._progress.console.print(sentence, markup=False)

    @contextmanager
    def aside(self) -> Iterator[None]:
        self._progress.stop()
        yield
        self._progress.start()


class _Lines:
    def __init__(self, label: str, console: Console) -> None:
        self._label, self._console = label, console
        self._done, self._total = 0, 0
        self._started = self._said = time.monotonic()

    def total(self, count: int | None) -> None:
        self._total = count or 0

    def advance(self, count: int = 1) -> None:
        self._done += count
        now = time.monotonic()
        if now - self._said >= PLAIN_LINE_EVERY:
            self._said = now
            self._console.print(self._line(now - self._started), markup=False)

    def say(self, sentence: str) -> None:
        self._console.print(sentence, markup=False)

    @contextmanager
    def aside(self) -> Iterator[None]:
        yield

    def _line(self, elapsed: float) -> str:
        rate = self._done / elapsed if elapsed else 0.0
        if not self._total:
            figures = {"done": self._done, "rate": f"{rate:.1f}"}
            return text("cli.progress-line-open", label=self._label, **figures)
        left = (self._total - self._done) / rate if rate else 0
        return text(
            "cli.progress-line",
            label=self._label,
            done=self._done,
            total=self._total,
            rate=f"{rate:.1f}",
            left=f"{left:.0f}",
        )


@contextmanager
def progress(label: str, *, quiet: bool = False) -> Iterator[TellingStep]:
    """Shows how far a piece of work is, on stderr; ``quiet`` shows nothing (``--json``)."""
    console = error_console()
    if quiet:
        console.quiet = True
    if not console.is_terminal:
        yield _Lines(label, console)
        return
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    ) as bar:
        yield _Bar(bar, bar.add_task(label, total=None, rate=""))
