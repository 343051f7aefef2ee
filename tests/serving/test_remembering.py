"""The verdict of the build, as long as it is about what is served."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from served import Starter

from stancegraph.cli import run
from stancegraph.serving.holding.remembering import TABLE, Remembered
from stancegraph.serving.holding.verdicts import Finding

BASE = "https://w3id.org/stancegraph/id/"
NAME = "resolution/oic-cfm/48/50-pol"
WORK = f"{BASE}{NAME}"
SHAPE = "https://w3id.org/stancegraph/shapes#stance-polarity"


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("built")
    places = ["--output", str(place / "kg"), "--dumps", str(place / "dumps")]
    assert run(["build", str(root / "source"), *places, "--no-cache"]) == 0
    return place / "kg"


@pytest.fixture
def kg(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "kg")
    return tmp_path / "kg"


def changed(kg: Path, **values: str) -> None:
    """Put values into the only row of the table."""
    with (kg / TABLE).open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    with (kg / TABLE).open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, list(row))
        rows.writeheader()
        rows.writerow({**row, **values})


def test_a_work_without_findings_is_remembered_as_such(kg: Path) -> None:
    assert Remembered(kg, BASE).findings(WORK) == ()
    assert Remembered(kg, BASE).findings(f"{BASE}resolution/other/1") is None


def test_a_finding_is_remembered_with_its_place(kg: Path) -> None:
    place = {"source": "oic/a.txt", "line": "7", "column": "4"}
    told = {"severity": "Warning", "shape": SHAPE, "focus": f"<{WORK}/op/1>", "message": "Mend."}
    changed(kg, **told, **place)
    assert Remembered(kg, BASE).findings(WORK) == (
        Finding("Warning", SHAPE, f"{WORK}/op/1", "", "", "Mend.", "a.txt", 7, 4),
    )
    changed(kg, **{**told, "focus": f"<{BASE}state/kaz>"})
    assert Remembered(kg, BASE).findings(WORK) == ()


def test_a_graph_that_changed_is_not_remembered(kg: Path) -> None:
    file = kg / f"{NAME}.ttl"
    remembered = Remembered(kg, BASE)
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert remembered.findings(WORK) is None
    file.unlink()
    assert Remembered(kg, BASE).findings(WORK) is None


def test_a_verdict_by_other_shapes_is_not_remembered(kg: Path) -> None:
    changed(kg, judged_by="stancegraph 0.0.1, shapes 000000000000")
    assert Remembered(kg, BASE).findings(WORK) is None


def test_files_outside_of_the_graph_are_not_read(kg: Path, tmp_path: Path) -> None:
    shutil.copy(kg / f"{NAME}.ttl", tmp_path / "elsewhere.ttl")
    changed(kg, graph="../elsewhere.ttl")
    assert Remembered(kg, BASE).findings(WORK) is None


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe", b"resolution\n\0\n"])
def test_a_damaged_table_is_no_verdict(kg: Path, content: bytes) -> None:
    (kg / TABLE).write_bytes(content)
    assert Remembered(kg, BASE).findings(WORK) is None
    assert Remembered(kg / "nothing", BASE).findings(WORK) is None


def test_the_page_of_a_work_says_it_without_a_script(kg: Path) -> None:
    from stancegraph.serving.holding.holdings import open_holdings
    from stancegraph.serving.pages.rendering import Pages

    holdings = open_holdings(kg, BASE, None)
    assert f'<a href="/report/{NAME}">conforms to the shapes</a>' in Pages(holdings).page(
        WORK, NAME, "en"
    )
    assert "<dd>conforms to the shapes</dd>" in Pages(holdings, offline=True).page(WORK, NAME, "en")
    (kg / TABLE).unlink()
    assert "judge it by the shapes" in Pages(holdings).page(WORK, NAME, "en")
    assert "by the shapes" not in Pages(holdings, offline=True).page(WORK, NAME, "en")


@pytest.mark.slow
def test_the_server_tells_who_judged_and_when(start: Starter, kg: Path) -> None:
    report = f"/report/{NAME}.json"
    told = start("--graph", str(kg), "--workers", "1").client.get(report).json()
    assert (told["words"], told["judged"]) == ("conforms to the shapes", "by the build")
    (kg / TABLE).unlink()
    client = start("--graph", str(kg), "--workers", "1").client
    assert client.get(report).json()["judged"] == "now"
    assert "Judged now" in client.get(f"/report/{NAME}").text
