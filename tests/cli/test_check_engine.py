"""`check --engine`: both engines give the same report; one that is not there is a usage fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from stancegraph.cli import run
from stancegraph.validation import engine

KG = Path(__file__).parents[1] / "validation" / "small" / "kg"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A small file with a session that ends before it begins."""
    text = (KG / "sessions.ttl").read_text(encoding="utf-8")
    file = tmp_path / "sessions.ttl"
    file.write_text(text.replace('schema:startDate "2022', 'schema:startDate "2023'), "utf-8")
    return file


def test_both_engines_give_the_same_report(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("shacl", reason="needs the extra fast")
    reports = []
    for name in ("pyshacl", "shacl", "auto"):
        assert run(["check", str(broken), "--engine", name, "--format", "json"]) == 1
        reports.append(capsys.readouterr().out)
    assert reports[0] == reports[1] == reports[2]
    assert "session-order" in reports[0]


def test_an_engine_that_is_not_installed_is_a_usage_fault(
    broken: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(engine, "find_spec", lambda _: None)
    assert run(["check", str(broken), "--engine", "shacl"]) == 2
    assert "pip install 'stancegraph[fast]'" in capsys.readouterr().err
    assert run(["check", str(broken), "--engine", "auto"]) == 1
