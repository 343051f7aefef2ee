"""Parts of one resolution are works of their own, each under its own symbol."""

from __future__ import annotations

from stancegraph.reading import load_lexicon, load_profiles, read
from stancegraph.text import source_text

TEXT = """\
161 (1961). Resolution of 21 February 1961
[S/4741]

A

The Security Council,

Having considered the situation,

1. Urges that measures be taken at once;

B

The Security Council,

Gravely concerned at the situation,

1. Calls upon all States to refrain from any action;
"""


def test_two_parts_have_two_symbols() -> None:
    document = read(source_text(TEXT.encode(), "a.txt"), load_profiles(), load_lexicon())
    assert [(each.id, each.symbol) for each in document.resolutions] == [
        ("resolution/un-sc/161-a", "S/RES/161 A (1961)"),
        ("resolution/un-sc/161-b", "S/RES/161 B (1961)"),
    ]
