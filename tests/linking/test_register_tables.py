"""The tables of source/authority: complete, sound, and in step with a second source."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from stancegraph.linking.folding import fold_cased, fold_name
from stancegraph.linking.register import Interval, Name, Register, load_register

AMBIGUOUS = "ambiguous"
"""In the source of a name: the name leads to several entities, and is published with them all."""

DECIDED = {
    "ATA": "the continent, not the area of the treaty",
    "DNK": "the state, not the realm with its other parts",
    "SJM": "both islands, not Svalbard alone",
    "ESH": "the territory, not the republic proclaimed there",
    "VAT": "the Holy See, not Vatican City",
}
"""States whose second source names another thing; the decision stands in the mapping's comment."""

SESSION = date(2022, 3, 22)
"""The 48th session of the Council of Foreign Ministers of the OIC opened on that day."""


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "source" / "authority"


@pytest.fixture(scope="module")
def register(folder: Path) -> Register:
    return load_register(folder)


@pytest.fixture(scope="module")
def mappings(folder: Path) -> list[dict[str, str]]:
    lines = (folder / "mappings.sssom.tsv").read_text(encoding="utf-8").splitlines()
    table = [line for line in lines if not line.startswith("#")]
    return list(csv.DictReader(table, delimiter="\t"))


def exact(mappings: list[dict[str, str]], prefix: str) -> Iterator[tuple[str, str]]:
    for row in mappings:
        if row["predicate_id"] == "skos:exactMatch" and row["object_id"].startswith(prefix):
            yield row["subject_id"].removeprefix("sgid:"), row["object_id"].removeprefix(prefix)


def test_the_united_nations_have_193_members(register: Register) -> None:
    members = register.members_on("org/un", date(2023, 10, 24))
    assert len(members) == 193
    assert {register.kind(member) for member in members} == {"state"}
    assert len(register.members_on("org/un", date(1945, 12, 31), unverified=True)) == 51


def test_the_oic_had_57_members_one_of_them_suspended(register: Register) -> None:
    assert len(register.members_on("org/oic", SESSION)) == 57
    assert register.members_on("org/oic", SESSION, frozenset({"suspended"})) == ("state/syr",)
    assert register.members_on("org/oic", date(2026, 1, 1), frozenset({"suspended"})) == ()
    assert len(register.members_on("org/oic", SESSION, frozenset({"observer"}))) == 5


def test_oic_members_that_sat_on_the_security_council(register: Register) -> None:
    council = set(register.members_on("org/un-sc", SESSION))
    assert council & set(register.members_on("org/oic", SESSION)) == {
        "state/alb",
        "state/are",
        "state/gab",
    }


@pytest.mark.parametrize("year", range(1987, 2026))
def test_the_security_council_has_15_members(register: Register, year: int) -> None:
    assert len(register.members_on("org/un-sc", date(year, 12, 31))) == 15


@pytest.mark.parametrize(
    ("day", "count"),
    [(date(1994, 7, 1), 12), (date(2003, 7, 1), 15), (date(2006, 7, 1), 25), (date(2015, 7, 1), 28),
     (date(2022, 7, 1), 27)],
)  # fmt: skip
def test_the_union_grew(register: Register, day: date, count: int) -> None:
    assert len(register.members_on("org/eu", day)) == count


def test_former_states(register: Register) -> None:
    ended = [entity for entity in register.entities if entity.kind == "former_state"]
    assert len(ended) >= 31
    assert all(entity.valid.end for entity in ended)
    assert "state/cod" in register
    assert "state/zaire" not in register


def test_every_reference_is_to_an_entity(register: Register) -> None:
    for entity in register.entities:
        for other in (entity.parent, entity.seat):
            assert other is None or other in register, (entity.id, other)
    for name in register.names:
        assert name.entity in register, name
    for row in register.memberships:
        assert row.member in register, row
        assert row.organisation in register, row


def test_every_entity_has_an_english_name(register: Register) -> None:
    named = {name.entity for name in register.names if name.language == "en"}
    assert [entity.id for entity in register.entities if entity.id not in named] == []


def test_namibia_is_not_missing(register: Register, mappings: list[dict[str, str]]) -> None:
    assert register.entity("state/nam").iso2 == "NA"
    assert ("state/nam", "Q1030") in set(exact(mappings, "wd:"))
    assert ("state/nam", "NA") in set(exact(mappings, "iso3166:"))


@pytest.mark.parametrize("prefix", ["wd:", "gn:", "eucountry:", "eucorp:", "m49:", "iso3166:"])
def test_no_two_entities_are_the_same_thing_elsewhere(
    mappings: list[dict[str, str]], prefix: str
) -> None:
    theirs = defaultdict(set)
    for ours, other in exact(mappings, prefix):
        theirs[other].add(ours)
    assert {other: ours for other, ours in theirs.items() if len(ours) > 1} == {}


def test_no_entity_is_two_things_elsewhere(mappings: list[dict[str, str]]) -> None:
    for prefix in ("wd:", "gn:", "eucountry:"):
        subjects = [ours for ours, _ in exact(mappings, prefix)]
        assert sorted(subjects) == sorted(set(subjects)), prefix


