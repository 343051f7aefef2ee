"""The committed annotation is whole, and agreement is counted as its docstring says."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from gold.agreement import ACTS, Comparison, kappa, paired
from gold.expand import Reader, lemma_of, sampled, scheme
from gold.standoff import Annotation, dumped, loaded

from stancegraph.text import load

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
FILES = sorted(HERE.glob("pass-*/*.json"))
TEXT = """The Council,

Strongly condemning the raid by the rebels, and urging
all parties to stop the raids,
"""
NOTES = """=2
condemn condemning | ~2 Strongly
 d the raid by the rebels
 t the rebels
urge urging
 a- all parties
 i- the raids
"""


def read(notes: str) -> Annotation:
    reader = Reader(TEXT, scheme())
    for line in notes.splitlines():
        reader.line(line)
    return Annotation("x", "0", tuple(reader.acts), tuple(reader.stances))


def words(start: int, end: int) -> str:
    return TEXT[start:end]


def test_notes_become_offsets() -> None:
    found = read(NOTES)
    assert [words(act.start, act.end) for act in found.acts] == ["condemning", "urging"]
    assert [act.role for act in found.acts] == ["opening", "coordinated"]
    rows = [(words(*s.target), s.level, s.polarity, s.intensity) for s in found.stances]
    assert rows == [
        ("the raid by the rebels", "direct", -0.9, 2),
        ("the rebels", "actor", -0.9, 2),
        ("all parties", "addressee", -0.4, 1),
        ("the raids", "implied", -0.5, 1),
    ]
    assert found.stances[1].derived_from == "s1"


def test_words_not_in_the_block_are_refused() -> None:
    with pytest.raises(Exception, match="the raiders"):
        read(NOTES.replace("the rebels", "the raiders"))


@pytest.mark.parametrize(
    ("cue", "lemma"),
    [
        ("Expresses its appreciation", "express appreciation"),
        ("Noting", "note"),
        ("stresses", "stress"),
    ],
)
def test_lemma(cue: str, lemma: str) -> None:
    assert lemma_of(cue) == lemma


def test_agreement_counts_half_overlap_and_level() -> None:
    first = read(NOTES)
    shorter = replace(
        first.stances[0], target=(first.stances[0].target[0], first.stances[1].target[1] - 14)
    )
    second = replace(first, stances=(shorter, *first.stances[2:]))
    comparison = Comparison()
    comparison.add(TEXT, first, second)
    assert comparison.counts["acts, span and act"].f1 == 1.0
    assert comparison.counts["stances, direct"].paired == 0
    other = comparison.counts["stances, other levels"]
    assert (other.paired, other.first, other.second) == (2, 3, 2)


def test_pairs_are_one_to_one() -> None:
    assert paired([1, 2], [2, 2, 1], lambda a, b: float(a == b)) == [(1, 1), (2, 2)]


def test_kappa() -> None:
    pairs = [(1, 1)] * 4 + [(0, 0)] * 4 + [(1, 0)] + [(0, 1)]
    assert kappa(pairs, lambda a, b: float(a != b)) == pytest.approx(0.6)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_annotation_is_whole(path: Path) -> None:
    found = loaded(path)
    drawn = {row["path"]: row for row in sampled()}[found.document]
    with ACTS.open(encoding="utf-8", newline="") as file:
        acts = {line.split("\t")[0] for line in file}
    length, ids = int(drawn["characters"]), {act.id for act in found.acts}
    assert found.sha256 == drawn["sha256"]
    assert len(ids) == len(found.acts)
    assert {act.act for act in found.acts} | {stance.act for stance in found.stances} <= acts
    assert {stance.acted for stance in found.stances} <= ids
    assert all(0 <= act.start < act.end <= length for act in found.acts)
    for stance in found.stances:
        assert stance.paragraph[0] <= stance.target[0] < stance.target[1] <= stance.paragraph[1]
        assert -1 <= stance.polarity <= 1
        assert 0 <= stance.intensity <= 4
    assert dumped(found) == path.read_text(encoding="utf-8")


def test_texts_are_those_annotated() -> None:
    if not (SHARED / "corpora" / "derived").is_dir():
        pytest.skip("the shared corpora are not beside this repository")
    for row in sampled():
        path = SHARED / row["path"]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == row["sha256"], row["path"]
        text = load(path, path.name).text
        assert len(text) == int(row["characters"]), row["path"]
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        assert digest == row.get("text_sha256", row["sha256"]), row["path"]


def test_lists_name_what_is_annotated() -> None:
    lists = [
        set((HERE / f"{name}.txt").read_text(encoding="utf-8").split())
        for name in ("development", "held-out", "development-2")
    ]
    annotated = {path.stem for path in HERE.glob("pass-a/*.json")}
    assert sum(len(names) for names in lists) == len(annotated)
    assert set.union(*lists) == annotated


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_spans_begin_and_end_with_words(path: Path) -> None:
    found = loaded(path)
    if not (SHARED / found.document).is_file():
        pytest.skip("the shared corpora are not beside this repository")
    text = load(SHARED / found.document, path.stem).text
    spans = [(act.start, act.end) for act in found.acts]
    spans += [span for stance in found.stances for span in (stance.cue, stance.target)]
    for start, end in spans:
        assert text[start:end] == text[start:end].strip()
        assert not (text[start - 1] + text[start]).isalnum(), text[start:end]
        assert not text[end - 1 : end + 1].isalnum(), text[start:end]
