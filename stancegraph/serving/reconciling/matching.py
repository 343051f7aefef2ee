"""Finds what a name means: by the linker and the register, by the search, by spelling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from stancegraph.linking import Linker
from stancegraph.linking.plain import find_documents, packaged_linker
from stancegraph.linking.unresolved import likeness, likenesses
from stancegraph.serving.holding.holdings import LANGUAGES
from stancegraph.serving.holding.searching import Index
from stancegraph.serving.reconciling.asked import Candidate, Known, Query
from stancegraph.serving.reconciling.kinds import KIND, PROPERTY, kind_of
from stancegraph.serving.reconciling.reading import Reader
from stancegraph.writing.links import Naming, whole

_LEAST = 40.0
_EXACT = 99.0
_DOUBTFUL = 60.0
_LONGEST, _LONG = 500, 200
"""How much of a name is looked at, and from when on its spelling is not compared."""
_SPELLED_ALIKE = 8
_DISAGREEING = 0.6


class Matcher:
    """Answers queries; safe to be asked from several threads."""

    def __init__(self, reader: Reader, index: Index) -> None:
        self._reader = reader
        self._index = index

    @cached_property
    def _linker(self) -> Linker:
        return packaged_linker()

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for name in self._linker.register.names:
            names.setdefault(name.text, []).append(name.entity)
        return names

    def prepare(self) -> None:
        """Load the register before anybody asks."""
        self._linker.index(LANGUAGES[0])

    def candidates(self, query: Query) -> tuple[Candidate, ...]:
        """The candidates by falling score; at most one is a match, the only exact one."""
        best: dict[str, Candidate] = {}
        for found in self._found(query):
            kind = kind_of(found.id)
            if kind is None or kind.id not in query.kinds or self._reader.kind(found.id) is None:
                continue
            held = best.get(found.id, found)
            score, exact = max(held.score, found.score), held.exact or found.exact
            best[found.id] = replace(found, score=score, exact=exact)
        weighed = [self._weighed(candidate, query) for candidate in best.values()]
        ordered = sorted(weighed, key=lambda each: (-each.score, not each.exact, each.id))
        sure = [each for each in ordered if each.exact and each.agreement == 1.0]
        if len(sure) == 1:
            ordered = [sure[0], *(each for each in ordered if each is not sure[0])]
            ordered[0] = replace(sure[0], match=True)
        return tuple(ordered[: query.limit])

    def _found(self, query: Query) -> Iterator[Candidate]:
        words = " ".join(query.words.split())[:_LONGEST]
        if not words:
            yield from self._identified(query)
            return
        for id_ in self._reader.identified(words, query.kinds):
            yield Candidate(id_, 100.0, exact=True)
        yield from self._named(words, query)
        yield from self._cited(words, query)
        yield from self._searched(words, query)
        alikes = likenesses(words, self._names, _SPELLED_ALIKE) if len(words) < _LONG else ()
        for entity, alike in alikes:
            yield Candidate(entity, min(alike, _EXACT - 1), exact=False)

    def _searched(self, words: str, query: Query) -> Iterator[Candidate]:
        """What has the words in its names; whether names of the register fit, the linker says."""
        for hit in self._index.named(words, tuple(KIND[kind].search for kind in query.kinds)):
            id_ = self._reader.id_of(hit.iri)
            if id_ is None:
                continue
            alike = max(likeness(words, name) for name in (hit.title, *self._reader.names(id_)))
            if id_ in self._linker.register:
                alike = min(alike, _EXACT - 1)
            yield Candidate(id_, max(alike, _LEAST), exact=alike == 100.0)

    def _identified(self, query: Query) -> Iterator[Candidate]:
        """Without a name, what the other values identify."""
        for known in query.known:
            for value in known.values:
                for id_ in self._reader.identified(value, query.kinds):
                    yield Candidate(id_, 100.0, exact=True)

    def _named(self, words: str, query: Query) -> Iterator[Candidate]:
        """What the linker takes the words for, in each language that the register knows."""
        for language in LANGUAGES:
            naming = Naming(self._linker, "", query.body, query.day, language)
            mention = whole(words, naming)
            if mention is None:
                continue
            for entity in filter(None, (mention.entity, *mention.candidates)):
                yield Candidate(entity, 100 * mention.score, exact=True)

    def _cited(self, words: str, query: Query) -> Iterator[Candidate]:
        """The document that the words, as a whole, refer to."""
        if "resolution" not in query.kinds and "treaty" not in query.kinds:
            return
        for each in find_documents(words, self._linker, body=query.body, day=query.day):
            before = words[: each.start].strip().removeprefix("the ")
            owned = not before or self._linker.entity_of(before) == each.body
            if each.end == len(words) and owned:
                sure = each.resolved and not each.doubtful
                yield Candidate(each.document, _EXACT if sure else _DOUBTFUL, exact=sure)

    def _weighed(self, candidate: Candidate, query: Query) -> Candidate:
        """The candidate with a score lowered by what it does not agree with."""
        judged = [self._agrees(candidate.id, known) for known in query.known]
        told = [agrees for agrees in judged if agrees is not None]
        if not told:
            return candidate
        share = sum(told) / len(told)
        score = candidate.score * (_DISAGREEING + (1 - _DISAGREEING) * share)
        return replace(candidate, score=score, agreement=share)

    def _agrees(self, id_: str, known: Known) -> bool | None:
        """Whether one of the values is one of its own; None where it has none."""
        reader = self._reader
        own = reader.values(id_, PROPERTY[known.property])
        if not own:
            return None
        shown = {reader.shown(value) for value in own}
        shown |= {str(getattr(value, "value", "")) for value in own}
        shown |= {value.removeprefix(reader.holdings.base) for value in shown}
        folded = {value.casefold() for value in shown}
        return any(value.casefold() in folded for value in known.values)
