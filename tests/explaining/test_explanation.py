"""An explanation of a stance: words marked in their line, rules, confidence, reviews."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest

from stancegraph.cli import run
from stancegraph.errors import QueryError
from stancegraph.stances import load_rules
from stancegraph.store import Graph, open_graph
from stancegraph.store.explanation import explanation
from stancegraph.text.originals import text_below

STANCE = "resolution/oic-cfm/48/50-pol/op/2/stance/6-33-132"
SHA256 = "7e795bf9ad9eb6689b6cdbefb0191fec909dc29a9f46cd403674ef7924c9de43"
REVIEWS = f"""sha256,start,end,fact,verdict,value,by,date,note
{SHA256},1517,1643,stance.act,dispute,regret,B. Reader,2026-11-24,a matter of degree
{SHA256},1517,1643,stance,confirm,,A. Reader,2026-11-23,
"""


@pytest.fixture(scope="module")
def built(seed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("explained")
    for folder in ("oic", "reviews"):
        (place / "source" / folder).mkdir(parents=True)
    shutil.copy(seed, place / "source" / "oic")
    (place / "source" / "reviews" / "all.csv").write_text(REVIEWS)
    command = ["build", str(place / "source"), "--output", str(place / "kg")]
    assert run([*command, "--dumps", str(place / "build")]) == 0
    return place


def explained(place: Path, name: str) -> str:
    return explanation(open_graph(place / "kg"), name, partial(text_below, place / "source"))


def test_the_words_are_marked_and_their_line_is_told(built: Path):
    text = explained(built, STANCE)
    assert "oic/oic-cfm-48-50-pol.txt:26, 1517-1643:" in text
    lines = (built / "source/oic/oic-cfm-48-50-pol.txt").read_text().splitlines()
    assert "**Expresses** disapproval" in lines[25]
    assert "«Expresses disapproval» of [the resolution on the situation in Kazakhstan" in text


def test_the_page_of_a_pdf_is_told(root: Path, tmp_path: Path):
    pytest.importorskip("pdfplumber", reason="needs the extra [pdf]")
    (tmp_path / "source").mkdir()
    shutil.copy(root / "docs" / "tutorial" / "oic-cfm-48-50-pol.pdf", tmp_path / "source")
    command = ["build", str(tmp_path / "source"), "--output", str(tmp_path / "kg")]
    assert run([*command, "--dumps", str(tmp_path / "build")]) == 0
    graph = open_graph(tmp_path / "kg")
    words = "SELECT ?s { ?s a sg:Stance ; sg:targetPhrase ?t FILTER CONTAINS(?t, '%s') }"
    prefix = "PREFIX sg: <https://w3id.org/stancegraph/def#> "
    for phrase, page in (("acts of violence", "page 1"), ("the efforts", "page 2")):
        stance = next(iter(graph.rows(prefix + words % phrase)))["s"]
        told = explained(tmp_path, stance)
        assert f"oic-cfm-48-50-pol.pdf, {page}, " in told


def test_every_rule_says_what_it_means_and_the_product_is_shown(built: Path):
    text = explained(built, STANCE)
    known = load_rules().known
    for name in ("object", "carried-noun"):
        assert f"{known[name].reliability:.2f}  {name}: {known[name].meaning}" in text
    assert "so its confidence is 0." in text
    assert "how sure the names in its words are" in text


def test_an_inferred_stance_shows_the_rules_of_its_base(built: Path):
    text = explained(built, f"{STANCE}/author")
    assert "author-of-criticised-document: who adopted a criticised document" in text
    assert "[of the stance it follows from]" in text
    assert "which follows from:" in text
    assert text.count("so its confidence is") == 1


def test_reviews_come_in_the_order_of_their_days(built: Path):
    text = explained(built, STANCE)
    first = text.index("A. Reader, 2026-11-23: confirm stance")
    second = text.index("B. Reader, 2026-11-24: dispute stance.act: regret for disapprove")
    assert first < second
    assert "(a matter of degree)" in text
    assert "disputed" in text


def test_without_the_source_no_line_is_told(built: Path):
    text = explanation(open_graph(built / "kg"), STANCE)
    assert "oic/oic-cfm-48-50-pol.txt, 1517-1643:" in text


def test_a_changed_source_gives_no_line(built: Path, tmp_path: Path):
    shutil.copytree(built / "source", tmp_path / "source")
    file = tmp_path / "source" / "oic" / "oic-cfm-48-50-pol.txt"
    file.write_text("\n\n" + file.read_text())
    texts = partial(text_below, tmp_path / "source")
    text = explanation(open_graph(built / "kg"), STANCE, texts)
    assert "oic/oic-cfm-48-50-pol.txt, 1517-1643:" in text


@pytest.mark.parametrize("name", ["a b", "http://[", "x> ?p ?o . <x"])
def test_what_is_no_iri_is_told(name: str) -> None:
    with pytest.raises(QueryError, match="is no IRI; give one in full"):
        explanation(Graph(ox.Store()), name)


def test_what_is_said_to_follow_from_itself_is_explained_once() -> None:
    stance = "<https://w3id.org/stancegraph/id/resolution/x/1/op/1/stance/1-2-3>"
    said = f"{stance} <https://w3id.org/stancegraph/def#derivedFrom> {stance} .\n"
    store = ox.Store()
    store.load(said.encode(), format=ox.RdfFormat.N_TRIPLES)
    text = explanation(Graph(store), stance[1:-1])
    assert text.count("derivedFrom") == 1
