"""English numbers in words: the ordinal of a session, the count of votes."""

from __future__ import annotations

import re

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_IRREGULAR = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9}
_VALUES = (
    _IRREGULAR
    | {word: value for value, word in enumerate(_ONES)}
    | {f"{word}th": value for value, word in enumerate(_ONES)}
    | {word: 10 * value for value, word in enumerate(_TENS) if word != "-"}
    | {word[:-1] + "ieth": 10 * value for value, word in enumerate(_TENS) if word != "-"}
    | {"hundred": 100, "hundredth": 100, "fourtieth": 40, "twelfth": 12, "none": 0}
)
_DIGITS = re.compile(r"(\d+)(?:st|nd|rd|th)?")


def number(words: str) -> int | None:
    """The value of a number in digits or English words, cardinal or ordinal; None if it is none.

    >>> number("Forty-Eighth"), number("48th"), number("none"), number("Seventy-eighth")
    (48, 48, 0, 78)
    """
    plain = words.strip().lower()
    digits = _DIGITS.fullmatch(plain)
    if digits:
        return int(digits.group(1))
    total = 0
    parts = [part for part in re.split(r"[\s\-]+", plain) if part != "and"]
    for part in parts:
        value = _VALUES.get(part)
        if value is None:
            return None
        total = max(total, 1) * value if value == 100 else total + value
    return total if parts else None
