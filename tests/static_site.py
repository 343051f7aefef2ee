"""A site of files for the tests: exported, its links followed."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html

from stancegraph.exporting import Settings, export, offers
from stancegraph.identifiers import BASE

URL = "https://data.example.org/stances/"

_ADDRESSES = " | ".join(
    f"//@{name}"
    for name in ("href", "src", "action", "data-dump", "data-engine", "data-terms", "data-endpoint")
)
_FOLDERS = "//@data-root | //@data-index | //@data-examples"


class Site:
    """The files below a root; pages are read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = {file.relative_to(root).as_posix() for file in root.rglob("*")}
        self._anchors: dict[str, frozenset[str]] = {}
        self._links: dict[str, set[str]] = {}
        for name in sorted(self.files):
            if name.endswith(".html"):
                page = lxml.html.fromstring((root / name).read_bytes())
                self._anchors[name] = frozenset(page.xpath("//@id"))
                self._links[name] = {*page.xpath(_ADDRESSES), *page.xpath(_FOLDERS)}

    @property
    def pages(self) -> tuple[str, ...]:
        return tuple(self._links)

    def own(self, name: str) -> Iterator[str]:
        """The addresses on a page that are not of other hosts."""
        for address in sorted(self._links[name]):
            parts = urlsplit(address)
            if not parts.scheme and not parts.netloc:
                yield address

    def broken(self) -> list[tuple[str, str]]:
        """Page and address of every link that leads to nothing; the page of 404 is left out."""
        return [
            (name, address)
            for name in self._links
            if name != "404.html"
            for address in self.own(name)
            if not self._leads(name, address)
        ]

    def _leads(self, name: str, address: str) -> bool:
        parts = urlsplit(address)
        if parts.path.startswith("/"):
            return False
        target = name
        if parts.path:
            target = posixpath.normpath(
                posixpath.join(posixpath.dirname(name), unquote(parts.path))
            )
        if target == "." or target not in self.files:
            return target == "." and parts.path.endswith("/")
        anchors = self._anchors.get(target)
        return not parts.fragment or anchors is None or unquote(parts.fragment) in anchors


def exported(graph: Path, target: Path, *extensions: str, processes: int = 1) -> Site:
    """The site of a graph with those formats beside its pages."""
    formats = offers(extensions)
    export(Settings(graph, target, BASE, URL, formats, processes), lambda _words: None)
    return Site(target)
