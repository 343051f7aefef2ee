"""The query editor in Chromium: examples run, words complete, links hold the query."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from chromium import chromium, faultless
from served import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EDITOR = "document.querySelector('.CodeMirror').CodeMirror"
ROWS = "#answer table tbody tr"
VENDOR = Path("stancegraph/serving/static/vendor")
BROKEN = "SELECT ?s { ?s ?p"


def test_what_others_wrote_is_as_noticed(root: Path) -> None:
    notice = (root / VENDOR / "NOTICE.md").read_text(encoding="utf-8")
    sums = dict(reversed(line.split("  ")) for line in re.findall(r"[0-9a-f]{64}  \S+", notice))
    files = {
        file.relative_to(root / VENDOR).as_posix(): file
        for file in (root / VENDOR).glob("*/*.*")
        if file.suffix != ".txt"
    }
    assert sums == {
        name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in files.items()
    }
    for folder in {file.parent for file in files.values()}:
        assert "Permission is hereby granted" in (folder / "LICENSE").read_text()


def test_completion_knows_what_is_used_and_what_is_defined(web: httpx.Client) -> None:
    found = web.get("/query/terms.json").json()
    assert found["prefixes"]["sg"] == "https://w3id.org/stancegraph/def#"
    stance = "https://w3id.org/stancegraph/def#Stance"
    assert next(count for iri, _, count in found["classes"] if iri == stance) > 0
    holder = "https://w3id.org/stancegraph/def#holder"
    counts = [count for _, _, count in found["properties"]]
    assert holder in {iri for iri, _, _ in found["properties"]}
    assert counts == sorted(counts, reverse=True)
    assert "https://w3id.org/stancegraph/def/act/condemn" in {i for i, _, _ in found["concepts"]}


def test_scripts_and_styles_stay_those_of_the_site(web: httpx.Client) -> None:
    policy = web.get("/query").headers["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'self';" in policy
    assert "unsafe-inline" not in policy.partition("style-src")[0]
    assert "unsafe-inline" not in web.get("/").headers["Content-Security-Policy"]


@pytest.mark.parametrize("text", ['ASK { ?s ?p "x" }', "ASK { ?s ?p '\\\\' }", 'ASK {} #"""', "#é"])
def test_the_program_asks_the_query_of_the_page(web: httpx.Client, text: str) -> None:
    page = web.get("/query", params={"query": text}).text
    shown = re.search(r'<pre id="python"[^>]*>(.*?)</pre>', page, re.DOTALL)
    assert shown
    program = _unescaped(shown.group(1)).partition("form = ")[0].partition("query = ")[2]
    values: dict[str, str] = {}
    exec(f"value = {program}", values)
    assert values["value"] == text


def _unescaped(text: str) -> str:
    import html

    return html.unescape(text)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    with faultless(browser, str(server.client.base_url)) as opened:
        yield opened


@pytest.mark.slow
def test_the_editor_runs_an_example_and_shows_its_rows(page: Page) -> None:
    page.goto("/query", wait_until="networkidle")
    page.click('a[href="/query?example=condemned"]')
    page.wait_for_selector(".CodeMirror")
    assert "condemn" in page.evaluate(f"{EDITOR}.getValue()")
    page.click("#asking button[type=submit]")
    page.wait_for_selector(ROWS)
    assert "extremist groups" in (page.text_content("#answer") or "")
    own = page.locator("#answer a.iri").first.get_attribute("href")
    assert own is not None
    assert own.startswith(page.url.partition("/query")[0])
    shared = page.get_attribute("#link", "href")
    assert shared == page.url
    page.goto(shared)
    assert page.locator(ROWS).count() == 3
    assert "condemn" in page.evaluate(f"{EDITOR}.getValue()")


@pytest.mark.slow
def test_names_complete_and_their_prefixes_are_declared(page: Page) -> None:
    page.goto("/query", wait_until="networkidle")
    page.evaluate(f"{EDITOR}.setValue('SELECT * {{ ?s ')")
    page.evaluate(f"({EDITOR}.focus(), {EDITOR}.setCursor(0, 14))")
    page.keyboard.type("sg:hold", delay=20)
    page.wait_for_selector(".CodeMirror-hints li")
    assert page.text_content(".CodeMirror-hints li") == "sg:holder"
    page.keyboard.press("Enter")
    typed = page.evaluate(f"{EDITOR}.getValue()")
    assert typed.startswith("PREFIX sg: <https://w3id.org/stancegraph/def#>")
    assert typed.endswith("?s sg:holder")


@pytest.mark.slow
def test_a_fault_in_a_query_is_told_with_its_place(browser: Browser, server: Server) -> None:
    page = browser.new_page(base_url=str(server.client.base_url))
    page.goto("/query", wait_until="networkidle")
    page.evaluate(f"{EDITOR}.setValue('{BROKEN}')")
    page.click("#asking button[type=submit]")
    page.wait_for_selector("#answer .warning")
    assert "1:" in (page.text_content("#answer .warning") or "")
    page.close()


@pytest.mark.slow
def test_what_is_copied_is_what_stands_in_the_editor(page: Page) -> None:
    page.goto("/query", wait_until="networkidle")
    page.evaluate(f"{EDITOR}.setValue('ASK {{ ?s ?p \"END\" }}')")
    assert 'ASK { ?s ?p "END" }\nEND' in (page.text_content("#curl") or "")
    assert 'query = """ASK { ?s ?p "END" }"""' in (page.text_content("#python") or "")


@pytest.mark.slow
def test_the_page_works_without_a_script(browser: Browser, server: Server) -> None:
    page = browser.new_page(base_url=str(server.client.base_url), java_script_enabled=False)
    page.goto("/query")
    page.click('a[href="/query?example=condemned"]')
    page.click("#asking button[type=submit]")
    assert page.locator(ROWS).count() == 3
    page.close()
