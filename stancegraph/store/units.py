"""A published dataset as a stream of named graphs: from a dump, or from the files of a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import pyoxigraph as ox

from stancegraph import identifiers
from stancegraph.errors import GraphError
from stancegraph.graph.inferred import is_document
from stancegraph.graph.scope import data_iri
from stancegraph.graph.terms import Collector, Graph, iri, plain, typed, worded
from stancegraph.identifiers import BASE
from stancegraph.store.packing import Packing, Unpacked

_IRI = r"<[^<>\"{}|^`\\\x00-\x20]*>"
_LITERAL = rf'"[^"\\\n\r]*(?:\\[tbnrf"\\][^"\\\n\r]*)*"(?:\^\^{_IRI}|@[a-z]+(?:-[A-Za-z0-9]+)*)?'
_QUAD = re.compile(rf"({_IRI}) ({_IRI}) ({_IRI}|{_LITERAL}) ({_IRI}) \.\n")
_NOTHING = re.compile(r"[ \t]*(?:#.*)?\r?\n?")
_ODD = '"^^<http://www.w3.org/2001/XMLSchema#string>'
_AT_ONCE = 100_000
"""The most triples of a unit; keeps memory constant where one graph holds millions."""

_PART = re.compile(r"(?P<work>.+)/graph/[a-z]+>")


@dataclass(frozen=True, slots=True)
class Unit:
    """Triples of one named graph, whose name is a term; `read` is the share of the source so far.

    A graph of many triples comes in several units.
    """

    name: str
    graph: Graph
    read: float

    @property
    def work(self) -> str:
        """What units of one work have in common; the name itself where there is no work.

        >>> Unit("<https://example.org/resolution/x/1/graph/text>", Graph(), 0).work
        '<https://example.org/resolution/x/1>'
        """
        found = _PART.fullmatch(self.name)
        return f"{found['work']}>" if found else self.name


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which graphs to take: those whose IRI, in full or behind the base, fits one of the patterns.

    >>> wanted = Wanted("https://example.org/", ("resolution/*/graph/text",))
    >>> wanted("<https://example.org/resolution/x/1/graph/text>"), wanted("<https://a.org/b>")
    (True, False)
    """

    base: str = BASE
    patterns: tuple[str, ...] = ()

    def __call__(self, name: str) -> bool:
        """Whether the graph of that name, a term, is to be taken."""
        full = name[1:-1]
        short = full.removeprefix(self.base)
        return not self.patterns or any(
            fnmatchcase(short, each) or fnmatchcase(full, each) for each in self.patterns
        )


def units(source: Path, wanted: Wanted, at_once: int = _AT_ONCE) -> Iterator[Unit]:
    """The named graphs of an N-Quads dump (packed or not) or of a directory's Turtle files.

    In a directory each file is a graph of its own, `file`: `kg/sessions.ttl` becomes
    `graph/sessions/file`, the file of a work `resolution/.../graph/file`.

    Raises:
        GraphError: the source is missing, is not what its name says (the message says where), or
            holds blank nodes or triples in no named graph.
    """
    if source.is_dir():
        return _files(source, wanted)
    ending = source.with_suffix("").suffix if Packing.of(source).value else source.suffix
    if source.exists() and ending != ".nq":
        raise GraphError(
            f"{source}: neither a directory nor an N-Quads dump (.nq, .nq.gz or .nq.zst)"
        )
    return _quads(source, wanted, at_once)


def _quads(source: Path, wanted: Wanted, at_once: int) -> Iterator[Unit]:
    """The graphs of a dump in the order of its lines."""
    with Unpacked(source) as lines:
        held, size, current, take = Collector(), 0, "", False
        for number, line in enumerate(lines, 1):
            quad = _quad(line, source, number)
            if quad is None:
                continue
            subject, predicate, value, name = quad
            if name != current or size == at_once:
                if size:
                    yield Unit(current, held.graph(), lines.place / max(lines.size, 1))
                held, size = Collector(), 0
                if name != current:
                    current, take = name, wanted(name)
            if take:
                held.add(subject, (predicate, value))
                size += 1
        if size:
            yield Unit(current, held.graph(), 1.0)


def _quad(line: bytes, source: Path, number: int) -> tuple[str, str, str, str] | None:
    """The terms of a line as we write them; None for an empty line or a comment."""
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        raise GraphError(f"{source}:{number}: not UTF-8; build the dump again") from error
    found = _QUAD.fullmatch(text)
    if found and not found[3].endswith(_ODD):
        return found[1], found[2], found[3], found[4]
    if _NOTHING.fullmatch(text):
        return None
    try:
        (quad,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
    except (SyntaxError, ValueError) as error:
        raise GraphError(f"{source}:{number}: not N-Quads; build the dump again") from error
    place = f"{source}:{number}"
    if isinstance(quad.graph_name, ox.DefaultGraph):
        raise GraphError(f"{place}: a triple in no named graph; name its graph")
    terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
    subject, predicate, value, name = (_term(term, place) for term in terms)
    return subject, predicate, value, name


def _term(term: object, place: str) -> str:
    """A term as the graph room writes it."""
    if isinstance(term, ox.NamedNode):
        return iri(term.value)
    if not isinstance(term, ox.Literal):
        raise GraphError(f"{place}: a blank node, which graphs cannot share; give it an IRI")
    if term.language:
        return worded(term.value, term.language)
    datatype = f"<{term.datatype.value}>"
    return plain(term.value) if f'"^^{datatype}' == _ODD else typed(term.value, datatype)


def _files(root: Path, wanted: Wanted) -> Iterator[Unit]:
    """The Turtle files below a directory, sorted."""
    files = sorted(root.rglob("*.ttl"))
    if not files:
        raise GraphError(f"{root}: holds no Turtle file; build the graph first")
    for number, file in enumerate(files, 1):
        name = data_iri(_graph_of(file.relative_to(root)), wanted.base)
        if not wanted(name):
            continue
        held = Collector()
        try:
            for triple in ox.parse(
                path=str(file), format=ox.RdfFormat.TURTLE, base_iri=wanted.base
            ):
                terms = (triple.subject, triple.predicate, triple.object)
                subject, predicate, value = (_term(term, str(file)) for term in terms)
                held.add(subject, (predicate, value))
        except SyntaxError as error:
            raise GraphError(f"{file}: cannot be parsed: {error}") from error
        yield Unit(name, held.graph(), number / len(files))


def _graph_of(path: Path) -> str:
    name = path.with_suffix("").as_posix()
    return identifiers.graph(name, "file") if is_document(name) else f"graph/{name}/file"
