"""Graphs as JSON-LD: one node a line, compact names of the ontology's context, which is embedded.

N-Triples and JSON share the escapes that our terms use, so a quoted literal is a JSON string.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from stancegraph.graph.terms import Graph, Node
from stancegraph.graph.turtle import RELATIVE, relative_to
from stancegraph.graph.vocabulary import NAMESPACES, TYPE
from stancegraph.resources import resource

_XSD = NAMESPACES["xsd"]


@dataclass(frozen=True, slots=True)
class _Key:
    """A term of the context: its name and what it takes a bare string for."""

    name: str
    coercion: str | None = None
    language: str | None = None


class _Members(dict[str, str]):
    """The members that values of one property make, as far as met; forgets them when too many."""

    def __init__(self, predicate: str, write: Callable[[str, str], tuple[str, str]]) -> None:
        super().__init__()
        self._predicate = predicate
        self._write = write

    def __missing__(self, value: str) -> str:
        name, written = self._write(self._predicate, value)
        member = f'"{name}":{written}'
        if value[-1] == ">":  # words hardly ever come again
            if len(self) > _REMEMBERED:
                self.clear()
            self[value] = member
        return member


class _Properties(dict[str, _Members]):
    """The members of every property."""

    def __init__(self, write: Callable[[str, str], tuple[str, str]]) -> None:
        super().__init__()
        self._write = write

    def __missing__(self, predicate: str) -> _Members:
        members = self[predicate] = _Members(predicate, self._write)
        return members


_REMEMBERED = 2_000
"""Values a property; keeps memory constant over any number of documents."""


@cache
def ontology_context() -> str:
    """The text of the ontology's JSON-LD context."""
    return resource("ontology", "context.jsonld").read_text(encoding="utf-8")


