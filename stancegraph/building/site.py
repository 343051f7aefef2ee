"""What both halves of a build work with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from stancegraph.building.cache import Cache, Used
from stancegraph.building.fingerprints import Keys
from stancegraph.building.making import Making
from stancegraph.building.workshop import Workshop
from stancegraph.text import Content

Tell = Callable[[str], None]


class Site:
    """The tables, the cache and its keys; `root` is what published names are relative to.

    Raises:
        TableError: a table is not well formed.
    """

    def __init__(self, root: Path, making: Making, cache: Cache, fault: Tell) -> None:
        self.root = root
        self.cache = cache
        self.fault = fault
        self.keys = Keys(making)
        self.used = Used()
        self.workshop = Workshop(making, cache.root)
        maker = self.workshop.maker
        self.publisher = maker.publisher
        self.engine = maker.engine
        self.reviews = maker.tools.reviews

    def source_key(self, content: Content, sha256: str) -> str:
        """The key of what is made of one input, named as it is published."""
        return self.keys.source(content, sha256, self.reviews.of(sha256))
