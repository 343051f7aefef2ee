"""What the tests share: the project's root and the reference material, where it is at hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

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
