"""The check-up of sites, on our own server and on one that does nothing right."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from served import Server

from stancegraph.cli import run
from stancegraph.store.checkup import CHECKS


@pytest.mark.slow
def test_our_own_server_passes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server = Server("--graph", str(root / "kg"), "--workers", "1", "--seconds", "1")
    try:
        url = f"http://127.0.0.1:{server.port}/state/kaz"
        assert run(["doctor", url, "--hostile", "--json"]) == 0
    finally:
        server.stop()
    found = json.loads(capsys.readouterr().out)
    assert [each["question"] for each in found["findings"] if not each["passed"]] == []
    assert found["passed"] == len(CHECKS) + 1


class _Careless(BaseHTTPRequestHandler):
    """Answers everything with the same page."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<p>hello")

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def careless() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Careless)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/thing"
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_is_wrong_is_told_with_its_remedy(
    careless: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["doctor", careless]) == 1
    shown = capsys.readouterr().out.splitlines()
    assert [line[4:16] for line in shown if line.startswith("ok")] == ["gives a page"]
    assert any("NO  says 406" in line and "-> answer 406" in line for line in shown)
    assert shown[-1] == f"1 of {len(CHECKS)}"


def test_silence_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "http://127.0.0.1:1/thing"]) == 1
    assert "nothing answers there" in capsys.readouterr().err
