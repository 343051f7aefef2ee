"""Loading replaces and never doubles, goes on after a fault, and believes only what is counted."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from store.fake_store import Answer

from stancegraph.errors import GraphError, StoreError
from stancegraph.store.addresses import addresses
from stancegraph.store.journal import Journal
from stancegraph.store.loading import Load, Way, load

GRAPHS = 6


def dump_of(path: Path, sizes: dict[str, int], words: str = "x") -> Path:
    lines = [
        f'<a:s> <a:p> "{words} {number}" <{graph}> .\n'
        for graph, size in sizes.items()
        for number in range(size)
    ]
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def sizes() -> dict[str, int]:
    return {f"a:g{number}": number + 1 for number in range(GRAPHS)}


@pytest.fixture
def dump(tmp_path: Path, sizes: dict[str, int]) -> Path:
    return dump_of(tmp_path / "a.nq", sizes)


@pytest.fixture
def run(fake, connection, told, dump):
    def call(**options: object):
        return load(Load(dump, addresses(f"{fake.url}/store"), **options), connection, told)

    return call


@pytest.fixture
def held(fake, sizes):
    return lambda: {graph: fake.count(graph) for graph in sizes}


@pytest.mark.parametrize("way", [Way.GRAPHS, Way.UPDATE])
def test_loading_twice_is_loading_once(fake, run, held, sizes, told, way: Way) -> None:
    first = run(way=way)
    assert (first.sent, first.quads, first.unchanged) == (GRAPHS, sum(sizes.values()), 0)
    assert held() == sizes
    before = len(fake.of("PUT"))
    second = run(way=way)
    assert (second.sent, second.unchanged) == (0, GRAPHS)
    assert len(fake.of("PUT")) == before
    assert run(way=way, fresh=True).sent == GRAPHS
    assert held() == sizes
    assert len(fake.store) == sum(sizes.values())
    assert told.faults == []
    assert told.steps[-1].done == told.steps[-1].total == sum(sizes.values())


def test_only_what_changed_is_loaded_again(fake, run, dump, sizes) -> None:
    run()
    dump_of(dump, {**sizes, "a:g2": 9})
    summary = run()
    assert (summary.sent, summary.unchanged) == (1, GRAPHS - 1)
    assert fake.count("a:g2") == 9


def test_an_interrupted_load_goes_on(fake, run, held, sizes, told) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    told.at[3] = interrupt
    with pytest.raises(KeyboardInterrupt):
        run()
    summary = run()
    assert (summary.sent, summary.unchanged) == (GRAPHS - 3, 3)
    assert held() == sizes
    assert sorted(fake.of("PUT")) == sorted(sizes)


def test_what_the_store_lost_is_loaded_again(fake, run, held, sizes) -> None:
    run()
    fake.store.remove_graph(ox.NamedNode("a:g1"))
    fake.store.remove(next(fake.store.quads_for_pattern(None, None, None, ox.NamedNode("a:g4"))))
    summary = run()
    assert (summary.lost, summary.sent, summary.unchanged) == (2, 2, GRAPHS - 2)
    assert held() == sizes


def test_a_graph_that_arrived_in_part_is_sent_once_more(fake, run, held, sizes, told) -> None:
    swallowed = [Answer(204)]
    fake.refuse = lambda asked: swallowed.pop() if swallowed and asked.graph == "a:g3" else None
    assert run().sent == GRAPHS + 1
    assert held() == sizes
    assert [note for note in told.notes if "did not arrive whole" in note]


def test_a_graph_that_never_arrives_is_a_fault(fake, run, told) -> None:
    fake.refuse = lambda asked: Answer(204) if asked.graph == "a:g3" else None
    assert run().refused == 1
    assert told.faults == [told.faults[0]]
    assert "<a:g3> was not loaded: 4 triples sent, but the store holds 0" in told.faults[0]
    fake.refuse = lambda _asked: None
    assert run().sent == 1


def test_a_refused_graph_is_one_fault_and_the_rest_is_loaded(fake, run, told) -> None:
    fake.refuse = lambda asked: Answer(400, "bad graph") if asked.graph == "a:g3" else None
    summary = run()
    assert (summary.sent, summary.refused) == (GRAPHS - 1, 1)
    assert len(told.faults) == 1
    assert "<a:g3> was not loaded: 400 bad graph" in told.faults[0]


def test_of_graphs_that_share_an_update_only_the_bad_one_is_refused(fake, run, told, held) -> None:
    fake.refuse = lambda asked: Answer(400, "bad") if b"GRAPH <a:g3>" in asked.body else None
    assert run(way=Way.UPDATE).sent == GRAPHS - 1
    assert held()["a:g3"] == 0
    assert len(told.faults) == 1


@pytest.mark.parametrize("status", [404, 405, 413, 415, 501])
def test_without_a_graph_store_updates_are_sent(fake, run, held, sizes, told, status) -> None:
    fake.refuse = lambda asked: Answer(status) if asked.method == "PUT" else None
    assert run().sent == GRAPHS
    assert held() == sizes
    assert len(fake.of("PUT")) == 1
    assert any("using updates at" in note for note in told.notes)


def test_nowhere_to_write_is_a_fault(fake, run) -> None:
    fake.refuse = lambda asked: None if asked.path == "/query" else Answer(404)
    with pytest.raises(StoreError, match="takes no graphs there"):
        run()
    with pytest.raises(StoreError, match="takes no graphs there"):
        run(way=Way.GRAPHS)


def test_a_forbidden_store_stops_the_load_at_once(fake, run) -> None:
    fake.refuse = lambda asked: Answer(403, "read only") if asked.method == "PUT" else None
    with pytest.raises(StoreError, match="403 read only"):
        run()
    assert len(fake.of("PUT")) == 1


def test_large_graphs_go_in_parts_that_replace_the_old(fake, run, dump) -> None:
    dump_of(dump, {"a:large": 2500, "a:small": 2})
    run(way=Way.UPDATE)
    updates = [asked.body for asked in fake.asked if asked.path == "/update"]
    assert len(updates) == 4
    assert [b"DROP" in update for update in updates] == [True, False, False, True]
    assert fake.count("a:large") == 2500
    dump_of(dump, {"a:large": 1500}, words="y")
    assert run(way=Way.UPDATE).quads == 1500
    assert fake.count("a:large") == 1500


def test_character_numbers_mean_the_same_in_an_update(fake, run, dump) -> None:
    literal = r'"A\\u0042 \u0022\u005C\u000A\U0001F600 \\\u00e9"'
    dump.write_text(f"<a:s> <a:p> {literal} <a:g> .\n", encoding="utf-8")
    run(way=Way.UPDATE)
    (quad,) = fake.store
    assert quad.object.value == 'A\\u0042 "\\\n😀 \\é'


def test_lines_that_say_the_same_count_once(fake, run, dump) -> None:
    dump.write_text(
        "<a:s> <a:p> <a:o> <a:g> .\n<a:s> <a:p> <a:n> <a:g> .\n<a:s>  <a:p> <a:o> <a:g> .\n"
    )
    assert run().refused == 0
    assert fake.count("a:g") == 2
    assert run().unchanged == 1


def test_graphs_that_left_the_dump_are_told_and_removed_on_request(fake, run, dump) -> None:
    run()
    fake.store.update('INSERT DATA { GRAPH <a:foreign> { <a:s> <a:p> "mine" } }')
    dump_of(dump, {"a:g0": 1})
    assert run().left_over == GRAPHS - 1
    assert fake.count("a:g5") == 6
    assert run(prune=True).removed == GRAPHS - 1
    assert len(fake.store) == 2
    assert fake.count("a:foreign") == 1
    assert run(prune=True).removed == 0


def test_a_store_is_not_asked_to_count_when_it_should_not(fake, run) -> None:
    fake.refuse = lambda asked: Answer(500) if asked.path == "/query" else None
    assert run(count=False).sent == GRAPHS


def test_two_loads_into_one_store_exclude_each_other(run, tmp_path: Path) -> None:
    with Journal(tmp_path / "j"), pytest.raises(StoreError, match="another load is running"):
        run(journal=tmp_path / "j")
    assert run(journal=tmp_path / "j").sent == GRAPHS


def test_a_file_that_is_no_journal_is_left_alone(run, tmp_path: Path) -> None:
    (tmp_path / "j").write_text("my notes, which are precious" * 40)
    with pytest.raises(StoreError, match="not a journal"):
        run(journal=tmp_path / "j")
    assert (tmp_path / "j").read_text().startswith("my notes")


def test_nothing_is_sent_of_a_dump_that_is_damaged_further_down(fake, run, dump) -> None:
    with dump.open("a") as file:
        file.write("<a:s> <a:p> nonsense <a:g9> .\n")
    with pytest.raises(GraphError, match="not N-Quads"):
        run()
    assert fake.asked == []


def test_each_store_has_its_own_journal(run, fake, dump, connection, told) -> None:
    run()
    other = addresses(fake.url.replace("127.0.0.1", "localhost") + "/store")
    assert load(Load(dump, other), connection, told).sent == GRAPHS
