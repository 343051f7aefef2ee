"""One spelling for all: folds text so that names match however they are printed, offsets kept.

Case, diacritics, dashes, apostrophes and white space are levelled; every character that is no
letter or digit becomes a space. Text and names go through the same folding, so a name is
found wherever its folded form stands between spaces.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_ASCII = {code: chr(code) if chr(code).isalnum() else " " for code in range(128)}
_SPELLED = {
    "ß": "s",
    "æ": "a",
    "Æ": "A",
    "œ": "o",
    "Œ": "O",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
}
_SPELLED |= {"đ": "d", "Đ": "D", "ı": "i", "þ": "t", "Þ": "T", "ð": "d", "ə": "a", "Ə": "A"}
_OTHER = re.compile(r"[^\x00-\x7f]")
_NOTHING = "\x01"
_BREAK = "\x1f"


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text: `cased` keeps capitals, `lower` does not; both are equally long.

    A space stands before the first and after the last character, so that offset 1 is the text's 0
    where nothing was dropped. `cuts` are folded offsets from which on `shifts` characters more of
    the text have been dropped.
    """

    cased: str
    lower: str
    cuts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def offset(self, folded: int) -> int:
        """The offset in the text of the character at a folded offset."""
        if not self.cuts:
            return folded - 1
        piece = bisect_right(self.cuts, folded)
        return folded - 1 + (self.shifts[piece - 1] if piece else 0)


def fold(text: str) -> Folded:
    """The text folded.

    >>> folded = fold("the Organisation of\\n Islamic Co-operation’s")
    >>> folded.lower
    ' the organisation of islamic co operation s '
    >>> folded.offset(folded.lower.index("islamic"))
    21
    """
    if not text.isascii():
        text = _levelled(text)
    # a paragraph break is no white space inside a name
    text = text.replace("\n\n", _BREAK + _BREAK).replace("\n", " ").replace("\t", " ")
    cuts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()
    if "  " in text or _NOTHING in text:
        text, cuts, shifts = _without_dropped(text)
    cased = " " + text.translate(_ASCII) + " "
    return Folded(cased, cased.lower(), cuts, shifts)


def fold_name(name: str) -> str:
    """A name as it stands in `Folded.lower`, a space before it.

    >>> fold_name("Côte d'Ivoire"), fold_name("Guinea-Bissau")
    (' cote d ivoire', ' guinea bissau')
    """
    return fold(name.strip()).lower.rstrip()


def fold_cased(name: str) -> str:
    """A name as it stands in `Folded.cased`, a space before it."""
    return fold(name.strip()).cased.rstrip()


def _without_dropped(text: str) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    pieces: list[str] = []
    cuts: list[int] = []
    shifts: list[int] = []
    at = dropped = 0
    for start, end in _dropped(text):
        pieces.append(text[at:start])
        at = end
        dropped += end - start
        cuts.append(at - dropped + 1)
        shifts.append(dropped)
    pieces.append(text[at:])
    return "".join(pieces), tuple(cuts), tuple(shifts)


def _dropped(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of spaces after a space and of characters that print nothing, in order."""
    space, nothing = text.find("  "), text.find(_NOTHING)
    while space >= 0 or nothing >= 0:
        start = min(at for at in (space + 1 if space >= 0 else len(text), nothing) if at >= 0)
        end = start
        while end < len(text) and text[end] in (" ", _NOTHING):
            end += 1
        # one space is kept where the run holds the only ones
        start += text[start - 1 : start] != " " and " " in text[start:end]
        if end > start:
            yield start, end
        space, nothing = text.find("  ", end), text.find(_NOTHING, end)


def _levelled(text: str) -> str:
    """The text with one plain character for each of its own, in ASCII where there is one."""
    try:
        return text.encode("ascii", _HANDLER).decode("ascii")
    except UnicodeEncodeError:
        for character in set(_OTHER.findall(text)):
            text = text.replace(character, _fold_character(character))
        return text


def _to_ascii(error: UnicodeError) -> tuple[str, int]:
    """Error handler that folds a run of other characters, or gives up on other scripts."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    folded = "".join(map(_fold_character, error.object[error.start : error.end]))
    if not folded.isascii():
        raise error
    return folded, error.end


_HANDLER = "stancegraph.fold"
codecs.register_error(_HANDLER, _to_ascii)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if spelled := _SPELLED.get(character):
        return spelled
    category = unicodedata.category(character)
    if category in ("Mn", "Cf", "Sk"):
        return _NOTHING
    if category[0] not in "LN":
        return " "
    base = unicodedata.normalize("NFKD", character)[0]
    return base if len(base.lower()) == 1 else character
