"""Loading into, and asking, real stores: nothing lost, nothing doubled, the same answers."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from store.servers import Server, Virtuoso

from stancegraph.errors import StoreError
from stancegraph.identifiers import BASE
from stancegraph.store import Graph, Question, open_graph, questions
from stancegraph.store.answers import render
from stancegraph.store.connection import Connection, Credentials, Patience
from stancegraph.store.loading import Load, Summary, Way, load
from stancegraph.store.quads import Block, Dump
from stancegraph.store.remote import RemoteGraph

pytestmark = pytest.mark.slow

PIECES = 40
Run = Callable[..., Summary]


@pytest.fixture
def link(server: Server, told):
    with Connection(server.credentials, Patience(tries=5), told.note, lambda _: None) as connection:
        yield connection


@pytest.fixture
def run(server: Server, link, told) -> Run:
    def call(dump: Path, tries: int = 0, **options: object) -> Summary:
        plan = Load(dump, server.store, journal=server.place / dump.name, **options)
        if not tries:
            return load(plan, link, told)
        patience = Patience(tries=tries)
        restart = lambda _seconds: server.restart()  # noqa: E731
        with Connection(server.credentials, patience, told.note, restart) as connection:
            return load(plan, connection, told)

    return call


@pytest.fixture
def counts(server: Server, link) -> Callable[[Path], dict[str, int]]:
    """How many triples the store holds of each graph of a dump."""

    def count(path: Path) -> dict[str, int]:
        with Dump(path) as dump:
            return RemoteGraph(link, server.store.query).counts(list(dump.graphs()))

    return count


def expected(path: Path) -> dict[str, int]:
    with Dump(path) as dump:
        found = {}
        for graph in dump.graphs():
            block = dump.block(graph)
            block.lines.close()
            found[graph] = block.quads
        return found


@pytest.fixture
def pieces(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A dump of forty graphs whose names no other test uses."""
    name = f"{request.node.originalname}-{tmp_path.name}"
    lines = [
        f'<a:s{number}> <a:p> "words {number} é"@en <https://example.org/{name}/{number // 30}> .'
        for number in range(PIECES * 30)
    ]
    path = tmp_path / f"{name}.nq"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def dump(dumps: dict[str, Path]) -> Path:
    return dumps["kg"]


@pytest.fixture(scope="module")
def embedded(dumps: dict[str, Path]) -> dict[str, Graph]:
    return {name: open_graph(path) for name, path in dumps.items()}


def asked(question: Question) -> str:
    """The dump that a question is about: its second line names the corpus, or nothing."""
    return "corpus" if "tests/queries/corpus" in question.sparql.splitlines()[1] else "kg"


def rows(text: str) -> list[list[str]]:
    header, *found = csv.reader(io.StringIO(text))
    return [header, *sorted(found)]


@pytest.mark.parametrize("way", [Way.GRAPHS, Way.UPDATE])
def test_loading_twice_leaves_the_same_triples(dump, run, counts, way: Way) -> None:
    assert run(dump, way=way, fresh=True).refused == 0
    assert counts(dump) == expected(dump)
    second = run(dump, way=way, fresh=True)
    assert second.sent == len(expected(dump))
    assert counts(dump) == expected(dump)
    third = run(dump, way=way)
    assert (third.sent, third.unchanged) == (0, second.sent)


@pytest.mark.parametrize(
    "question", sorted(questions(), key=asked, reverse=True), ids=lambda question: question.name
)
def test_questions_are_answered_as_in_the_embedded_store(
    question, dumps, embedded, run, server, link
) -> None:
    run(dumps[asked(question)], prune=True)
    here = render(embedded[asked(question)].query(question.sparql), "csv", BASE)
    remote = RemoteGraph(link, server.store.query)
    assert rows(render(remote.query(question.sparql), "csv", BASE)) == rows(here)
    assert len(rows(here)) > 1