class JsonLdWriter:
    """Writes graphs as JSON-LD against one base and one context (the text of a context file).

    Of a context it uses prefixes, `@id`, `@type` and `@language` of terms; a term that says more
    (containers, nests, scoped contexts) is left alone and its property written in another way.
    """

    def __init__(self, base: str, context: str | None = None) -> None:
        loaded = json.loads(context if context is not None else ontology_context())["@context"]
        self._base = base
        self._open = relative_to(base)
        self._default_language = loaded.get("@language")
        self._context = {**loaded, "@base": base} if self._open[0] == "<" else loaded
        self._embedded = json.dumps(self._context, ensure_ascii=False, separators=(",", ":"))
        self._prefixes = {
            name: value
            for name, value in loaded.items()
            if isinstance(value, str) and value.endswith(("#", "/"))
        }
        aliases = {value: name for name, value in loaded.items() if isinstance(value, str)}
        self._id, self._type = aliases.get("@id", "@id"), aliases.get("@type", "@type")
        self._keys = self._read_keys()
        self._names: dict[str, str] = {}
        self._chosen: dict[tuple[str, str], _Key] = {}
        self._members = _Properties(self._property)
        self._kinds: dict[tuple[str, ...], str] = {}

    @property
    def frame(self) -> tuple[str, str]:
        """What stands before and after the nodes or graphs of a document."""
        return f'{{"@context":{self._embedded},\n"@graph":[\n', "\n]}\n"

    def document(self, graph: Graph) -> str:
        """The graph as a JSON-LD document."""
        return self._nodes(graph).join(self.frame)

    def block(self, graph: Graph, name: str) -> str:
        """The graph under a name, given as a term, as a part of a document of many graphs."""
        head = f'{{"{self._id}":"{self._reference(name)}","@graph":[\n'
        return f"{head}{self._nodes(graph)}\n]}}"

    def _nodes(self, graph: Graph) -> str:
        return ",\n".join([self._node(node) for node in graph.nodes])

    def _read_keys(self) -> dict[str, list[_Key]]:
        keys: dict[str, list[_Key]] = {}
        for name, value in self._context.items():
            if name.startswith("@") or name in self._prefixes:
                continue
            definition = {"@id": value} if isinstance(value, str) else value
            if definition.keys() - {"@id", "@type", "@language"} or "@id" not in definition:
                continue
            coercion = definition.get("@type")
            language = definition.get("@language", self._default_language)
            full = self._expanded(definition["@id"])
            if not full.startswith("@"):
                key = _Key(name, self._expanded(coercion) if coercion else None, language)
                keys.setdefault(f"<{full}>", []).append(key)
        return keys

    def _expanded(self, name: str) -> str:
        if name.startswith("@"):
            return name
        prefix, colon, local = name.partition(":")
        if colon and prefix in self._prefixes and not local.startswith("//"):
            return str(self._prefixes[prefix]) + local
        return name if colon else self._expanded_term(name)

    def _expanded_term(self, name: str) -> str:
        value = self._context.get(name)
        if value is None:
            return str(self._context.get("@vocab", "")) + name
        return self._expanded(value if isinstance(value, str) else value["@id"])

    def _node(self, node: Node) -> str:
        members = self._members
        parts = [f'{{"{self._id}":"{self._reference(node.subject)}"']
        several: list[tuple[int, str]] = []
        before = ""
        for predicate, value in node.statements:
            if predicate != before:
                parts.append(members[predicate][value])
                before = predicate
            elif not several or several[-1][1] != predicate:
                several.append((len(parts) - 1, predicate))
        for place, predicate in several:
            values = tuple([value for name, value in node.statements if name == predicate])
            parts[place] = self._several(predicate, values)
        return ",".join(parts) + "}"

    def _several(self, predicate: str, values: tuple[str, ...]) -> str:
        """The members that several values of a property make: one for each name that it has."""
        if predicate == TYPE and values in self._kinds:
            return self._kinds[values]
        grouped: dict[str, list[str]] = {}
        for value in values:
            name, written = self._property(predicate, value)
            grouped.setdefault(name, []).append(written)
        members = ",".join(
            [
                f'"{name}":[{",".join(written)}]' if len(written) > 1 else f'"{name}":{written[0]}'
                for name, written in grouped.items()
            ]
        )
        if predicate == TYPE:
            self._kinds[values] = members
        return members

    def _property(self, predicate: str, value: str) -> tuple[str, str]:
        """The name of a property in the context, and its value as JSON."""
        if predicate == TYPE:
            return self._type, f'"{self._name(value)}"'
        key = self._key(predicate, value)
        return key.name, self._value(value, key)

    def _key(self, predicate: str, value: str) -> _Key:
        """The term of the context that takes this value as a bare string, else any name for it."""
        kind = value[value.rindex('"') + 1 :] if value[0] == '"' else "<"
        choice = (predicate, kind)
        known = self._chosen.get(choice)
        if known is None:
            known = self._chosen[choice] = self._choose(predicate, kind)
        return known

    def _choose(self, predicate: str, kind: str) -> _Key:
        keys = self._keys.get(predicate, [])
        if kind == "<":
            wanted = [key for key in keys if key.coercion in ("@id", "@vocab")]
        elif kind.startswith("^^"):
            wanted = [key for key in keys if key.coercion == kind[3:-1]]
        else:
            language = kind[1:] or None
            wanted = [key for key in keys if key.coercion is None and key.language == language]
        if wanted:
            return wanted[0]
        return keys[0] if keys else _Key(self._name(predicate), None, self._default_language)

    def _value(self, value: str, key: _Key) -> str:
        if value[0] == "<":
            if key.coercion == "@vocab":
                return f'"{self._name(value)}"'
            reference = self._reference(value)
            return f'"{reference}"' if key.coercion == "@id" else f'{{"@id":"{reference}"}}'
        quote = value.rindex('"')
        string, tail = value[: quote + 1], value[quote + 1 :]
        if not tail:
            bare = key.coercion is None and key.language is None
            return string if bare else f'{{"@value":{string}}}'
        if tail[0] == "@":
            bare = key.coercion is None and key.language == tail[1:]
            return string if bare else f'{{"@language":"{tail[1:]}","@value":{string}}}'
        return self._typed(string, tail[3:-1], key)

    def _typed(self, string: str, datatype: str, key: _Key) -> str:
        lexical = string[1:-1]
        native = key.coercion in (None, datatype) and (
            (datatype == _XSD + "boolean" and lexical in ("true", "false"))
            or (datatype == _XSD + "integer" and str(_integer(lexical)) == lexical)
        )
        if native:
            return lexical
        if key.coercion == datatype:
            return string
        return f'{{"@type":"{self._name(f"<{datatype}>")}","@value":{string}}}'

    def _reference(self, term: str) -> str:
        """A node: relative to the base, else in full."""
        if term.startswith(self._open):
            path = term[len(self._open) : -1]
            if RELATIVE.fullmatch(path):
                return path
        return term[1:-1]

    def _name(self, term: str) -> str:
        """A class, property or coerced value: a term or prefixed name of the context."""
        known = self._names.get(term)
        if known is None:
            known = self._compacted(term)
            if not term.startswith(self._open):
                self._names[term] = known
        return known

    def _compacted(self, term: str) -> str:
        for key in self._keys.get(term, ()):
            return key.name
        value = term[1:-1]
        spaces = sorted(self._prefixes.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        for prefix, space in spaces:
            if value.startswith(space) and len(value) > len(space):
                local = value[len(space) :]
                if "/" not in local and ":" not in local:
                    return f"{prefix}:{local}"
        return value


def _integer(lexical: str) -> int | None:
    return int(lexical) if lexical.lstrip("-").isdecimal() and len(lexical) < 16 else None
