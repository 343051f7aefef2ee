"""First half of a build: every source is made, or found as made before, and noted in order."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from stancegraph.building.made import Fault, Outline
from stancegraph.building.merging import Languages
from stancegraph.building.progress import Progress
from stancegraph.building.site import Site
from stancegraph.building.workers import Died, run
from stancegraph.building.workshop import Task
from stancegraph.errors import SourceError
from stancegraph.text import Content


class Noted:
    """The sources in their order, with the keys of their entries and languages; kept on disk.

    `works` counts the works that they hold.
    """

    def __init__(self) -> None:
        self.works = 0
        self.languages = Languages()
        self._file = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed below

    def __enter__(self) -> Noted:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, shown: str, key: str, outline: Outline) -> None:
        """Note a source, by the name that messages give it."""
        self._file.write(json.dumps([shown, key]) + "\n")
        self.works += len(outline.works)
        self.languages.add(shown, outline)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        self._file.seek(0)
        for line in self._file:
            shown, key = json.loads(line)
            yield shown, key


def gather(
    site: Site,
    contents: Iterable[Content | SourceError],
    noted: Noted,
    jobs: int,
    progress: Progress,
) -> None:
    """Make what is missing, in `jobs` processes, and note all; what went wrong is told."""
    unread = set(site.reviews.by_source)
    tasks = _tasks(site, contents, unread)
    with closing(
        run(tasks, site.workshop, jobs, lambda task: site.cache.outline(task.key))
    ) as done:
        for task, result in done:
            shown = (site.root / task.content.name).as_posix()
            outline = _died(result) if isinstance(result, Died) else result
            for each in outline.faults:
                site.fault(each.told(shown))
            if outline.kept:
                noted.add(shown, task.key, outline)
                site.used.add(task.key)
            progress.step()
    for review in site.reviews.without(set(site.reviews.by_source) - unread):
        told = f"no source has the SHA-256 {review.sha256}; mend or move the row"
        site.fault(f"{review.place}: {told}")


def _tasks(
    site: Site, contents: Iterable[Content | SourceError], unread: set[str]
) -> Iterator[Task]:
    """What there is to make; the reviews of what comes are no longer unread."""
    for content in contents:
        if isinstance(content, SourceError):
            site.fault(str(content))
            continue
        name = Path(content.name).relative_to(site.root).as_posix()
        named = replace(content, name=name)
        sha256 = hashlib.sha256(content.content).hexdigest()
        unread.discard(sha256)
        yield Task(site.source_key(named, sha256), named)


def _died(died: Died) -> Outline:
    told = f"the process that read it was {died.how}, twice; it is left out, the rest goes on"
    return Outline(faults=(Fault(told),), kept=False)
