"""Formats to plain text, with the way back to the source: loads one input, finds the inputs."""

from stancegraph.text.discovery import discover
from stancegraph.text.loading import load

__all__ = ["discover", "load"]
