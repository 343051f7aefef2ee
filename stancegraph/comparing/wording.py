"""The words of provisions, made comparable: what differs in print alone is the same."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel
from rensa import RMinHash

from stancegraph.model import ParagraphKind, Resolution

SHORTEST = 8
"""Provisions of fewer words are formulas ("Decides to remain seized of the matter")."""

ALIKE = 0.8
"""Wording is reused from this similarity on: of ten words, one may be another."""

BANDS, ROWS = 24, 4
"""Two provisions that share half of their word pairs meet in a band 4 times in 5, those that share
two thirds 199 times in 200: 1 - (1 - s ** ROWS) ** BANDS."""

SEED = 20220322
COMPARED = (ParagraphKind.PREAMBULAR, ParagraphKind.OPERATIVE, ParagraphKind.SUB)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Wording:
    """The comparable words of a provision, and the days (ISO) between which it was adopted."""

    provision: str
    work: str
    earliest: str
    latest: str
    words: tuple[str, ...]


def wordings(resolution: Resolution) -> Iterator[Wording]:
    """What can be compared of a resolution: nothing where the day of its adoption is not known."""
    adopted = resolution.adopted
    if adopted is None:
        return
    earliest, latest = adopted.earliest.isoformat(), adopted.latest.isoformat()
    for paragraph in resolution.paragraphs:
        words = comparable(paragraph.words.text)
        if paragraph.kind in COMPARED and len(words) >= SHORTEST:
            yield Wording(paragraph.id, resolution.id, earliest, latest, words)


def comparable(text: str) -> tuple[str, ...]:
    """The words without case and marks.

    >>> comparable("Calls upon all States, once again, to co-operate;")
    ('calls', 'upon', 'all', 'states', 'once', 'again', 'to', 'co', 'operate')
    """
    return tuple(_WORD.findall(text.casefold()))


def similarity(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """The share of words that both have in the same order, 0 to 1; 0 below `ALIKE`.

    >>> round(similarity(tuple("abcdefghij"), tuple("abcdefghiz")), 2)
    0.9
    >>> similarity(tuple("abcd"), tuple("dcba"))
    0.0
    """
    return float(Indel.normalized_similarity(left, right, score_cutoff=ALIKE))


def bands(words: tuple[str, ...]) -> Iterator[bytes]:
    """The keys under which near-equal wordings meet: MinHash of the word pairs, in bands."""
    pairs = sorted({f"{first} {second}" for first, second in pairwise(words)})
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    sketch.update(pairs)
    digest = sketch.digest()
    for band in range(BANDS):
        yield struct.pack(f"<B{ROWS}I", band, *digest[band * ROWS : (band + 1) * ROWS])
