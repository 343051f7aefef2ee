"""The reading contract: one input document as one line of JSON, every offset in code points."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from stancegraph.identifiers import iri
from stancegraph.linking.register import Register
from stancegraph.model import (
    Act,
    Adoption,
    Citation,
    Document,
    Issue,
    Mention,
    Paragraph,
    Party,
    Resolution,
    Session,
    Span,
    Stance,
)

Json = dict[str, object]


def reading_json(document: Document, register: Register, base: str) -> str:
    """The document as one line of JSON, without the line break; IRIs stand on `base`."""
    source, writer = document.source, _Writer(register, base)
    reading: Json = {
        "source": {
            "path": source.path,
            "sha256": source.sha256,
            "media_type": source.media_type,
        },
        "text": source.text,
        "anchors": [{"start": anchor.offset, "place": anchor.place} for anchor in source.anchors],
        "resolutions": [writer.resolution(resolution) for resolution in document.resolutions],
        "issues": [_issue(issue) for issue in document.issues],
    }
    return json.dumps(reading, ensure_ascii=False, separators=(", ", ": "))


def _issue(issue: Issue) -> Json:
    return {"kind": issue.kind, **_place(issue.span), "message": issue.message}


def _place(span: Span | None) -> Json:
    return {"start": span.start if span else None, "end": span.end if span else None}


def _span(span: Span | None) -> Json | None:
    return {"start": span.start, "end": span.end, "text": span.text} if span else None


def _spans(spans: Iterable[Span]) -> list[Json | None]:
    return [_span(span) for span in spans]


def _act(act: Act) -> Json:
    return {
        "start": act.span.start,
        "end": act.span.end,
        "text": act.span.text,
        "lemma": act.lemma,
        "act": act.act,
        "role": act.role,
        "intensifiers": _spans(act.intensifiers),
        "negated": act.negated,
        "carried": _spans(act.carried),
        "repetition": _spans(act.repetition),
        "entry": act.entry,
    }


@dataclass(frozen=True, slots=True)
class _Writer:
    register: Register
    base: str

    def iri(self, path: str | None) -> str | None:
        return iri(path, self.base) if path else None

    def named(self, path: str, name: str | None = None) -> Json:
        return {"iri": self.iri(path), "name": name or self.register.label(path)}

    def resolution(self, resolution: Resolution) -> Json:
        adopted = resolution.adopted
        return {
            "iri": self.iri(resolution.id),
            "symbol": resolution.symbol,
            "number": resolution.number,
            "collection": resolution.collection,
            "title": resolution.title,
            "language": resolution.language,
            "instrument": resolution.instrument,
            "profile": resolution.profile,
            "body": self.named(resolution.body),
            "session": self.session(resolution.session) if resolution.session else None,
            "adopted": {
                "earliest": adopted.earliest.isoformat(),
                "latest": adopted.latest.isoformat(),
                "basis": adopted.basis,
            }
            if adopted
            else None,
            "adoption": self.adoption(resolution.adoption),
            "paragraphs": [self.paragraph(paragraph) for paragraph in resolution.paragraphs],
            "mentions": [self.mention(mention) for mention in resolution.mentions],
            "citations": [self.citation(citation) for citation in resolution.citations],
            "stances": [self.stance(stance) for stance in resolution.stances],
            "furniture": [
                {"kind": piece.kind, **_place(piece.span)} for piece in resolution.furniture
            ],
        }

    def session(self, session: Session) -> Json:
        return {
            "iri": self.iri(session.id),
            "number": session.number,
            "theme": session.theme,
            "place": self.place(session),
            "start": session.start.isoformat() if session.start else None,
            "end": session.end.isoformat() if session.end else None,
            "hijri_start": str(session.hijri_start) if session.hijri_start else None,
            "hijri_end": str(session.hijri_end) if session.hijri_end else None,
            "hijri_printed": list(session.hijri_printed),
        }

    def place(self, session: Session) -> Json | None:
        if session.place:
            return self.named(session.place, session.place_name)
        return {"iri": None, "name": session.place_name} if session.place_name else None

    def adoption(self, adoption: Adoption) -> Json:
        by_state: list[Json] = [
            {"state": self.iri(vote.state), "vote": vote.choice, "name": vote.name}
            for vote in adoption.votes
        ]
        return {
            "method": adoption.method,
            "meeting": self.iri(adoption.meeting),
            "votes": {
                "in_favour": adoption.in_favour,
                "against": adoption.against,
                "abstaining": adoption.abstaining,
                "by_state": by_state,
            },
        }

    def paragraph(self, paragraph: Paragraph) -> Json:
        opening = paragraph.opening
        return {
            "iri": self.iri(paragraph.id),
            "kind": paragraph.kind,
            "number": paragraph.number,
            "parent": self.iri(paragraph.parent),
            "start": paragraph.span.start,
            "end": paragraph.span.end,
            "marker": _span(paragraph.marker),
            "text": paragraph.words.text,
            "opening": _act(opening) if opening else None,
            "acts": [_act(act) for act in paragraph.acts],
        }

    def mention(self, mention: Mention) -> Json:
        return {
            "start": mention.span.start,
            "end": mention.span.end,
            "text": mention.span.text,
            "kind": mention.kind,
            "entity": self.iri(mention.entity),
            "score": mention.score,
            "method": mention.method,
            "candidates": [self.iri(candidate) for candidate in mention.candidates],
        }

    def citation(self, citation: Citation) -> Json:
        return {
            "start": citation.span.start,
            "end": citation.span.end,
            "text": citation.span.text,
            "identifier": citation.identifier,
            "document": self.iri(citation.document),
            "status": citation.status,
            "pinpoint": citation.pinpoint,
            "self": citation.is_self,
            "rule": citation.rule,
        }

    def stance(self, stance: Stance) -> Json:
        return {
            "iri": self.iri(stance.id),
            "paragraph": self.iri(stance.paragraph),
            "holder": self.iri(stance.holder),
            "act": stance.act,
            "cue": _span(stance.cue),
            "target": self.party(stance.target),
            "requested": _span(stance.requested),
            "addressee": self.party(stance.addressee),
            "beneficiary": self.party(stance.beneficiary),
            "level": stance.level,
            "derived_from": self.iri(stance.derived_from),
            "polarity": stance.polarity,
            "intensity": stance.intensity,
            "attributed_to": self.iri(stance.attributed_to),
            "negated": stance.negated,
            "confidence": round(stance.confidence, 4),
            "rule": stance.rule,
        }

    def party(self, party: Party | None) -> Json | None:
        if party is None:
            return None
        span = party.span
        return {
            **_place(span),
            "text": span.text if span else None,
            "entity": self.iri(party.entity),
        }
