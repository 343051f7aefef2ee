"""Judges one work by the shapes, in a process of its own, and remembers what was found."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import tempfile
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from stancegraph.serving.holding.describing import description
from stancegraph.serving.holding.holdings import TYPE, Holdings, node
from stancegraph.serving.holding.remembering import Remembered
from stancegraph.serving.holding.verdicts import Finding, Verdict, finding, own
from stancegraph.serving.transport.formats import written

_ALONGSIDE = tuple(map(node, ("eli:passed_by", "schema:startDate", "schema:endDate")))
_LABEL = node("rdfs:label")
_SECONDS = 120
_WAITING = 8
_KEPT = 2000


class TooBusyError(Exception):
    """So many works wait for judgement that no more are taken."""


class UnjudgedError(Exception):
    """The judge gave no report."""


class Judge:
    """Asks `stancegraph check`, one work at a time."""

    def __init__(self, holdings: Holdings, remembered: Remembered) -> None:
        self._holdings = holdings
        self._verdicts: OrderedDict[str, Verdict] = OrderedDict()
        self._running: dict[str, asyncio.Task[Verdict]] = {}
        self._turn = asyncio.Semaphore(1)
        self._remembered = remembered

    def judges(self, iri: str) -> bool:
        """Whether it is a work whose text is held."""
        return self._holdings.data.value(iri, "eli:is_realized_by") is not None

    async def verdict(self, iri: str) -> Verdict:
        """What the shapes say of a work; one that was judged before is not judged again.

        The verdict of the build counts where it is about the very graph that is served.

        Raises:
            TooBusyError: too many wait already.
            UnjudgedError: the judge failed, or took longer than two minutes.
        """
        if iri in self._verdicts:
            return self._verdicts[iri]
        kept = await asyncio.to_thread(self._remembered.findings, iri)
        if kept is not None:
            return Verdict(kept, kept=True)
        if iri not in self._running:
            if len(self._running) >= _WAITING:
                raise TooBusyError
            self._running[iri] = asyncio.create_task(self._judged(iri))
        return await asyncio.shield(self._running[iri])

    async def _judged(self, iri: str) -> Verdict:
        try:
            async with self._turn:
                verdict = Verdict(tuple(await self._findings(iri)))
            self._verdicts[iri] = verdict
            while len(self._verdicts) > _KEPT:
                self._verdicts.popitem(last=False)
            return verdict
        finally:
            del self._running[iri]

    async def _findings(self, iri: str) -> Iterator[Finding]:
        with tempfile.TemporaryDirectory() as place:
            file = Path(place) / "work.nt"
            statements = await asyncio.to_thread(to_be_judged, self._holdings, iri)
            await asyncio.to_thread(file.write_bytes, written(statements, "nt"))
            command = ["check", str(file), "--output-format", "json", "--base", self._holdings.base]
            if self._holdings.texts is not None:
                command += ["--source", str(self._holdings.texts)]
            report = json.loads(await _output(command))
        if report.get("documents") != 1:
            raise UnjudgedError
        return _own(report, iri, self._holdings.base)


async def _output(command: list[str]) -> bytes:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "stancegraph",
        *command,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        stdin=asyncio.subprocess.DEVNULL,
        preexec_fn=_politely,
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(), _SECONDS)
    except TimeoutError as fault:
        raise UnjudgedError from fault
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    if process.returncode not in (0, 1):
        raise UnjudgedError
    return output


def _politely() -> None:
    os.nice(10)


def to_be_judged(holdings: Holdings, iri: str) -> list[ox.Quad]:
    """A work with what its file says of the things that it names: type, label, body and days."""
    about = description(holdings, iri)
    own = {quad.subject for quad in about}
    named = {
        quad.object.value
        for quad in about
        if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(holdings.base)
    }
    beside = [quad for name in sorted(named) for quad in _said(holdings, name, _ALONGSIDE)]
    bodies = {
        quad.object.value
        for quad in beside
        if isinstance(quad.object, ox.NamedNode) and quad.object not in own
    }
    stubs = [quad for name in sorted(bodies) for quad in _said(holdings, name, (TYPE, _LABEL))]
    return [*about, *beside, *stubs]


def _said(holdings: Holdings, iri: str, names: tuple[ox.NamedNode, ...]) -> Iterator[ox.Quad]:
    for name in names:
        yield from holdings.data.store.quads_for_pattern(ox.NamedNode(iri), name, None, None)


def _own(report: dict[str, list[dict[str, object]]], iri: str, base: str) -> Iterator[Finding]:
    for result in report["results"]:
        if own(str(result["focus"]), iri, base):
            in_source = result["file"] != result["graph"]
            yield finding({**result, "source": result["file"] if in_source else ""})
