"""Starting and ending: addresses that are taken, graphs that are not there, a clean end."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from served import Server, Starter

COMMAND = [sys.executable, "-m", "stancegraph", "serve"]


def test_an_address_that_is_taken_is_told(server: Server, root: Path) -> None:
    command = [*COMMAND, "--graph", str(root / "kg"), "-p", str(server.port)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 1
    assert "choose another with -p" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_graph_that_is_not_there_is_told(tmp_path: Path) -> None:
    command = [*COMMAND, "--graph", str(tmp_path / "none"), "-p", "0"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 1
    assert "build the graph first" in run.stderr


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_told_and_says_nothing(
    start: Starter, tmp_path: Path, sent: signal.Signals
) -> None:
    graph = tmp_path / "small.nt"
    graph.write_text("<http://x.example/s> <http://x.example/p> <http://x.example/o> .\n")
    small = start("--graph", str(graph), "--workers", "1")
    assert small.client.get("/").status_code == 200
    small.process.send_signal(sent)
    # 0 where the event loop takes the interrupt for a wish to end, as it does at its last step
    assert small.process.wait(timeout=10) in (0, 130, -signal.SIGTERM, 143)
    assert small.process.stderr is not None
    assert "Traceback" not in small.process.stderr.read()
