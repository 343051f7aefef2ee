"""Compares one document as read with its gold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from stancegraph.evaluation.gold import Gold, GoldAct, GoldCitation, GoldMention, GoldStance, sign
from stancegraph.evaluation.matching import overlap, pairs, shared_words
from stancegraph.evaluation.segmentation import count_structure, provisions
from stancegraph.evaluation.tallies import Taken, Tally, Trusted
from stancegraph.model import (
    Act,
    Citation,
    Document,
    Level,
    Mention,
    ParagraphKind,
    Span,
    Stance,
)
from stancegraph.reading import load_lexicon

HALF = 0.5
_PART_LETTER = re.compile(r"(?<=[\d)])\[?[A-Z](?:-[A-Z])?\]?(?=\(|$)")


def compare_document(document: Document, gold: Gold) -> Tally:
    """How far a document as read agrees with its gold, in every layer that the gold has."""
    tally = Tally()
    if gold.paragraphs is not None:
        count_structure(tally, document, gold.paragraphs)
    if gold.acts is not None:
        _count_acts(tally, list(_acts(document)), gold.acts)
    if gold.mentions is not None:
        _count_mentions(tally, document, gold.mentions)
    if gold.citations is not None:
        _count_citations(tally, document, gold.citations)
    if gold.stances is not None:
        _count_stances(tally, document, gold)
    return tally


def _acts(document: Document) -> Iterator[Act]:
    return (
        act
        for paragraph in provisions(document)
        if paragraph.kind is not ParagraphKind.HEADING
        for act in paragraph.acts
    )


def _stretch(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _count_acts(tally: Tally, found: list[Act], marked: tuple[GoldAct, ...]) -> None:
    def overlapping(act: Act, gold: GoldAct) -> float:
        return overlap(_stretch(act.span), gold.where)

    def same_verb(act: Act, gold: GoldAct) -> float:
        same = act.act == gold.act or head(act.lemma) == head(gold.lemma)
        return overlapping(act, gold) * same

    def same_act(act: Act, gold: GoldAct) -> float:
        return overlapping(act, gold) * (act.act == gold.act)

    for name, alike in (("acts", same_verb), ("scheme", same_act)):
        tally.count(name, len(pairs(found, marked, alike)), len(found), len(marked))
    openings = [gold for gold in marked if gold.opens]
    opened = pairs((act for act in found if act.role == "opening"), openings, same_verb)
    tally.count("openings", len(opened), len(openings), len(openings))
    right = sum(bool(act.intensifiers) == gold.intensified for act, gold in opened)
    tally.count("intensified", right, len(opened), len(opened))


def head(lemma: str) -> str:
    """The verb or adjective of a lemma, in one spelling.

    >>> head("be guided by"), head("emphasise")
    ('guided', 'emphasize')
    """
    words = [word for word in lemma.split() if word not in ("be", "not", "to")]
    return (words[0] if words else lemma).replace("ise", "ize")


def _count_mentions(tally: Tally, document: Document, marked: tuple[GoldMention, ...]) -> None:
    found = [mention for resolution in document.resolutions for mention in resolution.mentions]

    def same(mention: Mention, gold: GoldMention) -> float:
        return float((mention.span.start, mention.span.end) == gold.where)

    agreed = pairs(found, marked, same)
    tally.count("mentions", len(agreed), len(found), len(marked))
    linked = [(mention, gold) for mention, gold in agreed if gold.entity]
    right = sum(mention.entity == gold.entity for mention, gold in linked)
    tally.count("links", right, len(linked), len(linked))


def _count_citations(tally: Tally, document: Document, marked: tuple[GoldCitation, ...]) -> None:
    found = [c for resolution in document.resolutions for c in resolution.citations]
    descriptive = [gold for gold in marked if gold.descriptive]
    if any(gold.linked for gold in marked):
        ours = [c for c in found if _in_provision(document, c) and _numbered(c)]
        agreed = pairs(ours, marked, lambda c, gold: float(_alike(c, gold)))
        tally.count("citations", len(agreed), len(ours), len(marked))
    else:
        _count_placed(tally, found, [gold for gold in marked if not gold.descriptive], descriptive)


def _count_placed(
    tally: Tally,
    found: list[Citation],
    numbered: list[GoldCitation],
    descriptive: list[GoldCitation],
) -> None:
    def same(citation: Citation, gold: GoldCitation) -> float:
        return overlap(_stretch(citation.span), gold.where or (0, 0)) * _alike(citation, gold)

    agreed = pairs(found, descriptive, same)
    if descriptive:
        tally.count("descriptive", len(agreed), len(agreed), len(descriptive))
    taken = {id(citation) for citation, _ in agreed}
    left = [citation for citation in found if id(citation) not in taken]
    tally.count("citations", len(pairs(left, numbered, same)), len(left), len(numbered))


def _in_provision(document: Document, citation: Citation) -> bool:
    return any(paragraph.span.contains(citation.span) for paragraph in provisions(document))


def _numbered(citation: Citation) -> bool:
    """Whether it cites by a number, as markup links do: titles and decisions it never links."""
    identifier = citation.identifier or ""
    by_number = identifier.startswith("un:") and citation.rule != "treaty"
    return by_number and not citation.is_self and "/DEC/" not in identifier


def _alike(citation: Citation, gold: GoldCitation) -> bool:
    """Whether the normal forms agree; the letter of a part (2200 A (XXI)) may be left out."""
    ours, theirs = (
        _PART_LETTER.sub("", name.upper()) for name in (citation.identifier or "", gold.identifier)
    )
    return ours == theirs


def _count_stances(tally: Tally, document: Document, gold: Gold) -> None:
    marked = gold.stances or ()
    annotated = {stance.level for stance in marked}
    found = [
        taken
        for resolution in document.resolutions
        for stance in resolution.stances
        if not stance.level.inferred or stance.level.value in annotated
        for taken in [Taken.of(stance, family(stance.act), _chain(stance, resolution.stances))]
        if taken is not None
    ]
    right: set[int] = set()
    for name, direct in (("direct", True), ("other levels", False)):
        ours = [taken for taken in found if (taken.level == Level.DIRECT) is direct]
        theirs = [stance for stance in marked if (stance.level == Level.DIRECT) is direct]
        agreed = pairs(ours, theirs, same_stance(gold.source.text, signed=True))
        tally.count(name, len(agreed), len(ours), len(theirs))
        right.update(id(taken) for taken, _ in agreed)
        near = pairs(ours, theirs, same_stance(gold.source.text, signed=False))
        same = sum(taken.sign == sign(stance.polarity) for taken, stance in near)
        tally.count("signs", same, len(near), len(near))
        degrees = [(taken.intensity, s.intensity) for taken, s in near if s.intensity is not None]
        tally.intensities.update(degrees)
    tally.trusted.extend(
        Trusted(taken.confidence, id(taken) in right, taken.rules) for taken in found
    )


def _chain(stance: Stance, stances: tuple[Stance, ...]) -> tuple[str, ...]:
    """The rules of a stance and of the stances that it derives from."""
    rules = (stance.rule, *stance.through)
    base = next((other for other in stances if other.id == stance.derived_from), None)
    return rules if base is None else (*rules, *_chain(base, stances))


@lru_cache(maxsize=256)
def family(act: str) -> str:
    """The family of an act of the scheme."""
    return load_lexicon().act(act).family


def same_stance(text: str, *, signed: bool) -> Callable[[Taken, GoldStance], float]:
    """The words that the targets of two stances share, from half upwards, where they are alike.

    Alike are level and, signed, the sign and for direct stances the family of the act: a derived
    stance says no act of its own.
    """

    def score(taken: Taken, stance: GoldStance) -> float:
        if taken.level != stance.level:
            return 0.0
        if signed and taken.sign != sign(stance.polarity):
            return 0.0
        if signed and taken.level == Level.DIRECT and taken.family != family(stance.act):
            return 0.0
        shared = shared_words(text, taken.where, stance.where)
        return shared if shared >= HALF else 0.0

    return score