def _overlap(one: Interval, other: Interval) -> bool:
    def starts_before_end(a: Interval, b: Interval) -> bool:
        return not b.end or a.start < (b.end + "-99-99")[:10]

    return starts_before_end(one, other) and starts_before_end(other, one)


def _collide(one: Name, other: Name) -> bool:
    if one.entity == other.entity or one.language != other.language:
        return False
    if one.exact and other.exact and fold_cased(one.text) != fold_cased(other.text):
        return False
    return one.context == other.context and _overlap(one.valid, other.valid)


def test_no_name_leads_silently_to_two_entities(register: Register) -> None:
    spelled = defaultdict(list)
    for name in register.names:
        spelled[fold_name(name.text)].append(name)
    silent = {
        (one.text, one.entity, other.entity)
        for names in spelled.values()
        for one, other in combinations(names, 2)
        if _collide(one, other) and not (AMBIGUOUS in one.source and AMBIGUOUS in other.source)
    }
    assert silent == set()


def test_a_name_marked_ambiguous_is(register: Register) -> None:
    entities = defaultdict(set)
    for name in register.names:
        entities[name.language, fold_name(name.text)].add(name.entity)
    marked = {
        (name.language, fold_name(name.text))
        for name in register.names
        if AMBIGUOUS in name.source and name.language == "en"
    }
    assert sorted(key for key in marked if len(entities[key]) < 2) == []


def test_identifiers_of_states_agree_with_a_second_source(
    register: Register, mappings: list[dict[str, str]], shared: Path
) -> None:
    ours = dict(exact(mappings, "wd:"))
    by_iso3 = {entity.iso3: entity.id for entity in register.entities if entity.iso3}
    table = shared / "authority" / "states.csv"
    compared = 0
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["iso3"] not in by_iso3:
                continue
            entity = by_iso3[row["iso3"]]
            sources = {row[key] for key in ("wikidata", "wikidata_rigour", "wikidata_owid")} - {""}
            if row["iso3"] in DECIDED:
                assert len(sources) > 1 or row["iso3"] == "VAT", row["iso3"]
                continue
            assert sources == {ours.get(entity, "")}, row["iso3"]
            compared += 1
    assert compared >= 240


LISTS = {
    "UN": ("un", ""), "OIC": ("oic", ""), "EU": ("eu", ""), "AFUNION": ("au", "+state/sadr"),
    "LAS": ("las", ""), "CCASG": ("gcc", ""), "COE": ("coe", "-state/rus"), "NATO": ("nato", ""),
    "OSCE": ("osce", ""), "CIS": ("cis", "-state/geo -state/tkm -state/ukr"), "CSTO": ("csto", ""),
    "SCO": ("sco", ""), "TURKKON": ("ots", ""), "ECO": ("eco", ""), "ASEAN": ("asean", ""),
}  # fmt: skip
"""Member lists of a second source, ours, and how ours differs (explained in the tables' README)."""


@pytest.mark.parametrize("theirs", LISTS)
def test_members_agree_with_a_second_list(register: Register, shared: Path, theirs: str) -> None:
    organisation, differences = LISTS[theirs]
    by_iso2 = {entity.iso2: entity.id for entity in register.entities if entity.iso2}
    csv.field_size_limit(2**24)
    with (shared / "authority" / "current_members_igo.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        rows = [row for row in csv.DictReader(file) if row["id"] == theirs]
    expected = {
        by_iso2[member.removesuffix(":member")]
        for member in rows[0]["members"].split("|")
        if member.endswith(":member")
    }
    members = set(register.members_on(f"org/{organisation}", date(2026, 1, 1), unverified=True))
    assert {f"+{member}" for member in members - expected} | {
        f"-{member}" for member in expected - members
    } == set(differences.split())


def _objects(path: Path) -> Iterator[dict[str, object]]:
    """The objects of a file that holds them one after another, whatever stands between them."""
    decoder = json.JSONDecoder(strict=False)
    text, at = path.read_text(encoding="utf-8"), 0
    while (at := text.find("{", at)) >= 0:
        value, at = decoder.raw_decode(text, at)
        yield value


def _voters(shared: Path) -> Iterator[str]:
    for path in sorted((shared / "corpora" / "derived").glob("*.gold.jsonl")):
        for row in _objects(path):
            votes = row.get("votes")
            for states in votes.values() if isinstance(votes, dict) else ():
                yield from states
    for path in sorted((shared / "corpora" / "metadata_votes").glob("*.json")):
        for row in _objects(path):
            for key in ("MS_in_favour", "MS_against", "MS_abstaining"):
                states = row.get(key)
                yield from states if isinstance(states, list) else ()


def test_every_voter_of_the_vote_lists_is_one_state(register: Register, shared: Path) -> None:
    cased: defaultdict[str, set[str]] = defaultdict(set)
    folded: defaultdict[str, set[str]] = defaultdict(set)
    for name in register.names:
        if name.language == "en" and register.kind(name.entity) in ("state", "former_state"):
            (cased if name.exact else folded)[
                fold_cased(name.text) if name.exact else fold_name(name.text)
            ].add(name.entity)
    voters = {" ".join(voter.split()) for voter in _voters(shared)}
    assert len(voters) > 190
    unresolved = {
        voter for voter in voters if len(cased[fold_cased(voter)] or folded[fold_name(voter)]) != 1
    }
    assert unresolved == set()
