"""The pages: readable without a script, accessible by their structure, nothing off the host."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from stancegraph.serving.holding.holdings import Holdings, node
from stancegraph.serving.pages.highlighting import Marked, highlighted, pieced
from stancegraph.serving.pages.rendering import Pages

WORK = "/resolution/oic-cfm/48/50-pol"
PAGES = [
    "/",
    "/works",
    "/shapes",
    "/downloads",
    "/heat",
    "/heat/org/oic-cfm/toward/org/eu-ep",
    "/map",
    "/citations",
    "/citations/resolution/oic-cfm/48/50-pol",
    "/coverage",
    "/report/resolution/oic-cfm/48/50-pol",
    "/problems",
    "/query",
    "/query?query=ASK+%7B%7D",
    "/search?q=kazakhstan",
    "/def.html",
    "/def/act.html",
    "/def/act/condemn.html",
    "/def/level/direct.html",
    f"{WORK}.html",
    f"{WORK}/op/2.html",
    f"{WORK}/op/2/stance/6-33-132.html",
    f"{WORK}/en/txt/span/1517-1540.html",
    "/session/oic-cfm/48.html",
    "/state/kaz.html",
    "/org/oic-cfm.html",
    "/org/eu-ep.html",
    "/resolution/eu-ep/p9-ta-2022-0012.html",
    "/matter/oic-cfm/48/50-pol/op/1/26-121.html",
    "/dataset.html",
]
_VOID = {"meta", "link", "input", "br", "img", "hr"}


class Page(HTMLParser):
    """What the tests ask of a page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.labelled: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append((tag, values))
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "label":
            self.labelled.add(values.get("for", ""))
        if tag == "a" and "a" in self.open:
            self.faults.append(f"a link in a link: {values}")
        if tag not in _VOID and "circle line rect path".split().count(tag) == 0:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("circle", "line", "rect", "path"):
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def of(self, *names: str) -> list[dict[str, str]]:
        return [values for tag, values in self.tags if tag in names]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_well_made_and_asks_nobody_else(web: httpx.Client, path: str) -> None:
    answer = web.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    page = Page(answer.text)
    assert page.faults == []
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert page.of("html")[0]["lang"] == "en"
    assert [len(page.of(tag)) for tag in ("h1", "main", "header", "footer")] == [1, 1, 1, 1]
    headings = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(headings))
    assert page.of("a")[0]["href"] == "#content"
    for field in page.of("input", "textarea"):
        assert field["id"] in page.labelled
    loaded = [tag["src"] for tag in page.of("script", "img", "iframe") if "src" in tag]
    loaded += [tag["href"] for tag in page.of("link") if tag["rel"] in ("stylesheet", "icon")]
    assert all(address.startswith("/") for address in loaded)
    assert not any("style" in values or "onclick" in values for _, values in page.tags)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", [p for p in PAGES if p.startswith((WORK, "/state", "/org/eu"))])
def test_links_of_a_page_lead_somewhere(web: httpx.Client, path: str) -> None:
    page = Page(web.get(path).text)
    targets = {tag["href"] for tag in page.of("a") if "href" in tag}
    for target in targets:
        if target.startswith("#"):
            assert target[1:] in page.ids
    own = sorted(target for target in targets if target.startswith("/"))
    for target in own[:: max(1, len(own) // 15)]:
        there = web.get(target.partition("#")[0])
        assert there.status_code == 200, target
        if "#" in target:
            assert target.partition("#")[2] in Page(there.text).ids, target


def test_the_text_stands_as_received_with_its_spans_marked(web: httpx.Client, seed: Path) -> None:
    text = web.get(f"{WORK}.html").text
    body = text[text.index('<div class="text"') : text.index("</div>", text.index('class="text"'))]
    marked = re.sub(r'<a class="note".*?</a>', "", body[body.index(">") + 1 :])
    assert unescape(re.sub("<[^>]+>", "", marked)) == seed.read_text(encoding="utf-8")
    found = re.search(r'<mark id="en-txt-1517-1643"[^>]*>(.*?)</mark>', body, re.DOTALL)
    assert found
    assert 'href="#stance-op-2-stance-6-33-132"' in body
    assert 'id="stance-op-2-stance-6-33-132"' in text
    assert "https://w3id.org/stancegraph/id/resolution/oic-cfm/48/50-pol" in text


def test_a_dossier_says_who_said_what_and_when(web: httpx.Client) -> None:
    text = web.get("/org/eu-ep.html").text
    for part in ("disapprove", "OIC Council of Foreign Ministers", "2022-03-23", "<svg", "<circle"):
        assert part in text


def test_both_calendars_on_the_page_of_a_session(web: httpx.Client) -> None:
    text = web.get("/session/oic-cfm/48.html").text
    assert "2022-03-22" in text
    assert "1443H" in text
    assert "50/48-POL" in text


def test_spans_that_cross_are_cut_and_lose_no_letter() -> None:
    text = "abcdefgh"
    spans = [Marked("x", 1, 5, ("s",)), Marked("y", 3, 7, ("s",)), Marked("z", 0, 99, ("s",))]
    html = highlighted(text, spans)
    assert re.sub("<[^>]+>", "", html) == text
    assert html.count('id="y"') == 1
    assert html.count('data-span="y"') == 2
    assert 'id="z"' not in html


def test_without_the_text_quotes_stand_at_their_places() -> None:
    assert pieced(12, [(0, "abc"), (8, "xyz")]) == "abc ⋯   xyz "


def _luminance(colour: str) -> float:
    digits = colour * 2 if len(colour) == 3 else colour
    pairs = ["".join(digits[place::3]) for place in range(3)] if len(colour) == 3 else None
    parts = pairs or [digits[place : place + 2] for place in (0, 2, 4)]
    shares = [int(part, 16) / 255 for part in parts]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("front", "back"),
    [
        *[(name, back) for name in ("ink", "soft", "link") for back in ("paper", "shade")],
        *[("ink", f"{tone}-back") for tone in ("adverse", "favourable", "neutral")],
        *[(tone, f"{tone}-back") for tone in ("adverse", "favourable", "neutral")],
        ("ink", "lit"),
        ("paper", "link"),
    ],
)
def test_colours_part_from_their_ground(web: httpx.Client, front: str, back: str) -> None:
    """WCAG 2 AA asks for 4.5 to 1, in the light and in the dark."""
    schemes = re.findall(r":root \{(.*?)\}", web.get("/static/site.css").text, re.DOTALL)
    assert len(schemes) == 2
    for scheme in schemes:
        colours = dict(re.findall(r"--([\w-]+): #([0-9a-f]+)", scheme))
        light, dark = sorted((_luminance(colours[front]), _luminance(colours[back])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_a_long_list_of_values_says_how_many_it_leaves_out() -> None:
    thing = ox.NamedNode("https://x.example/thing/a")
    store = ox.Store()
    for number in range(60):
        store.add(ox.Quad(thing, node("skos:note"), ox.Literal(f"Note {number}")))
    for number in range(70):
        other = ox.NamedNode(f"https://x.example/thing/{number}")
        store.add(ox.Quad(thing, node("skos:related"), other))
    holdings = Holdings(store, "https://x.example/", "", Path())
    page = Pages(holdings).page(thing.value, "thing/a", "en")
    assert "and 10 more" in page
    assert "and 20 more" in page
