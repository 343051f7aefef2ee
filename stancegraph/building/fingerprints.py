"""What a result depends on, as keys: two builds that could differ have different ones."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

import stancegraph
from stancegraph.building.making import Making
from stancegraph.model import Review
from stancegraph.resources import resource
from stancegraph.text import Content
from stancegraph.validation.engine import chosen

PACKAGED = ("authority", "lexicon", "ontology", "profiles", "shapes")
"""The resources that results depend on; each is a folder."""

LIBRARIES = (
    "ahocorasick-rs anyascii charset-normalizer hijridate lxml pdfminer.six pdfplumber pyoxigraph"
    " pyshacl python-docx rapidfuzz rdflib rensa shacl"
).split()
"""Whose versions count; those that are not installed count as such."""


class Keys:
    """Gives the keys of one build; reads once all that its results depend on."""

    def __init__(self, making: Making) -> None:
        self.base = making.base
        self.whole = digest(
            "stancegraph",
            platform.python_version(),
            making.base,
            making.profile or "",
            chosen(making.shacl),
            *_versions(),
            *_files(_code(), *(resource(name) for name in PACKAGED)),
            *(_files(making.authority) if making.authority else ()),
        )

    def source(self, content: Content, sha256: str, reviews: Iterable[Review]) -> str:
        """The key of what is made of one input; `reviews` are those of its bytes."""
        said = (repr(review) for review in reviews)
        return digest(self.whole, content.name, sha256, content.rights or "", *said)

    def graph(self, *parts: str) -> str:
        """The key of what is found in a graph; `parts` are its words and what it is judged by."""
        return digest(self.whole, "graph", *parts)


def digest(*parts: str) -> str:
    """One key of several words; where a word ends is part of it.

    >>> digest("ab", "c") == digest("a", "bc")
    False
    """
    summed = hashlib.sha256()
    for part in parts:
        word = part.encode()
        summed.update(b"%d:" % len(word))
        summed.update(word)
    return summed.hexdigest()


def _versions() -> Iterator[str]:
    for name in LIBRARIES:
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            yield f"{name} is not installed"


def _code() -> Path:
    return Path(stancegraph.__file__).parent


def _files(*folders: Path) -> Iterator[str]:
    """The names and bytes of all files below some folders, but for what Python compiles itself."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(folder).as_posix()
                yield hashlib.sha256(path.read_bytes()).hexdigest()
