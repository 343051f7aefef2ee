"""The source texts that a graph quotes, found below one directory; read when first asked for."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from stancegraph.errors import SourceError
from stancegraph.model import SourceText
from stancegraph.text.loading import load

SOURCE = "source"
"""The name of the directory of source texts, beside the graph or above it."""


def source_root(graph: Path) -> Path | None:
    """The nearest directory `source` beside a graph or a directory above it."""
    parents = (parent / SOURCE for parent in graph.resolve().parents)
    return next((place for place in parents if place.is_dir()), None)


def text_below(root: Path | None, path: str) -> SourceText | None:
    """The text that a graph calls by this path; None where it is not at hand below the root.

    A path like archive.zip!inner/name.txt means a member of an archive.
    """
    if root is None:
        return None
    file = (root / path).resolve()
    if not file.is_relative_to(root.resolve()):
        return None
    return _loaded(file, path)


@lru_cache(maxsize=64)
def _loaded(file: Path, path: str) -> SourceText | None:
    try:
        return load(file, path)
    except SourceError:
        return None
