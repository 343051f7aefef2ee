"""What people say of facts that rules read: their tables, and what these change."""

from stancegraph.reviewing.applying import MISSED, apply_reviews
from stancegraph.reviewing.tables import NO_REVIEWS, Reviews, load_reviews

__all__ = ["MISSED", "NO_REVIEWS", "Reviews", "apply_reviews", "load_reviews"]
