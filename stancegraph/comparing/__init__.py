"""Compares works with each other: provisions that repeat the words of earlier ones."""

from stancegraph.comparing.reuse import Reuse, Reuses
from stancegraph.comparing.wording import Wording, similarity, wordings

__all__ = ["Reuse", "Reuses", "Wording", "similarity", "wordings"]
