"""The graph that is served: its statements by subject, its labels, and the digest of its build."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path

import pyoxigraph as ox

from stancegraph.identifiers import DEFINITIONS
from stancegraph.resources import resource
from stancegraph.serving.holding.prefixes import PREFIXES
from stancegraph.store import open_graph

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
LANGUAGES = ("en", "ar", "es", "fr", "ru", "zh")
"""The languages in which the register knows names; the first is that of the pages."""

VOCABULARY = "def"
"""The path below which the terms of the ontology are served."""


@lru_cache(maxsize=4096)
def node(name: str) -> ox.NamedNode:
    """A term by its prefixed name or its full IRI."""
    prefix, _, local = name.partition(":")
    namespace = PREFIXES.get(prefix)
    return ox.NamedNode(name if namespace is None else namespace + local)


_REMEMBERED, NAMED = 4096, 65_536
"""Of how many things it is remembered what is said of them, and how they are called; queries of
strangers name things without end."""

_VERSION = "http://www.w3.org/2002/07/owl#versionIRI"
TYPE = node("rdf:type")
LABELS = (node("skos:prefLabel"), node("rdfs:label"), node("eli:title"), node("dcterms:title"))


class Shelf:
    """A store, asked by subject and by object without SPARQL."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        described = {
            quad.subject.value
            for quad in store.quads_for_pattern(None, TYPE, None, None)
            if isinstance(quad.subject, ox.NamedNode)
        }
        self.subjects = sorted(described)
        self.graphs = frozenset(
            graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)
        )
        self._said = lru_cache(maxsize=_REMEMBERED)(self._read)

    def holds(self, iri: str) -> bool:
        """Whether anything is said of it, or it names a graph."""
        place = bisect_left(self.subjects, iri)
        found = place < len(self.subjects) and self.subjects[place] == iri
        return found or iri in self.graphs or next(self.quads(iri), None) is not None

    def below(self, prefix: str) -> Iterator[str]:
        """The described IRIs that begin so, in order."""
        for place in range(bisect_left(self.subjects, prefix), len(self.subjects)):
            if not self.subjects[place].startswith(prefix):
                return
            yield self.subjects[place]

    def quads(self, iri: str) -> Iterator[ox.Quad]:
        """All that is said of it."""
        return self.store.quads_for_pattern(ox.NamedNode(iri), None, None, None)

    def graph(self, iri: str) -> Iterator[ox.Quad]:
        """All that a named graph says."""
        return self.store.quads_for_pattern(None, None, None, ox.NamedNode(iri))

    def objects(self, iri: str, name: str) -> tuple[Node, ...]:
        """The values of a property, each once, in the order of their text."""
        return self._said(iri).get(node(name).value, ())

    def _read(self, iri: str) -> dict[str, tuple[Node, ...]]:
        """What is said of it by property; pages ask for many properties of the same things."""
        found: dict[str, set[Node]] = {}
        for quad in self.quads(iri):
            found.setdefault(quad.predicate.value, set()).add(quad.object)
        return {name: tuple(sorted(values, key=str)) for name, values in found.items()}

    def values(self, iri: str, name: str) -> tuple[str, ...]:
        """The values of a property as plain strings."""
        return tuple(map(_plain, self.objects(iri, name)))

    def value(self, iri: str, name: str) -> str | None:
        """The first value of a property."""
        found = self.objects(iri, name)
        return _plain(found[0]) if found else None

    def pointing(self, name: str, iri: str) -> tuple[str, ...]:
        """The subjects that have this value of a property, in order."""
        found = self.store.quads_for_pattern(None, node(name), ox.NamedNode(iri), None)
        return tuple(sorted({str(getattr(quad.subject, "value", "")) for quad in found}))

    def types(self, iri: str) -> tuple[str, ...]:
        """The IRIs of its classes, in order."""
        return self.values(iri, "rdf:type")


def _plain(term: Node) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value


