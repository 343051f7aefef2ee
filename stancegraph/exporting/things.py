"""The files of every IRI of the data, its page and its other formats, by several processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stancegraph.errors import GraphError
from stancegraph.exporting.relinking import Relinker
from stancegraph.serving.holding.describing import description
from stancegraph.serving.holding.holdings import LANGUAGES, Holdings
from stancegraph.serving.pages.rendering import Pages
from stancegraph.serving.transport.formats import HTML, written
from stancegraph.serving.transport.negotiation import Offer

_LONGEST_NAME = 240
_PORTION = 64


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the files of things below a root."""

    holdings: Holdings
    pages: Pages
    relinker: Relinker
    root: Path
    offers: tuple[Offer, ...]

    def write(self, iri: str) -> int:
        """Write the files of one; returns how many."""
        path = self.holdings.path(iri) or ""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        quads = None
        for offer in self.offers:
            if offer is HTML:
                page = self.pages.page(iri, path, LANGUAGES[0])
                content = self.relinker.relinked(page, f"{path}.html").encode()
            else:
                quads = description(self.holdings, iri) if quads is None else quads
                content = written(quads, offer.extension)
            place.with_name(f"{place.name}.{offer.extension}").write_bytes(content)
        return len(self.offers)


def things(holdings: Holdings) -> tuple[list[str], list[str]]:
    """The IRIs of the data and the vocabulary that can be files, and those that cannot."""
    known = {
        *holdings.data.subjects,
        *holdings.data.graphs,
        *holdings.vocabulary.subjects,
    }
    fit: list[str] = []
    unfit: list[str] = []
    for iri in sorted(known):
        path = holdings.path(iri)
        if path and "#" not in path:
            (fit if _is_name(path) else unfit).append(iri)
    return fit, unfit


def _is_name(path: str) -> bool:
    """Whether a path can be a file below a directory, and no other."""
    parts = path.split("/")
    return "\0" not in path and all(
        part not in ("", ".", "..") and len(part.encode()) < _LONGEST_NAME for part in parts
    )


_writer: Writer | None = None


def write_all(writer: Writer, iris: Sequence[str], processes: int) -> Iterator[int]:
    """Write the files of all, in portions; yields how many each portion had.

    The processes are forked, so that they share the graph; with one, nothing is forked.

    Raises:
        GraphError: a file could not be written.
    """
    global _writer  # noqa: PLW0603 - forked processes find it here, it is never sent to them
    _writer = writer
    portions = [iris[start : start + _PORTION] for start in range(0, len(iris), _PORTION)]
    try:
        if processes == 1:
            yield from map(_written, portions)
            return
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            yield from pool.imap_unordered(_written, portions)
    except OSError as fault:
        raise GraphError(f"{fault.filename}: cannot be written ({fault.strerror})") from fault
    finally:
        _writer = None


def _written(iris: Sequence[str]) -> int:
    assert _writer is not None
    return sum(map(_writer.write, iris))
