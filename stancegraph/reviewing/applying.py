"""Reviews against what rules read of a document: corrections replace, everything is kept.

A review that does not find its fact becomes an issue, never nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from stancegraph import identifiers
from stancegraph.linking import Register
from stancegraph.model import (
    Act,
    Document,
    Issue,
    Level,
    Mention,
    Party,
    Resolution,
    Review,
    Reviewed,
    ReviewedFact,
    Span,
    Stance,
    Verdict,
)
from stancegraph.stances import with_inferred

MISSED = "review-missed"
"""The kind of issue of a review that does not find its fact, or does not agree with it."""


def apply_reviews(document: Document, reviews: tuple[Review, ...], register: Register) -> Document:
    """The document as its reviewers have it, with their reviews and what follows from them.

    What is inferred from stances is inferred again; a stance whose target is a corrected mention
    follows the correction.
    """
    if not reviews:
        return document
    drafts = [_Draft.of(resolution, document) for resolution in document.resolutions]
    issues: list[Issue] = []
    for review in reviews:
        trouble = _applied(review, drafts)
        if trouble:
            message = f"{review.place}: {review.fact} at {review.start}-{review.end} {trouble}"
            issues.append(Issue(MISSED, message, _span(review, document)))
    resolutions = tuple(with_inferred(draft.resolution(), register) for draft in drafts)
    return replace(document, resolutions=resolutions).with_issues(*issues)


def _span(review: Review, document: Document) -> Span | None:
    text = document.source.text
    within = review.end <= len(text)
    return Span(review.start, review.end, text[review.start : review.end]) if within else None


@dataclass(slots=True)
class _Draft:
    """A resolution while reviews are applied to it; facts by relative IRI."""

    original: Resolution
    stances: dict[str, Stance]
    mentions: dict[str, Mention]
    acts: dict[str, Act]
    reviewed: list[Reviewed] = field(default_factory=list)

    @classmethod
    def of(cls, resolution: Resolution, document: Document) -> _Draft:
        file = identifiers.manifestation(resolution.id, resolution.language, document.source.format)
        return cls(
            resolution,
            {stance.id: stance for stance in resolution.stances if not stance.level.inferred},
            {
                identifiers.mention(file, mention.span.start, mention.span.end): mention
                for mention in resolution.mentions
            },
            dict(_acts(resolution)),
        )

    def at(self, review: Review) -> list[str]:
        """The facts of the kind that a review speaks of, at its span."""
        where = (review.start, review.end)
        if review.fact is ReviewedFact.MENTION_ENTITY:
            return [
                name
                for name, mention in self.mentions.items()
                if (mention.span.start, mention.span.end) == where
            ]
        if review.fact is ReviewedFact.ACT:
            return [
                name for name, act in self.acts.items() if (act.span.start, act.span.end) == where
            ]
        found = [stance for stance in self.stances.values() if _extent(stance) == where]
        if review.level:
            found = [stance for stance in found if stance.level == review.level]
        elif len(found) > 1:
            found = [stance for stance in found if stance.level is Level.DIRECT] or found
        return [stance.id for stance in found]

    def value(self, name: str, fact: ReviewedFact) -> str:
        """What stands there now, as a review would write it."""
        if fact is ReviewedFact.MENTION_ENTITY:
            return self.mentions[name].entity or ""
        if fact is ReviewedFact.ACT:
            return self.acts[name].act
        stance = self.stances[name]
        return {
            ReviewedFact.STANCE: "",
            ReviewedFact.STANCE_ACT: stance.act,
            ReviewedFact.STANCE_POLARITY: str(round(stance.polarity, 4) or 0.0),
            ReviewedFact.STANCE_INTENSITY: str(stance.intensity),
            ReviewedFact.STANCE_TARGET: stance.target.entity or "",
            ReviewedFact.STANCE_LEVEL: str(stance.level),
        }[fact]

    def correct(self, name: str, fact: ReviewedFact, value: str) -> None:
        """Put the right value in its place."""
        if fact is ReviewedFact.MENTION_ENTITY:
            self._relink(name, value)
        elif fact is ReviewedFact.ACT:
            self.acts[name] = replace(self.acts[name], act=value)
        else:
            self.stances[name] = _corrected(self.stances[name], fact, value)

    def _relink(self, name: str, entity: str) -> None:
        old = self.mentions[name]
        self.mentions[name] = replace(old, entity=entity, score=1.0, method="review", candidates=())
        for stance in list(self.stances.values()):
            span = stance.target.span
            if (
                old.entity
                and stance.target.entity == old.entity
                and span
                and span.contains(old.span)
            ):
                self.stances[stance.id] = replace(stance, target=Party(span, entity))

    def resolution(self) -> Resolution:
        """The resolution with everything that was corrected."""
        acts = iter(self.acts.values())
        paragraphs = tuple(
            replace(paragraph, acts=tuple(next(acts) for _ in paragraph.acts))
            for paragraph in self.original.paragraphs
        )
        inferred = (stance for stance in self.original.stances if stance.level.inferred)
        return replace(
            self.original,
            paragraphs=paragraphs,
            mentions=tuple(self.mentions.values()),
            stances=(*self.stances.values(), *inferred),
            reviews=tuple(self.reviewed),
        )


def _acts(resolution: Resolution) -> Iterator[tuple[str, Act]]:
    for paragraph in resolution.paragraphs:
        start = paragraph.span.start
        for act in paragraph.acts:
            yield identifiers.act(paragraph.id, act.span.start - start, act.span.end - start), act


def _extent(stance: Stance) -> tuple[int, int]:
    """From the cue to the end of the target, whichever comes first: the span of the evidence."""
    spans = [stance.cue, stance.target.span or stance.cue]
    return min(span.start for span in spans), max(span.end for span in spans)


def _corrected(stance: Stance, fact: ReviewedFact, value: str) -> Stance:
    match fact:
        case ReviewedFact.STANCE_ACT:
            return replace(stance, act=value)
        case ReviewedFact.STANCE_POLARITY:
            return replace(stance, polarity=float(value))
        case ReviewedFact.STANCE_INTENSITY:
            return replace(stance, intensity=int(value))
        case ReviewedFact.STANCE_TARGET:
            return replace(stance, target=Party(stance.target.span, value))
        case ReviewedFact.STANCE_LEVEL:
            return replace(stance, level=Level(value))
    return stance


def _applied(review: Review, drafts: list[_Draft]) -> str | None:
    """Apply a review; returns what is wrong with it, None if nothing is."""
    found = [(draft, name) for draft in drafts for name in draft.at(review)]
    if not found:
        return "is not there any more: read the text again and mend the row"
    if len(found) > 1:
        return "is not one but several: say which by @level, or review the words of one"
    draft, name = found[0]
    before = draft.value(name, review.fact)
    if review.verdict is Verdict.CONFIRM and review.value and not _same(before, review.value):
        return f"is now {before!r}, not {review.value!r} as was confirmed: look again"
    if review.verdict is Verdict.CORRECT:
        draft.correct(name, review.fact, review.value)
    draft.reviewed.append(Reviewed(name, before, review))
    return None


def _same(before: str, value: str) -> bool:
    try:
        return float(before) == float(value)
    except ValueError:
        return before == value
