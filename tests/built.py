"""Builds for tests: what they publish, what they tell, and how many sources they made anew."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from stancegraph.building.made import Made
from stancegraph.building.making import Maker
from stancegraph.pipeline import Settings, build
from stancegraph.text import Content


@dataclass(frozen=True)
class Built:
    """A build: the SHA-256 of each file it published, what it told."""

    files: dict[str, str]
    told: list[str]


def built(source: Path, place: Path, cache: Path | None = None, jobs: int = 1) -> Built:
    """Build below `place`; what is told names no place."""
    told: list[str] = []
    settings = Settings(source, place / "kg", place / "dumps", jobs=jobs, cache=cache)
    told += build(settings, told.append).lines()
    return Built(published(place), [line.replace(str(place), "") for line in told])


def published(place: Path) -> dict[str, str]:
    """The SHA-256 of each file of a publication and of its dumps."""
    dumps = [place / "dumps" / name for name in ("stancegraph.nq", "stancegraph.trig")]
    paths = [path for path in (place / "kg").rglob("*") if path.is_file()]
    return {
        path.relative_to(place).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(paths + dumps)
    }


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the sources that are made from now on, in this process."""
    names: list[str] = []
    make = Maker.make

    def noted(self: Maker, content: Content) -> Made:
        names.append(content.name)
        return make(self, content)

    monkeypatch.setattr(Maker, "make", noted)
    return names


def struck(blow: Callable[[Content], None]) -> Callable[[Maker, Content], Made]:
    """A way of making sources that lets a blow fall before each."""
    make = Maker.make

    def made(self: Maker, content: Content) -> Made:
        blow(content)
        return make(self, content)

    return made


def in_process_of_its_own(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a script that may end as it likes."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
