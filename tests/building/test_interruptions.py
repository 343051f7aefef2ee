"""Kills, interrupts and documents that kill: the last good build stays, the next run goes on."""

from __future__ import annotations

import os
import signal
from multiprocessing import active_children
from pathlib import Path

import pytest
from built import built, counted, in_process_of_its_own, published, struck
from cluster import CASES, ROOT

from stancegraph.building.cache import Cache
from stancegraph.building.making import Maker
from stancegraph.errors import GraphError
from stancegraph.publishing import Tree
from stancegraph.text import Content

pytestmark = [pytest.mark.slow, pytest.mark.forking]

DEADLY = b"\nThis document is deadly.\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    for case in CASES:
        text = (ROOT / "tests" / "cases" / case / "source.txt").read_bytes()
        (folder / f"{case}.txt").write_bytes(text)
    return folder


STRIKE = """
import os, signal, sys
from itertools import count
from pathlib import Path
from built import struck
from stancegraph.building.making import Maker
from stancegraph.cli import run
from stancegraph.publishing import Tree

where, blow, jobs = sys.argv[1], int(sys.argv[2]), sys.argv[3]
leader, numbers = os.getpid(), count()

def strike(*_: object) -> None:
    if next(numbers) == 1 or where == "finish":
        os.kill(leader, blow)

if where == "making":
    Maker.make = struck(strike)
else:
    finish = Tree.finish
    Tree.finish = lambda *arguments, **options: (strike(), finish(*arguments, **options))[1]
code = run(["build", "source", "--output", "kg", "--dumps", "dumps", "--jobs", jobs])
from multiprocessing import active_children
assert not active_children()
sys.exit(code)
"""


def _struck(place: Path, where: str, blow: signal.Signals, jobs: int) -> tuple[int, str]:
    """Build in a process that is struck while documents are made, or later; what came of it."""
    script = (
        f"import os, sys; os.chdir({str(place)!r}); sys.path.insert(0, {str(ROOT / 'tests')!r})"
    )
    ended = in_process_of_its_own(script + STRIKE, where, int(blow), jobs)
    return ended.returncode, ended.stderr


def _wait_until_free(cache: Path) -> None:
    """Workers whose parent was killed end as well, but in their own time."""
    while True:
        try:
            with Cache(cache):
                return
        except GraphError:
            os.sched_yield()


@pytest.mark.parametrize(
    ("where", "jobs", "kept"), [("making", 1, 1), ("finish", 1, 3), ("finish", 2, 3)]
)
def test_a_killed_build_leaves_the_last_and_the_next_goes_on(
    source: Path,
    tmp_path: Path,
    where: str,
    jobs: int,
    kept: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cache = tmp_path / "dumps" / "cache"
    _changed(source, b"\n\n")
    last = built(source, tmp_path, cache)
    _changed(source, b"\n\n\n")
    code, _ = _struck(tmp_path, where, signal.SIGKILL, jobs)
    assert code == -signal.SIGKILL
    assert published(tmp_path) == last.files
    _wait_until_free(cache)
    made = counted(monkeypatch)
    resumed = built(source, tmp_path, cache)
    assert len(made) == len(CASES) - kept
    assert resumed.files != last.files
    assert resumed == built(source, tmp_path / "anew")
    assert not (tmp_path / ".kg.next").exists()


def _changed(source: Path, more: bytes) -> None:
    for path in source.iterdir():
        path.write_bytes(path.read_bytes().rstrip() + more)


@pytest.mark.parametrize(("where", "jobs"), [("making", 1), ("making", 2), ("finish", 2)])
def test_ctrl_c_ends_clean(source: Path, tmp_path: Path, where: str, jobs: int) -> None:
    code, told = _struck(tmp_path, where, signal.SIGINT, jobs)
    assert (code, told.strip()) == (130, "error: interrupted")
    assert [path.name for path in tmp_path.iterdir() if path.name not in ("source", "dumps")] == []
    assert list((tmp_path / "dumps").glob("*.nq")) == []
    assert built(source, tmp_path, tmp_path / "dumps" / "cache").files


def _deadly(content: Content) -> None:
    if DEADLY in content.content:
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("name", ["aaa.txt", "hrc.txt", "zzz.txt"])
def test_a_document_that_kills_is_told_and_the_rest_is_built(
    source: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = built(source, tmp_path / "alone")
    (source / name).write_bytes((source / "ecosoc.txt").read_bytes() + DEADLY)
    monkeypatch.setattr(Maker, "make", struck(_deadly))
    cache = tmp_path / "cache"
    together = built(source, tmp_path, cache, jobs=2)
    assert together.files == alone.files
    assert len(together.told) == len(alone.told) + 1
    (fault,) = (line for line in together.told if name in line)
    assert "killed by SIGKILL (out of memory?), twice; it is left out, the rest goes on" in fault
    assert active_children() == []
    made = counted(monkeypatch)
    (source / name).unlink()
    assert built(source, tmp_path, cache) == alone  # nothing is kept of it
    assert made == []


def test_a_document_whose_worker_dies_once_is_read(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = built(source, tmp_path / "alone")
    mark = tmp_path / "died"

    def once(content: Content) -> None:
        if content.name == "ecosoc.txt" and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(Maker, "make", struck(once))
    assert built(source, tmp_path, jobs=2) == alone
    assert mark.exists()


def test_a_worker_that_always_dies_while_writing_ends_the_build(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = built(source, tmp_path)
    leader, parcel = os.getpid(), Tree.parcel

    def deadly(self: Tree, output: object) -> object:
        if os.getpid() != leader:
            os.kill(os.getpid(), signal.SIGKILL)
        return parcel(self, output)  # type: ignore[arg-type]

    monkeypatch.setattr(Tree, "parcel", deadly)
    with pytest.raises(GraphError, match=r"ecosoc.*killed by SIGKILL.*run it again"):
        built(source, tmp_path, jobs=2)
    assert published(tmp_path) == last.files


def test_a_fault_of_the_program_at_one_document_is_told(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(content: Content) -> None:
        if content.name == "ecosoc.txt":
            raise ZeroDivisionError("by zero")

    monkeypatch.delenv("STANCEGRAPH_DEBUG", raising=False)
    monkeypatch.setattr(Maker, "make", struck(fault))
    told = built(source, tmp_path, jobs=2).told
    assert "internal: ZeroDivisionError: by zero; it is left out" in told[0]
    assert told[-2].startswith("3 works, ")  # of the other two
