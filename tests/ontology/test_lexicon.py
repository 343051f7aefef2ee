"""The lexicon's tables hold together, and no opening verb we know of is without an act."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from stancegraph.resources import resource

SECTIONS = {"op", "pre", "bare"}
LANGUAGES = {"en", "fr", "es", "ar"}
SLOTS = {
    "object", "actor", "complement", "addressee", "request", "infinitive", "beneficiary", "source",
    "noun", "none",
}  # fmt: skip
FAMILIES = {"favourable", "adverse", "directive", "commissive", "assertive"}
Row = dict[str, str]


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def table(name: str) -> list[Row]:
    return rows(resource("lexicon", name))


@pytest.fixture(scope="module")
def acts() -> dict[str, Row]:
    return {row["act"]: row for row in table("acts.tsv")}


@pytest.fixture(scope="module")
def verbs() -> list[Row]:
    return table("verbs.tsv")


def test_every_act_stands_at_most_two_levels_below_its_family(acts: dict[str, Row]) -> None:
    assert {act for act, row in acts.items() if not row["broader"]} == FAMILIES
    for act, row in acts.items():
        above = row["broader"]
        if above and acts[above]["broader"]:
            above = acts[above]["broader"]
        assert not above or above == row["family"], act


def test_acts_have_values_on_their_scales(acts: dict[str, Row]) -> None:
    for act, row in acts.items():
        assert -1 <= float(row["polarity"]) <= 1, act
        assert row["deontic"] in set("012345"), act
        assert row["label"], act
        assert row["definition"].endswith((".", ")")), act


def test_the_sign_of_a_polarity_agrees_with_the_family(acts: dict[str, Row]) -> None:
    for act, row in acts.items():
        if row["family"] == "favourable":
            assert float(row["polarity"]) > 0, act
        if row["family"] == "adverse":
            assert float(row["polarity"]) < 0, act


def test_no_surface_form_stands_twice_in_a_language_and_section(verbs: list[Row]) -> None:
    forms = Counter((row["language"], row["section"], row["surface"]) for row in verbs)
    assert [form for form, times in forms.items() if times > 1] == []
    ids = Counter(row["id"] for row in verbs)
    assert [name for name, times in ids.items() if times > 1] == []


def test_verbs_use_the_closed_values(verbs: list[Row], acts: dict[str, Row]) -> None:
    for row in verbs:
        assert row["language"] in LANGUAGES, row
        assert row["section"] in SECTIONS, row
        assert row["slot"] in SLOTS, row
        assert row["place"] in {"any", "head"}, row
        assert acts[row["act"]]["broader"], row
        assert -1 <= float(row["polarity"]) <= 1, row
        assert row["surface"] == row["surface"].lower().strip(), row


def test_other_tables_name_acts_of_the_scheme(acts: dict[str, Row]) -> None:
    for row in table("nouns.tsv"):
        assert row["act"] in acts, row
        assert -1 <= float(row["polarity"]) <= 1, row
    for row in table("light_verbs.tsv"):
        assert row["kind"] in {"empty", "speaking", "auxiliary"}, row
        assert bool(row["act"]) == (row["kind"] == "speaking"), row
        assert not row["act"] or row["act"] in acts, row
    for row in table("concepts.tsv"):
        assert row["act"] in acts, row


def test_intensity_and_repetition_are_apart() -> None:
    words = Counter((row["language"], row["word"]) for row in table("intensifiers.tsv"))
    assert [word for word, times in words.items() if times > 1] == []
    for row in table("intensifiers.tsv"):
        assert row["kind"] in {"intensity", "repetition"}, row
        assert (row["value"] in set("0234")) == (row["kind"] == "intensity"), row
        assert row["position"] in {"before", "after", "both"}, row


def test_languages_have_enough_forms(verbs: list[Row]) -> None:
    count = Counter(row["language"] for row in verbs)
    assert all(count[language] >= 90 for language in LANGUAGES), count


@pytest.mark.parametrize(
    ("language", "section", "surface", "act"),
    [
        ("en", "op", "calls upon", "call-upon"),
        ("en", "op", "calls on", "call-upon"),
        ("en", "op", "takes the view", "believe"),
        ("en", "op", "deplores the fact", "deplore"),
        ("en", "pre", "whereas", "recite"),
        ("en", "pre", "having regard", "have-regard"),
        ("en", "bare", "condemn", "condemn"),
        ("en", "op", "has decided", "decide"),
        ("en", "op", "recognises", "recognise"),
        ("en", "op", "is concerned", "be-concerned"),
        ("fr", "pre", "rappelant", "recall"),
        ("fr", "op", "se félicite", "welcome"),
        ("fr", "pre", "ayant à l'esprit", "consider"),
        ("es", "op", "acoge con beneplácito", "welcome"),
        ("es", "pre", "tomando nota", "note"),
        ("ar", "pre", "إذ يشير", "recall"),
        ("ar", "op", "يدين", "condemn"),
    ],
)
def test_forms_have_their_act(
    verbs: list[Row], language: str, section: str, surface: str, act: str
) -> None:
    found = [
        row["act"]
        for row in verbs
        if (row["language"], row["section"], row["surface"]) == (language, section, surface)
    ]
    assert found == [act]


def _without_modifiers(surface: str, modifiers: set[str]) -> tuple[str, ...]:
    kept = surface
    for phrase in sorted(modifiers, key=len, reverse=True):
        kept = f" {kept} ".replace(f" {phrase} ", " ").strip()
    return tuple(kept.split()) or tuple(surface.split())


def _related(one: str, other: str, acts: dict[str, Row]) -> bool:
    """Same act, or one is broader than the other, or both narrow the same act."""
    above = [{act, acts[act]["broader"]} - FAMILIES for act in (one, other)]
    return bool(above[0] & above[1])


def test_every_verb_of_the_reference_list_is_mapped(
    shared: Path, verbs: list[Row], acts: dict[str, Row]
) -> None:
    modifiers = {row["word"] for row in table("intensifiers.tsv") if row["language"] == "en"}
    modifiers |= {row["word"] for row in table("insertions.tsv") if row["kind"] == "determiner"}
    concepts = {row["concept"]: row["act"] for row in table("concepts.tsv")}
    known = {
        (row["section"], _without_modifiers(row["surface"], modifiers)): row["act"]
        for row in verbs
        if row["language"] == "en"
    }
    reference = rows(shared / "lexicon" / "verbs.tsv")
    assert len(reference) == 430
    assert {row["stance_concept"] for row in reference} <= set(concepts)
    unmapped = []
    for row in reference:
        words = _without_modifiers(row["surface"], modifiers)
        found = [
            known[row["section"], words[:end]]
            for end in range(len(words), max(len(words) - 2, 0), -1)
            if (row["section"], words[:end]) in known
        ]
        if not found or not _related(found[0], concepts[row["stance_concept"]], acts):
            unmapped.append((row["id"], row["surface"], row["stance_concept"], found))
    assert unmapped == []
