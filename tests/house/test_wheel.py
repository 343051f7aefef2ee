"""A plain installation finds ontology, shapes, lexicon, profiles and register inside the wheel."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

EXPECTED = (
    "ontology/stancegraph.ttl",
    "ontology/context.jsonld",
    "ontology/inference/author-stance.rq",
    "shapes/stance.ttl",
    "authority/entities.csv",
    "queries/stances.rq",
    "lexicon/verbs.tsv",
    "profiles/oic.toml",
)


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir"]
    subprocess.run([*command, str(place), str(root)], check=True)
    return next(place.glob("stancegraph-*.whl"))


def test_wheel_holds_the_tables(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert [name for name in EXPECTED if f"stancegraph/resources/{name}" not in names] == []
    assert not [name for name in names if name.startswith(("tests/", "kg/", "source/"))]


def test_wheel_reads_builds_and_checks_alone(wheel: Path, seed: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "seed.txt").write_bytes(seed.read_bytes())
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONSAFEPATH": "1"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "stancegraph", *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    where = "import stancegraph; print(stancegraph.__file__)"
    found = subprocess.run(
        [sys.executable, "-c", where],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(found.stdout.strip()).is_relative_to(site)
    for arguments in (["build", "source"], ["check", "kg"], ["query", "stances"]):
        ended = run(*arguments)
        assert ended.returncode == 0, ended.stderr
