"""Real documents of the reference material: structure against the gold of their markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading.pages import Layout, typeset
from reading.segmentation import GoldResolution, load_gold, openers, segmentation

from stancegraph.evaluation.scores import Score
from stancegraph.model import ParagraphKind, Resolution, SourceText
from stancegraph.reading import load_lexicon, load_profiles, read
from stancegraph.text import load

SETS = ("ga78", "sc2023", "hrc54")


def first(source: SourceText) -> Resolution | None:
    document = read(source, load_profiles(), load_lexicon())
    return document.resolutions[0] if document.resolutions else None


def blocks_of(path: Path) -> list[str]:
    """The lines of a derived text as paragraphs; headings that the derivation doubles, once."""
    lines = [" ".join(line.split()) for line in path.read_text(encoding="utf-8").split("\n")]
    lines = [line for line in lines if line]
    return [
        line
        for before, line in zip(["", *lines], lines, strict=False)
        if before != line and not before.endswith(". " + line)
    ]


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[str, list[GoldResolution]]:
    folder = shared / "corpora" / "derived"
    return {name: list(load_gold(folder / f"dev_{name}.gold.jsonl")) for name in SETS}


@pytest.mark.parametrize(("name", "least"), [("ga78", 0.995), ("sc2023", 0.99), ("hrc54", 0.995)])
def test_clean_text(
    shared: Path, gold: dict[str, list[GoldResolution]], name: str, least: float
) -> None:
    units = opened = Score(0, 0, 0)
    for annotated in gold[name]:
        source = load(shared / "corpora" / "derived" / annotated.text, annotated.text)
        resolution = first(source)
        assert resolution is not None
        units += segmentation(resolution, annotated)
        opened += openers(resolution, annotated)
        assert resolution.symbol
        assert resolution.symbol.replace(" ", "") == annotated.symbol.replace(" ", "")
        assert resolution.adopted is not None
        assert str(resolution.adopted.earliest) == annotated.adopted
    assert units.f1 >= least
    assert opened.recall >= 0.98


@pytest.mark.parametrize("parting", ["blank", "indent", "none"])
@pytest.mark.parametrize("name", SETS)
def test_text_as_pages_give_it(
    shared: Path, gold: dict[str, list[GoldResolution]], name: str, parting: str
) -> None:
    units = Score(0, 0, 0)
    for place, annotated in enumerate(gold[name]):
        if place % 5:
            continue
        layout = Layout(
            width=[60, 72, 88, 100, 46][place % 4],
            parting=parting,
            head=[annotated.symbol, None, annotated.title[:60]][place % 3],
            numbers=["{page}/{pages}", "- {page} -", "Page {page}", None][place % 4],
            form_feed=place % 2 == 0,
        )
        text = typeset(blocks_of(shared / "corpora" / "derived" / annotated.text), layout, place)
        source = SourceText(annotated.text, "0" * 64, "text/plain", text)
        units += segmentation(first(source), annotated)
    assert units.f1 >= 0.96


def test_the_security_council_of_1946_to_1969(shared: Path) -> None:
    opened = numbered = 0
    for path in sorted((shared / "corpora" / "unsc_old_txt").glob("*.txt")):
        _, _, number, year, *_ = path.stem.split("_")
        resolution = first(load(path, path.name))
        assert resolution is not None, path.name
        assert resolution.number == str(int(number)), path.name
        assert resolution.adopted is not None, path.name
        assert resolution.adopted.earliest.year == int(year), path.name
        main = [p for p in resolution.paragraphs if p.kind == "operative" and p.number]
        numbered += len(main)
        opened += sum(p.opening is not None for p in main)
    assert opened >= 0.97 * numbered


ENGLISH_ACTS = {"Arabic": "A", "French": "F", "Spanish": "S"}


@pytest.mark.parametrize("language", ENGLISH_ACTS)
def test_acts_of_language_versions_are_known_and_equal(shared: Path, language: str) -> None:
    corpora = shared / "corpora"
    paragraphs = known = equal = 0
    for number in range(2672, 2680):
        name = f"S_RES_{number}"
        english = _openings(corpora / "unsc_akn" / f"{name}_E.xml")
        letter = ENGLISH_ACTS[language]
        other = _openings(corpora / "unsc_multilingual" / f"{language}_{name}_{letter}.xml")
        paragraphs += len(english)
        known += sum(act is not None for act in other.values())
        equal += sum(other.get(place) == act for place, act in english.items())
    assert known >= 0.95 * paragraphs
    assert equal >= 0.9 * paragraphs


def _openings(path: Path) -> dict[str, str | None]:
    """The opening act of each paragraph, by its name within the work."""
    resolution = first(load(path, path.name))
    assert resolution is not None, path.name
    return {
        each.id: each.opening.act if each.opening else None
        for each in resolution.paragraphs
        if each.kind in (ParagraphKind.PREAMBULAR, ParagraphKind.OPERATIVE)
    }
