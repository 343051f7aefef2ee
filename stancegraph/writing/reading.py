"""The reading contract: one input document as one line of JSON, every offset in code points.

What a document has many of is put together as text, which is twice as fast as by way of dicts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from json.encoder import encode_basestring as quoted

from stancegraph.identifiers import iri
from stancegraph.linking.register import Register
from stancegraph.model import (
    Act,
    Adopted,
    Adoption,
    Citation,
    Document,
    Issue,
    Mention,
    Paragraph,
    Party,
    Resolution,
    Role,
    Session,
    Span,
    Stance,
)

Json = dict[str, object]
_NULL = "null"


def reading_json(document: Document, register: Register, base: str) -> str:
    """The document as one line of JSON, without the line break; IRIs stand on `base`."""
    source, writer = document.source, _Writer(register, base)
    read_from: Json = {
        "path": source.path,
        "sha256": source.sha256,
        "media_type": source.media_type,
    }
    anchors = [{"start": anchor.offset, "place": anchor.place} for anchor in source.anchors]
    return _object(
        source=_json(read_from),
        text=quoted(source.text),
        anchors=_json(anchors),
        resolutions=_array(writer.resolution(resolution) for resolution in document.resolutions),
        issues=_array(map(_issue, document.issues)),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def _object(**members: str) -> str:
    """An object of members that are JSON already."""
    return "{" + ", ".join(f'"{name}": {value}' for name, value in members.items()) + "}"


def _array(items: Iterable[str]) -> str:
    return "[" + ", ".join(items) + "]"


def _text(value: str | None) -> str:
    return _NULL if value is None else quoted(value)


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _issue(issue: Issue) -> str:
    place, message = _place(issue.span), quoted(issue.message)
    return f'{{"kind": {quoted(issue.kind)}, {place}, "message": {message}}}'


def _place(span: Span | None) -> str:
    if span is None:
        return '"start": null, "end": null'
    return f'"start": {span.start}, "end": {span.end}'


def _span(span: Span | None) -> str:
    return f"{{{_words(span)}}}" if span else _NULL


def _words(span: Span) -> str:
    return f'"start": {span.start}, "end": {span.end}, "text": {quoted(span.text)}'


def _act(act: Act) -> str:
    return (
        f'{{{_words(act.span)}, "lemma": {quoted(act.lemma)}, "act": {quoted(act.act)}, '
        f'"role": {quoted(act.role)}, "intensifiers": {_array(map(_span, act.intensifiers))}, '
        f'"negated": {_truth(act.negated)}, "carried": {_array(map(_span, act.carried))}, '
        f'"repetition": {_array(map(_span, act.repetition))}, "entry": {quoted(act.entry)}}}'
    )


class _Writer:
    """Writes the resolutions of one document; each IRI is put together once."""

    def __init__(self, register: Register, base: str) -> None:
        self.register = register
        self.base = base
        self._iris: dict[str | None, str] = {None: _NULL, "": _NULL}

    def iri(self, path: str | None) -> str:
        known = self._iris.get(path)
        if known is None:
            known = self._iris[path] = quoted(iri(path or "", self.base))
        return known

    def named(self, path: str, name: str | None = None) -> str:
        label = name or self.register.label(path)
        return f'{{"iri": {self.iri(path)}, "name": {_text(label)}}}'

    def resolution(self, resolution: Resolution) -> str:
        pieces = (
            f'{{"kind": {quoted(piece.kind)}, {_place(piece.span)}}}'
            for piece in resolution.furniture
        )
        return _object(
            iri=self.iri(resolution.id),
            symbol=_text(resolution.symbol),
            number=_text(resolution.number),
            collection=_text(resolution.collection),
            title=_text(resolution.title),
            language=_text(resolution.language),
            instrument=_text(resolution.instrument),
            profile=_text(resolution.profile),
            body=self.named(resolution.body),
            session=self.session(resolution.session) if resolution.session else _NULL,
            adopted=_adopted(resolution.adopted),
            adoption=self.adoption(resolution.adoption),
            paragraphs=_array(map(self.paragraph, resolution.paragraphs)),
            mentions=_array(map(self.mention, resolution.mentions)),
            citations=_array(map(self.citation, resolution.citations)),
            stances=_array(map(self.stance, resolution.stances)),
            furniture=_array(pieces),
        )

    def session(self, session: Session) -> str:
        return _object(
            iri=self.iri(session.id),
            number=_text(session.number),
            theme=_text(session.theme),
            place=self.place(session),
            start=_text(session.start.isoformat() if session.start else None),
            end=_text(session.end.isoformat() if session.end else None),
            hijri_start=_text(str(session.hijri_start) if session.hijri_start else None),
            hijri_end=_text(str(session.hijri_end) if session.hijri_end else None),
            hijri_printed=_array(map(quoted, session.hijri_printed)),
        )

    def place(self, session: Session) -> str:
        if session.place:
            return self.named(session.place, session.place_name)
        if session.place_name:
            return _object(iri=_NULL, name=quoted(session.place_name))
        return _NULL

    def adoption(self, adoption: Adoption) -> str:
        by_state = (
            _object(state=self.iri(vote.state), vote=quoted(vote.choice), name=_text(vote.name))
            for vote in adoption.votes
        )
        votes = _object(
            in_favour=_json(adoption.in_favour),
            against=_json(adoption.against),
            abstaining=_json(adoption.abstaining),
            by_state=_array(by_state),
        )
        return _object(
            method=_text(adoption.method), meeting=self.iri(adoption.meeting), votes=votes
        )

    def paragraph(self, paragraph: Paragraph) -> str:
        acts = [_act(act) for act in paragraph.acts]
        roles = (act.role for act in paragraph.acts)
        pairs = zip(roles, acts, strict=True)
        opening = next((act for role, act in pairs if role is Role.OPENING), _NULL)
        return (
            f'{{"iri": {self.iri(paragraph.id)}, "kind": {quoted(paragraph.kind)}, '
            f'"number": {_text(paragraph.number)}, "parent": {self.iri(paragraph.parent)}, '
            f'{_place(paragraph.span)}, "marker": {_span(paragraph.marker)}, '
            f'"text": {quoted(paragraph.words.text)}, '
            f'"opening": {opening}, "acts": {_array(acts)}}}'
        )

    def mention(self, mention: Mention) -> str:
        return (
            f'{{{_words(mention.span)}, "kind": {quoted(mention.kind)}, '
            f'"entity": {self.iri(mention.entity)}, "score": {mention.score!r}, '
            f'"method": {quoted(mention.method)}, '
            f'"candidates": {_array(map(self.iri, mention.candidates))}}}'
        )

    def citation(self, citation: Citation) -> str:
        return (
            f'{{{_words(citation.span)}, "identifier": {_text(citation.identifier)}, '
            f'"document": {self.iri(citation.document)}, "status": {quoted(citation.status)}, '
            f'"pinpoint": {_text(citation.pinpoint)}, "self": {_truth(citation.is_self)}, '
            f'"rule": {quoted(citation.rule)}}}'
        )

    def stance(self, stance: Stance) -> str:
        return (
            f'{{"iri": {self.iri(stance.id)}, "paragraph": {self.iri(stance.paragraph)}, '
            f'"holder": {self.iri(stance.holder)}, "act": {quoted(stance.act)}, '
            f'"cue": {_span(stance.cue)}, "target": {self.party(stance.target)}, '
            f'"requested": {_span(stance.requested)}, '
            f'"addressee": {self.party(stance.addressee)}, '
            f'"beneficiary": {self.party(stance.beneficiary)}, '
            f'"level": {quoted(stance.level)}, "derived_from": {self.iri(stance.derived_from)}, '
            f'"polarity": {stance.polarity!r}, "intensity": {stance.intensity}, '
            f'"attributed_to": {self.iri(stance.attributed_to)}, '
            f'"negated": {_truth(stance.negated)}, '
            f'"confidence": {round(stance.confidence, 4)!r}, "rule": {quoted(stance.rule)}}}'
        )

    def party(self, party: Party | None) -> str:
        if party is None:
            return _NULL
        words = _words(party.span) if party.span else f'{_place(None)}, "text": null'
        return f'{{{words}, "entity": {self.iri(party.entity)}}}'


def _adopted(adopted: Adopted | None) -> str:
    if adopted is None:
        return _NULL
    return _object(
        earliest=quoted(adopted.earliest.isoformat()),
        latest=quoted(adopted.latest.isoformat()),
        basis=quoted(adopted.basis),
    )
