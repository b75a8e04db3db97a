"""The door to the network: which machines we connect to, and how long a conversation may last.

A connection is looked at before a byte is sent over it, so that neither a redirect nor a name that
leads elsewhere the second time reaches a machine of our own network.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class Door(HTTPAdapter):
    """An adapter of requests whose connections are checked, and can be ended from outside.

    ``check`` is given the address that a new connection goes to, and raises to refuse it. Through
    a proxy it is not asked: there the proxy decides. ``seconds``: how long a conversation may last.
    """

    def __init__(self, check: Callable[[str], None], seconds: float) -> None:
        self._check = check
        self._open: weakref.WeakSet[HTTPConnection] = weakref.WeakSet()
        self._seconds = seconds
        self._ends_at: float | None = None  # while a conversation goes on
        self._is_closed = threading.Event()
        self._watch: threading.Thread | None = None
        super().__init__()

    def close(self) -> None:
        """Nothing more is asked for, and what still goes on ends."""
        self._is_closed.set()
        self._end_all()
        super().close()

    def init_poolmanager(self, *arguments: Any, **more: Any) -> None:
        super().init_poolmanager(*arguments, **more)
        self.poolmanager.pool_classes_by_scheme = {
            "http": self._pools(HTTPConnectionPool, HTTPConnection),
            "https": self._pools(HTTPSConnectionPool, HTTPSConnection),
        }

    def _pools(self, pool: type[Any], connection: type[Any]) -> type[Any]:
        door = self

        class Guarded(connection):  # type: ignore[misc]
            def _new_conn(self) -> socket.socket:
                made: socket.socket = super()._new_conn()
                try:
                    door._check(str(made.getpeername()[0]))
                except BaseException:
                    made.close()
                    raise
                door._open.add(self)
                return made

        return type(pool.__name__, (pool,), {"ConnectionCls": Guarded})

    @contextlib.contextmanager
    def conversation(self) -> Iterator[None]:
        """Ends all connections when it has lasted too long, whoever still waits for a byte."""
        self._ends_at = time.monotonic() + self._seconds
        if self._watch is None:
            self._watch = threading.Thread(target=self._keep_watch, daemon=True)
            self._watch.start()
        try:
            yield
        finally:
            self._ends_at = None

    def _keep_watch(self) -> None:
        # One thread for all conversations: to begin one for each would cost as much as a page.
        left = self._seconds
        while not self._is_closed.wait(left):
            ends_at, left = self._ends_at, self._seconds
            if ends_at is not None:
                left = ends_at - time.monotonic()
            if left <= 0:
                self._end_all()
                left = self._seconds  # a conversation that begins now ends no sooner

    def _end_all(self) -> None:
        for connection in list(self._open):
            # Whoever talks over it may close it meanwhile.
            if (open_socket := connection.sock) is not None:
                with contextlib.suppress(OSError):
                    open_socket.shutdown(socket.SHUT_RDWR)
