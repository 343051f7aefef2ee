"""Compares works with each other, and the language versions of one work."""

from stancegraph.comparing.reuse import Reuse, Reuses
from stancegraph.comparing.shelf import Laid
from stancegraph.comparing.versions import AUTHENTIC, Aligned, Version, align, rank
from stancegraph.comparing.wording import Wording, similarity, wordings

__all__ = [
    "AUTHENTIC",
    "Aligned",
    "Laid",
    "Reuse",
    "Reuses",
    "Version",
    "Wording",
    "align",
    "rank",
    "similarity",
    "wordings",
]