def test_truth_and_triples_are_answered_alike(dump, embedded, run, server, link) -> None:
    run(dump)
    remote = RemoteGraph(link, server.store.graphs)
    assert remote.query("ASK { <org/eu> ?p ?o }")
    assert not remote.query("ASK { <org/nothing> ?p ?o }")
    query = "CONSTRUCT { <org/eu> ?p ?o } WHERE { <org/eu> ?p ?o FILTER ISIRI(?o) }"
    there = set(remote.query(query))
    assert there == set(embedded["kg"].query(query))
    assert there


def test_a_killed_server_that_comes_back_is_gone_on_with(pieces, run, counts, server, told) -> None:
    told.at[PIECES // 2] = server.kill
    summary = run(pieces, tries=5)
    assert any("does not answer" in note for note in told.notes)
    assert counts(pieces) == expected(pieces)
    assert summary.refused == 0
    assert run(pieces).unchanged == PIECES


@pytest.mark.parametrize("way", [Way.GRAPHS, Way.UPDATE])
def test_a_load_that_died_with_its_server_resumes(
    pieces, run, counts, server, told, way: Way
) -> None:
    told.at[PIECES // 2] = server.kill
    with pytest.raises(StoreError, match="does not answer"):
        run(pieces, tries=1, way=way)
    server.restart()
    summary = run(pieces, way=way)
    assert summary.sent + summary.unchanged == PIECES
    assert 0 < summary.unchanged < PIECES
    assert counts(pieces) == expected(pieces)


class _Deadly:
    """A body in whose midst the server is killed, once."""

    def __init__(self, lines, kill: Callable[[], None]) -> None:
        self._lines = lines
        self._kill: Callable[[], None] | None = kill

    def read(self, _size: int = -1) -> bytes:
        if self._kill and self._lines.tell() > 0:
            self._kill()
            self._kill = None
        return self._lines.read(50_000)

    def __getattr__(self, name: str):
        return getattr(self._lines, name)


def test_a_server_killed_within_a_graph_holds_it_whole_after_all(
    dump, run, counts, server, monkeypatch
) -> None:
    largest = max(expected(dump).values())
    deadly = []

    def body(block: Block) -> object:
        block.lines.seek(0)
        if block.quads < largest or deadly:
            return block.lines.read()
        deadly.append(_Deadly(block.lines, server.kill))
        return deadly[0]

    monkeypatch.setattr(Block, "body", property(body))
    assert run(dump, tries=6, fresh=True, way=Way.GRAPHS).refused == 0
    assert deadly
    assert counts(dump) == expected(dump)


def test_a_wrong_password_changes_nothing(pieces, server, told, counts, tmp_path) -> None:
    if not server.credentials:
        pytest.skip("this store has no passwords")
    wrong = Credentials("dba", "wrong")
    with (
        Connection(wrong, Patience(tries=1), told.note) as connection,
        pytest.raises(StoreError, match="refuses the credentials"),
    ):
        load(Load(pieces, server.store, journal=tmp_path / "j"), connection, told)
    assert set(counts(pieces).values()) == {0}


def test_virtuoso_does_not_cut_answers_unseen(dump, run, server, link) -> None:
    if not isinstance(server, Virtuoso):
        pytest.skip("only Virtuoso cuts answers")
    run(dump)
    with pytest.raises(StoreError.__base__, match="cuts answers at 10000 rows"):
        RemoteGraph(link, server.store.query).query("SELECT * { ?s ?p ?o }")


def test_what_left_the_dump_is_removed(pieces, run, counts) -> None:
    run(pieces)
    before = expected(pieces)
    lines = pieces.read_bytes().splitlines(keepends=True)
    pieces.write_bytes(b"".join(lines[: len(lines) // 2]))
    summary = run(pieces, prune=True)
    assert summary.removed == len(before) - len(expected(pieces))
    assert counts(pieces) == expected(pieces)
