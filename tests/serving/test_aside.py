"""What is made beside the server: asked for, lost, ended."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest

pytest.importorskip("starlette", reason="needs the extra [serve]")

from stancegraph.serving.aside import Aside, Maker

here = os.getpid()


@contextmanager
def beside(makers: Mapping[str, Maker]) -> Iterator[Aside]:
    aside = Aside(makers)
    yield aside
    aside.close()


def pid() -> bytes:
    return str(os.getpid()).encode()


def endless() -> bytes:
    signal.pause()
    return b""


def test_another_process_makes_what_is_asked_for() -> None:
    with beside({"who": pid, "much": lambda: b"x" * 3_000_000}) as aside:
        assert len(aside.take("much")) == 3_000_000
        assert aside.take("who") != pid()


def test_what_a_lost_process_does_not_make_is_made_here() -> None:
    with beside({"who": lambda: pid() if os.getpid() == here else os.abort()}) as aside:
        assert aside.take("who") == pid()


def test_who_waits_at_the_end_goes_without() -> None:
    faults: list[BaseException] = []

    def wait() -> None:
        try:
            aside.take("endless")
        except ConnectionError as fault:
            faults.append(fault)

    with beside({"endless": endless}) as aside:
        waiting = threading.Thread(target=wait)
        waiting.start()
    waiting.join(30)
    assert len(faults) == 1
