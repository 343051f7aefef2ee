"""Tells names from pieces of longer names that the register lacks: Lausanne Declaration."""

from __future__ import annotations

import re
from functools import lru_cache

from stancegraph.linking.forms import load_forms
from stancegraph.linking.found import Found
from stancegraph.linking.names import Hit

_ADJECTIVE = frozenset({"adjective", "demonym"})
_QUARTER = "(?:North|South|East|West)(?:ern)?|Central|Middle|Upper|Lower"
_QUARTER_BEFORE = re.compile(rf"\b(?:{_QUARTER})(?:[-‑ ](?:{_QUARTER}|[Ee]ast|[Ww]est))?\s$")
_WORD_BEFORE = re.compile(r"[^\s.;:!?)\]”\"]\s(?P<word>(?!The\s)[A-Z][\w‑-]*[a-z])\s$")
_REACH = 40


def is_fragment(found: Found, hit: Hit, text: str, before: Found | None) -> bool:
    """Whether a name is but a piece of another; `before` is the name that stands before it.

    That is so for a place or state that a document is named after (Lausanne Declaration), a part
    of a place (Western Asia), and a head that only the context gives a meaning, after a capital
    word that no name accounts for (Tourism Integration Secretariat).
    """
    if found.kind in ("place", "state"):
        if _is_named_after(found, hit, text):
            return True
        quarter = _QUARTER_BEFORE.search(text, max(0, found.start - _REACH), found.start)
        return found.kind == "place" and quarter is not None
    if found.method != "context" or (before and before.end >= found.start - 1):
        return False
    match = _WORD_BEFORE.search(text, max(0, found.start - _REACH), found.start)
    return match is not None and not match["word"].endswith("ing")


def _is_named_after(found: Found, hit: Hit, text: str) -> bool:
    if not text[found.end + 1 : found.end + 2].isupper() or not _document().match(text, found.end):
        return False
    own = [name for name in hit.spelling.names if name.entity == found.entity]
    return found.kind == "place" or not all(name.kind in _ADJECTIVE for name in own)


@lru_cache(maxsize=1)
def _document() -> re.Pattern[str]:
    nouns = "|".join(re.escape(noun).replace(r"\ ", r"\s") for noun in load_forms().documents)
    return re.compile(rf"[ \n](?:{nouns})\b")
