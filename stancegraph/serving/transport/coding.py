"""Compression of what is sent: the coding that a request likes best, gzip or brotli."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping

import brotli
from starlette.requests import Request

from stancegraph.serving.transport.negotiation import preferences

HASTY, THOROUGH = 0, 1
"""For answers that are sent once, and for those that are kept."""

COMPRESSED_FROM = 600
"""Bytes; less is sent as it is."""
_GZIP = (1, 6)
_BROTLI = (1, 5)


def _gzipped(body: bytes, effort: int) -> bytes:
    return gzip.compress(body, compresslevel=_GZIP[effort], mtime=0)


def _brotlied(body: bytes, effort: int) -> bytes:
    return bytes(brotli.compress(body, quality=_BROTLI[effort]))


CODINGS: Mapping[str, Callable[[bytes, int], bytes]] = {"br": _brotlied, "gzip": _gzipped}
"""Name of a coding -> how a body is packed; among equals the first is taken."""


def accepted(header: str | None) -> str:
    """The coding that a request likes best; empty where it wants the body as it is.

    >>> accepted("gzip, deflate, br"), accepted("gzip;q=1, br;q=0.5"), accepted("identity")
    ('br', 'gzip', '')
    """
    weights = {preference.name: preference.weight for preference in preferences(header)}
    rest = weights.get("*", 0.0)
    ranked = {name: weights.get(name, rest) for name in CODINGS}
    best = max(ranked.values())
    if best <= 0 or best < weights.get("identity", 0.0):
        return ""
    return next(name for name, weight in ranked.items() if weight == best)


def coding_for(request: Request, size: int) -> str:
    """The coding for a body of that size; small ones go as they are."""
    if size < COMPRESSED_FROM:
        return ""
    return accepted(request.headers.get("accept-encoding"))
