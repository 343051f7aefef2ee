"""Which part of a document a citation points at: paragraph 6 of, Article 2, paragraph 4, of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stancegraph.linking.numerals import arabic

_PARTS = {
    "paragraph": "op",
    "paragraphs": "op",
    "para": "op",
    "paras": "op",
    "article": "art",
    "articles": "art",
    "chapter": "chap",
    "chapters": "chap",
    "section": "sec",
    "part": "part",
    "annex": "annex",
    "rule": "",
    "rules": "",
}
_WORD = r"(?:[Pp]ara(?:graph)?s?|[Aa]rticles?|[Cc]hapters?|[Ss]ection|[Pp]art|[Aa]nnex|[Rr]ules?)"
_VALUE = r"(?:\d+(?:\s?\(\w{1,3}\))*|[IVX]+\b|[A-Z]\b)"
_LIST = rf"{_VALUE}(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|to|or)\s+){_VALUE})*"
_UNIT = rf"\b(?P<word>{_WORD})\.?\s+(?P<list>{_LIST})(?:,?\s+paragraphs?\s+(?P<inner>{_LIST}),?)?"
_BEFORE = re.compile(
    _UNIT
    + r",?\s+(?:of|to|in)\s+(?:(?:the|its|that|Security|General)\s+)?"
    + r"(?:\w+\s+)?(?:Assembly\s+|Council\s+)?$"
)
_AFTER = re.compile(rf",?\s*\(?(?P<word>[Pp]aragraphs?|[Aa]nnex|paras?\.)\s+(?P<list>{_LIST})")
_ITEM = re.compile(r"(?P<value>\d+|[IVX]+|[A-Z])(?P<inner>(?:\s?\(\w{1,3}\))*)")
_LEADING = (" of", " to", " in")
_NOUNS = ("ara", "art", "rticle", "hapter", "ection", "nnex", "ule")
_REACH = 110


def pinpoint_before(text: str, start: int) -> str | None:
    """The part that words before a citation name.

    >>> pinpoint_before("Article 2, paragraph 4, of the Charter", 27)
    'art2/par4'
    """
    window = max(0, start - _REACH)
    words = text[window:start]
    if not any(map(words.__contains__, _LEADING)) or not any(map(words.__contains__, _NOUNS)):
        return None
    match = _BEFORE.search(text, window, start)
    return _normal(match) if match else None


def pinpoint_after(text: str, end: int) -> str | None:
    """The part that words after a citation name: resolution 713 (1991), paragraph 5."""
    match = _AFTER.match(text, end)
    return _normal(match) if match else None


def _normal(match: re.Match[str]) -> str:
    part = _PARTS[match["word"].lower().rstrip(".")]
    inner = match.groupdict().get("inner")
    below = "/par" + arabic(inner) if inner and inner.isdigit() else ""
    return ";".join(piece + below for piece in _pieces(part, match["list"]))


def _pieces(part: str, values: str) -> Iterator[str]:
    for item in _ITEM.finditer(values):
        value = arabic(item["value"]).lower()
        if not part:
            yield value + "".join(item["inner"].split())
            continue
        lower = re.findall(r"\w+", item["inner"])
        level = "par" if part == "art" else ""
        yield part + value + "".join(f"/{level}{step}" for step in lower)
