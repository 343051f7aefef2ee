"""Chromium for the tests: pages that complain when anything does, or asks another host."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs the package playwright")
    if not CHROMIUM.exists():
        pytest.skip(f"needs {CHROMIUM}")
    with sync_api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield opened
        opened.close()


@contextmanager
def faultless(browser: Browser, address: str) -> Iterator[Page]:
    """A page; at the end nothing was said on its console and nothing asked of another host."""
    opened = browser.new_page(base_url=address, viewport={"width": 1200, "height": 850})
    faults: list[str] = []
    opened.on("console", lambda message: faults.append(message.text))
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    opened.on(
        "request",
        lambda asked: asked.url.startswith((address, "data:")) or faults.append(asked.url),
    )
    yield opened
    assert faults == []
    opened.close()
