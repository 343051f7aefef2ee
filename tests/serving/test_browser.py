"""Chromium opens every kind of page: no fault on its console, none that axe-core finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from chromium import chromium, faultless
from served import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

STRONGEST = """PREFIX sg: <https://w3id.org/stancegraph/def#>
SELECT ?act ?target ?polarity ?stance WHERE {
  ?stance sg:act ?act ; sg:target ?target ; sg:polarity ?polarity .
}
ORDER BY ?polarity ?stance LIMIT 5
"""
WORK = "/resolution/oic-cfm/48/50-pol"
PAGES = {
    "home": "/",
    "works": "/works",
    "work": f"{WORK}.html#en-txt-1517-1643",
    "report": f"/report{WORK}",
    "stance": f"{WORK}/op/2/stance/6-33-132.html",
    "provision": f"{WORK}/op/2.html",
    "span": f"{WORK}/en/txt/span/1517-1540.html",
    "dossier": "/org/eu-ep.html",
    "state": "/state/kaz.html",
    "session": "/session/oic-cfm/48.html",
    "acts": "/def/act.html",
    "act": "/def/act/condemn.html",
    "ontology": "/def.html",
    "shapes": "/shapes",
    "heat": "/heat",
    "cell": "/heat/org/oic-cfm/toward/org/eu-ep",
    "map": "/map",
    "citations": "/citations",
    "neighbours": f"/citations{WORK}",
    "coverage": "/coverage",
    "search": "/search?q=kazakhstan",
    "query": f"/query?{urlencode({'query': STRONGEST})}",
    "downloads": "/downloads",
    "problems": "/problems",
}
SHOWN = ("home", "work", "stance", "dossier", "acts", "query", "ontology", "report")
CARD = "#stance-op-2-stance-6-33-132"
MARK = 'mark[id="en-txt-1517-1643"]'
LAST = "mark => mark.scrollIntoView({ block: 'end', behavior: 'instant' })"
SERIOUS = ("serious", "critical")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
AXE = """async (tags) => (await axe.run({ runOnly: tags })).violations.flatMap(
    (found) => found.nodes.map((node) => [found.impact, found.id, node.target.join(" ")]))"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    with faultless(browser, str(server.client.base_url)) as opened:
        yield opened


@pytest.fixture(scope="module")
def axe(root: Path) -> str:
    return (root / "tests" / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def faults(page: Page, axe: str) -> list[list[str]]:
    """What axe-core calls serious or critical; the debugger runs it, past the site's policy."""
    page.evaluate(f"() => {{ {axe} }}")
    return [found for found in page.evaluate(AXE, RULES) if found[0] in SERIOUS]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_without_fault(
    page: Page, name: str, axe: str, tmp_path: Path, screenshots: Path | None
) -> None:
    page.emulate_media(color_scheme="light")
    answer = page.goto(PAGES[name], wait_until="networkidle")
    assert answer.status == 200
    if name in SHOWN:
        place = screenshots or tmp_path
        if name == "work":
            page.locator(MARK).evaluate(LAST)
        page.screenshot(path=place / f"{name}.png")
        assert (place / f"{name}.png").stat().st_size > 10_000
    assert faults(page, axe) == []
    page.emulate_media(color_scheme="dark")
    assert faults(page, axe) == []
    for width in (1200, 360):
        page.set_viewport_size({"width": width, "height": 850})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(page, axe) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_work_in_two_scripts_opens_without_fault(
    browser: Browser, small_world: Server, axe: str, language: str
) -> None:
    with faultless(browser, str(small_world.client.base_url)) as page:
        page.set_extra_http_headers({"Accept-Language": language})
        page.goto("/resolution/un-sc/2672.html#ar-txt-0-15", wait_until="networkidle")
        assert page.locator('mark[id="ar-txt-0-15"]').is_visible()
        assert faults(page, axe) == []


def test_the_dossier_of_the_map_opens_by_the_keyboard(page: Page) -> None:
    page.goto("/map")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.atlas a')"):
            break
    outline = page.evaluate(
        "getComputedStyle(document.activeElement.querySelector('path, circle')).strokeWidth"
    )
    assert float(outline.removesuffix("px")) >= 20
    page.keyboard.press("Enter")
    page.wait_for_url("**/state/*.html")


def test_everything_that_can_be_pressed_shows_where_the_focus_is(page: Page) -> None:
    page.goto(f"{WORK}.html")
    seen = 0
    for _ in range(40):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return [document.activeElement.tagName, s.outlineStyle, s.outlineWidth]; })()"
        )
        assert style[1] != "none", style
        seen += style[0] == "A"
    assert seen > 20


def test_paper_shows_all_cards_and_no_menus(page: Page) -> None:
    page.goto(f"{WORK}.html")
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert not page.locator("footer .formats").is_visible()
    cards = page.locator(".cards")
    assert cards.evaluate("it => getComputedStyle(it).overflow") == "visible"
    assert cards.evaluate("it => it.scrollHeight <= it.clientHeight + 1")
    assert len(page.pdf()) > 20_000


def test_words_and_stances_light_each_other(page: Page) -> None:
    page.goto(f"{WORK}.html")
    assert page.locator(MARK).count() == 1
    lit = page.locator(f"{MARK}.lit")
    assert lit.count() == 0
    page.hover(CARD)
    lit.wait_for(state="attached")
    page.click(f"{CARD} blockquote a")
    page.wait_for_url("**#en-txt-1517-1643")
    page.locator(f"{CARD}.kept").wait_for(state="attached")


def test_the_page_of_a_work_is_told_what_the_shapes_say(page: Page) -> None:
    page.goto(f"{WORK}.html")
    page.locator("#state a", has_text="conforms to the shapes").wait_for(timeout=60_000)


def test_findings_stand_on_the_cards_of_their_stances(
    browser: Browser, small_world: Server
) -> None:
    with faultless(browser, str(small_world.client.base_url)) as page:
        page.goto("/resolution/un-sc/2672.html")
        page.locator("#state a", has_text="does not conform").wait_for(timeout=60_000)
        told = page.locator("#stance-op-1-stance-0-10-20 p.warning")
        assert any("negated" in words for words in told.all_inner_texts())


def test_a_permalink_lights_its_span_without_a_script(browser: Browser, server: Server) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{server.client.base_url}{WORK[1:]}.html#en-txt-1517-1643")
    colour = page.locator(MARK).evaluate("mark => getComputedStyle(mark).backgroundColor")
    assert colour == "rgb(255, 229, 138)"
    page.close()
