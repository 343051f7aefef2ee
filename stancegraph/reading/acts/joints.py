"""Finds the joints of a text, commas and conjunctions, behind which another act may follow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

_JOINT = re.compile(
    r"""(?:(?P<mark>[,;،؛])\s+
           (?:(?P<join>and|but|et|mais|ainsi\ que|y|e|pero|así\ como|while)\b,?\s+)?
        |\s(?P<bare>and|but|while|whilst|et|y|e|pero),?\s+)\Z""",
    re.VERBOSE,
)
_ENDS = (
    *(", ", "; ", "، ", "؛ "),
    *(f" {word} " for word in "and but mais que como while whilst et y e pero".split()),
    *(f" {word}, " for word in "and but mais que como while whilst et y e pero".split()),
)
"""How joints end: a text with none of these before a word needs no closer look."""

_LONGEST = 16
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


class Joint(NamedTuple):
    """A joint with the word behind it, which begins where the joint ends.

    `bare` is the conjunction if no comma stands before it; `joins` tells a comma alone from a
    conjunction or semicolon.
    """

    start: int
    end: int
    word: str
    bare: str | None
    joins: bool


class Joints:
    """Finds joints before the words of one language: verbs, and what may modify them.

    All words are found in one pass over a text, and most of them stand behind no joint.
    """

    def __init__(self, verbs: Iterable[str], modifiers: Iterable[str]) -> None:
        verbs = sorted(verbs)
        signs = {*(f" {word}" for word in (*verbs, *modifiers)), *(f"ly {verb}" for verb in verbs)}
        self._signs = AhoCorasick(sorted(signs))

    def find(self, text: str, start: int) -> Iterator[Joint]:
        """The joints of a text from an offset on, in order.

        An adverb before a verb ("and unanimously calls") may be none that the tables know.
        """
        plain = text.lower()
        if len(plain) != len(text):
            plain = text
        for _, sign, _ in self._signs.find_matches_as_indexes(plain):
            end = text.rfind(" ", 0, sign + 1) + 1
            if end <= start or not text.endswith(_ENDS, start, end):
                continue
            joint = _JOINT.search(text, max(start, end - _LONGEST), end)
            word = _WORD.match(text, end)
            if joint and word:
                joins = bool(joint["join"] or joint["bare"] or joint["mark"] == ";")
                yield Joint(joint.start(), end, word[0], joint["bare"], joins)
