"""Answers language models over the Model Context Protocol, from the graph and within its limits."""

from stancegraph.assisting.running import assist

__all__ = ["assist"]
