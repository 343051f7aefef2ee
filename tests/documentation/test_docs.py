"""What docs/ says of the command line is what it does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from documentation.console import Example, examples, rewritten
from documentation.reference import command_reference

LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def test_the_reference_is_what_the_commands_say(root: Path, request: pytest.FixtureRequest) -> None:
    page = root / "docs" / "reference" / "command-line.md"
    if request.config.getoption("--update-docs"):
        page.write_text(command_reference(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == command_reference()


def test_links_between_pages_lead_somewhere(root: Path) -> None:
    pages = [root / "README.md", root / "CONTRIBUTING.md", *root.glob("docs/**/*.md")]
    broken = [
        f"{page.relative_to(root)}: {target}"
        for page in pages
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_page_is_in_the_index(root: Path) -> None:
    index = (root / "docs" / "README.md").read_text(encoding="utf-8")
    pages = {page.relative_to(root / "docs").as_posix() for page in root.glob("docs/**/*.md")}
    assert pages - {"README.md"} == {
        target for target in LINK.findall(index) if target.endswith(".md")
    }


@pytest.mark.slow
def test_the_tutorial_prints_what_it_shows(
    root: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    page = root / "docs" / "tutorial.md"
    shown = examples(page.read_text(encoding="utf-8"))
    shutil.copytree(root / "docs" / "tutorial", tmp_path / "docs" / "tutorial")
    outputs = [run(example, tmp_path) for example in shown]
    if request.config.getoption("--update-docs"):
        rewritten(page, outputs)
        return
    assert outputs == [example.output for example in shown]


def run(example: Example, folder: Path) -> str:
    """What a command prints, on both streams, in an environment of its own."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {"PATH": path, "HOME": str(folder), "LC_ALL": "C.UTF-8", "COLUMNS": "100"}
    done = subprocess.run(  # the commands are those of our own page
        ["bash", "-c", example.command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr + done.stdout
