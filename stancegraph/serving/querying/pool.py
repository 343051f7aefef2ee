"""The pool of workers: a bounded queue before them, an honest limit on each."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass
from weakref import WeakValueDictionary

from stancegraph.serving.querying.frames import Job, Reply, packed_job, received_reply
from stancegraph.serving.querying.workers import Nursery
from stancegraph.serving.settings import Limits


class BusyError(Exception):
    """Too many queries wait already, or one has waited too long."""


class SpentError(Exception):
    """A query was ended at the limit of time."""


class LostError(Exception):
    """A worker died of a query, as when it needs more memory than allowed."""


@dataclass(frozen=True, slots=True)
class _Worker:
    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


class Pool:
    """Hands jobs to workers, replaces those that were killed or lost."""

    def __init__(self, nursery: Nursery, limits: Limits) -> None:
        self._nursery = nursery
        self._limits = limits
        self._idle: asyncio.Queue[_Worker | None] = asyncio.Queue()
        self._ending = False
        self._alive: set[_Worker] = set()
        self._turns: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        self._waiting = 0
        self._control = asyncio.Lock()
        self._replacing: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Start as many workers as the limits say; queries asked before wait."""
        for _ in range(self._limits.workers):
            await self._start()

    def abandon(self) -> None:
        """Answer nobody any more: running queries are ended, those who wait are sent away."""
        self._ending = True
        self._nursery.hang_up()
        for _ in range(self._waiting):
            self._idle.put_nowait(None)

    async def close(self) -> None:
        """End all workers, at once."""
        self._ending = True
        for task in self._replacing:
            task.cancel()
        for worker in self._alive:
            worker.writer.close()
        await asyncio.to_thread(self._nursery.close)

    async def ask(self, job: Job, client: str = "") -> Reply:
        """The reply to a job; one client never holds all workers, if there are three or more.

        Raises:
            BusyError: no worker came free in time, or the server ends.
            SpentError: the query reached the limit of time; its worker is dead.
            LostError: the worker died.
        """
        turn = self._turn(client)
        worker = await self._free(turn)
        try:
            return await self._asked(worker, job)
        finally:
            turn.release()

    async def _asked(self, worker: _Worker, job: Job) -> Reply:
        try:
            async with asyncio.timeout(self._limits.seconds):
                worker.writer.write(packed_job(job))
                await worker.writer.drain()
                reply = await received_reply(worker.reader)
        except TimeoutError as fault:
            self._replace(worker)
            raise SpentError from fault
        except (asyncio.IncompleteReadError, ConnectionError) as fault:
            self._replace(worker)
            raise BusyError if self._ending else LostError from fault
        except asyncio.CancelledError:
            self._replace(worker)
            raise
        self._idle.put_nowait(worker)
        return reply

    def _turn(self, client: str) -> asyncio.Semaphore:
        """What lets one client's queries run; forgotten with the last of them."""
        turn = self._turns.get(client)
        if turn is None:
            workers = self._limits.workers
            turn = asyncio.Semaphore(workers - 1 if workers > 2 else workers)
            self._turns[client] = turn
        return turn

    async def _free(self, turn: asyncio.Semaphore) -> _Worker:
        """A worker, once it is the client's turn."""
        at_once = not self._idle.empty() and not turn.locked()
        if not at_once and self._waiting >= self._limits.waiting:
            raise BusyError
        self._waiting += 1
        try:
            async with asyncio.timeout(2 * self._limits.seconds):
                await turn.acquire()
                try:
                    return await self._next()
                except BaseException:
                    turn.release()
                    raise
        except TimeoutError as fault:
            raise BusyError from fault
        finally:
            self._waiting -= 1

    async def _next(self) -> _Worker:
        worker = await self._idle.get()
        if worker is None:
            raise BusyError
        return worker

    def _replace(self, worker: _Worker) -> None:
        if self._ending:
            return
        task = asyncio.create_task(self._replaced(worker))
        self._replacing.add(task)
        task.add_done_callback(self._replacing.discard)

    async def _replaced(self, worker: _Worker) -> None:
        self._alive.discard(worker)
        worker.writer.close()
        async with self._control:
            await asyncio.to_thread(self._nursery.stop, worker.pid)
        await self._start()

    async def _start(self) -> None:
        async with self._control:
            pid, connection = await asyncio.to_thread(self._nursery.start)
        reader, writer = await _streams(connection)
        worker = _Worker(pid, reader, writer)
        self._alive.add(worker)
        self._idle.put_nowait(worker)


async def _streams(
    connection: socket.socket,
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    connection.setblocking(False)
    return await asyncio.open_connection(sock=connection)
