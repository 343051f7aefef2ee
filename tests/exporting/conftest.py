"""The small world, exported once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("starlette", reason="needs the extra [serve]")

if TYPE_CHECKING:
    from static_site import Site


@pytest.fixture(scope="session")
def small_graph(root: Path) -> Path:
    return root / "tests" / "serving" / "small" / "world.ttl"


@pytest.fixture(scope="session")
def site(small_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    from static_site import exported

    return exported(small_graph, tmp_path_factory.mktemp("small") / "site", "ttl", "jsonld", "csv")
