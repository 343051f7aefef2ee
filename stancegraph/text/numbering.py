"""The numbers that a format prints before the items of its lists and keeps out of its text."""

from __future__ import annotations

_ROMAN = {
    100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I",
}  # fmt: skip


def whole(words: str | None) -> int | None:
    """What an attribute counts; None if it is no number that a list bears."""
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 6 else None


def styled(count: int, style: str) -> str:
    """A count as a style of lists prints it; empty for bullets.

    >>> styled(3, "decimal"), styled(3, "lowerLetter"), styled(4, "upperRoman"), styled(1, "bullet")
    ('3', 'c', 'IV', '')
    """
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if style == "upperLetter" else letter
    if style in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman if style == "upperRoman" else roman.lower()
    return "" if style in ("bullet", "none") else str(count)


def _roman(count: int) -> str:
    printed = ""
    for value, sign in _ROMAN.items():
        printed += sign * (count // value)
        count %= value
    return printed
