"""Near-equal provisions of different works find each other, once, from later to earlier."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from stancegraph.comparing import Laid, Reuse, Reuses, Wording
from stancegraph.comparing import reuse as reusing
from stancegraph.comparing.shelf import REMEMBERED, SEAL, WORDS
from stancegraph.comparing.wording import ALIKE, comparable

CALL = "Calls upon all States to refrain from any support to the armed groups in the region"
CHANGED = "Calls upon all States to refrain from any support to the armed groups in the country"


def wording(work: str, text: str, day: str, number: int = 1, until: str | None = None) -> Wording:
    return Wording(f"{work}/op/{number}", work, day, until or day, comparable(text))


def found(*wordings: Wording) -> list[Reuse]:
    reuses = Reuses()
    for each in wordings:
        reuses.add([each])
    answer = list(reuses.found())
    reuses.close()
    return answer


def test_the_same_words_lead_to_the_earlier_provision_in_whatever_order_works_come():
    first, second = wording("r/1", CALL, "2001-01-01"), wording("r/2", CALL, "2002-01-01")
    expected = [Reuse("r/2/op/1", "r/1/op/1", 1.0)]
    assert found(first, second) == expected
    assert found(second, first) == expected


def test_one_word_in_ten_may_differ_and_the_share_is_said():
    (reuse,) = found(wording("r/1", CALL, "2001-01-01"), wording("r/2", CHANGED, "2002-01-01"))
    assert reuse.similarity == pytest.approx(15 / 16, abs=1e-4)


def test_other_words_are_no_reuse():
    other = "Requests the Secretary-General to report on the matter at its next regular session"
    assert found(wording("r/1", CALL, "2001-01-01"), wording("r/2", other, "2002-01-01")) == []


@pytest.mark.parametrize(
    ("day", "until"), [("2001-01-01", None), ("2000-12-30", "2001-01-01"), ("2000-06-01", None)]
)
def test_what_is_not_surely_earlier_is_not_reused(day: str, until: str | None):
    later = wording("r/1", CALL, "2001-01-01")
    other = wording("r/2", CALL, day, until=until)
    assert [reuse.later for reuse in found(later, other)] == (
        ["r/1/op/1"] if day == "2000-06-01" else []
    )


def test_a_work_does_not_reuse_itself():
    assert found(wording("r/1", CALL, "2001-01-01", 1), wording("r/1", CALL, "2001-01-01", 2)) == []


def test_of_several_the_most_similar_and_of_equals_the_latest_is_named():
    years = [wording(f"r/{year}", CALL, f"{year}-01-01") for year in range(2001, 2006)]
    answer = found(*years)
    assert answer == [
        Reuse(f"r/{year}/op/1", f"r/{year - 1}/op/1", 1.0) for year in range(2002, 2006)
    ]
    near = wording("r/2006", CHANGED, "2006-01-01")
    assert found(*years, near, wording("r/2007", CALL, "2007-01-01"))[-1].earlier == "r/2005/op/1"


def test_comparisons_grow_with_the_number_of_works(monkeypatch: pytest.MonkeyPatch):
    compared: list[object] = []

    def count(left: object, _: object) -> float:
        compared.append(left)
        return 0.9

    monkeypatch.setattr(reusing, "similarity", count)
    years = [wording(f"r/{year}", CALL, f"{year}-01-01") for year in range(1000, 1300)]
    assert len(found(*years)) == 299
    assert len(compared) <= 300 * REMEMBERED


def test_most_near_equal_wordings_are_found_and_none_below_the_threshold():
    chance = random.Random(7)
    vocabulary = [f"w{number}" for number in range(2000)]
    works: list[Wording] = []
    for number in range(200):
        words = chance.choices(vocabulary, k=30)
        copy = list(words)
        for place in chance.sample(range(30), 3):
            copy[place] = "changed"
        works.append(wording(f"a/{number}", " ".join(words), "2001-01-01"))
        works.append(wording(f"b/{number}", " ".join(copy), "2002-01-01"))
    answer = found(*works)
    right = [reuse for reuse in answer if reuse.later[1:] == reuse.earlier[1:]]
    assert len(right) == len(answer) >= 190
    assert min(reuse.similarity for reuse in answer) >= ALIKE


def run(folder: Path, works: dict[str, list[Wording]]) -> tuple[list[Reuse], int]:
    """What is found when each state of a work is known by its words, and how many are added."""
    reuses, added = Reuses(folder), 0
    for work, wordings in works.items():
        state = repr(wordings)
        if not reuses.known(work, state):
            reuses.put(map(Laid.of, wordings), work, state)
            added += 1
    answer = list(reuses.found())
    reuses.keep()
    return answer, added


def corpus(chance: random.Random) -> dict[str, list[Wording]]:
    """Works that take their provisions from few sentences, on days and in spans that overlap."""
    words = [f"w{number}" for number in range(60)]
    sentences = [chance.choices(words, k=14) for _ in range(6)]
    return {f"r/{number}": changed(chance, f"r/{number}", sentences) for number in range(60)}


def changed(chance: random.Random, work: str, sentences: list[list[str]]) -> list[Wording]:
    first = chance.randint(1, 90)
    last = min(99, first + chance.choice([0, 0, 0, 5]))
    days = (f"19{first:02}-01-01", f"19{last:02}-01-01")
    wordings = []
    for number in range(3):
        text = list(chance.choice(sentences))
        text[chance.randrange(14)] = "other"
        wordings.append(wording(work, " ".join(text), days[0], number, days[1]))
    return wordings


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_gives_the_same_as_a_run_from_nothing(tmp_path: Path, seed: int):
    chance = random.Random(seed)
    works = corpus(chance)
    sentences = [list(one.words) for wordings in works.values() for one in wordings][:6]
    for step in range(5):
        answer, added = run(tmp_path / "kept", works)
        assert answer == run(tmp_path / f"new-{step}", works)[0]
        assert answer
        assert added == (60 if step == 0 else 3)
        for work in chance.sample(sorted(works), 2):
            works[work] = changed(chance, work, sentences)
        works.pop(chance.choice(sorted(works)))
        works[f"r/{100 + step}"] = changed(chance, f"r/{100 + step}", sentences)


def test_a_rerun_compares_only_what_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    works = {
        f"r/{year}": [wording(f"r/{year}", CALL, f"{year}-01-01")] for year in range(1000, 1300)
    }
    first, _ = run(tmp_path, works)
    portions: list[int] = []
    monkeypatch.setattr(reusing, "_reused", lambda _, no: portions.append(no))
    works.pop("r/1100")
    run(tmp_path, works)
    assert len(first) == 299
    assert len(portions) == REMEMBERED


@pytest.mark.parametrize("damage", ["words", "seal"])
def test_what_is_not_as_the_last_run_left_it_is_made_anew(tmp_path: Path, damage: str):
    works = corpus(random.Random(1))
    first, _ = run(tmp_path, works)
    path = tmp_path / (WORDS if damage == "words" else SEAL)
    content = bytearray(path.read_bytes())
    content[-100 if damage == "words" else 2] ^= 1
    path.write_bytes(content)
    assert run(tmp_path, works) == (first, len(works))
