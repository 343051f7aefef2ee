"""The seed in other typography says the same: wraps, marks, line ends, hyphens, no cover."""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from stancegraph.model import Resolution, SourceText
from stancegraph.pipeline import load_tools, read_source


def _plain(text: str) -> str:
    text = text.replace("**", "").replace(r" \mathbf{ON}", "ON")
    return re.sub(r"(?m)^- (\d) ", r"\1. ", text)


def _wrapped(width: int, gap: str) -> Callable[[str], str]:
    def wrap(text: str) -> str:
        lines = [line for line in _plain(text).split("\n") if line.strip()]
        return gap.join("\n".join(textwrap.wrap(line, width)) for line in lines)

    return wrap


def _formula_alone_wrapped(text: str) -> str:
    lines = [line for line in _plain(text).split("\n") if line.strip()]
    return "\n".join("\n".join(textwrap.wrap(ln, 60)) if "held in" in ln else ln for ln in lines)


def _renumbered(mark: str) -> Callable[[str], str]:
    return lambda text: re.sub(r"(?m)^(\d)\. ", mark, _plain(text))


VARIATIONS: dict[str, Callable[[str], str]] = {
    "without marks": _plain,
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "wrapped at 72, blank lines": _wrapped(72, "\n\n"),
    "wrapped at 80, no blank lines": _wrapped(80, "\n"),
    "a wrapped formula over whole paragraphs": _formula_alone_wrapped,
    "bracketed numbers": _renumbered(r"(\1) "),
    "tabs after numbers": _renumbered(r"\1.\t"),
    "no numbers": _renumbered(""),
    "non-breaking hyphens and spaces": lambda text: (
        _plain(text)
        .replace("-", "\u2011")
        .replace("European Parliament", "European\u00a0Parliament")
    ),
    "no cover": lambda text: _plain(text)[_plain(text).index("RESOLUTION NO.") :],
}


def _read(text: str) -> Resolution:
    source = SourceText("x.txt", hashlib.sha256(text.encode()).hexdigest(), "text/plain", text)
    (resolution,) = read_source(source, load_tools()).resolutions
    return resolution


def _words(resolution: Resolution) -> list[tuple[str, str]]:
    return [
        (paragraph.kind, re.sub(r"[\u2011\u00a0]", "-", paragraph.words.text).replace("-", " "))
        for paragraph in resolution.paragraphs
    ]


@pytest.mark.parametrize("name", VARIATIONS)
def test_variation_says_the_same(name: str, seed: Path) -> None:
    text = seed.read_text(encoding="utf-8")
    expected, found = _read(text), _read(VARIATIONS[name](text))
    assert (found.id, found.symbol, found.body) == (expected.id, expected.symbol, expected.body)
    assert found.adopted == expected.adopted
    assert found.session is not None
    assert found.session.place == "place/islamabad"
    assert _words(found) == _words(expected)
    positions = [(s.level, s.act, s.polarity, s.target.entity) for s in found.stances]
    assert positions == [(s.level, s.act, s.polarity, s.target.entity) for s in expected.stances]
