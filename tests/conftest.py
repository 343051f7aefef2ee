"""What the tests share: the project's root and the reference material, where it is at hand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from stancegraph.building.workers import forked

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

OWN_PROCESS = "STANCEGRAPH_TEST_IN_OWN_PROCESS"

settings.register_profile("same", derandomize=True)
settings.load_profile("same")
"""Everyone tries the same examples; `--hypothesis-profile default` looks for new ones."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-cases", action="store_true", help="rewrite outlines and graphs of tests/cases"
    )
    parser.addoption(
        "--update-docs",
        action="store_true",
        help="rewrite what docs/ shows of the command line and of the pages",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Tests marked so have a process of their own: one that has threads cannot be forked."""
    if not pyfuncitem.get_closest_marker("forking") or forked(2) == 2:
        return None
    if OWN_PROCESS in os.environ:
        pytest.skip("processes with one thread cannot be had here")
    command = [sys.executable, "-m", "pytest", "-q", "-m", "", pyfuncitem.nodeid]
    environment = os.environ | {OWN_PROCESS: "yes"}
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True
    )
    if "skipped" in ended.stdout:
        pytest.skip(ended.stdout)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return True


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    if not (SHARED / "README.md").exists():
        pytest.skip("needs the reference material in ../shared, which is not here")
    return SHARED


@pytest.fixture(scope="session")
def seed(root: Path) -> Path:
    return root / "source" / "oic" / "oic-cfm-48-50-pol.txt"
