"""Roman numerals, as the sessions of older documents are counted."""

from __future__ import annotations

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def arabic(roman: str) -> str:
    """A Roman session in Arabic digits, its prefix in lower case; what is no numeral stays.

    >>> arabic("XXI"), arabic("S-IV"), arabic("EXT.OS/XXVII")
    ('21', 's-4', 'ext.os/27')
    """
    prefix, numeral = "", roman
    for mark in ("-", "/"):
        if mark in roman:
            prefix, _, numeral = roman.rpartition(mark)
            prefix = prefix.lower() + mark
    if not numeral or not set(numeral) <= set(_VALUES):
        return roman
    total = 0
    for letter, following in zip(numeral, numeral[1:] + "I", strict=True):
        value = _VALUES[letter]
        total += -value if value < _VALUES[following] else value
    return prefix + str(total)
