"""`stancegraph load` and `query --endpoint`: one line a fault, and the exit code that tells it."""

from __future__ import annotations

from pathlib import Path

import pytest
from store.fake_store import Answer, wants_basic

from stancegraph.cli import run


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "a.nq").write_text('<a:s> <a:p> "x" <a:g> .\n<a:s> <a:p> "y" <a:h> .\n')
    return tmp_path / "a.nq"


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().err.splitlines()


def test_a_load_says_what_it_did(fake, small, capsys) -> None:
    assert run(["load", f"{fake.url}/store", "--dump", str(small)]) == 0
    assert said(capsys) == ["2 graphs loaded (2 triples), 0 unchanged"]
    assert run(["load", f"{fake.url}/store", "--dump", str(small)]) == 0
    assert said(capsys) == ["0 graphs loaded (0 triples), 2 unchanged"]


@pytest.mark.parametrize("packing", [".gz", ".zst"])
def test_what_dump_packed_load_takes(fake, small, packing: str, capsys) -> None:
    assert run(["load", f"{fake.url}/store", "--dump", str(small)]) == 0
    plain = set(fake.store)
    fake.store.clear()
    target = small.with_name(f"b.nq{packing}")
    assert run(["dump", str(small), "--output", str(target)]) == 0
    assert target.read_bytes()[:2] in (b"\x1f\x8b", b"\x28\xb5")
    said(capsys)
    assert run(["load", f"{fake.url}/store", "--dump", str(target)]) == 0
    assert said(capsys) == ["2 graphs loaded (2 triples), 0 unchanged"]
    assert set(fake.store) == plain


def test_a_refused_graph_ends_with_1(fake, small, capsys) -> None:
    fake.refuse = lambda asked: Answer(400, "no <b>thanks</b>") if asked.graph == "a:g" else None
    assert run(["load", f"{fake.url}/store", "--dump", str(small)]) == 1
    lines = said(capsys)
    assert lines[0] == f"error: {small}: <a:g> was not loaded: 400 no thanks"
    assert len([line for line in lines if line.startswith("error:")]) == 1


def test_addresses_can_be_given_one_by_one(fake, small) -> None:
    options = ["--query", f"{fake.url}/query", "--update", f"{fake.url}/update"]
    assert run(["load", f"{fake.url}/elsewhere", "--dump", str(small), *options]) == 0
    assert len(fake.store) == 2


def test_the_password_comes_from_the_environment(fake, small, monkeypatch, capsys) -> None:
    fake.refuse = wants_basic("u", "secret")
    assert run(["load", f"{fake.url}/store", "--dump", str(small)]) == 1
    assert "STANCEGRAPH_STORE_PASSWORD" in said(capsys)[-1]
    monkeypatch.setenv("STANCEGRAPH_STORE_USER", "u")
    monkeypatch.setenv("STANCEGRAPH_STORE_PASSWORD", "secret")
    assert run(["load", f"{fake.url}/store", "--dump", str(small)]) == 0
    assert run(["query", "ASK { ?s ?p ?o }", "--endpoint", f"{fake.url}/query"]) == 0


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["load", "localhost:7878"], 2, "not an address"),
        (["load", "http://u:pw@localhost/store"], 2, "holds a password"),
        (["load", "http://[x/store"], 2, "not an address"),
        (["load"], 2, "Missing argument"),
        (["load", "http://localhost/store", "--dump", "none.nq"], 1, "none.nq: no such file"),
        (["query", "ASK {?s ?p ?o}", "--endpoint", "x", "--graph", "kg"], 2, "exclude each other"),
        (["query", "ASK {?s ?p ?o}", "--endpoint", "file:///x"], 2, "not an address"),
    ],
)
def test_mistakes_end_with_their_code(arguments, code: int, words: str, capsys) -> None:
    assert run(arguments) == code
    err = capsys.readouterr().err
    assert words in err
    assert "u:pw" not in err


def test_a_malformed_query_ends_with_1(fake, capsys) -> None:
    assert run(["query", "SELECT {", "--endpoint", f"{fake.url}/query"]) == 1
    lines = [line for line in said(capsys) if line.startswith("error:")]
    assert len(lines) == 1
    assert "400" in lines[0]
