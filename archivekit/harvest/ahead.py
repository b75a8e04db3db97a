"""The next page comes while this one is kept: a thread asks, the caller takes.

Bounded by bytes: a quick partner does not fill the memory.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Ahead(Generic[T]):
    """The items of an iterable, taken from it by a thread of its own.

    An error of the iterable comes out after the items before it. ``close`` when done with it, at
    its end or before.
    """

    def __init__(self, items: Iterable[T], size: Callable[[T], int], most: int) -> None:
        self._items, self._size, self._most = items, size, most
        self._waiting: deque[T] = deque()
        self._bytes = 0
        self._error: BaseException | None = None
        self._is_over = self._is_closed = False
        self._changed = threading.Condition()
        # So that whoever waits for many is not woken for each.
        self._is_enough: Callable[[], bool] = _always
        # Daemon: one that waits for a partner must not keep a stopped program from ending.
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def groups(self, most: int, count: Callable[[T], int], moment: float) -> Iterator[list[T]]:
        """The items in order; those that come within a moment (seconds) come together, up to so
        many counted.
        """
        while group := self._group(most, count, moment):
            yield group
        if self._error is not None:
            raise self._error

    def close(self) -> None:
        """No more is asked for; what was asked for is not waited for."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def wait(self) -> None:
        """Until what was asked for came, after ``close``."""
        self._thread.join()

    def _group(self, most: int, count: Callable[[T], int], moment: float) -> list[T]:
        group: list[T] = []
        counted = 0

        def is_enough() -> bool:
            return self._is_over or self._is_full or sum(map(count, self._waiting)) >= most

        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._is_over)
            self._is_enough = is_enough
            self._changed.wait_for(is_enough, moment)
            self._is_enough = _always
            while self._waiting and (not group or counted + count(self._waiting[0]) <= most):
                item = self._waiting.popleft()
                self._bytes -= self._size(item)
                counted += count(item)
                group.append(item)
            self._changed.notify_all()
        return group

    def _run(self) -> None:
        try:
            for item in self._items:
                if not self._put(item):
                    return
        except BaseException as error:  # raised where the items are taken
            self._error = error
        finally:
            with self._changed:
                self._is_over = True
                self._changed.notify_all()

    def _put(self, item: T) -> bool:
        """Adds an item when there is room; False where nobody takes any more."""
        with self._changed:
            self._waiting.append(item)
            self._bytes += self._size(item)
            if self._is_enough():
                self._changed.notify_all()
            self._changed.wait_for(lambda: self._is_closed or not self._is_full)
            return not self._is_closed

    @property
    def _is_full(self) -> bool:
        return self._bytes > self._most


def _always() -> bool:
    return True
