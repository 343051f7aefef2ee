"""Stances that follow by published rules: toward the author of a criticised document, by votes.

The CONSTRUCT rules of the ontology rebuild exactly these from the graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from stancegraph import identifiers
from stancegraph.linking import Register
from stancegraph.model import Level, Party, Resolution, Span, Stance, StateVote, VoteChoice
from stancegraph.stances.rules import Rules

_WORKS = frozenset(["resolution", "statement", "draft", "decision", "declaration", "document"])
_VOTES = {
    VoteChoice.IN_FAVOUR: ("vote-for", 1.0),
    VoteChoice.AGAINST: ("vote-against", -1.0),
    VoteChoice.ABSTAINING: ("vote-abstain", 0.0),
}


def inferred(
    resolution: Resolution, read: tuple[Stance, ...], register: Register, rules: Rules
) -> Iterator[Stance]:
    """The inferred stances, in the order of the text."""
    for stance in read:
        body = criticised_author(stance, register)
        if body is not None and rules.on("author-of-criticised-document"):
            yield replace(
                stance,
                id=identifiers.author_stance(stance.id),
                target=Party(_named(stance, body, resolution), body),
                level=Level.AUTHOR,
                rule="author-of-criticised-document",
                requested=None,
                addressee=None,
                beneficiary=None,
                derived_from=stance.id,
            )
    for vote in resolution.adoption.votes:
        if vote.state and vote.choice in _VOTES and rules.on("vote"):
            yield _vote(resolution, vote, vote.state)


def criticised_author(stance: Stance, register: Register) -> str | None:
    """Who else adopted the document that a stance criticises; None for praise, or no document."""
    document = stance.target.entity
    if document is None or stance.polarity >= 0:
        return None
    body = author_of(document, register)
    return body if body != stance.holder else None


def author_of(document: str, register: Register) -> str | None:
    """The body that adopted a document: as registered, else as its IRI says, else None."""
    known = next((row for row in register.documents if row.id == document), None)
    if known:
        return known.body or None
    parts = document.split("/")
    body = f"org/{parts[1]}" if parts[0] in _WORKS and len(parts) > 2 else ""
    return body if body in register else None


def _named(stance: Stance, body: str, resolution: Resolution) -> Span | None:
    """The words in the target that name the author, with their article."""
    target = stance.target.span
    if target is None:
        return None
    for mention in resolution.mentions:
        if mention.entity == body and target.contains(mention.span):
            start = mention.span.start - target.start
            article = re.search(r"\bthe\s+$", target.text[:start], re.IGNORECASE)
            offset = target.start + (article.start() if article else start)
            return Span(
                offset,
                mention.span.end,
                target.text[offset - target.start :][: mention.span.end - offset],
            )
    return None


def _vote(resolution: Resolution, vote: StateVote, state: str) -> Stance:
    act, polarity = _VOTES[vote.choice]
    span = vote.span or resolution.adoption.span or _opening(resolution)
    return Stance(
        id=identifiers.vote_stance(resolution.id, state),
        paragraph=resolution.id,
        holder=state,
        act=act,
        cue=span,
        target=Party(None, resolution.id),
        level=Level.VOTE,
        polarity=polarity,
        intensity=1,
        confidence=1.0,
        rule="vote",
    )


def _opening(resolution: Resolution) -> Span:
    """The words of the title block, where a record of votes has no words in the text."""
    furniture = [part.span for part in resolution.furniture]
    return min(furniture + [part.span for part in resolution.paragraphs])
