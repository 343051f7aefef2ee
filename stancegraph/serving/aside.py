"""A process beside the server, in which is made what takes long, so that nobody else waits for it.

It is forked with the graph, like the workers, and makes each thing once, when it is asked for.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import struct
import threading
from collections.abc import Callable, Mapping
from functools import partial

from stancegraph.serving.querying.frames import exactly
from stancegraph.serving.querying.workers import forked

Maker = Callable[[], bytes]
_SIZE = struct.Struct("!Q")
_NAME = 64


class Aside:
    """The process; to be opened before any thread or event loop is started."""

    def __init__(self, makers: Mapping[str, Maker]) -> None:
        self._makers = makers
        self._made = threading.Lock()
        self._closed = False
        self._connection, theirs = socket.socketpair()
        self._pid = os.fork()
        if self._pid == 0:
            self._connection.close()
            forked(partial(_make, theirs, makers))
        theirs.close()

    def take(self, name: str) -> bytes:
        """Have it made, and wait for it; made here if the process is lost.

        Raises:
            ConnectionError: the server ends.
        """
        with self._made:
            made = self._received(name)
        if made is None and self._closed:
            raise ConnectionError(name)
        return self._makers[name]() if made is None else made

    def _received(self, name: str) -> bytes | None:
        try:
            self._connection.sendall(name.encode().ljust(_NAME, b"\0"))
            size = exactly(self._connection, _SIZE.size)
            return None if size is None else exactly(self._connection, *_SIZE.unpack(size))
        except OSError:
            return None

    def close(self) -> None:
        """End the process, whatever it does; who waits for something goes without."""
        self._closed = True
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        self._connection.close()


def _make(connection: socket.socket, makers: Mapping[str, Maker]) -> None:
    """Make what is asked for, until each was or the server is gone."""
    for _ in makers:
        asked = exactly(connection, _NAME)
        if asked is None:
            return
        made = makers[asked.rstrip(b"\0").decode()]()
        connection.sendall(_SIZE.pack(len(made)))
        connection.sendall(made)
