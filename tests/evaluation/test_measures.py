"""The measures on made-up counts, and the command on a gold file of its own."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest

from stancegraph.cli import run
from stancegraph.errors import SourceError
from stancegraph.evaluation import load_gold, measures, table
from stancegraph.evaluation.calibration import calibration_table, reliabilities
from stancegraph.evaluation.comparing import same_stance
from stancegraph.evaluation.gold import GoldStance
from stancegraph.evaluation.marked_up import identifier_of
from stancegraph.evaluation.matching import pairs, shared_words
from stancegraph.evaluation.measures import calibration_error, weighted_kappa
from stancegraph.evaluation.tallies import Taken, Tally, Trusted
from stancegraph.model import Document, SourceText

TEXT = """Resolution 9999 (2020)

Adopted by the Security Council at its 9000th meeting, on 1 June 2020

The Security Council,

Recalling its resolution 1 (1946),

1. Condemns the attack on the port;

2. Decides to remain seized of the matter.
"""


def unread(source: SourceText) -> Document:
    return Document(source)


def test_kappa() -> None:
    assert weighted_kappa(Counter({(1, 1): 5, (2, 2): 5})) == 1.0
    assert weighted_kappa(Counter({(1, 2): 5, (2, 1): 5})) == -1.0
    assert weighted_kappa(Counter()) is None


def test_calibration_error() -> None:
    sure = [Trusted(0.95, right, ("object",)) for right in (True, False)]
    assert calibration_error(sure) == pytest.approx(0.45)
    assert calibration_error([]) is None


def test_reliabilities_are_measured() -> None:
    seen = [Trusted(0.9, k < 8, ("object",)) for k in range(10)]
    seen += [Trusted(0.9, k < 4, ("actor-of", "object")) for k in range(10)]
    found = reliabilities(seen, {"object": 0.9, "actor-of": 0.9, "vote": 1.0})
    assert found["vote"] == 1.0
    assert 0.7 < found["object"] < 0.9
    assert 0.4 < found["actor-of"] < 0.7


def test_intervals_hold_the_figure_and_repeat() -> None:
    tallies = []
    for agreed in (1, 2, 3, 4):
        tally = Tally()
        tally.count("acts", agreed, 4, 4)
        tallies.append(tally)
    first, second = measures(tallies, 200), measures(tallies, 200)
    assert first == second
    (figure,) = first
    assert figure.value == pytest.approx(10 / 16)
    assert figure.low < figure.value < figure.high
    assert "0.625" in table(first, 4)


def test_targets_agree_from_half_of_their_words() -> None:
    text = "the attack on the port"
    assert shared_words(text, (0, 22), (0, 22)) == 1.0
    taken = Taken("direct", "adverse", -0.9, 1, (0, 10), 0.9, ("object",))
    same = same_stance(text, signed=True)
    assert same(taken, GoldStance("direct", "condemn", -0.9, 1, (0, 13))) > 0
    assert same(taken, GoldStance("direct", "condemn", -0.9, 1, (0, 22))) == 0
    assert same(taken, GoldStance("actor", "condemn", -0.9, 1, (0, 10))) == 0
    assert same(taken, GoldStance("direct", "welcome", 0.7, 1, (0, 10))) == 0


def test_the_table_of_calibration() -> None:
    seen = [Trusted(0.95, True, ("object",)), Trusted(0.55, False, ("object",))]
    assert "| 0.9-1.0 | 1 | 0.95 | 1.00 |" in calibration_table(seen)
    assert "| 0.5-0.6 | 1 | 0.55 | 0.00 |" in calibration_table(seen)


def test_pairs_take_the_best_first() -> None:
    scores = {("a", 1): 0.5, ("a", 2): 0.9, ("b", 2): 0.8}
    assert pairs("ab", (1, 2), lambda a, b: scores.get((a, b), 0)) == [("a", 2)]


def test_identifiers_of_addresses() -> None:
    assert identifier_of("https://undocs.org/en/A/RES/76/43") == "un:A/RES/76/43"
    assert identifier_of("https://example.org/en/A/RES/76/43") is None


def stand_off(folder: Path, digest: str) -> Path:
    act = {"start": 147, "end": 155, "act": "condemn", "lemma": "condemn", "role": "opening"}
    stance = {"level": "direct", "act": "condemn", "polarity": -0.9, "intensity": 1}
    content = {
        "schema": "stand-off/0.1",
        "document": "text.txt",
        "sha256": digest,
        "acts": [{**act, "start": TEXT.index("Condemns"), "end": TEXT.index(" the attack"),
                  "intensifiers": []}],
        "stances": [{**stance, "target": [TEXT.index("the attack"), TEXT.index(";")]}],
    }  # fmt: skip
    (folder / "text.txt").write_text(TEXT, encoding="utf-8")
    gold = folder / "gold.json"
    gold.write_text(json.dumps(content), encoding="utf-8")
    return gold


def test_the_command_measures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = stand_off(tmp_path, hashlib.sha256(TEXT.encode()).hexdigest())
    assert run(["evaluate", str(gold), "--texts", str(tmp_path), "--json"]) == 0
    found = {row["name"]: row for row in json.loads(capsys.readouterr().out)["measures"]}
    assert found["direct stance F1"]["value"] == 1.0
    assert found["opening act accuracy"]["value"] == 1.0


def test_another_text_is_refused(tmp_path: Path) -> None:
    gold = stand_off(tmp_path, "0" * 64)
    with pytest.raises(SourceError, match="not the text that was annotated"):
        list(load_gold([gold], tmp_path, unread))
    with pytest.raises(SourceError, match="--texts"):
        list(load_gold([gold], None, unread))


def test_unknown_gold_is_refused(tmp_path: Path) -> None:
    gold = tmp_path / "gold.json"
    gold.write_text('{"schema": "other"}', encoding="utf-8")
    with pytest.raises(SourceError, match="other"):
        list(load_gold([gold], None, unread))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.json", '{"schema": "gold/0.1", "text": "x"}', "a.json: lacks 'paragraphs'"),
        ("a.jsonl", '{"txt": "a.txt"}', "a.jsonl: lacks 'preamble'"),
        ("a.json", "{", "a.json: no gold that can be read"),
    ],
)
def test_gold_that_lacks_something_is_named(
    tmp_path: Path, name: str, content: str, told: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=told):
        list(load_gold([tmp_path / name], None, unread))
