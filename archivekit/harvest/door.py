"""The door to the network: which machines we connect to, and how long a conversation may last.

A connection is looked at before a byte is sent over it, so that neither a redirect nor a name that
leads elsewhere the second time reaches a machine of our own network.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import weakref
from collections.abc import Callable, Iterator
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class Door(HTTPAdapter):
    """An adapter of requests whose connections are checked, and can be ended from outside.

    ``check`` is given the address that a new connection goes to, and raises to refuse it. Through
    a proxy it is not asked: there the proxy decides.
    """

    def __init__(self, check: Callable[[str], None]) -> None:
        self._check = check
        self._open: weakref.WeakSet[HTTPConnection] = weakref.WeakSet()
        super().__init__()

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
    def no_longer_than(self, seconds: float) -> Iterator[None]:
        """Ends all connections after so many seconds, whoever still waits for a byte."""
        timer = threading.Timer(seconds, self._end_all)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _end_all(self) -> None:
        for connection in list(self._open):
            if connection.sock is not None:
                with contextlib.suppress(OSError):
                    connection.sock.shutdown(socket.SHUT_RDWR)
