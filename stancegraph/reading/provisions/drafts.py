"""Provisions in the making: their parents, their relative IRIs, the finished paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from stancegraph import identifiers
from stancegraph.model import Act, Paragraph, ParagraphKind, Span, Words
from stancegraph.reading.provisions.markers import Style, latin, ordinal


class FindActs(Protocol):
    """Finds the acts of a paragraph's words."""

    def __call__(self, words: Words, *, sub: bool = False) -> tuple[Act, ...]:
        """The acts in order; `sub` tells that the paragraph is an item of a list."""
        ...


_SECTIONS = {
    ParagraphKind.PREAMBULAR: "pp",
    ParagraphKind.OPERATIVE: "op",
    ParagraphKind.SUB: "op",
    ParagraphKind.HEADING: "heading",
    ParagraphKind.ANNEX: "annex",
}
_FRAME = re.compile(
    r"\b(?:following|attached)\s+(?:draft\s+)?(?:resolution|decision|statement|text|message)s?\s*:$",
    re.IGNORECASE,
)
_MEANS = re.compile(r"\b(?:by|through|including|as|in|of)\W*(?:inter\s+alia\W*)?:$", re.IGNORECASE)
_ENDING = 60
"""In how many of its last characters a paragraph says what stands below it."""

_GERUND = re.compile(r"(?:[A-Z]?[a-z]+ly\s+)?[A-Z]?[a-z]+ing\b")
_MAIN = (ParagraphKind.PREAMBULAR, ParagraphKind.OPERATIVE)


@dataclass(slots=True, eq=False)
class Draft:
    """A provision in the making; `end` is first its own, later that of its last child.

    `framed` tells that it stands within quotation marks, `quoted` that these are of a text that the
    body quotes, whose acts are not its own.
    """

    kind: ParagraphKind
    start: int
    end: int
    words: list[Words]
    marker: Span | None = None
    style: Style | None = None
    bracketed: bool = False
    announces: bool = False
    number: str | None = None
    parent: Draft | None = None
    framed: bool = False
    quoted: bool = False
    id: str = ""


def find_parent(draft: Draft, before: list[Draft], root: Draft | None = None) -> Draft | None:
    """The provision that a sub-paragraph hangs on, by the series of its marker; `root` if none.

    A marker that continues an open series is a sibling of that series; any other opens a level
    below the provision before it. An item without marker stands beside the item before it.
    """
    above = above_level(draft.number, before)
    if above is not None:
        return above
    for candidate in _open(before):
        if candidate.kind in _MAIN or not _continues(candidate, draft):
            continue
        draft.style = draft.style and candidate.style
        return candidate.parent
    if draft.number in ("i", "v", "x"):
        draft.style = Style.ROMAN
    return next(_open(before), root)


def above_level(number: str | None, before: list[Draft]) -> Draft | None:
    """The open provision that a number with levels belongs to: 3 for 3.1, 3.1 for 3.1.2."""
    prefix = (number or "").rpartition(".")[0]
    opened = _open(before) if prefix else ()
    return next((each for each in opened if each.number == prefix), None)


def _open(before: list[Draft]) -> Iterator[Draft]:
    """The provisions still open at the end of `before`, innermost first."""
    current = next(
        (draft for draft in reversed(before) if draft.kind is not ParagraphKind.HEADING), None
    )
    while current is not None:
        yield current
        current = current.parent


def _continues(candidate: Draft, draft: Draft) -> bool:
    if draft.style is None:
        return not candidate.announces
    if candidate.number is None or draft.number is None:
        return candidate.style is draft.style
    if candidate.style is Style.LETTER and draft.style is Style.ROMAN and len(draft.number) == 1:
        return ordinal(draft.number, Style.LETTER) == ordinal(candidate.number, Style.LETTER) + 1
    return candidate.style is draft.style and candidate.bracketed == draft.bracketed


def name_drafts(drafts: list[Draft], work: str) -> None:
    """Give each draft its relative IRI: by printed number, else by its place among its kind."""
    taken: dict[str, int] = {}
    counts: dict[str, int] = {}
    for draft in drafts:
        parent = draft.parent.id if draft.parent else None
        section = _SECTIONS[draft.kind]
        counter = parent or section
        counts[counter] = counts.get(counter, 0) + 1
        wanted = identifiers.provision(
            work, section, latin(draft.number or str(counts[counter])), parent=parent
        )
        taken[wanted] = taken.get(wanted, 0) + 1
        draft.id = wanted if taken[wanted] == 1 else f"{wanted}-{taken[wanted]}"


def extend_parents(drafts: list[Draft]) -> None:
    """Let each parent's extent run to the end of its last sub-paragraph."""
    for draft in reversed(drafts):
        if draft.parent is not None:
            draft.parent.end = max(draft.parent.end, draft.end)


def finish(drafts: list[Draft], source: str, find_acts: FindActs) -> tuple[Paragraph, ...]:
    """The finished paragraphs, in order of the text."""
    return tuple(_finished(draft, source, find_acts) for draft in drafts)


def _is_framed(draft: Draft) -> bool:
    """Whether an item is part of a text that a paragraph above it announces: a draft resolution."""
    above = draft.parent
    while above is not None:
        text = above.words[0].text
        if text.endswith(":") and _FRAME.search(text, max(0, len(text) - _ENDING)):
            return True
        above = above.parent
    return False


def _is_means(draft: Draft) -> bool:
    """Whether an item says by what others are to do what is asked: "by: (a) Condemning ..."."""
    chapeau = draft.parent.words[0].text[-_ENDING:] if draft.parent is not None else ""
    return (
        chapeau.endswith(":")
        and _MEANS.search(chapeau) is not None
        and _GERUND.match(draft.words[0].text) is not None
    )


def _finished(draft: Draft, source: str, find_acts: FindActs) -> Paragraph:
    words = draft.words[0] if len(draft.words) == 1 else Words.join(" ", draft.words)
    return Paragraph(
        id=draft.id,
        kind=draft.kind,
        span=Span(draft.start, draft.end, source[draft.start : draft.end]),
        words=words,
        number=draft.number,
        parent=draft.parent.id if draft.parent else None,
        marker=draft.marker,
        acts=()
        if draft.kind is ParagraphKind.HEADING
        or draft.quoted
        or _is_framed(draft)
        or _is_means(draft)
        else find_acts(words, sub=draft.kind is ParagraphKind.SUB),
    )
