"""The bulk recipes of the documentation, run as they are written there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from store.servers import Oxigraph, Server, Virtuoso

from stancegraph.store.connection import PASSWORD, Connection, Patience
from stancegraph.store.quads import Dump
from stancegraph.store.remote import RemoteGraph

pytestmark = pytest.mark.slow


def recipe(root: Path, name: str) -> str:
    text = (root / "docs" / "how-to" / "load-into-a-store.md").read_text(encoding="utf-8")
    found = re.search(rf"<!-- tested: {name} -->\n```sh\n(.*?)```", text, re.DOTALL)
    assert found, f"no recipe marked as tested for {name}"
    return found[1]


@pytest.fixture
def cook(root: Path, dumps: dict[str, Path], tmp_path: Path):
    """Runs a recipe beside a copy of the dump."""
    (tmp_path / "build").mkdir()
    shutil.copy(dumps["kg"], tmp_path / "build" / "stancegraph.nq")

    def run(name: str, **changes: str) -> None:
        script = recipe(root, name)
        for written, meant in changes.items():
            script = script.replace(f"localhost:{written[1:]}", meant)
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        environment = {**os.environ, "PATH": path, PASSWORD: "dba"}
        command = ["sh", "-ec", script]
        subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)

    return run


def check(server: Server, dump: Path) -> None:
    with Dump(dump) as graphs, Connection(server.credentials, Patience(), print) as connection:
        counts = RemoteGraph(connection, server.store.query).counts(list(graphs.graphs()))
        assert sum(counts.values()) == graphs.quads
        assert all(counts.values())


def test_oxigraph(cook, dumps, tmp_path: Path) -> None:
    if Oxigraph.binary() is None:
        pytest.skip(Oxigraph.missing)
    cook("oxigraph")
    server = Oxigraph(tmp_path)
    (tmp_path / "store").rename(tmp_path / "files")
    server.start()
    try:
        check(server, dumps["kg"])
    finally:
        server.stop()


def test_virtuoso(cook, dumps, tmp_path: Path) -> None:
    if Virtuoso.binary() is None:
        pytest.skip(Virtuoso.missing)
    server = Virtuoso(tmp_path)
    server.start()
    try:
        cook("virtuoso", p1111=f"127.0.0.1:{server.sql}")
        check(server, dumps["kg"])
    finally:
        server.stop()
