"""Finds the packaged tables and Turtle files, in a checkout as in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
_CHECKOUT = _HERE.parents[1]


def resource(*parts: str) -> Path:
    """The path of a packaged file or folder.

    In a checkout ontology/ and shapes/ stand at the top level, authority/ under source/ and
    queries/ under tests/; a wheel has copies of them beside this module. The other folders
    (lexicon/, profiles/ ...) always stand here.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for root in (_HERE, _CHECKOUT, _CHECKOUT / "source", _CHECKOUT / "tests"):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("packaged resource missing: " + "/".join(parts))
