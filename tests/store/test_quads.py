"""Dumps read one graph at a time: together or scattered, plain or packed, well formed or not."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancegraph.errors import GraphError
from stancegraph.store.quads import Dump

TWO = b'<a:s> <a:p> "x y . <a:g> ." <a:one> .\n<a:s> <a:p> <a:one> <a:two> .\n'


def contents(path: Path) -> dict[str, list[bytes]]:
    found = {}
    with Dump(path) as dump:
        for graph in dump.graphs():
            block = dump.block(graph)
            with block.lines:
                found[graph] = list(block)
                text = b"".join(found[graph])
                assert (block.quads, block.size) == (len(found[graph]), len(text))
                assert block.sha256 == hashlib.sha256(text).hexdigest()
    return found


def written(path: Path, content: bytes, name: str = "a.nq") -> Path:
    (path / name).write_bytes(content)
    return path / name


def test_a_graph_is_its_lines_without_the_name(tmp_path: Path) -> None:
    assert contents(written(tmp_path, TWO)) == {
        "a:one": [b'<a:s> <a:p> "x y . <a:g> ." .\n'],
        "a:two": [b"<a:s> <a:p> <a:one> .\n"],
    }


def test_packed_dumps_are_read(tmp_path: Path) -> None:
    plain = contents(written(tmp_path, TWO))
    assert contents(written(tmp_path, gzip.compress(TWO), "a.nq.gz")) == plain


def test_comments_blank_lines_and_loose_spaces_are_nothing(tmp_path: Path) -> None:
    content = b"# <a:s> <a:p> <a:o> <a:g> .\n\n \t\r\n<a:s>\t<a:p>  'x'".replace(b"'", b'"')
    content += b"@en-GB\t<a:g>. # said\r\n<a:s> <a:p> <a:o> <a:g> ."
    assert contents(written(tmp_path, content)) == {
        "a:g": [b'<a:s>\t<a:p>  "x"@en-GB .\n', b"<a:s> <a:p> <a:o> .\n"]
    }


def test_a_line_that_follows_itself_is_left_out(tmp_path: Path) -> None:
    assert len(contents(written(tmp_path, b"<a:s> <a:p> <a:o> <a:g> .\n" * 3))["a:g"]) == 1


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 99)), unique=True, min_size=1))
def test_scattered_graphs_are_gathered(tmp_path_factory, quads) -> None:
    lines = [b'<a:s> <a:p> "%d" <a:g%d> .\n' % (value, graph) for graph, value in quads]
    path = written(tmp_path_factory.mktemp("scattered"), b"".join(lines))
    expected: dict[str, list[bytes]] = {}
    for graph, value in quads:
        expected.setdefault(f"a:g{graph}", []).append(b'<a:s> <a:p> "%d" .\n' % value)
    found = contents(path)
    assert found == expected
    assert list(found) == list(expected)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"<a:s> <a:p> <a:o> .\n", "no named graph"),
        (b"_:b <a:p> <a:o> <a:g> .\n", "blank node"),
        (b"<a:s> <a:p> _:b <a:g> .\n", "blank node"),
        (b"<a:s> <a:p> <a:o> _:b .\n", "blank node"),
        (b"<a:s> <a:p> <a:o> <a:g>\n", "not N-Quads"),
        (b"<a:s> <a:p> 'x' <a:g> .\n", "not N-Quads"),
        (b'<a:s> <a:p> "x <a:g> .\n', "not N-Quads"),
        (b"\x00\xff", "not N-Quads"),
    ],
)
def test_what_cannot_be_loaded_is_told_by_line(tmp_path: Path, line: bytes, words: str) -> None:
    path = written(tmp_path, TWO + line)
    with pytest.raises(GraphError, match=f"a.nq:3: .*{words}"):
        contents(path)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("a.ttl", b"", "not a dump"), ("b.nq.gz", b"no gzip", "cannot be read")],
)
def test_files_that_are_no_dumps(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    with pytest.raises(GraphError, match=words):
        contents(written(tmp_path, content, name))


def test_a_missing_dump(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"none\.nq: no such file"):
        contents(tmp_path / "none.nq")
