"""Which paragraph of one language version is which of another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from stancegraph.model import Paragraph, ParagraphKind, Resolution, SourceText

AUTHENTIC = ("en", "fr", "es", "ar", "ru", "zh", "de", "pt", "it")
"""In which order the languages of a work give names to its provisions: the first one held does."""

_SAME_ACT, _SAME_NUMBER, _PER_CITATION, _GAP = 2.0, 3.0, 1.0, -0.5


@dataclass(frozen=True, slots=True)
class Version:
    """A text of a work in one language, and the source that holds it."""

    resolution: Resolution
    source: SourceText


@dataclass(frozen=True, slots=True)
class Aligned:
    """A version whose paragraphs have the names that the first one gave to their counterparts.

    `alone` are the paragraphs that have none there, by their own names; they are not in `version`.
    """

    version: Version
    alone: tuple[Paragraph, ...] = ()


def rank(language: str) -> tuple[int, str]:
    """The place of a language among those that name provisions; sorts.

    >>> sorted(["ar", "fr", "xx", "en"], key=rank)
    ['en', 'fr', 'ar', 'xx']
    """
    place = AUTHENTIC.index(language) if language in AUTHENTIC else len(AUTHENTIC)
    return place, language


def align(first: Resolution, other: Version) -> Aligned:
    """The other version under the names of the first one's provisions."""
    resolution = other.resolution
    names: dict[str, str] = {}
    _align_below(first.paragraphs, resolution.paragraphs, None, None, names)
    kept = tuple(
        replace(each, id=names[each.id], parent=names.get(each.parent or ""))
        for each in resolution.paragraphs
        if each.id in names
    )
    alone = tuple(each for each in resolution.paragraphs if each.id not in names)
    renamed = replace(resolution, id=first.id, paragraphs=kept, stances=())
    return Aligned(Version(renamed, other.source), alone)


def _align_below(
    first: Sequence[Paragraph],
    other: Sequence[Paragraph],
    parent: str | None,
    other_parent: str | None,
    names: dict[str, str],
) -> None:
    """Name the children of one parent, kind by kind, and theirs in turn."""
    for kind in ParagraphKind:
        ours = [each for each in first if each.parent == parent and each.kind is kind]
        theirs = [each for each in other if each.parent == other_parent and each.kind is kind]
        for one, two in _pairs(ours, theirs):
            names[two.id] = one.id
            _align_below(first, other, one.id, two.id, names)


def _pairs(
    ours: Sequence[Paragraph], theirs: Sequence[Paragraph]
) -> Iterable[tuple[Paragraph, Paragraph]]:
    """The counterparts among siblings of one kind, in order."""
    if len(ours) == len(theirs):
        return zip(ours, theirs, strict=True)
    return reversed(list(_best(ours, theirs)))


def _best(
    ours: Sequence[Paragraph], theirs: Sequence[Paragraph]
) -> Iterator[tuple[Paragraph, Paragraph]]:
    """The pairs of the best alignment that keeps the order, the last pair first."""
    scores = [[_GAP * (i + j) for j in range(len(theirs) + 1)] for i in range(len(ours) + 1)]
    for i, one in enumerate(ours, start=1):
        for j, two in enumerate(theirs, start=1):
            paired = scores[i - 1][j - 1] + _likeness(one, two)
            scores[i][j] = max(paired, scores[i - 1][j] + _GAP, scores[i][j - 1] + _GAP)
    i, j = len(ours), len(theirs)
    while i and j:
        if scores[i][j] == scores[i - 1][j - 1] + _likeness(ours[i - 1], theirs[j - 1]):
            i, j = i - 1, j - 1
            yield ours[i], theirs[j]
        elif scores[i][j] == scores[i - 1][j] + _GAP:
            i -= 1
        else:
            j -= 1


def _likeness(one: Paragraph, two: Paragraph) -> float:
    """How much two paragraphs look like counterparts: number, opening act, digits, length."""
    score = _SAME_NUMBER if one.number and _suffix(one) == _suffix(two) else 0.0
    first, second = one.opening, two.opening
    score += _SAME_ACT if first and second and first.act == second.act else 0.0
    score += _PER_CITATION * len(_numbers(one) & _numbers(two))
    lengths = sorted((len(one.words.text) + 1, len(two.words.text) + 1))
    return score + lengths[0] / lengths[1] - 0.5


def _suffix(paragraph: Paragraph) -> str:
    return paragraph.id.rsplit("/", 1)[-1]


def _numbers(paragraph: Paragraph) -> frozenset[str]:
    """The longer numbers in the words: of resolutions, years."""
    words = "".join(c if c.isdigit() else " " for c in paragraph.words.text).split()
    return frozenset(word for word in words if len(word) > 2)
