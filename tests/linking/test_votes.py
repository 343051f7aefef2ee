"""Every voter that the vote lists of the corpora name is a state of the register."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from stancegraph.linking import Linker, load_register

STATES = frozenset({"state", "former_state", "territory"})


def voters(shared: Path) -> dict[str, str]:
    """Each distinct name as printed in a vote list, with the day of one vote."""
    found: dict[str, str] = {}
    for path in sorted((shared / "corpora" / "derived").glob("*.gold.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            for names in (document["votes"] or {}).values():
                found.update(dict.fromkeys(names, document["adopted"]))
    return found


def test_every_voter_of_the_corpora_resolves(shared: Path) -> None:
    linker = Linker(load_register())
    found = voters(shared)
    assert len(found) > 150
    unknown = [
        name
        for name, day in found.items()
        if linker.entity_of(name, STATES, date.fromisoformat(day)) is None
    ]
    assert unknown == []


@pytest.mark.parametrize(
    ("name", "day", "state"),
    [
        ("CONGO", "2023-01-09", "state/cog"),
        ("DEMOCRATIC REPUBLIC OF THE CONGO", "2023-01-09", "state/cod"),
        ("IRAN (ISLAMIC REPUBLIC OF)", "2023-01-09", "state/irn"),
        ("THE GAMBIA", "2023-01-09", "state/gmb"),
        ("CÔTE D'IVOIRE", "2023-01-09", "state/civ"),
        ("Union of Soviet Socialist Republics", "1956-01-09", "state/ussr"),
        ("TÜRKİYE", "2023-01-09", "state/tur"),
        ("MICRONESIA (FEDERATED STATES OF)", "2023-01-09", "state/fsm"),
    ],
)
def test_roll_call_names(name: str, day: str, state: str) -> None:
    linker = Linker(load_register())
    assert linker.entity_of(name, STATES, date.fromisoformat(day)) == state
