"""How the command line behaves: exit codes, one clear line a fault, nothing half done."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., subprocess.CompletedProcess[str]]
SEED_WORK = "resolution/oic-cfm/48/50-pol"


@pytest.fixture
def stancegraph(tmp_path: Path) -> Command:
    def call(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "stancegraph", *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            **options,  # type: ignore[call-overload]
        )

    return call


def faults(ended: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in ended.stderr.splitlines() if line.startswith("error:")]


@pytest.mark.parametrize("command", ["", "build", "read", "check", "query", "explain", "stats"])
def test_help_has_an_example(stancegraph: Command, command: str) -> None:
    ended = stancegraph(*filter(None, [command]), "--help")
    assert ended.returncode == 0
    assert "Example:" in ended.stdout


def test_help_loads_no_rdf_library() -> None:
    script = (
        "import sys, stancegraph.cli\n"
        "print([name for name in ('rdflib', 'pyshacl', 'pyoxigraph') if name in sys.modules])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip() == "[]"


def test_usage_faults_end_with_2(stancegraph: Command) -> None:
    assert stancegraph("read").returncode == 2
    assert stancegraph("nonsense").returncode == 2
    assert stancegraph("query").returncode == 2
    for base in ("not-an-iri", "https://a.org/b c/", "https://a.org/<b>/"):
        assert stancegraph("build", "--base", base).returncode == 2
    assert stancegraph("doctor", "not-an-address").returncode == 2
    unknown = stancegraph("read", "--profile", "nobody", ".")
    assert unknown.returncode == 2
    assert "un-ga" in unknown.stderr


BAD: dict[str, bytes] = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 40,
    "prose.txt": b"The weather was fine and nobody adopted anything at all.\n" * 3,
    "long-line.txt": b"x" * 20_000_000,
    "half.txt": "Nothing here but half a letter é".encode()[:-1],
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_line_and_exit_1(stancegraph: Command, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BAD[name])
    ended = stancegraph("read", "--json", name)
    assert ended.returncode == 1
    assert len(faults(ended)) == 1
    assert name in faults(ended)[0]
    assert "Traceback" not in ended.stderr


def test_missing_path_is_named(stancegraph: Command) -> None:
    for arguments in (["read", "gone.txt"], ["build", "gone"], ["check", "gone.ttl"]):
        ended = stancegraph(*arguments)
        assert ended.returncode == 1
        assert len(faults(ended)) == 1
        assert arguments[1] in faults(ended)[0]
        assert "conforms" not in ended.stderr


def test_truncated_resolution_is_read_and_reported(
    stancegraph: Command, tmp_path: Path, seed: Path
) -> None:
    text = seed.read_text(encoding="utf-8")
    (tmp_path / "cut.txt").write_text(
        text[: text.index("- 3 **Expresses**") + 60], encoding="utf-8"
    )
    ended = stancegraph("read", "--json", "cut.txt")
    assert ended.returncode == 1
    assert len(faults(ended)) == 1
    assert json.loads(ended.stdout)["resolutions"][0]["symbol"] == "50/48-POL"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1252"])
def test_other_encodings_are_read(
    stancegraph: Command, tmp_path: Path, seed: Path, encoding: str
) -> None:
    (tmp_path / "seed.txt").write_bytes(seed.read_text(encoding="utf-8").encode(encoding))
    ended = stancegraph("read", "--json", "seed.txt")
    assert (ended.returncode, ended.stderr) == (0, "")
    document = json.loads(ended.stdout)
    assert document["resolutions"][0]["symbol"] == "50/48-POL"
    assert "22 – 23 March 2022" in document["text"]


def test_other_documents_of_the_run_are_still_read(
    stancegraph: Command, tmp_path: Path, seed: Path
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("empty.txt", "binary.txt", "prose.txt"):
        (folder / name).write_bytes(BAD[name])
    shutil.copy(seed, folder / "seed.txt")
    ended = stancegraph("read", "--json", "texts")
    assert ended.returncode == 1
    assert len(faults(ended)) == 3
    read = [json.loads(line) for line in ended.stdout.splitlines()]
    assert sum(len(document["resolutions"]) for document in read) == 1


def test_build_leaves_out_the_bad_and_builds_the_rest(
    stancegraph: Command, tmp_path: Path, seed: Path
) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "empty.txt").write_bytes(b"")
    shutil.copy(seed, tmp_path / "source" / "seed.txt")
    ended = stancegraph("build", "source")
    assert ended.returncode == 1
    assert len(faults(ended)) == 1
    assert (tmp_path / "kg" / f"{SEED_WORK}.ttl").exists()
    assert stancegraph("check", "kg", "--source", "source").returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGKILL])
def test_interrupted_build_leaves_the_tree_whole(
    stancegraph: Command, tmp_path: Path, seed: Path, blow: signal.Signals
) -> None:
    (tmp_path / "source").mkdir()
    shutil.copy(seed, tmp_path / "source" / "seed.txt")
    assert stancegraph("build", "source").returncode == 0
    before = {path: path.read_bytes() for path in (tmp_path / "kg").rglob("*") if path.is_file()}
    process = subprocess.Popen(
        [sys.executable, "-m", "stancegraph", "build", "source"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
    )
    while process.poll() is None and not (tmp_path / ".kg.next").exists():
        time.sleep(0.005)
    process.send_signal(blow)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode in (130, -signal.SIGKILL)
    assert b"Traceback" not in stderr
    after = {path: path.read_bytes() for path in (tmp_path / "kg").rglob("*") if path.is_file()}
    assert after == before
    assert stancegraph("build", "source").returncode == 0
    assert not (tmp_path / ".kg.next").exists()


def test_read_takes_standard_input(stancegraph: Command, seed: Path) -> None:
    ended = stancegraph("read", "--json", "-", input=seed.read_text(encoding="utf-8"))
    assert ended.returncode == 0
    assert json.loads(ended.stdout)["resolutions"][0]["number"] == "50"


def test_query_faults_say_where(stancegraph: Command, root: Path) -> None:
    ended = stancegraph("query", "SELECT * {", "--graph", root / "kg")
    assert ended.returncode == 1
    assert len(faults(ended)) == 1
    ended = stancegraph("query", "no-such-question", "--graph", root / "kg")
    assert "stances" in faults(ended)[0]


@pytest.mark.parametrize("output", ["table", "csv", "json"])
def test_query_formats(stancegraph: Command, root: Path, output: str) -> None:
    ended = stancegraph("query", "adoption", "--graph", root / "kg", "--format", output)
    assert ended.returncode == 0
    assert "Islamabad" in ended.stdout


def test_query_reads_a_file_and_constructs_turtle(
    stancegraph: Command, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "q.rq").write_text("CONSTRUCT { ?s a ?c } { ?s a ?c } LIMIT 3")
    ended = stancegraph("query", "@q.rq", "--graph", root / "kg")
    assert ended.returncode == 0
    assert ended.stdout.count(" a ") + ended.stdout.count("#type>") >= 1


def test_explain_shows_words_rule_and_confidence(stancegraph: Command, root: Path) -> None:
    ended = stancegraph(
        "explain", f"{SEED_WORK}/op/2/stance/6-33-132/author", "--graph", root / "kg"
    )
    assert ended.returncode == 0
    for expected in ("Expresses** disapproval", "confidence", "rule", "1517-1643", "derivedFrom"):
        assert expected in ended.stdout
    assert stancegraph("explain", "resolution/none", "--graph", root / "kg").returncode == 1


def test_stats_counts(stancegraph: Command, root: Path) -> None:
    counts = json.loads(stancegraph("stats", "--json", "--graph", root / "kg").stdout)
    assert counts["operative paragraphs"] == 5
    assert counts["preambular paragraphs"] == 3
