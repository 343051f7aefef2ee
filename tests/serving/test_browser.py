"""Chromium opens every kind of page: no fault on its console, no request off the host."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from served import Server

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
WORK = "/resolution/oic-cfm/48/50-pol"
PAGES = {
    "home": "/",
    "works": "/works",
    "work": f"{WORK}.html#en-txt-1517-1643",
    "stance": f"{WORK}/op/2/stance/6-33-132.html",
    "span": f"{WORK}/en/txt/span/1517-1540.html",
    "dossier": "/org/eu-ep.html",
    "state": "/state/kaz.html",
    "session": "/session/oic-cfm/48.html",
    "acts": "/def/act.html",
    "act": "/def/act/condemn.html",
    "ontology": "/def.html",
    "shapes": "/shapes",
    "search": "/search?q=kazakhstan",
    "query": "/query?query=SELECT+*+%7B+%3Fs+a+%3Fclass+%7D+LIMIT+5",
    "downloads": "/downloads",
}
SHOWN = ("home", "work", "stance", "dossier", "acts", "query")
CARD = "#stance-op-2-stance-6-33-132"
MARK = 'mark[id="en-txt-1517-1643"]'

pytestmark = pytest.mark.slow
sync_api = pytest.importorskip("playwright.sync_api", reason="needs the package playwright")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"needs {CHROMIUM}")
    with sync_api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    address = str(server.client.base_url)
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


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_without_fault(page: Page, name: str, tmp_path: Path) -> None:
    answer = page.goto(PAGES[name], wait_until="networkidle")
    assert answer.status == 200
    if name in SHOWN:
        place = Path(os.environ.get("STANCEGRAPH_SCREENSHOTS", tmp_path))
        page.screenshot(path=place / f"{name}.png")
        assert (place / f"{name}.png").stat().st_size > 10_000
    for width in (1200, 360):
        page.set_viewport_size({"width": width, "height": 850})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width


def test_words_and_stances_light_each_other(page: Page) -> None:
    page.goto(f"{WORK}.html")
    lit = f"document.querySelector('{MARK}').classList.contains(\"lit\")"
    assert page.evaluate(lit) is False
    page.hover(CARD)
    assert page.evaluate(lit) is True
    page.click(f"{CARD} blockquote a")
    assert page.url.endswith("#en-txt-1517-1643")
    kept = f'document.querySelector("{CARD}").classList.contains("kept")'
    assert page.evaluate(kept) is True


def test_a_permalink_lights_its_span_without_a_script(browser: Browser, server: Server) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{server.client.base_url}{WORK[1:]}.html#en-txt-1517-1643")
    colour = page.locator(MARK).evaluate("mark => getComputedStyle(mark).backgroundColor")
    assert colour == "rgb(255, 229, 138)"
    page.close()


def test_an_example_of_the_query_page_runs(page: Page) -> None:
    page.goto("/query")
    page.click('a[href="/query?example=condemned"]')
    page.click("main button[type=submit]")
    page.wait_for_selector("main table tbody tr")
