"""Sign and strength: start values of polarity beside those of the acts, and intensity from words.

Polarity depends on act and level alone, never on intensity; the two axes do not mix.
"""

from __future__ import annotations

from functools import lru_cache

from stancegraph.reading import Lexicon

WORTH = 0.4
"""Toward what is called important, acknowledged as a merit, or stood by."""
FAVOURED = 0.4
"""Toward a thing that is called for, hoped for or demanded."""
UNWANTED = -0.5
"""Toward a thing that is asked to end, and conduct that someone is told to stop."""
HARMED = 0.4
"""Toward what is said to be harmed."""
ILL = -0.5
"""Toward a lack, failure or threat that is noted."""
AIMED = 0.6
"""Toward what a commitment means to bring about."""
OWN_DEED = 0.2
"""Toward what the body means to do itself."""
REVERSED = -0.4
"""Toward whoever is asked to stop or reverse what they do."""
WARNED = -0.4
"""Toward a wrong that may come."""
WRONG = -0.7
"""Toward whoever is said to do wrong."""
_MARKED = 0.2


def asking(act_polarity: float) -> float:
    """The polarity toward an addressee: none, unless the act itself rebukes, trusts or demands.

    >>> asking(0.1), asking(-0.5), asking(0.25)
    (0.0, -0.5, 0.25)
    """
    return act_polarity if abs(act_polarity) >= _MARKED else 0.0


@lru_cache(maxsize=1 << 14)
def intensity(lexicon: Lexicon, *phrases: str) -> int:
    """The strongest intensity that the phrases mark, 1 if they mark none, 0 if they only soften."""
    values = [value for value in map(lexicon.intensity, phrases) if value is not None]
    return max(values, default=1)
