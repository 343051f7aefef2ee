"""Sign and strength: intensity from words, and how it strengthens or softens a polarity."""

from __future__ import annotations

from collections.abc import Iterable

from stancegraph.reading import Lexicon

_STEP = {0: -0.2, 1: 0.0, 2: 0.05, 3: 0.1, 4: 0.1}
_TONED = 0.05


def intensity(lexicon: Lexicon, phrases: Iterable[str]) -> int:
    """The strongest intensity that the phrases mark, 1 if they mark none, 0 if they only soften."""
    values = [value for value in map(lexicon.intensity, phrases) if value is not None]
    return max(values, default=1)


def strengthened(polarity: float, degree: int) -> float:
    """The polarity at an intensity of 0 to 4.

    >>> strengthened(-0.9, 2), strengthened(0.7, 1), strengthened(-0.9, 4), strengthened(0.1, 0)
    (-0.95, 0.7, -1.0, 0.1)
    """
    size = abs(polarity)
    if not size:
        return 0.0
    size = min(max(size + _STEP[degree], min(size, 0.1)), 1.0)
    return round(size if polarity > 0 else -size, 2)


def toned(polarity: float) -> float:
    """The polarity that reaches an actor or beneficiary of what is judged.

    >>> toned(-0.95), toned(0.7), toned(0.03)
    (-0.9, 0.65, 0.03)
    """
    size = max(abs(polarity) - _TONED, min(abs(polarity), 0.1))
    return round(size if polarity > 0 else -size, 2)
