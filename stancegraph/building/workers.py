"""Runs a function over tasks in worker processes: in order, few ahead, and past deaths of workers.

Not `concurrent.futures`: there a process that dies takes the whole pool with it and does not say
which task it was at.
"""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Generic, TypeVar

from stancegraph.errors import GraphError

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 16
"""Tasks that are held for each worker, waiting or done, until their turn comes to be handed out."""

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


@dataclass(frozen=True, slots=True)
class Died:
    """What came of a task whose worker died twice: how, for people."""

    how: str


def run(
    tasks: Iterable[T],
    work: Callable[[T], R],
    jobs: int,
    known: Callable[[T], R | None],
    ahead: int = AHEAD,
) -> Generator[tuple[T, R | Died], None, None]:
    """The tasks with their results, in the order of the tasks, at most a few of them held.

    Args:
        tasks: what to do; picklable, as are the results.
        work: does one; an exception of it ends the run. Picklable, where processes cannot be
            forked; where they can, they share what it has loaded.
        jobs: how many processes; 1 means this one, where a death is not survived.
        known: the result of a task that need not be done; None if it must be.
        ahead: how many tasks and results are held for each process.
    """
    if jobs <= 1:
        for task in tasks:
            done = known(task)
            yield task, work(task) if done is None else done
        return
    pool = _Pool(work, jobs, known, ahead)
    try:
        yield from pool.results(iter(tasks))
    finally:
        pool.stop()


def spread(jobs: int, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
    """The results of tasks in their order, from up to `jobs` processes that share what is loaded.

    Raises:
        GraphError: a process was killed twice at the same task.
    """
    with closing(run(tasks, work, forked(jobs), lambda _: None)) as done:
        for _, result in done:
            if isinstance(result, Died):
                raise killed("a process of this build", result)
            yield result


def forked(jobs: int) -> int:
    """How many of `jobs` processes can share what this one has loaded: without forks, this one."""
    return jobs if _context().get_start_method() == "fork" else 1


def killed(what: str, died: Died) -> GraphError:
    """The fault that ends a build; what was made is kept."""
    return GraphError(f"{what} was {died.how}, twice; run it again, it goes on where it stood")


def cores() -> int:
    """How many processes can run at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _context() -> BaseContext:
    """Forks share what is loaded, but only a process of one thread can be forked safely."""
    threads = Path("/proc/self/task")
    if threads.is_dir() and len(list(threads.iterdir())) == 1:
        gc.freeze()  # so that collecting in a worker does not copy what it shares
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


@dataclass(slots=True)
class _Slot(Generic[T, R]):
    """A task on its way."""

    task: T
    result: R | Died | None = None
    deaths: int = 0


@dataclass(slots=True)
class _Worker(Generic[T, R]):
    """A process and what it is at."""

    process: BaseProcess
    pipe: Connection
    slot: _Slot[T, R] | None = None


@dataclass(slots=True)
class _Pool(Generic[T, R]):
    work: Callable[[T], R]
    jobs: int
    known: Callable[[T], R | None]
    ahead: int
    context: BaseContext = field(default_factory=_context)
    workers: list[_Worker[T, R]] = field(default_factory=list)
    waiting: deque[_Slot[T, R]] = field(default_factory=deque)
    again: deque[_Slot[T, R]] = field(default_factory=deque)

    def results(self, tasks: Iterator[T]) -> Iterator[tuple[T, R | Died]]:
        window: deque[_Slot[T, R]] = deque()
        more = True
        while more or window:
            while more and len(window) < self.jobs * self.ahead:
                more = self._take(tasks, window)
            while window and window[0].result is not None:
                slot = window.popleft()
                yield slot.task, slot.result  # type: ignore[misc]
            if window and window[0].result is None:
                self._give()
                self._receive()

    def _take(self, tasks: Iterator[T], window: deque[_Slot[T, R]]) -> bool:
        """Take in the next task, if there is one."""
        for task in tasks:
            slot = _Slot[T, R](task, self.known(task))
            window.append(slot)
            if slot.result is None:
                self.waiting.append(slot)
                self._give()
            return True
        return False

    def _give(self) -> None:
        """Hand tasks to idle workers; one that a worker died at runs with no other beside it."""
        busy = [worker for worker in self.workers if worker.slot]
        if self.again:
            if not busy:
                self._start(self.again.popleft())
            return
        if any(worker.slot and worker.slot.deaths for worker in busy):
            return
        for worker in self.workers:
            if self.waiting and not worker.slot:
                self._send(worker, self.waiting.popleft())
        while self.waiting and len(self.workers) < self.jobs:
            self._start(self.waiting.popleft())

    def _start(self, slot: _Slot[T, R]) -> None:
        ours, theirs = self.context.Pipe()
        inherited = [ours, *(worker.pipe for worker in self.workers)]
        if self.context.get_start_method() != "fork":
            inherited = []
        arguments = (theirs, inherited, self.work, os.getpid())
        process = self.context.Process(  # type: ignore[attr-defined]
            target=_serve, args=arguments, daemon=True
        )
        process.start()
        theirs.close()
        worker = _Worker[T, R](process, ours)
        self.workers.append(worker)
        self._send(worker, slot)

    def _send(self, worker: _Worker[T, R], slot: _Slot[T, R]) -> None:
        worker.slot = slot
        try:
            worker.pipe.send(slot.task)
        except (BrokenPipeError, ConnectionResetError):
            self._bury(worker)

    def _receive(self) -> None:
        """Wait for something to happen and take in what did."""
        by_pipe = {worker.pipe: worker for worker in self.workers}
        for pipe in wait(list(by_pipe)):
            worker = by_pipe[pipe]  # type: ignore[index]
            try:
                done, result = worker.pipe.recv()
            except (EOFError, ConnectionResetError):
                self._bury(worker)
                continue
            if not done:
                raise result
            if worker.slot:
                worker.slot.result = result
                worker.slot = None

    def _bury(self, worker: _Worker[T, R]) -> None:
        """Take in the death of a worker: its task comes again once, by itself."""
        self.workers.remove(worker)
        worker.pipe.close()
        worker.process.join()
        slot = worker.slot
        if slot is None:
            return
        slot.deaths += 1
        if slot.deaths == 1:
            self.again.append(slot)
        else:
            slot.result = Died(_how(worker.process.exitcode))

    def stop(self) -> None:
        """End all workers at once, whatever they are at."""
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            worker.process.join()
            worker.pipe.close()
        self.workers.clear()


def _how(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name
        hint = " (out of memory?)" if name == "SIGKILL" else ""
        return f"killed by {name}{hint}"
    return f"ended with code {code}"


def _serve(
    pipe: Connection, inherited: list[Connection], work: Callable[[T], R], parent: int
) -> None:
    """The life of a worker: tasks in, results out, until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _die_with(parent)
    for other in inherited:
        other.close()
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        try:
            answer: tuple[bool, object] = (True, work(task))
        except Exception as error:  # noqa: BLE001 - raised again in the parent
            answer = (False, error)
        pipe.send(answer)


def _die_with(parent: int) -> None:
    """Have the system end this process when its parent ends, however that happens."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
