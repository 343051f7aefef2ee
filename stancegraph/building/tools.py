"""The tables that documents are read with, and the reading of one: text, structure, names, stances.

This is the whole way from the words of one source to its document; `stancegraph.pipeline` shows
where it stands in the journey.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stancegraph import reading
from stancegraph.linking import Linker, Register, load_register
from stancegraph.model import Document, SourceText
from stancegraph.reading import Lexicon, Profile
from stancegraph.reviewing import MISSED, NO_REVIEWS, Reviews, apply_reviews, load_reviews
from stancegraph.stances import find_stances

UNFIT = ("no-resolution", "truncated")
"""Kinds of issues that mean that a document is not, or not wholly, what it should be."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The tables that the rooms work with, loaded once."""

    profiles: tuple[Profile, ...]
    lexicon: Lexicon
    register: Register
    linker: Linker
    profile: str | None = None
    reviews: Reviews = NO_REVIEWS


def load_tools(
    authority: Path | None = None, profile: str | None = None, reviews: Path | None = None
) -> Tools:
    """Load profiles, lexicon, register and reviews.

    `authority` names other tables than the packaged ones, `reviews` the folder of reviews.
    """
    register = load_register(authority)
    profiles, lexicon = reading.load_profiles(), reading.load_lexicon()
    said = load_reviews(reviews, register, lexicon.acts) if reviews else NO_REVIEWS
    return Tools(profiles, lexicon, register, Linker(register), profile, said)


def read_source(source: SourceText, tools: Tools) -> Document:
    """Everything that the words of one source say."""
    document = reading.read(source, tools.profiles, tools.lexicon, tools.profile)
    linked = tools.linker.link(document.with_issues(*source.issues))
    found = find_stances(linked, tools.register, tools.lexicon)
    return apply_reviews(found, tools.reviews.of(source.sha256), tools.register)


def faults_of(document: Document) -> tuple[str, ...]:
    """What people must hear about a document that was read, without its name."""
    unfit = [issue for issue in document.issues if issue.kind in UNFIT][:1]
    told = (*unfit, *(each for each in document.issues if each.kind == MISSED))
    return tuple(issue.message.removeprefix(f"{document.source.path}: ") for issue in told)
