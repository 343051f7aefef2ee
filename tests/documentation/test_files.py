"""What docs/ says of the published files is what they hold."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from stancegraph.writing import COLUMNS

SECTION = re.compile(r"^## (\w+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
CELL = re.compile(r"^\| (`.*?`) \|", re.MULTILINE)
EXAMPLE = re.compile(r"```python\n(.*?)```(?:\n\n```text\n(.*?)```)?", re.DOTALL)


def test_every_column_of_every_table_is_explained_in_its_order(root: Path) -> None:
    page = (root / "docs" / "reference" / "tables.md").read_text(encoding="utf-8")
    explained = {
        name: [column for cell in CELL.findall(body) for column in re.findall(r"`(\w+)`", cell)]
        for name, body in SECTION.findall(page)
    }
    assert explained == {name: columns.split() for name, columns in COLUMNS.items()}


@pytest.mark.parametrize("name", ["use-tables-and-json", "use-from-python"])
@pytest.mark.parametrize("number", range(3))
def test_the_examples_print_what_they_show(
    root: Path, name: str, number: int, request: pytest.FixtureRequest
) -> None:
    page = root / "docs" / "how-to" / f"{name}.md"
    text = page.read_text(encoding="utf-8")
    found = list(EXAMPLE.finditer(text))
    assert len(found) == 3
    code, shown = found[number].groups(default="")
    printed = found[number][2] is not None
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    if request.config.getoption("--update-docs") and printed:
        start, end = found[number].span(2)
        page.write_text(text[:start] + done.stdout + text[end:], encoding="utf-8")
        return
    assert done.stdout == shown
