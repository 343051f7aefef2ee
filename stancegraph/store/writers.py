"""Two ways to put a named graph into a store in the place of what it held under that name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from stancegraph.errors import StoreError
from stancegraph.store.connection import Connection, Message, Reply
from stancegraph.store.journal import Entry
from stancegraph.store.quads import Block

# The most triples in one update: Virtuoso's compiler gives up at some 5,000.
QUADS_AN_UPDATE = 1000
_BYTES_AN_UPDATE = 1 << 20
_WITHOUT = frozenset({404, 405, 413, 415, 501})
_FORBIDDEN = 403
_ESCAPE = re.compile(rb"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|.)")
_KEPT_ESCAPED = frozenset(b'"\\\n\r')


class UnsupportedError(StoreError):
    """The store does not offer this way of writing at this address."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a graph: taken, or refused for the reason in `fault`."""

    entry: Entry
    fault: str = ""


class Writer(Protocol):
    """Puts graphs into a store. An outcome comes when the store has answered for the graph.

    Raises:
        UnsupportedError: this way is not open; no graph without an outcome was changed.
        StoreError: the store refuses all graphs.
    """

    def write(self, block: Block) -> Iterable[Outcome]:
        """Put a graph, now or with others that follow."""

    def finish(self) -> Iterable[Outcome]:
        """Put what was kept back."""

    def remove(self, graph: str) -> None:
        """Have the store hold no such graph."""


class GraphStoreWriter:
    """Writes with PUT of the SPARQL 1.1 Graph Store Protocol, one request a graph."""

    def __init__(self, connection: Connection, url: str) -> None:
        self._connection = connection
        self._url = url

    def write(self, block: Block) -> Iterable[Outcome]:
        """Put the graph."""
        graph = (("graph", block.graph),)
        entry = Entry(block.graph, block.sha256, block.quads)
        reply = self._connection.send(
            Message("PUT", self._url, graph, block.body, "application/n-triples")
        )
        return [Outcome(entry, _fault(reply, self._url))]

    def finish(self) -> Iterable[Outcome]:
        """Nothing is kept back."""
        return ()

    def remove(self, graph: str) -> None:
        """Delete the graph; that there is none is as good."""
        reply = self._connection.send(Message("DELETE", self._url, (("graph", graph),)))
        if not reply.done and reply.status != 404:
            raise StoreError(f"{self._url}: {graph} cannot be removed: {reply.reason}")


class UpdateWriter:
    """Writes with SPARQL 1.1 Update, in requests of at most `size` triples.

    Small graphs share a request. The first request of a graph drops what the store held, so that
    a graph of which only a part arrived is replaced when it is written again.
    """

    def __init__(self, connection: Connection, url: str, size: int = QUADS_AN_UPDATE) -> None:
        self._connection = connection
        self._url = url
        self._size = size
        self._kept: list[tuple[Entry, bytes]] = []

    def write(self, block: Block) -> Iterable[Outcome]:
        """Keep a small graph for the next request; put a large one at once."""
        entry = Entry(block.graph, block.sha256, block.quads)
        if block.quads > self._size or block.size > _BYTES_AN_UPDATE:
            yield from self.finish()
            yield Outcome(entry, self._in_parts(block))
            return
        if sum(kept.quads for kept, _ in self._kept) + block.quads > self._size:
            yield from self.finish()
        self._kept.append((entry, b"".join(map(_unescaped, block))))

    def finish(self) -> Iterable[Outcome]:
        """Put the graphs that were kept back; each alone if the store refuses them together."""
        kept, self._kept = self._kept, []
        if not kept:
            return
        fault = self._send(_replacing(kept))
        if fault and len(kept) > 1:
            for one in kept:
                yield Outcome(one[0], self._send(_replacing([one])))
            return
        for entry, _ in kept:
            yield Outcome(entry, fault)

    def remove(self, graph: str) -> None:
        """Drop the graph."""
        if fault := self._send(b"DROP SILENT GRAPH <" + graph.encode() + b">"):
            raise StoreError(f"{self._url}: {graph} cannot be removed: {fault}")

    def _in_parts(self, block: Block) -> str:
        graph = block.graph.encode()
        drop = b"DROP SILENT GRAPH <" + graph + b"> ;\n"
        for lines in self._parts(block):
            if fault := self._send(drop + b"INSERT DATA {\n" + _inserted(graph, lines) + b"}"):
                return fault
            drop = b""
        return ""

    def _parts(self, block: Block) -> Iterator[bytes]:
        lines: list[bytes] = []
        length = 0
        for line in block:
            lines.append(_unescaped(line))
            length += len(line)
            if len(lines) >= self._size or length > _BYTES_AN_UPDATE:
                yield b"".join(lines)
                lines, length = [], 0
        if lines:
            yield b"".join(lines)

    def _send(self, update: bytes) -> str:
        message = Message("POST", self._url, (), update, "application/sparql-update")
        return _fault(self._connection.send(message), self._url)


def _replacing(graphs: Iterable[tuple[Entry, bytes]]) -> bytes:
    """The update that gives each graph these lines and nothing else."""
    drops, parts = [], []
    for entry, lines in graphs:
        name = entry.graph.encode()
        drops.append(b"DROP SILENT GRAPH <" + name + b"> ;\n")
        parts.append(_inserted(name, lines))
    return b"".join([*drops, b"INSERT DATA {\n", *parts, b"}"])


def _inserted(graph: bytes, lines: bytes) -> bytes:
    return b"GRAPH <" + graph + b"> {\n" + lines + b"}\n"


def _unescaped(line: bytes) -> bytes:
    """The line with its characters themselves instead of their numbers.

    SPARQL reads such numbers before all else, N-Triples within its strings only.
    """
    if b"\\u" not in line and b"\\U" not in line:
        return line

    def character(escape: re.Match[bytes]) -> bytes:
        digits = escape[1] or escape[2]
        if not digits:
            return escape[0]
        point = int(digits, 16)
        if point in _KEPT_ESCAPED:
            return {0x22: rb"\"", 0x5C: rb"\\", 0x0A: rb"\n", 0x0D: rb"\r"}[point]
        return chr(point).encode()

    return _ESCAPE.sub(character, line)


def _fault(reply: Reply, url: str) -> str:
    """Why the store refuses what it was sent; nothing if it took it."""
    if reply.done:
        return ""
    if reply.status in _WITHOUT:
        raise UnsupportedError(
            f"{url}: the store takes no graphs there ({reply.reason}); give the address of its "
            "Graph Store or, with --update, of its updates"
        )
    if reply.status == _FORBIDDEN or reply.status >= 500:
        raise StoreError(f"{url}: {reply.reason}")
    return reply.reason
