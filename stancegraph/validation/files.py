"""Graph files as portions of triples: a file, or one work of a dump of many."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from stancegraph.errors import GraphError
from stancegraph.graph.terms import Triple

FORMATS = {
    ".ttl": pyoxigraph.RdfFormat.TURTLE,
    ".jsonld": pyoxigraph.RdfFormat.JSON_LD,
    ".nt": pyoxigraph.RdfFormat.N_TRIPLES,
    ".nq": pyoxigraph.RdfFormat.N_QUADS,
    ".trig": pyoxigraph.RdfFormat.TRIG,
}
"""The graph files that are judged, by the end of their names."""

_OWNED = re.compile(r"<(?P<work>.+)/graph/(?:text|links|inferred|provenance)>")


@dataclass(frozen=True, slots=True)
class Portion:
    """Triples that are judged together; `work` is the term of the work of a dump, else None."""

    file: Path
    triples: tuple[Triple, ...]
    work: str | None = None


class UnreadableGraphError(GraphError):
    """A graph file that cannot be parsed; `line` and `column` count from 1 where known."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


def graph_files(path: Path) -> list[Path]:
    """The graph files at a path: itself, or those below a directory, sorted.

    Where a directory holds the same graph as Turtle and JSON-LD, both are listed.
    """
    if not path.is_dir():
        return [path]
    found = (child for child in path.rglob("*") if child.suffix.lower() in FORMATS)
    return sorted(child for child in found if child.is_file() and not _hidden(child, path))


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def read_portions(path: Path) -> list[Portion]:
    """The portions of a graph file; what belongs to no work of a dump comes first.

    Raises:
        UnreadableGraphError: missing, of an unknown format, or not well formed.
    """
    known = FORMATS.get(path.suffix.lower())
    if known is None:
        expected = ", ".join(sorted(FORMATS))
        raise UnreadableGraphError(f"no graph file by its name (expected {expected})")
    by_work: dict[str | None, list[Triple]] = {None: []}
    name = _Names(path)
    try:
        for quad in pyoxigraph.parse(path=path, format=known):
            match = _OWNED.fullmatch(str(quad.graph_name))
            triple = Triple(name(quad.subject), str(quad.predicate), name(quad.object))
            by_work.setdefault(f"<{match['work']}>" if match else None, []).append(triple)
    except SyntaxError as error:
        raise UnreadableGraphError(_what_is_wrong(error), error.lineno, error.offset) from error
    except (OSError, ValueError) as error:
        raise UnreadableGraphError(f"cannot be read: {error}") from error
    return [
        Portion(path, tuple(triples), work) for work, triples in by_work.items() if triples
    ] or [Portion(path, ())]


class _Names(dict[str, str]):
    """Names blank nodes by file and order, since a parser's own names differ every time."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._prefix = "_:" + re.sub(r"[^A-Za-z0-9]", "", path.stem)

    def __call__(self, node: object) -> str:
        if not isinstance(node, pyoxigraph.BlankNode):
            return str(node)
        return self.setdefault(node.value, f"{self._prefix}b{len(self) + 1}")


def _what_is_wrong(error: SyntaxError) -> str:
    text = str(error.msg)
    if "LoadDocumentCallback" in text:
        return "names a JSON-LD context by its address; embed the context, nothing is fetched"
    return text.partition(": ")[2] or text


def union(portions: Iterable[Portion]) -> tuple[Triple, ...]:
    """All triples of some portions, each once."""
    return tuple(dict.fromkeys(triple for portion in portions for triple in portion.triples))
