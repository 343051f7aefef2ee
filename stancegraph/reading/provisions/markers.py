"""The numbers, letters and bullets that stand before paragraphs."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from stancegraph.resources import resource


class Style(StrEnum):
    """The series to which a marker belongs."""

    NUMBER = "number"
    LETTER = "letter"
    CAPITAL = "capital"
    ROMAN = "roman"
    ROMAN_CAPITAL = "roman-capital"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker at the head of a line: `text[:end]`, its number as printed, and its series.

    `bracketed` tells (a) from a. and (1) from 1.; `rest` is the offset of the first word. A marker
    that is not `sure` (a number followed by a comma, or by nothing) is one before an act only, or
    where white space sets it off (`wide`).
    """

    end: int
    rest: int
    number: str
    style: Style
    bracketed: bool
    sure: bool = True
    wide: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is a marker by itself, without an act behind it."""
        return self.sure or self.wide


@lru_cache(maxsize=1)
def _letters() -> Mapping[str, int]:
    """The places of the letters of other scripts in the order in which lists count with them."""
    with resource("layout", "letters.tsv").open(encoding="utf-8", newline="") as stream:
        return {
            letter: place
            for row in csv.DictReader(stream, delimiter="\t")
            for place, letter in enumerate(row["letters"].split(), start=1)
        }


_MARKER = re.compile(
    r"""(?P<bullet>[-–—•·▪●○*]\s+)?
        (?: (?P<level>\d{1,2}(?:\.\d{1,2})+)(?=\s{2,}|\s[^\W\d_])
          | (?P<open>\()?(?P<label>\d{1,3}(?:\.\d{1,2})*(?:\s?(?:bis|ter|quater))?
              |\d[lIO](?=[.)])|[lIO]\d(?=[.)])|[a-z]{1,2}|[ivxlc]{2,6}|[A-Z]|[IVXLC]{2,6}
              |A[A-Z]|(?P<twin>[B-Z])(?P=twin)|(?:LETTER){1,2})
            (?: (?(open)\s?\)|(?P<close>[.)]|\s[.)](?=\s))) )
          | (?P<dot>\.\d{1,2})(?=\s)
          | (?P<dashed>\d{1,3})\s?[-–—]\s{0,3}(?=[“"«*]|[^\W\d_a-zà-ÿ])
          | (?P<bare>\d{1,3})(?P<comma>,)?(?=\s) )""".replace(
        "LETTER", f"[{''.join(_letters())}]ـ?"
    ),
    re.VERBOSE,
)
LOOKALIKES = str.maketrans("lIO", "110")
"""Letters that are read for digits, and these."""

_WORDS = "X" * 40
_WIDE = 3
_QUOTES = '“"«„'
_SECTION = re.compile(
    r"(?:Section|SECTION|Sec\.|SEC\.)\s+(?P<number>\d{1,3})\s*[.:–—-]\s*(?=\S)"
    r"|(?:Art\.|Artículo|ARTÍCULO|Article|ARTICLE)\s+(?P<article>\d{1,3})\s?[º°]?\s*[.:–—-]+\s*(?=.{40})"
)
_BULLET = re.compile(r"[-–—•·▪●○]\s+(?=\S)")
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_DECIMAL = re.compile(r"\d[.,]\d")
_ABBREVIATION = re.compile(r"[A-Z]{1,2}\.\s?[A-Z]{1,2}\.")
_DOUBLED = re.compile(r"A[A-Z]|([B-Z])\1")


def read_marker(line: str) -> Marker | None:
    """The marker at the head of a line; None where it begins with a word.

    >>> marker = read_marker("- 1 Strongly condemns")
    >>> marker.end, marker.rest, marker.number, marker.style.value
    (3, 4, '1', 'number')
    >>> read_marker("(a) All Member States").number, read_marker("1.Condemns").rest
    ('a', 2)
    """
    first = line[0]
    if first in _QUOTES or (first in "SA" and _SECTION.match(line)):
        return _quoted(line) if first in _QUOTES else _section(line)
    if first.isalpha() and (
        len(line) < 2
        or (line[1] not in ".)ـ" and line[1] not in "ivxlcIVXLC" and not _is_doubled(line))
    ):
        return None
    match = _MARKER.match(line)
    if match is None:
        bullet = _BULLET.match(line)
        if bullet is None:
            return None
        return Marker(len(bullet.group().rstrip()), bullet.end(), "", Style.BULLET, bracketed=False)
    number = _number(match)
    end, behind = len(match[0].rstrip()), line[match.end() :]
    rest = len(line) - len(behind.lstrip())
    level = match["level"] or match["dot"] or (match["label"] is not None and "." in number)
    if not match["open"] and not level and (_DECIMAL.match(line) or _ABBREVIATION.match(line)):
        return None
    return Marker(
        end,
        rest,
        number,
        style_of(number),
        bracketed=line[end - 1] == ")" or match["dot"] is not None,
        sure=_is_sure(match, behind),
        wide=rest - match.end() >= _WIDE,
    )


def _number(match: re.Match[str]) -> str:
    """The number that a marker prints, its digits as digits."""
    number = match["label"] or match["dashed"] or match["bare"] or match["level"]
    number = number or match["dot"][1:]
    if number.isdecimal() or number.isalpha():
        return number
    return as_digits(number) or number


def as_digits(number: str) -> str:
    """A number of which some digits were read as letters, in digits; empty for any other.

    >>> as_digits("l2"), as_digits("1O"), as_digits("2"), as_digits("b"), as_digits("ll")
    ('12', '10', '', '', '')
    """
    mixed = not (number.isalpha() or number.isdecimal()) and number.isalnum()
    digits = number.translate(LOOKALIKES) if mixed else ""
    return digits if digits.isdecimal() else ""


def _section(line: str) -> Marker | None:
    """The marker of a section: "Section 1. The Council ..."."""
    match = _SECTION.match(line)
    if match is None:
        return None
    end = len(match.group().rstrip())
    number = match["number"] or match["article"]
    return Marker(end, match.end(), number, Style.NUMBER, bracketed=False)


def _quoted(line: str) -> Marker | None:
    """The marker behind an opening quotation mark: “1. Decides ...”."""
    marker = read_marker(line[1:]) if line[1:2].strip() else None
    if marker is None or not marker.sure or marker.style is Style.BULLET:
        return None
    return replace(marker, end=marker.end + 1, rest=marker.rest + 1)


def _is_sure(match: re.Match[str], rest: str) -> bool:
    """Whether it is a marker whatever follows; "2.1 million" begins no item."""
    if match["level"] is not None:
        return rest[1:2].isspace()
    if match["open"] is None and _DOUBLED.fullmatch(match["label"] or ""):
        return rest.strip()[:1].islower()
    return match["bare"] is None or match["bullet"] is not None or _item(rest)


def marker_alone(printed: str) -> Marker | None:
    """The marker of an element that holds nothing else, as it would stand before words.

    >>> marker_alone("Art. 2 -").number, marker_alone("(b)").number, marker_alone("first")
    ('2', 'b', None)
    """
    return read_marker(f"{printed}  {_WORDS}")


def _is_doubled(line: str) -> bool:
    """Whether a line may begin with the letters that follow Z: AA, AB, or AA, BB."""
    return line[2:3] == "." and line[1].isupper() and _DOUBLED.match(line) is not None


def _item(rest: str) -> bool:
    """Whether the words behind a bare number are those of an item: "1 that", "2 to"."""
    return rest.startswith((" that ", " to "))


def style_of(number: str) -> Style:
    """The series of a number; a lone i, v, x or c may be either and counts as a letter or Roman.

    >>> [style_of(number).value for number in ("2", "a", "iv", "i", "B", "II")]
    ['number', 'letter', 'roman', 'roman', 'capital', 'roman-capital']
    """
    if number[0].isdigit():
        return Style.NUMBER
    if number[0] in _letters():
        return Style.LETTER
    if number.islower():
        return Style.ROMAN if _is_roman(number) else Style.LETTER
    if len(number) > 1 or number == "I":
        return Style.ROMAN_CAPITAL if _is_roman(number.lower()) else Style.CAPITAL
    return Style.CAPITAL


def _is_roman(number: str) -> bool:
    return number not in ("c", "l", "d", "m") and _ROMAN.fullmatch(number) is not None


def ordinal(number: str, style: Style) -> int:
    """The place of a number in its series: (b) is 2, (iv) is 4, (aa) is 27, AB is 28.

    >>> ordinal("b", Style.LETTER), ordinal("iv", Style.ROMAN), ordinal("aa", Style.LETTER)
    (2, 4, 27)
    """
    if style is Style.NUMBER:
        last = number.rsplit(".", maxsplit=1)[-1]
        return int(last if last.isdecimal() else last.rstrip("abeiqrstu "))
    if style in (Style.ROMAN, Style.ROMAN_CAPITAL):
        return _roman_value(number.lower())
    if style is Style.BULLET:
        return 0
    letter = number.lower().rstrip("ـ")
    if len(letter) == 2 and letter.isascii() and letter[0] != letter[1]:
        return 26 * (ord(letter[0]) - ord("a") + 1) + ord(letter[1]) - ord("a") + 1
    first = _letters().get(letter[0]) or ord(letter[0]) - ord("a") + 1
    return (len(letter) - 1) * 26 + first


def latin(number: str) -> str:
    """A number as Latin script prints it, so that versions in all languages share their names.

    >>> latin("ب"), latin("٣"), latin("iv")
    ('b', '3', 'iv')
    """
    if number.isascii():
        return number
    if number.isdecimal():
        return str(int(number))
    place = _letters().get(number[0])
    if place is None:
        return number
    turns, letter = divmod(place - 1, 26)
    return chr(ord("a") + letter) * (turns + len(number.rstrip("ـ")))


def _roman_value(number: str) -> int:
    values = [_ROMAN_DIGITS.get(character, 0) for character in number]
    return sum(
        -value if value < after else value
        for value, after in zip(values, [*values[1:], 0], strict=True)
    )
