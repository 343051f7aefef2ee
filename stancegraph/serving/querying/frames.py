"""Messages between the server and its workers: a header in JSON and a body of bytes."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from collections.abc import Mapping
from dataclasses import asdict, dataclass

_SIZES = struct.Struct("!II")


@dataclass(frozen=True, slots=True)
class Job:
    """A query for a worker; `default` and `named` are the graphs of the protocol, None if unsaid.

    `results` and `graphs` are the extensions of the formats wanted for either form of answer,
    None where the request accepts none.
    """

    query: str
    results: str | None
    graphs: str | None
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a job: `done` with the serialised answer, else a fault and its words."""

    outcome: str
    extension: str = ""
    detail: str = ""
    body: bytes = b""


def packed_job(job: Job) -> bytes:
    """The bytes of a job."""
    return _packed(asdict(job), b"")


def packed_reply(reply: Reply) -> bytes:
    """The bytes of a reply."""
    head = {
        "outcome": reply.outcome,
        "extension": reply.extension,
        "detail": reply.detail,
    }
    return _packed(head, reply.body)


def _packed(head: Mapping[str, object], body: bytes) -> bytes:
    header = json.dumps(head).encode()
    return _SIZES.pack(len(header), len(body)) + header + body


def received_job(connection: socket.socket) -> Job | None:
    """The next job; None when the server has gone."""
    sizes = exactly(connection, _SIZES.size)
    if sizes is None:
        return None
    length, _ = _SIZES.unpack(sizes)
    header = exactly(connection, length)
    if header is None:
        return None
    fields = json.loads(header)
    for name in ("default", "named"):
        fields[name] = None if fields[name] is None else tuple(fields[name])
    return Job(**fields)


def exactly(connection: socket.socket, size: int) -> bytes | None:
    """That many bytes; None when the other side has gone."""
    chunks = bytearray()
    while len(chunks) < size:
        chunk = connection.recv(min(size - len(chunks), 1 << 16))
        if not chunk:
            return None
        chunks += chunk
    return bytes(chunks)


async def received_reply(reader: asyncio.StreamReader) -> Reply:
    """The reply of a worker.

    Raises:
        asyncio.IncompleteReadError: the worker has gone.
    """
    length, size = _SIZES.unpack(await reader.readexactly(_SIZES.size))
    fields = json.loads(await reader.readexactly(length))
    return Reply(**fields, body=await reader.readexactly(size))
