"""The values that pass between rooms: frozen dataclasses, no behaviour beyond their own shape."""

from stancegraph.model.resolution import (
    Act,
    Adopted,
    Basis,
    Citation,
    Document,
    Furniture,
    HijriDate,
    Level,
    Mention,
    Paragraph,
    ParagraphKind,
    Party,
    Resolution,
    Role,
    Session,
    Stance,
)
from stancegraph.model.review import Review, Reviewed, ReviewedFact, Verdict
from stancegraph.model.source import Anchor, Issue, Markup, SourceText
from stancegraph.model.votes import Adoption, StateVote, VoteChoice
from stancegraph.model.words import Span, Words

__all__ = [
    "Act",
    "Adopted",
    "Adoption",
    "Anchor",
    "Basis",
    "Citation",
    "Document",
    "Furniture",
    "HijriDate",
    "Issue",
    "Level",
    "Markup",
    "Mention",
    "Paragraph",
    "ParagraphKind",
    "Party",
    "Resolution",
    "Review",
    "Reviewed",
    "ReviewedFact",
    "Role",
    "Session",
    "SourceText",
    "Span",
    "Stance",
    "StateVote",
    "Verdict",
    "VoteChoice",
    "Words",
]
