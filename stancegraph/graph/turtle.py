"""Graphs as Turtle and TriG for people: sorted, grouped by subject, data relative to its base.

Written here and not by a library because the bytes are published and must not change with a
library's version; the tests read every file back with two parsers.
"""

from __future__ import annotations

import re

from stancegraph.graph.terms import Graph, Node
from stancegraph.graph.vocabulary import NAMESPACES, TYPE

_LOCAL = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?|[0-9]+")
RELATIVE = re.compile(r"[a-z]+(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+|[a-z]+")
"""Paths that stay what they are when a reader resolves them against the base."""

_NUMBERS = {
    "^^<http://www.w3.org/2001/XMLSchema#integer>": re.compile(r"[+-]?[0-9]+"),
    "^^<http://www.w3.org/2001/XMLSchema#decimal>": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    "^^<http://www.w3.org/2001/XMLSchema#boolean>": re.compile("true|false"),
}


def relative_to(base: str) -> str:
    """How the terms of data begin that may be written relative to the base.

    Only a base that ends a path resolves relative references by mere joining; against another
    nothing is relative (the returned text begins no term).
    """
    return f"<{base}" if "://" in base and base.endswith("/") and "/." not in base else "relative"


class _Names(dict[str, str]):
    """The short form of every term met so far, made when it is first asked for."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self._open = relative_to(base)
        self._spaces = sorted(
            ((space, prefix) for prefix, space in NAMESPACES.items()),
            key=lambda pair: -len(pair[0]),
        )

    def __missing__(self, term: str) -> str:
        if len(self) > _REMEMBERED:
            self.clear()
        if term[0] == "<":
            short = self._iri(term)
        else:
            short = self._literal(term) if term[-1] == ">" else term
        self[term] = short
        return short

    def _iri(self, term: str) -> str:
        if term.startswith(self._open):
            path = term[len(self._open) : -1]
            return f"<{path}>" if RELATIVE.fullmatch(path) else term
        value = term[1:-1]
        for space, prefix in self._spaces:
            if value.startswith(space) and _LOCAL.fullmatch(value, len(space)):
                return f"{prefix}:{value[len(space) :]}"
        return term

    def _literal(self, term: str) -> str:
        quote = term.rindex('"')
        lexical, datatype = term[1:quote], term[quote + 1 :]
        number = _NUMBERS.get(datatype)
        if number and number.fullmatch(lexical):
            return lexical
        return f"{term[: quote + 1]}^^{self[datatype[2:]]}"


_REMEMBERED = 50_000
"""More names than one document has; keeps memory constant over any number of documents."""


class _Leads(dict[str, str]):
    """What stands before the first value of a property."""

    def __init__(self, short: _Names) -> None:
        super().__init__()
        self._short = short

    def __missing__(self, predicate: str) -> str:
        lead = self[predicate] = f" ;\n  {self._short[predicate]} "
        return lead


class TurtleWriter:
    """Writes graphs as Turtle and TriG against one base; remembers the names it shortened.

    It also remembers the last Turtle document, since the blocks of TriG that are asked for next
    mostly hold the same nodes.
    """

    def __init__(self, base: str) -> None:
        self._base = base
        self._short = _Names(base)
        self._leads = _Leads(self._short)
        self._written: dict[str, tuple[Node, str]] = {}

    def header(self) -> str:
        """The base and the prefixes, in the order of their names."""
        prefixes = [f"@prefix {prefix}: <{space}> .\n" for prefix, space in NAMESPACES.items()]
        base = f"@base <{self._base}> .\n" if relative_to(self._base)[0] == "<" else ""
        return f"{base}{''.join(sorted(prefixes))}"

    def turtle(self, graph: Graph, first: str = "") -> str:
        """The graph as a Turtle document; `first`, a term, and what hangs on it stand in front."""
        parts = f"{first[:-1]}/"
        work: list[str] = []
        front: list[str] = []
        back: list[str] = []
        self._written = {}
        for node in graph.nodes:
            subject, written = node.subject, self._node(node)
            self._written[subject] = node, written
            if subject == first:
                work.append(written)
            else:
                (front if subject.startswith(parts) else back).append(written)
        return self.header() + "".join(["\n" + written for written in (*work, *front, *back)])

    def nodes(self, graph: Graph) -> str:
        """The graph as a piece of a Turtle document, to stand behind the header."""
        return "".join(["\n" + self._node(node) for node in graph.nodes])

    def block(self, graph: Graph, name: str) -> str:
        """The graph as a block of a TriG document under a name, given as a term."""
        written = []
        for node in graph.nodes:
            known = self._written.get(node.subject)
            written.append(known[1] if known and known[0] is node else self._node(node))
        # A line break never stands within a term.
        nodes = "".join(written)[:-1].replace("\n", "\n  ")
        inner = f"  {nodes}\n" if nodes else ""
        return f"\n{self._short[name]} {{\n{inner}}}\n"

    def _node(self, node: Node) -> str:
        """The statements of a subject, its classes in front."""
        short, leads = self._short, self._leads
        classes: list[str] = []
        parts: list[str] = []
        before = ""
        for predicate, value in node.statements:
            # What ends otherwise is a literal without datatype, which has no shorter form.
            written = short[value] if value[-1] == ">" else value
            if predicate == before:
                parts.append(f" , {written}")
            elif predicate == TYPE:
                classes.append(written)
            else:
                parts.append(leads[predicate] + written)
                before = predicate
        if classes:
            return f"{short[node.subject]} a {' , '.join(classes)}{''.join(parts)} .\n"
        return f"{short[node.subject]} {''.join(parts)[5:]} .\n"
