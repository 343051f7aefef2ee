"""Turns the document model into what people and programs read: JSON, an outline, CSV tables."""

from stancegraph.writing.outline import outline
from stancegraph.writing.reading import reading_json

__all__ = ["outline", "reading_json"]
