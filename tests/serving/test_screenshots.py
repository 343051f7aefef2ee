"""Pictures of the pages that count, for the documentation: made only with --update-docs.

They need a graph of many works: build/corpus/kg, which `make corpus` builds from ../shared.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import chromium, faultless
from served import Starter

PAGES = {
    "heat": "/heat",
    "map": "/map",
    "citations": "/citations",
    "neighbours": "/citations/resolution/un-sc/2687",
    "coverage": "/coverage",
    "state": "/state/som.html",
    "phone": "/resolution/un-sc/2687.html",
}

pytestmark = pytest.mark.slow


def test_pages_of_a_large_graph_are_pictured(
    start: Starter, root: Path, shared: Path, screenshots: Path | None
) -> None:
    if screenshots is None:
        pytest.skip("pictures are made only with --update-docs")
    graph = root / "build" / "corpus" / "kg"
    if not graph.is_dir():
        pytest.skip("needs build/corpus/kg; run make corpus")
    server = start("--graph", str(graph), "--texts", str(shared / "corpora"), "--workers", "1")
    with chromium() as browser, faultless(browser, str(server.client.base_url)) as page:
        for name, path in PAGES.items():
            narrow = name == "phone"
            page.set_viewport_size({"width": 400 if narrow else 1200, "height": 850})
            assert page.goto(path, wait_until="networkidle")
            page.screenshot(path=screenshots / f"{name}.png")
