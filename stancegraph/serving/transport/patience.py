"""How long the server waits for slow clients: for the head of a request, and for who reads it.

A client that sends its request a byte at a time, or never reads the answer, costs a connection and
the memory of the answer. It is given a round; one that has not moved on within it is cut off.
"""

from __future__ import annotations

import asyncio
from typing import ClassVar

from uvicorn.protocols.http.h11_impl import H11Protocol

_LEAST_READ = 10_000


class PatientProtocol(H11Protocol):
    """HTTP/1.1 that looks at each connection once a round."""

    round: ClassVar[float] = 20.0
    """In how many seconds a connection has to move on."""

    _unread = 0
    _nothing_asked = False
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Look at the connection twice a round from now on."""
        super().connection_made(transport)
        self._timer = self.loop.call_later(self.round / 2, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Look no more, since the connection is gone."""
        if self._timer is not None:
            self._timer.cancel()
        super().connection_lost(exc)

    def _look(self) -> None:
        unread = self.transport.get_write_buffer_size()
        stuck = self._unread > 0 and unread > self._unread - _LEAST_READ
        silent = unread == 0 and self._awaits_head()
        if stuck or (silent and self._nothing_asked):
            self.transport.abort()
            return
        self._unread = unread
        self._nothing_asked = silent
        self._timer = self.loop.call_later(self.round / 2, self._look)

    def _awaits_head(self) -> bool:
        """Whether a request has begun, or is still to begin, and its head is not there."""
        if self.cycle is None:
            return True
        idle = self.timeout_keep_alive_task is not None
        return bool(self.cycle.response_complete) and not idle
