"""The published tree is always whole: old or new, through faults, kills and rivals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from stancegraph.errors import GraphError
from stancegraph.publishing import exchange as exchanging
from stancegraph.publishing.exchange import Staging

MARK = "a.ttl"
OLD, NEW = {"a.ttl": b"old a", "b/c.ttl": b"old c"}, {"a.ttl": b"new a", "d.ttl": b"new d"}


def _publish(target: Path, files: dict[str, bytes]) -> None:
    with Staging(target, MARK) as staging:
        for name, content in files.items():
            (staging.path / name).parent.mkdir(exist_ok=True)
            (staging.path / name).write_bytes(content)
        staging.publish()


def _files(target: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(target)): path.read_bytes()
        for path in target.rglob("*")
        if path.is_file()
    }


def test_first_tree_is_published(tmp_path: Path) -> None:
    _publish(tmp_path / "kg", OLD)
    assert _files(tmp_path / "kg") == OLD


@pytest.mark.parametrize("exchange", [True, False])
def test_new_tree_replaces_the_old_and_leaves_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    if not exchange:
        monkeypatch.setattr(exchanging, "_exchange", lambda _left, _right: False)
    _publish(tmp_path / "kg", OLD)
    _publish(tmp_path / "kg", NEW)
    assert _files(tmp_path / "kg") == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["kg"]


@pytest.mark.parametrize("whole", [True, False])
def test_all_is_on_disk_before_the_exchange(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    waited: list[int] = []
    sync, whole_sync = os.fsync, exchanging._sync_whole
    monkeypatch.setattr(os, "fsync", lambda file: (waited.append(file), sync(file)))
    monkeypatch.setattr(exchanging, "_sync_whole", lambda root: whole and whole_sync(root))
    _publish(tmp_path / "kg", OLD)
    assert len(waited) == (0 if whole and sys.platform.startswith("linux") else len(OLD))


def test_fault_while_writing_keeps_the_old_tree(tmp_path: Path) -> None:
    _publish(tmp_path / "kg", OLD)
    with pytest.raises(ZeroDivisionError), Staging(tmp_path / "kg", MARK) as staging:
        (staging.path / "a.ttl").write_bytes(b"half" * (1 // 0))
    assert _files(tmp_path / "kg") == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["kg"]


def test_kill_while_writing_keeps_the_old_tree(tmp_path: Path) -> None:
    _publish(tmp_path / "kg", OLD)
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "from stancegraph.publishing.exchange import Staging\n"
        "with Staging(Path(sys.argv[1]), 'a.ttl') as staging:\n"
        "    (staging.path / 'a.ttl').write_bytes(b'half'); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script, str(tmp_path / "kg")], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert _files(tmp_path / "kg") == OLD
    _publish(tmp_path / "kg", NEW)
    assert _files(tmp_path / "kg") == NEW


def test_kill_between_two_renames_is_recovered(tmp_path: Path) -> None:
    _publish(tmp_path / ".kg.previous", OLD)
    _publish(tmp_path / ".kg.next", NEW)
    with Staging(tmp_path / "kg", MARK):
        pass
    assert _files(tmp_path / "kg") == OLD


def test_two_builds_of_one_tree_do_not_mix(tmp_path: Path) -> None:
    with (
        Staging(tmp_path / "kg", MARK),
        pytest.raises(GraphError, match="another build"),
        Staging(tmp_path / "kg", MARK),
    ):
        pass


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_unwritable_place_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(GraphError, match="cannot be written"), Staging(tmp_path / "kg", MARK):
        pass


@pytest.mark.parametrize("exchange", [True, False])
def test_what_nobody_published_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    if not exchange:
        monkeypatch.setattr(exchanging, "_exchange", lambda _left, _right: False)
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("years", encoding="utf-8")
    (tmp_path / "file.csv").write_text("a,b", encoding="utf-8")
    for name in ("home", "file.csv"):
        with pytest.raises(GraphError, match="name another directory"):
            _publish(tmp_path / name, NEW)
    assert (tmp_path / "home" / "thesis.txt").read_text(encoding="utf-8") == "years"
    assert (tmp_path / "file.csv").read_text(encoding="utf-8") == "a,b"
    assert len(list(tmp_path.iterdir())) == 2


def test_an_empty_directory_may_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "kg").mkdir()
    _publish(tmp_path / "kg", NEW)
    assert _files(tmp_path / "kg") == NEW
