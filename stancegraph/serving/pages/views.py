"""What pages show of the graph: things with their names, stances with their words."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

import pyoxigraph as ox

from stancegraph.identifiers import INTENSITY, LEVEL
from stancegraph.serving.holding.holdings import Holdings, Node
from stancegraph.serving.holding.prefixes import PREFIXES
from stancegraph.serving.pages.shown import Evidence, Position, Statement, Thing, Words

__all__ = ["Evidence", "Position", "Statement", "Thing", "Viewer", "Words", "anchor"]

_NAMESPACES = tuple(PREFIXES.values())
_REMEMBERED = 4096
"""How many names are kept, since most pages name the same things."""


class Viewer:
    """Makes views of the holdings in one language."""

    def __init__(self, holdings: Holdings, language: str) -> None:
        self.holdings = holdings
        self.data = holdings.data
        self.language = language
        self.thing = lru_cache(maxsize=_REMEMBERED)(self._thing)
        """A thing by its IRI, with its name, which is its short IRI where it has none."""
        self.href = lru_cache(maxsize=_REMEMBERED)(self._href)
        """The address of its page; None for things of others, empty where nothing is known."""
        self.short = lru_cache(maxsize=_REMEMBERED)(self._short)
        """An IRI as people abbreviate it."""

    def _thing(self, iri: str) -> Thing:
        literal = self.holdings.label(iri, self.language)
        if literal is None:
            href = self.href(iri)
            return Thing(iri, href, self.spoken(iri) if href is None else self.short(iri))
        return Thing(iri, self.href(iri), literal.value, literal.language or "")

    def symbol(self, iri: str) -> str:
        """The shortest name of a document: its symbol, else its label."""
        symbols = self.data.values(iri, "eli:id_local")
        return min(symbols, key=len) if symbols else self.thing(iri).label

    def _href(self, iri: str) -> str | None:
        path = self.holdings.path(iri)
        if path is None:
            return None
        if "#" not in path and not self.holdings.known(self.holdings.iri(path)):
            return ""
        path, hash_mark, term = path.partition("#")
        return f"/{quote(path)}.html{hash_mark}{term}"

    def _short(self, iri: str) -> str:
        path = self.holdings.path(iri)
        for prefix, namespace in PREFIXES.items():
            if iri.startswith(namespace):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri if path is None else path

    def spoken(self, iri: str) -> str:
        """The name of a term of another vocabulary in plain words: `org:unitOf` is "unit of"."""
        if not iri.startswith(_NAMESPACES):
            return iri
        local = re.split("[#/]", iri)[-1]
        return re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", local).lower() or iri

    def words(self, literal: ox.Literal) -> Words:
        """A literal with its language, or its datatype where that is no plain string."""
        kind = literal.datatype.value.rsplit("#", 1)[-1]
        plain = kind in ("string", "langString")
        return Words(literal.value, literal.language or "", "" if plain else kind)

    def statements(self, iri: str) -> tuple[Statement, ...]:
        """All that is said of a thing, by property."""
        shelf = self.holdings.shelf(iri)
        found: dict[str, dict[Node, None]] = {}
        for quad in shelf.quads(iri) if shelf else ():
            found.setdefault(quad.predicate.value, {})[quad.object] = None
        return tuple(self._statement(name, found[name]) for name in sorted(found, key=self.short))

    def _statement(self, name: str, values: dict[Node, None]) -> Statement:
        ordered = sorted(values, key=str)
        things = [self.thing(value.value) for value in ordered if isinstance(value, ox.NamedNode)]
        words = [self.words(value) for value in ordered if isinstance(value, ox.Literal)]
        return Statement(self.thing(name), tuple(things), tuple(words))

    def things(self, iri: str, name: str) -> tuple[Thing, ...]:
        """The values of a property that are things."""
        values = self.data.objects(iri, name)
        return tuple(self.thing(value.value) for value in values if isinstance(value, ox.NamedNode))

    def first(self, iri: str, name: str) -> Thing | None:
        """The first value of a property that is a thing; None where none is."""
        return next(iter(self.things(iri, name)), None)

    def texts(self, iri: str, name: str) -> tuple[Words, ...]:
        """The values of a property that are literals."""
        values = self.data.objects(iri, name)
        return tuple(self.words(value) for value in values if isinstance(value, ox.Literal))

    def evidence(self, span: str, work: str) -> Evidence:
        """The words of a span and where they stand."""
        data = self.data
        start, end = data.value(span, "oa:start") or "0", data.value(span, "oa:end") or "0"
        file = data.value(span, "oa:hasSource") or ""
        exact = next(iter(self.texts(span, "oa:exact")), Words(""))
        return Evidence(
            span,
            file,
            int(start),
            int(end),
            exact.text,
            data.value(span, "oa:prefix") or "",
            data.value(span, "oa:suffix") or "",
            f"{self.href(work)}#{anchor(file, work, int(start), int(end))}",
            exact.language,
        )

    def spans(self, iri: str, work: str, name: str = "sg:evidence") -> tuple[Evidence, ...]:
        """The evidence of a thing, the reader's language first, in the order of the text."""
        found = (self.evidence(span, work) for span in self.data.values(iri, name))
        return tuple(sorted(found, key=self._order))

    def _order(self, span: Evidence) -> tuple[bool, bool, str, int, int]:
        other = span.language != self.language
        return other, span.language != "en", span.file, span.start, span.end

    def work_of(self, iri: str) -> str:
        """The work of a provision, a stance or a span: what its IRI begins with, or is part of."""
        data = self.data
        provision = data.value(iri, "sg:expressedIn") or iri
        passed = {provision}
        while (whole := data.value(provision, "eli:is_part_of")) and whole not in passed:
            provision = whole
            passed.add(whole)
        if (source := data.value(iri, "oa:hasSource")) is not None:
            expression = data.value(source, "eli:embodies") or source
            return data.value(expression, "eli:realizes") or expression
        return provision

    def days(self, work: str) -> tuple[str, str]:
        """The first and the last day on which a work may have been adopted; empty if unknown."""
        data = self.data
        day = data.value(work, "eli:date_document")
        if day is not None:
            return day, day
        adoption = data.value(work, "sg:adoption") or work
        first = data.value(adoption, "schema:startDate") or ""
        return first, data.value(adoption, "schema:endDate") or first

    def position(self, iri: str) -> Position:
        """A stance with all that pages show of it; what the graph lacks is empty."""
        data = self.data
        work = self.work_of(iri)
        level = data.value(iri, "sg:level") or ""
        return Position(
            iri=iri,
            href=self.href(iri) or "",
            act=self.thing(data.value(iri, "sg:act") or ""),
            holder=self.thing(data.value(iri, "sg:holder") or ""),
            target=self.first(iri, "sg:target"),
            phrase=data.value(iri, "sg:targetPhrase") or "",
            cue=data.value(iri, "sg:cue") or "",
            level=level.removeprefix(LEVEL),
            polarity=float(data.value(iri, "sg:polarity") or 0),
            intensity=(data.value(iri, "sg:intensity") or "").removeprefix(INTENSITY),
            negated=data.value(iri, "sg:negated") == "true",
            confidence=float(data.value(iri, "sg:confidence") or 0),
            rule=data.value(iri, "sg:rule") or "",
            review=data.value(iri, "sg:reviewStatus") is not None,
            base=self.first(iri, "sg:derivedFrom"),
            attributed=self.first(iri, "sg:attributedTo"),
            addressees=self.things(iri, "sg:addressee"),
            beneficiaries=self.things(iri, "sg:beneficiary"),
            work=self.thing(work),
            provision=self.thing(data.value(iri, "sg:expressedIn") or work),
            day=self.days(work)[1],
            evidence=self.spans(iri, work),
        )

    def positions(self, iris: tuple[str, ...]) -> tuple[Position, ...]:
        """Stances, by day, then by where their words stand."""
        found = [self.position(iri) for iri in dict.fromkeys(iris)]
        return tuple(sorted(found, key=lambda p: (p.day, p.work.iri, _place(p), p.iri)))


def _place(position: Position) -> tuple[int, int]:
    first = next(iter(position.evidence), None)
    return (first.start, first.end) if first else (0, 0)


def anchor(file: str, work: str, start: int, end: int) -> str:
    """The name of a span on the page of its work.

    >>> anchor("http://x/r/1/en/txt", "http://x/r/1", 6, 33)
    'en-txt-6-33'
    """
    name = file.removeprefix(work).strip("/").replace("/", "-")
    return f"{name}-{start}-{end}"
