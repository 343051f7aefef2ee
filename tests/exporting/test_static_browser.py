"""Chromium on the exported site behind a server that knows nothing but files."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("starlette", reason="needs the extra [serve]")

from chromium import chromium, faultless

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from static_site import Site

WORK = "resolution/un-sc/2672"
PAGES = (
    "index.html",
    "works.html",
    f"{WORK}.html",
    f"{WORK}/op/1/stance/0-10-20.html",
    f"{WORK}/op/1.html",
    "state/kaz.html",
    "session/oic-cfm/48.html",
    "heat.html",
    "map.html",
    "citations.html",
    f"citations/{WORK}.html",
    "coverage.html",
    "downloads.html",
    "def.html",
    "def/act.html",
    "def/act/condemn.html",
    "shapes.html",
    "problems.html",
    "query.html",
    "search.html",
)
EDITOR = "document.querySelector('.CodeMirror').CodeMirror"
ROWS = "#answer table tbody tr"
COUNT = "SELECT (COUNT(*) AS ?all) WHERE { ?s a <https://w3id.org/stancegraph/def#Stance> }"

pytestmark = pytest.mark.slow


class _Files(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def files(root: Path) -> Iterator[str]:
    """A server of files; the address of its root."""
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(_Files, directory=str(root))
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def address(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site in a folder of a host, as project pages are."""
    host = tmp_path_factory.mktemp("host")
    (host / "stances").symlink_to(site.root)
    with files(host) as root:
        yield f"{root}stances/"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with faultless(browser, address) as opened:
        yield opened


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_without_fault(page: Page, name: str) -> None:
    answer = page.goto(name, wait_until="networkidle")
    assert answer
    assert answer.status == 200
    assert page.locator("h1").count() == 1
    styled = page.evaluate("getComputedStyle(document.querySelector('header.top')).display")
    assert styled == "flex"


def test_a_name_is_found_as_one_types_its_beginning(page: Page) -> None:
    page.goto("index.html")
    page.fill("#q", "kazakh")
    page.click("form.big button")
    page.locator("#found a", has_text="Kazakhstan").first.wait_for()
    page.locator("#found a", has_text="Kazakhstan").first.click()
    page.wait_for_load_state()
    assert "Kazakhstan" in (page.text_content("h1") or "")


def test_a_name_is_found_in_another_script_and_by_kind(page: Page) -> None:
    page.goto("search.html?q=%D0%BA%D0%B0%D0%B7%D0%B0%D1%85%D1%81%D1%82%D0%B0%D0%BD")
    page.locator("#found a").first.wait_for()
    assert page.locator("#found a").all_inner_texts() == ["Kazakhstan"]
    page.locator("#kinds a", has_text="state").click()
    page.locator("#found a").first.wait_for()
    assert page.locator("#kinds a[aria-current]").inner_text() == "state 1"


def test_a_query_is_answered_in_the_browser(page: Page) -> None:
    page.goto("query.html", wait_until="networkidle")
    page.wait_for_selector(".CodeMirror")
    page.evaluate(f"{EDITOR}.setValue('{COUNT}')")
    page.click("#asking button[type=submit]")
    page.locator(ROWS).first.wait_for(timeout=60_000)
    assert '"6"' in page.locator(ROWS).first.inner_text()
    own = page.url
    assert "query.html?query=" in own
    page.goto("index.html")
    page.goto(own)
    page.locator(ROWS).first.wait_for(timeout=60_000)


def test_an_answer_leads_to_the_pages_of_its_things(page: Page) -> None:
    query = "SELECT ?state WHERE { ?state a <https://schema.org/Country> } ORDER BY ?state LIMIT 1"
    page.goto("query.html", wait_until="networkidle")
    page.wait_for_selector(".CodeMirror")
    page.evaluate(f"{EDITOR}.setValue('{query}')")
    page.click("#asking button[type=submit]")
    page.locator(f"{ROWS} a").first.wait_for(timeout=60_000)
    page.locator(f"{ROWS} a").first.click()
    page.wait_for_url("**/stances/state/kaz.html")


def test_a_fault_in_a_query_is_told(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    page.goto("query.html", wait_until="networkidle")
    page.evaluate(f"{EDITOR}.setValue('SELECT ?s {{ ?s ?p')")
    page.click("#asking button[type=submit]")
    page.locator("#answer .warning").wait_for(timeout=60_000)
    assert "1:" in page.locator("#answer .warning").inner_text()
    page.close()


def test_an_example_fills_the_editor(page: Page) -> None:
    page.goto("query.html", wait_until="networkidle")
    page.locator('a[href="query.html?example=condemned"]').click()
    page.wait_for_function(f"{EDITOR}.getValue().includes('condemn')")


def test_pages_open_from_the_disk(browser: Browser, site: Site) -> None:
    with faultless(browser, "file://") as page:
        page.goto(f"file://{site.root}/{WORK}.html", wait_until="networkidle")
        page.click("a.brand")
        page.wait_for_url("**/index.html")
        styled = page.evaluate("getComputedStyle(document.querySelector('header.top')).display")
        assert styled == "flex"
