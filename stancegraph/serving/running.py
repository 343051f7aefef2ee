"""Runs the server: loads, forks the nursery of workers, listens, and ends within two seconds."""

from __future__ import annotations

import asyncio
import logging
import resource
import socket
import time
from collections.abc import Callable

import uvicorn

from stancegraph.errors import StoreError
from stancegraph.serving.aside import Aside
from stancegraph.serving.holding.holdings import open_holdings
from stancegraph.serving.querying.pool import Pool
from stancegraph.serving.querying.workers import Evaluator, open_nursery
from stancegraph.serving.settings import Settings
from stancegraph.serving.site import asides, site
from stancegraph.serving.transport.patience import PatientProtocol

_PATIENCE = 1
_GRACE = 0.3
"""Seconds for all that runs at the end, and for the queries among it."""

_ENDED = "timeout graceful shutdown exceeded"
_KEEP_ALIVE = 15
_LONGEST_HEAD = 64 * 1024


class _Server(uvicorn.Server):
    """A server that tells when it is ready, and soon ends what runs when it is told to end."""

    def __init__(
        self, config: uvicorn.Config, ready: Callable[[], None], abandon: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._ready = ready
        self._abandon = abandon

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        asyncio.get_running_loop().call_later(_GRACE, self._abandon)
        await super().shutdown(sockets=sockets)


def serve(settings: Settings, tell: Callable[[str], None]) -> None:
    """Serve until interrupted; `tell` hears the address once requests are answered.

    Raises:
        StoreError: the address cannot be listened on.
        GraphError: the graph cannot be loaded.
    """
    began = time.perf_counter()
    listening = _listening(settings.host, settings.port)
    holdings = open_holdings(settings.graph, settings.base, settings.texts)
    data = holdings.data
    evaluator = Evaluator(data.store, settings.base, settings.limits, data.graphs)
    aside = Aside(asides(holdings))
    nursery = open_nursery(evaluator, settings.limits)
    pool = Pool(nursery, settings.limits)
    config = uvicorn.Config(
        site(holdings, pool, settings, aside),
        log_level="error",
        access_log=False,
        server_header=False,
        http=_patient(settings.limits.patience),
        ws="none",
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=_PATIENCE,
        h11_max_incomplete_event_size=_LONGEST_HEAD,
    )
    logging.getLogger("uvicorn.error").addFilter(_is_fault)
    host, port = listening.getsockname()[:2]
    address = f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"

    def ready() -> None:
        tell(
            f"serving {len(holdings.data.store):,} triples at {address} "
            f"(ready after {time.perf_counter() - began:.2f} s)"
        )

    _Server(config, ready, pool.abandon).run(sockets=[listening])


def _is_fault(record: logging.LogRecord) -> bool:
    """Whether it tells of a fault; that requests are ended with the server is none."""
    fault = record.exc_info[1] if record.exc_info else None
    return not isinstance(fault, asyncio.CancelledError) and _ENDED not in str(record.msg)


def _patient(seconds: float) -> type[PatientProtocol]:
    """The protocol with that patience; a connection is a file, so as many as may be are allowed."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return type("Protocol", (PatientProtocol,), {"round": seconds})


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as fault:
        listening.close()
        raise StoreError(
            f"{host}:{port}: cannot be listened on ({fault.strerror}); "
            "choose another with -p or --host"
        ) from fault
    listening.set_inheritable(False)
    return listening
