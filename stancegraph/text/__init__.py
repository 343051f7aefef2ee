"""Formats to plain text, with the way back to the source: finds the inputs, loads each one."""

from stancegraph.text.discovery import Content, contents, count, discover, sources
from stancegraph.text.loading import load, source_text

__all__ = ["Content", "contents", "count", "discover", "load", "source_text", "sources"]
