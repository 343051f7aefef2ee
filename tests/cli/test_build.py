"""What `build` says while it goes on, and which engine judges."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from stancegraph.building.progress import Moment
from stancegraph.cli import progress, run
from stancegraph.cli.progress import BuildMeter

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def stancegraph(tmp_path: Path) -> Command:
    def ran(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "stancegraph", *arguments]
        return subprocess.run(command, check=False, capture_output=True, text=True, cwd=tmp_path)

    return ran


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every moment is said."""
    monkeypatch.setattr(progress, "_SECONDS_A_REDRAW", 0.0)
    monkeypatch.setattr(progress, "_SECONDS_A_LINE", 0.0)


LINE = " 42% 421 of 1,000 documents read, 38 a second, 15 s left"


def _run() -> None:
    meter = BuildMeter()
    meter.show(Moment(421, 1000, 11.0, 38.0))
    meter.fault("a.txt: bad")
    meter.show(Moment(1000, 1000, 26.0, 38.0, "works written"))
    meter.note("done")


@pytest.mark.usefixtures("often")
def test_on_a_terminal_a_line_is_redrawn_and_others_stay_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")
    _run()
    assert [line.strip() for line in capsys.readouterr().err.rstrip().split("\n")] == [
        LINE.strip(),
        "error: a.txt: bad",
        "100% 1,000 of 1,000 works written, 38 a second, 0 s left",
        "done",
    ]


@pytest.mark.usefixtures("often")
def test_elsewhere_lines_are_plain(capsys: pytest.CaptureFixture[str]) -> None:
    _run()
    ended = capsys.readouterr()
    assert ended.out == ""
    assert ended.err.splitlines()[:2] == [LINE, "error: a.txt: bad"]
    assert "\r" not in ended.err
    assert "\x1b" not in ended.err


def test_nothing_is_said_of_short_runs(capsys: pytest.CaptureFixture[str]) -> None:
    _run()
    assert capsys.readouterr().err.splitlines() == ["error: a.txt: bad", "done"]


@pytest.mark.slow
def test_both_engines_publish_the_same(stancegraph: Command, tmp_path: Path, seed: Path) -> None:
    (tmp_path / "source").mkdir()
    shutil.copy(seed, tmp_path / "source")
    trees = []
    for engine in ("pyshacl", "auto"):
        ended = stancegraph("build", "source", "--shacl", engine, "--dumps", "build")
        assert ended.returncode == 0
        assert ended.stderr.startswith("1 work, ")
        trees.append({path: path.read_bytes() for path in sorted(tmp_path.rglob("kg/**/*.ttl"))})
    assert trees[0] == trees[1] != {}


def test_an_engine_that_is_unknown_or_for_clusters_is_refused(stancegraph: Command) -> None:
    ended = stancegraph("build", "source", "--shacl", "topbraid")
    assert ended.returncode == 2
    ended = stancegraph("build", "--engine", "spark", "--output", "x", "--shacl", "pyshacl")
    assert ended.returncode == 2
    assert "--shacl is for --engine local" in ended.stderr


def test_a_cluster_without_its_extra_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("stancegraph.building.parquet", "stancegraph.building.parts"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.delitem(sys.modules, "stancegraph.building.spark", raising=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert run(["build", "--engine", "spark", "--output", str(tmp_path / "x")]) == 1
    assert "needs pyarrow: pip install 'stancegraph[spark]'" in capsys.readouterr().err
