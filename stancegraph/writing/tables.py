"""The flat tables: one row a resolution, paragraph, act, mention, stance, citation, vote, entity.

The rows of verdicts come from whoever judges a work.

For people without RDF: every row carries the labels beside the IRIs, and the words with their
offsets in code points.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from stancegraph.identifiers import iri
from stancegraph.linking.register import Register
from stancegraph.model import Document, Paragraph, Party, Resolution, Span

Cell = str | int | float | bool | None
Row = Sequence[Cell]

COLUMNS: dict[str, str] = {
    "resolutions": "resolution symbol number collection title language body body_label session"
    " session_number session_theme place place_label earliest latest date_basis method meeting"
    " in_favour against abstaining paragraphs stances source sha256",
    "paragraphs": "paragraph resolution symbol kind number parent opening_act start end text",
    "acts": "resolution symbol paragraph act lemma role negated start end quote",
    "mentions": "resolution symbol kind entity entity_label score method candidates start end"
    " quote",
    "stances": "stance resolution symbol adopted paragraph holder holder_label act target"
    " target_label target_words level polarity intensity negated addressee addressee_label"
    " beneficiary beneficiary_label attributed_to attributed_to_label derived_from confidence"
    " rule cue start end quote",
    "citations": "resolution symbol document document_label identifier status pinpoint self start"
    " end quote",
    "votes": "resolution symbol adopted state state_label printed_name vote",
    "verdicts": "resolution graph sha256 judged_by severity shape focus path value message source"
    " line column",
    "entities": "entity label kind parent parent_label valid_from valid_to iso2 iso3 m49 cow"
    " matches",
}
"""The columns of each table, parted by spaces."""


def table_header(name: str) -> str:
    """The first line of a table."""
    return _csv([COLUMNS[name].split()])


def document_tables(document: Document, register: Register, base: str) -> dict[str, str]:
    """The rows of one document in each table that describes documents, as CSV without header."""
    tables: dict[str, list[Row]] = {name: [] for name in COLUMNS if name != "entities"}
    for resolution in document.resolutions:
        provisions = {paragraph.id: paragraph for paragraph in resolution.paragraphs}
        rows = _Rows(document, resolution, register, base, provisions)
        tables["resolutions"].append(rows.resolution())
        tables["paragraphs"] += rows.paragraphs()
        tables["acts"] += rows.acts()
        tables["mentions"] += rows.mentions()
        tables["stances"] += rows.stances()
        tables["citations"] += rows.citations()
        tables["votes"] += rows.votes()
    return {name: _csv(rows) for name, rows in tables.items()}


def entity_table(register: Register, matches: Mapping[str, Sequence[str]], base: str) -> str:
    """The rows of all entities; `matches` holds the full IRIs that other datasets give them."""
    return _csv(
        (
            iri(entity.id, base),
            register.label(entity.id),
            entity.kind,
            iri(entity.parent, base) if entity.parent else None,
            register.label(entity.parent) if entity.parent else None,
            entity.valid.start,
            entity.valid.end,
            entity.iso2,
            entity.iso3,
            entity.m49,
            entity.cow,
            " ".join(matches.get(entity.id, ())),
        )
        for entity in register.entities
    )


def _csv(rows: Iterable[Row]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    for row in rows:
        writer.writerow([str(cell).lower() if isinstance(cell, bool) else cell for cell in row])
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class _Rows:
    document: Document
    of: Resolution
    register: Register
    base: str
    provisions: Mapping[str, Paragraph]

    def iri(self, path: str | None) -> str | None:
        return iri(path, self.base) if path else None

    def label(self, path: str | None) -> str | None:
        return self.register.label(path) if path and path in self.register else None

    def named(self, path: str | None) -> tuple[str | None, str | None]:
        return self.iri(path), self.label(path)

    def words(self, span: Span | None, paragraph: str | None) -> str | None:
        """The words of a span without markup, as the innermost provision around has them."""
        while span and paragraph and paragraph in self.provisions:
            provision = self.provisions[paragraph]
            if words := provision.cleaned(span):
                return words
            paragraph = provision.parent
        return " ".join(span.text.split()) if span else None

    def party(self, party: Party | None, paragraph: str) -> tuple[str | None, str | None]:
        """The entity of a party and its label, or the words that stand for it."""
        if party is None:
            return None, None
        words = self.words(party.span, paragraph)
        return self.iri(party.entity), self.label(party.entity) or words

    @property
    def work(self) -> tuple[str | None, str | None]:
        return self.iri(self.of.id), self.of.symbol

    @property
    def adopted(self) -> str | None:
        return self.of.adopted.latest.isoformat() if self.of.adopted else None

    def resolution(self) -> Row:
        of, session, adopted, adoption = self.of, self.of.session, self.of.adopted, self.of.adoption
        return (
            *self.work,
            of.number,
            of.collection,
            of.title,
            of.language,
            *self.named(of.body),
            self.iri(session.id) if session else None,
            session.number if session else None,
            session.theme if session else None,
            self.iri(session.place) if session else None,
            session.place_name if session else None,
            adopted.earliest.isoformat() if adopted else None,
            adopted.latest.isoformat() if adopted else None,
            adopted.basis if adopted else None,
            adoption.method,
            self.iri(adoption.meeting),
            adoption.in_favour,
            adoption.against,
            adoption.abstaining,
            len(of.paragraphs),
            len(of.stances),
            self.document.source.path,
            self.document.source.sha256,
        )

    def paragraphs(self) -> Iterator[Row]:
        for paragraph in self.of.paragraphs:
            opening = paragraph.opening
            yield (
                self.iri(paragraph.id),
                *self.work,
                paragraph.kind,
                paragraph.number,
                self.iri(paragraph.parent),
                opening.act if opening else None,
                paragraph.span.start,
                paragraph.span.end,
                paragraph.words.text,
            )

    def acts(self) -> Iterator[Row]:
        for paragraph in self.of.paragraphs:
            for act in paragraph.acts:
                found = (act.act, act.lemma, act.role, act.negated)
                yield *self.work, self.iri(paragraph.id), *found, *_quote(act.span)

    def mentions(self) -> Iterator[Row]:
        for mention in self.of.mentions:
            candidates = " ".join(iri(other, self.base) for other in mention.candidates)
            found = (round(mention.score, 4), mention.method, candidates)
            entity = self.named(mention.entity)
            yield *self.work, mention.kind, *entity, *found, *_quote(mention.span)

    def stances(self) -> Iterator[Row]:
        text = self.document.source.text
        for stance in self.of.stances:
            target = stance.target.span or stance.cue
            start, end = min(stance.cue.start, target.start), max(stance.cue.end, target.end)
            yield (
                self.iri(stance.id),
                *self.work,
                self.adopted,
                self.iri(stance.paragraph),
                *self.named(stance.holder),
                stance.act,
                *self.named(stance.target.entity),
                self.words(stance.target.span, stance.paragraph),
                stance.level,
                stance.polarity,
                stance.intensity,
                stance.negated,
                *self.party(stance.addressee, stance.paragraph),
                *self.party(stance.beneficiary, stance.paragraph),
                *self.named(stance.attributed_to),
                self.iri(stance.derived_from),
                round(stance.confidence, 4),
                stance.rule,
                self.words(stance.cue, stance.paragraph),
                start,
                end,
                text[start:end],
            )

    def citations(self) -> Iterator[Row]:
        titles = {known.id: known.title for known in self.register.documents}
        for citation in self.of.citations:
            name = self.label(citation.document) or titles.get(citation.document)
            yield (
                *self.work,
                self.iri(citation.document),
                name,
                citation.identifier,
                citation.status,
                citation.pinpoint,
                citation.is_self,
                *_quote(citation.span),
            )

    def votes(self) -> Iterator[Row]:
        for vote in self.of.adoption.votes:
            yield *self.work, self.adopted, *self.named(vote.state), vote.name, vote.choice


def _quote(span: Span) -> tuple[Cell, ...]:
    return span.start, span.end, span.text
