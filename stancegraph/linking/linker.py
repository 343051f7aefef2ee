"""Fills a read document with its mentions and citations, by the register."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from stancegraph.linking.anaphora import find_anaphora
from stancegraph.linking.choosing import Context
from stancegraph.linking.citations import find_references
from stancegraph.linking.forms import find_forms
from stancegraph.linking.found import Found
from stancegraph.linking.mentions import find_names, is_negated
from stancegraph.linking.names import SPACED, WRITINGS, NameIndex
from stancegraph.linking.passage import Passage
from stancegraph.linking.register import Name, Register, load_register
from stancegraph.linking.results import (
    as_citations,
    as_mentions,
    citing_as,
    odd_citations,
    open_names,
)
from stancegraph.model import Adoption, Document, Issue, Resolution, Session

_LEADING_THE = re.compile(r"^(?:the|THE|The)\s+")
_PLACES = frozenset({"place"})
_STATES = frozenset({"state", "former_state", "territory"})


class Linker:
    """Links documents and plain texts to the entities of a register."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._indexes: dict[str, NameIndex] = {}

    def index(self, language: str) -> NameIndex:
        """The index of the names in a language, built at first use."""
        if language not in self._indexes:
            names = (name for name in self.register.names if name.language == language)
            self._indexes[language] = NameIndex(
                names, self.register, WRITINGS.get(language, SPACED)
            )
        return self._indexes[language]

    def link(self, document: Document) -> Document:
        """The document with mentions, citations, linked votes and places, and what stayed open."""
        resolutions, issues = [], []
        for resolution in document.resolutions:
            linked, open_questions = self.link_resolution(resolution)
            resolutions.append(linked)
            issues += open_questions
        return replace(document, resolutions=tuple(resolutions)).with_issues(*issues)

    def link_resolution(self, resolution: Resolution) -> tuple[Resolution, list[Issue]]:
        """One resolution linked, and its issues."""
        passage = Passage.of_resolution(resolution)
        day = resolution.adopted.latest if resolution.adopted else None
        context = Context(self.register, resolution.body, day)
        found = self.find(passage.text, context, resolution.language)
        citing = citing_as(resolution, day)
        references = find_references(passage.text, found, context, citing)
        linked = replace(
            resolution,
            mentions=as_mentions(found, references, passage),
            citations=as_citations(references, passage, citing),
            adoption=self._link_votes(resolution.adoption, day),
            session=self._link_place(resolution.session, resolution.language),
        )
        return linked, [*open_names(linked.mentions), *odd_citations(references, passage, citing)]

    def find(self, text: str, context: Context, language: str = "en") -> list[Found]:
        """Everything named in a text, in order; `context` is filled with what was named."""
        names = [
            each
            for each in find_names(text, self.index(language), context)
            if not (each.kind == "group" and is_negated(text, each))
        ]
        forms = _free(find_forms(text, names), names)
        found = sorted(names + forms, key=_place)
        found += find_anaphora(text, found, context)
        return sorted(found, key=_place)

    def entity_of(
        self,
        words: str,
        kinds: frozenset[str] | None = None,
        day: date | None = None,
        language: str = "en",
    ) -> str | None:
        """The one entity that words name as a whole, common nouns included ("extremist groups").

        Where several entities share the words, the preferred name of one of them counts before
        the other names of the rest: in a roll-call "Congo" is not the Democratic Republic.
        """
        rows: Iterable[Name] = self.index(language).exactly(_LEADING_THE.sub("", words.strip()))
        rows = [
            row
            for row in rows
            if not row.context and (kinds is None or self.register.kind(row.entity) in kinds)
        ]
        for narrowed in (
            rows,
            [row for row in rows if (row.valid.contains(day) if day else not row.valid.end)],
            [row for row in rows if row.kind in ("short", "official") and not row.valid.end],
        ):
            if len(entities := {row.entity for row in narrowed}) == 1:
                return entities.pop()
        return None

    def _link_votes(self, adoption: Adoption, day: date | None) -> Adoption:
        if not adoption.votes:
            return adoption
        votes = tuple(
            vote if vote.state else replace(vote, state=self.entity_of(vote.name, _STATES, day))
            for vote in adoption.votes
        )
        return replace(adoption, votes=votes)

    def _link_place(self, session: Session | None, language: str) -> Session | None:
        if session is None or not session.place_name:
            return session
        tongues = dict.fromkeys((language, "en"))
        places = (self.entity_of(session.place_name, _PLACES, language=each) for each in tongues)
        place = next((each for each in places if each), None)
        return replace(session, place=place) if place else session


def link(document: Document, linker: Linker | None = None) -> Document:
    """The document linked by the register of the package, or by another linker."""
    return (linker or Linker(load_register())).link(document)


def _place(found: Found) -> tuple[int, int]:
    return found.start, -found.end


def _free(forms: Iterable[Found], names: list[Found]) -> list[Found]:
    """The forms that no name covers; a session covers the names within it."""
    kept: list[Found] = []
    outer = [name for name in names if not name.inside]
    starts = [name.start for name in outer]
    for form in sorted(forms, key=_place):
        if any(form.overlaps(other) for other in kept[-3:]):
            continue
        at = bisect_right(starts, form.start) - 1
        covering = outer[at] if at >= 0 and outer[at].contains(form) else None
        if covering is None or (covering.kind == "treaty" and form.kind == "date"):
            kept.append(form)
    return kept