class Holdings:
    """The served data and, beside it, the vocabulary in which it is said."""

    def __init__(
        self, store: ox.Store, base: str, digest: str, graph: Path, texts: Path | None = None
    ) -> None:
        self.base = base
        self.digest = digest
        self.graph = graph
        self._texts = texts
        self.data = Shelf(store)
        self._name = lru_cache(maxsize=NAMED)(self._label)

    @cached_property
    def vocabulary(self) -> Shelf:
        """The packaged ontology and its schemes; read when first asked for."""
        store = ox.Store()
        for file in sorted(resource("ontology").glob("*.ttl")):
            store.extend(_steady(file))
        return Shelf(store)

    @cached_property
    def _versions(self) -> frozenset[str]:
        """The IRIs of versions of the ontology."""
        return frozenset(self.vocabulary.values(DEFINITIONS, _VERSION))

    @cached_property
    def texts(self) -> Path | None:
        """Where the source texts stand: where the server was told, else beside the graph."""
        from stancegraph.text.originals import source_root

        return self._texts or source_root(self.graph)

    def original(self, path: str, sha256: str) -> str | None:
        """The source text that the graph calls so; None where it, as it was read, is not held."""
        from stancegraph.text.originals import text_below  # slow to load, and not at the start

        source = text_below(self.texts, path) if path else None
        return source.text if source is not None and source.sha256 == sha256 else None

    def iri(self, path: str) -> str:
        """The IRI that is served at a path below the root of the server."""
        if path == VOCABULARY or path.startswith(f"{VOCABULARY}/"):
            term = DEFINITIONS + path[len(VOCABULARY) :]
            return DEFINITIONS if term in self._versions else term
        return self.base + path

    def path(self, iri: str) -> str | None:
        """Where an IRI is served, without the leading slash; None for IRIs of others.

        The present version of the ontology is served where the ontology is.
        """
        if iri.startswith(self.base):
            return iri[len(self.base) :]
        if iri == DEFINITIONS or iri.startswith((f"{DEFINITIONS}/", f"{DEFINITIONS}#")):
            if iri in self._versions:
                return VOCABULARY
            return VOCABULARY + iri[len(DEFINITIONS) :]
        return None

    def shelf(self, iri: str) -> Shelf | None:
        """The shelf that describes it; None where neither does."""
        if self.data.holds(iri):
            return self.data
        own = iri.startswith(DEFINITIONS)
        return self.vocabulary if own and self.vocabulary.holds(iri) else None

    def known(self, iri: str) -> bool:
        """Whether anything is said of it; what is no IRI is not known."""
        try:
            return self.shelf(iri) is not None
        except ValueError:
            return False

    def label(self, iri: str, language: str = "en") -> ox.Literal | None:
        """Its name, in that language where it has one; else in English, else in any."""
        return self._name(iri, language)

    def _label(self, iri: str, language: str) -> ox.Literal | None:
        shelves = (self.data, self.vocabulary) if iri.startswith(DEFINITIONS) else (self.data,)
        named = [
            quad.object
            for shelf in shelves
            for name in LABELS
            for quad in shelf.store.quads_for_pattern(ox.NamedNode(iri), name, None, None)
            if isinstance(quad.object, ox.Literal)
        ]
        for wanted in (language, "en", None):
            for literal in named:
                if wanted is None or literal.language == wanted:
                    return literal
        return None


def _steady(file: Path) -> Iterator[ox.Quad]:
    """The statements of a Turtle file, whose blank nodes are named by their order in it.

    Their own names are new each time, and equal content is to be equal bytes.
    """
    names: dict[str, ox.BlankNode] = {}

    def named(term: Node) -> Node:
        if not isinstance(term, ox.BlankNode):
            return term
        return names.setdefault(term.value, ox.BlankNode(f"{file.stem}{len(names)}"))

    for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
        subject = named(quad.subject)
        if isinstance(subject, ox.NamedNode | ox.BlankNode):
            yield ox.Quad(subject, quad.predicate, named(quad.object))


def open_holdings(graph: Path, base: str, texts: Path | None) -> Holdings:
    """Load a built graph for serving.

    Raises:
        GraphError: the path is missing, holds no RDF, or a file cannot be parsed.
    """
    store = open_graph(graph, base).store
    return Holdings(store, base, digest_of(graph), graph, texts)


def digest_of(path: Path) -> str:
    """The digest of a build: of the names and bytes of its files; 16 hexadecimal digits."""
    files = [path] if path.is_file() else sorted(f for f in path.rglob("*") if f.is_file())
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.relative_to(path.parent).as_posix().encode() + b"\0")
        with file.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()[:16]
