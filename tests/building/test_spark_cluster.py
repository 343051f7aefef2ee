"""Builds on a real Spark cluster of two worker processes: the bytes of the local build, sorted."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cluster import quads_of, sorted_quads, write_sources
from object_store import object_store

from stancegraph.locations import Location
from stancegraph.mirroring import fetched
from stancegraph.pipeline import Settings, build

pytest.importorskip("pyspark", reason="needs the extra spark")
pytest.importorskip("pyarrow", reason="needs the extra spark")
if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
    pytest.skip("needs Java 17 or later", allow_module_level=True)

pytestmark = pytest.mark.slow

MASTER = "local-cluster[2,1,1024]"
EXECUTOR = b"CoarseGrainedExecutorBackend"
FORKING = b"pyspark.daemon"


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of the command line told, line by line, and its exit code."""

    lines: tuple[str, ...]
    code: int


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sources(tmp_path_factory.mktemp("sources") / "texts")


@pytest.fixture(scope="module")
def local(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, list[str]]:
    """The sorted quads of the local build, and the faults that it tells, from the sources on."""
    told: list[str] = []
    place = tmp_path_factory.mktemp("local")
    build(Settings(sources, place / "kg", place), told.append)
    faults = [f"error: {line}".replace(f"{sources}/", "") for line in told]
    return sorted_quads((place / "stancegraph.nq").read_bytes()), faults


@pytest.fixture(autouse=True)
def _tidy() -> Iterator[None]:
    """Takes away what the workers of a local cluster leave in the folder of pyspark."""
    import pyspark

    work = Path(pyspark.__file__).parent / "work"
    before = set(work.glob("app-*"))
    yield
    for folder in set(work.glob("app-*")) - before:
        shutil.rmtree(folder)


def run(
    source: str,
    output: str,
    then: Callable[[int, str], None] = lambda _pid, _line: None,
    master: str = MASTER,
) -> Run:
    """Build by the command line; `then` is called with its process id and each line it tells."""
    command = (sys.executable, "-m", "stancegraph", "build", source, "--output", output)
    options = ("--engine", "spark", "--master", master, "--partitions", "4")
    environment = {**os.environ, "NO_COLOR": "1"}
    lines = []
    with subprocess.Popen(
        (*command, *options), stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            lines.append(line.rstrip("\n"))
            then(process.pid, lines[-1])
    return Run(tuple(lines), process.returncode)


def executors(driver: int) -> list[int]:
    """The process ids of the executors below a driver."""
    return below(driver, EXECUTOR)


def below(ancestor: int, words: bytes) -> list[int]:
    """The ids of the processes below one that were called with such words."""
    parents, called = {}, {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            status = (place / "stat").read_text().rpartition(")")[2].split()
            called[int(place.name)] = (place / "cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            continue
        parents[int(place.name)] = int(status[1])
    return [pid for pid in parents if words in called[pid] and ancestor in _above(pid, parents)]


def busy_executor(driver: int) -> int:
    """An executor that has begun to make documents: a process of Python works for it.

    The first process is the one that forks the others.
    """
    deadline = time.monotonic() + 600
    while time.monotonic() < deadline:
        for executor in executors(driver):
            if len(below(executor, FORKING)) > 1:
                return executor
        time.sleep(0.02)
    raise AssertionError("no executor began within ten minutes")


def _above(pid: int, parents: dict[int, int]) -> Iterator[int]:
    while pid in parents:
        pid = parents[pid]
        yield pid


def test_two_workers_give_the_bytes_of_the_local_build(
    sources: Path, local: tuple[bytes, list[str]], tmp_path: Path
) -> None:
    seen: list[int] = []

    def count(driver: int, line: str) -> None:
        if line.startswith("writing "):
            seen.extend(executors(driver))

    done = run(str(sources), str(tmp_path / "out"), count)
    assert done.code == 1, done.lines
    assert len(seen) == 2
    assert quads_of(tmp_path / "out") == local[0]
    faults = [line for line in done.lines if line.startswith("error:")]
    assert [line.replace(f"{sources}/", "") for line in faults] == local[1]


def test_from_store_to_store_past_a_killed_executor(
    sources: Path, local: tuple[bytes, list[str]]
) -> None:
    killed: list[int] = []

    def kill(driver: int, line: str) -> None:
        """Kill one executor, with what it made, when the parts are to be written."""
        if line.startswith("writing "):
            assert len(executors(driver)) == 2
            killed.append(executors(driver)[0])
            os.kill(killed[0], signal.SIGKILL)

    with object_store() as bucket:
        texts = Location.of(f"{bucket}/texts")
        for path in sorted(sources.rglob("*.*")):
            if path.is_file():
                texts.write(path.relative_to(sources).as_posix(), path)
        done = run(texts.url, f"{bucket}/parts", kill)
        with fetched(Location.of(f"{bucket}/parts")) as output:
            assert quads_of(output) == local[0]
            assert (output / "_SUCCESS").exists()
    assert done.code == 1, done.lines
    assert len(killed) == 1
    faults = [line for line in done.lines if line.startswith("error:")]
    assert [line.replace(f"{texts.url}/", "") for line in faults] == local[1]


def test_an_executor_killed_while_documents_are_made_changes_nothing(
    sources: Path, local: tuple[bytes, list[str]], tmp_path: Path
) -> None:
    killed: list[int] = []
    left: list[int] = []

    def kill(driver: int, line: str) -> None:
        if line.startswith("making "):
            killed.append(busy_executor(driver))
            os.kill(killed[0], signal.SIGKILL)
        elif line.startswith("writing "):
            left.extend(executors(driver))

    done = run(str(sources), str(tmp_path / "out"), kill)
    assert done.code == 1, done.lines
    assert len(killed) == 1
    assert left
    assert killed[0] not in left
    assert quads_of(tmp_path / "out") == local[0]
    faults = [line for line in done.lines if line.startswith("error:")]
    assert [line.replace(f"{sources}/", "") for line in faults] == local[1]


def test_a_cluster_that_is_not_there_is_told_in_one_line(sources: Path, tmp_path: Path) -> None:
    done = run(str(sources), str(tmp_path / "out"), master="nonsense://nowhere")
    told = [line for line in done.lines if line.startswith("error:")]
    assert len(told) == 1
    assert "--engine spark: cannot be started" in told[0]
    assert done.code == 1
    assert not (tmp_path / "out").exists()
