"""Worker processes: each answers one query at a time on its own read-only copy of the graph.

A nursery process is forked right after loading, while there is one thread and no event loop. It
forks workers on demand, so that a worker killed at the limit is replaced in milliseconds and the
graph is shared between all of them until somebody writes, which nobody does.
"""

from __future__ import annotations

import contextlib
import faulthandler
import io
import os
import resource
import signal
import socket
import struct
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from stancegraph.identifiers import BASE
from stancegraph.serving.holding.describing import restored
from stancegraph.serving.querying.frames import Job, Reply, packed_reply, received_job
from stancegraph.serving.querying.inspection import inspect
from stancegraph.serving.settings import Limits
from stancegraph.serving.transport.formats import RESULT_FORMATS, row_count, serialise
from stancegraph.store.questions import rebased

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

_PID = struct.Struct("!i")
START, STOP = b"+", b"-"
_NICER = 5


class _TooLargeError(Exception):
    """An answer beyond the limit."""


class _Bounded(io.BytesIO):
    """Bytes in memory, up to a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.overflowed = False
        self._limit = limit

    def write(self, chunk: Buffer) -> int:
        written = super().write(chunk)
        if self.tell() > self._limit:
            self.overflowed = True
            raise _TooLargeError
        return written


class Evaluator:
    """Answers jobs; the union of all graphs is the default graph unless a job names others.

    A query is looked into here and not in the server, since looking at a long one takes long too.
    """

    def __init__(
        self, store: ox.Store, base: str, limits: Limits, graphs: frozenset[str] = frozenset()
    ) -> None:
        self._store = store
        self._base = base
        self._limits = limits
        self._graphs = graphs

    def reply(self, job: Job) -> Reply:
        """The whole answer, or the fault that prevented it, or why it is refused."""
        if self._base != BASE:
            job = replace(job, query=rebased(job.query, self._base))
        inspected = inspect(job.query)
        if inspected.service:
            return Reply("no-service")
        for graph in (*inspected.graphs, *(job.default or ()), *(job.named or ())):
            if graph not in self._graphs and self._base + graph not in self._graphs:
                return Reply("unknown-graph", detail=graph)
        return self.evaluated(job, bool(inspected.graphs))

    def evaluated(self, job: Job, has_dataset: bool = False) -> Reply:
        """What the store answers; `has_dataset` says that the query names its graphs."""
        try:
            answer = self._answer(job, has_dataset)
        except (SyntaxError, ValueError) as fault:
            return Reply("malformed", detail=str(fault))
        graph = isinstance(answer, ox.QueryTriples)
        extension = job.graphs if graph else job.results
        if extension is None:
            return Reply("unacceptable", detail="graph" if graph else "results")
        sink = _Bounded(self._limits.answer_bytes)
        try:
            if isinstance(answer, ox.QueryTriples):
                published = (restored(ox.Quad(*triple)) for triple in answer)
                serialise(published, extension, sink)
            else:
                answer.serialize(sink, format=RESULT_FORMATS[extension])
        except (_TooLargeError, OSError, ValueError) as fault:
            return Reply("too-large" if sink.overflowed else "failed", detail=str(fault))
        except MemoryError:
            return Reply("out-of-memory")
        body = sink.getvalue()
        if not graph and row_count(body, extension, self._limits.rows) > self._limits.rows:
            return Reply("too-many-rows")
        return Reply("done", extension, body=body)

    def _answer(
        self, job: Job, has_dataset: bool
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        if job.default is None and job.named is None:
            return self._store.query(
                job.query, base_iri=self._base, use_default_graph_as_union=not has_dataset
            )
        return self._store.query(
            job.query,
            base_iri=self._base,
            default_graph=[ox.NamedNode(iri) for iri in job.default or ()],
            named_graphs=[ox.NamedNode(iri) for iri in job.named or ()],
        )


class Nursery:
    """The process that forks workers, seen from the server; its calls block for milliseconds."""

    def __init__(self, control: socket.socket, pid: int) -> None:
        self._control = control
        self.pid = pid

    def start(self) -> tuple[int, socket.socket]:
        """A new worker: its process and the connection to it."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [START], [theirs.fileno()])
        (pid,) = _PID.unpack(self._control.recv(_PID.size))
        return pid, ours

    def stop(self, pid: int) -> None:
        """Kill a worker, whatever it does."""
        self._control.sendall(STOP + _PID.pack(pid))
        self._control.recv(_PID.size)

    def hang_up(self) -> None:
        """Have the nursery end, and its workers with it, without waiting for that."""
        self._control.close()

    def close(self) -> None:
        """End the nursery; its workers end with it."""
        self.hang_up()
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)


def open_nursery(evaluator: Evaluator, limits: Limits) -> Nursery:
    """Fork the nursery; to be called before any thread or event loop is started."""
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        ours.close()
        forked(partial(_breed, theirs, evaluator, limits))
    theirs.close()
    return Nursery(ours, pid)


def forked(work: Callable[[], None]) -> None:
    """Do the work of a child process and leave without the parent's clean-up."""
    status = 1
    try:
        faulthandler.disable()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        work()
        status = 0
    finally:
        os._exit(status)


def _breed(control: socket.socket, evaluator: Evaluator, limits: Limits) -> None:
    """Fork and kill workers as told, until the server is gone; then kill them all."""
    alive: set[int] = set()
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1 + _PID.size, 1)
        if message[:1] == START:
            connection = socket.socket(fileno=descriptors[0])
            pid = os.fork()
            if pid == 0:
                control.close()
                forked(partial(_work, connection, evaluator, limits))
            connection.close()
            alive.add(pid)
            control.sendall(_PID.pack(pid))
        elif message[:1] == STOP:
            (pid,) = _PID.unpack(message[1:])
            _kill(pid, alive)
            control.sendall(_PID.pack(pid))
        else:
            for pid in tuple(alive):
                _kill(pid, alive)
            return


def _kill(pid: int, alive: set[int]) -> None:
    if pid in alive:
        alive.discard(pid)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _work(connection: socket.socket, evaluator: Evaluator, limits: Limits) -> None:
    """Answer jobs until the server is gone.

    No file or socket can be opened any more: whatever slips past the refusal of SERVICE finds no
    network. Memory is bounded; a worker that exceeds it dies alone.
    """
    os.nice(_NICER)
    held = _address_space() + limits.memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (held, held))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    while (job := received_job(connection)) is not None:
        connection.sendall(packed_reply(evaluator.reply(job)))


def _address_space() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()
