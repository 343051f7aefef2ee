"""A fake store, real ones, and a listener that remembers, for the tests of loading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from store.fake_store import FakeStore, fake_store
from store.servers import Oxigraph, Server, Virtuoso

from stancegraph.store.connection import Connection, Credentials, Patience
from stancegraph.store.loading import Progress


@dataclass
class Told:
    """Who is told what happens, and does something at a graph when asked to."""

    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    steps: list[Progress] = field(default_factory=list)
    at: dict[int, Callable[[], None]] = field(default_factory=dict)

    def progress(self, progress: Progress) -> None:
        self.steps.append(progress)
        self.at.pop(len(self.steps), lambda: None)()

    def note(self, message: str) -> None:
        self.notes.append(message)

    def fault(self, message: str) -> None:
        self.faults.append(message)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def fake() -> Iterator[FakeStore]:
    with fake_store() as store:
        yield store


@pytest.fixture
def waits() -> list[float]:
    """The seconds that the connection would have waited."""
    return []


@pytest.fixture
def connection(told: Told, waits: list[float]) -> Iterator[Connection]:
    with Connection(Credentials(), Patience(tries=4), told.note, waits.append) as connection:
        yield connection


@pytest.fixture(scope="module", params=[Oxigraph, Virtuoso], ids=["oxigraph", "virtuoso"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    kind: type[Server] = request.param
    if kind.binary() is None:
        pytest.skip(kind.missing)
    server = kind(tmp_path_factory.mktemp(kind.__name__.lower()))
    server.start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def dumps(tmp_path_factory: pytest.TempPathFactory, root: Path) -> dict[str, Path]:
    """The dump of the project's own sources, and that of the texts that questions bring along."""
    from stancegraph.cli import run

    sources = {"kg": root / "source", "corpus": root / "tests" / "queries" / "corpus"}
    places = {name: tmp_path_factory.mktemp(name) for name in sources}
    for name, place in places.items():
        options = ["--output", str(place / "kg"), "--dumps", str(place)]
        assert run(["build", str(sources[name]), *options]) == 0
    return {name: place / "stancegraph.nq" for name, place in places.items()}
