"""The sizes that keep the code readable, and the words it does not use for rooms."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

LONGEST_FUNCTION = 40
LONGEST_MODULE = 300
NO_ROOM = {"utils", "helpers", "common", "manager", "data", "process", "misc"}
MODULES = sorted((Path(__file__).resolve().parents[2] / "stancegraph").rglob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: "/".join(path.parts[-2:]))
def test_module_is_short_and_its_functions_too(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    long = [
        f"{node.name} ({node.end_lineno - node.lineno + 1} lines)"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long


def test_no_module_is_named_for_nothing() -> None:
    assert not [path for path in MODULES if path.stem in NO_ROOM]
