"""Finds the packaged tables and Turtle files, in a checkout as in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
_CHECKOUT = _HERE.parents[1]


def resource(*parts: str) -> Path:
    """The path of a packaged file or folder.

    ontology/, shapes/, authority/ and queries/ stand at the top level of a checkout (authority
    under source/) and are copied beside this module in a wheel; lexicon/, profiles/ and
    vocabulary/ always stand here.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for root in (_HERE, _CHECKOUT, _CHECKOUT / "source"):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("packaged resource missing: " + "/".join(parts))
