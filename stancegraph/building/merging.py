"""Texts of one work that several sources hold: its language versions become one publication.

Each source is made by itself first, so that a work in one language needs nothing else. Where the
outlines tell that a work stands in several languages, these sources are read once more, together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from stancegraph import text
from stancegraph.building.made import Outline
from stancegraph.building.site import Site
from stancegraph.building.workers import Died, run
from stancegraph.building.workshop import Task
from stancegraph.errors import SourceError
from stancegraph.spilling import Held
from stancegraph.text import Content

MEMBER = "!"
"""Parts the name of an archive from that of the file in it."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A work made of several language versions: the key of its entry, the sources it is made of."""

    key: str
    sources: frozenset[str]


@dataclass(slots=True)
class Languages:
    """Which sources hold which works in which language; kept on disk."""

    _held: Held = field(default_factory=Held)

    def add(self, source: str, outline: Outline) -> None:
        """Note what a source holds, in the order of the sources."""
        for work, language in zip(outline.works, outline.languages, strict=True):
            self._held.add(work, language, source)

    def several(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The works held in several languages, each with the first source of each language."""
        for work, rows in groupby(self._held.in_several(), key=itemgetter(0)):
            first: dict[str, str] = {}
            for _, language, source in rows:
                first.setdefault(language, source)
            yield work, tuple(first.values())


def merge_versions(site: Site, languages: Languages, jobs: int) -> Mapping[str, Merged]:
    """Make the works that stand in several languages, in `jobs` processes; what fails is told."""
    sources: dict[str, tuple[str, ...]] = {}

    def tasks() -> Iterator[Task]:
        for work, names in languages.several():
            contents = tuple(_contents(site, names))
            if len(contents) == len(names):
                sources[work] = names
                yield Task(_key(site, work, contents), contents[0], work, contents[1:])

    merged: dict[str, Merged] = {}
    with closing(
        run(tasks(), site.workshop, jobs, lambda task: site.cache.outline(task.key))
    ) as done:
        for task, result in done:
            names = sources.pop(task.work)
            if isinstance(result, Died):
                continue
            for fault in result.faults:
                site.fault(fault.told(names[0]))
            if result.kept and result.works:
                site.used.add(task.key)
                merged[task.work] = Merged(task.key, frozenset(names))
    return merged


def _key(site: Site, work: str, contents: Iterable[Content]) -> str:
    keys = [site.source_key(each, hashlib.sha256(each.content).hexdigest()) for each in contents]
    return site.keys.graph("versions", work, *keys)


def _contents(site: Site, names: Iterable[str]) -> Iterator[Content]:
    """The inputs of these names; one that has gone meanwhile is left out."""
    for name in names:
        path = Path(name) if Path(name).exists() else Path(name.partition(MEMBER)[0])
        for found in text.contents([path]):
            if not isinstance(found, SourceError) and found.name == name:
                yield replace(found, name=Path(name).relative_to(site.root).as_posix())
                break
