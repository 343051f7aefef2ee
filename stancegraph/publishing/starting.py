"""The folder of a new collection: where texts, their rights and reviews go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from stancegraph.errors import SourceError
from stancegraph.reviewing.tables import COLUMNS as REVIEWS
from stancegraph.text.rights import COLUMNS as RIGHTS
from stancegraph.text.rights import TABLE

_FILES = {
    f"source/{TABLE}": ",".join(RIGHTS.split()) + "\n",
    "source/reviews/reviews.csv": ",".join(REVIEWS.split()) + "\n",
    ".gitignore": "build/\n.*.next\n.*.previous\n.*.lock\n",
}


def start(folder: Path) -> Iterator[Path]:
    """Writes what a collection needs below a folder; what is there already stays as it is.

    Yields:
        The files that were written.

    Raises:
        SourceError: the folder, or one in it, cannot be made.
    """
    for name, content in _FILES.items():
        path = folder / name
        if path.exists():
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        except OSError as fault:
            raise SourceError(f"{path}: cannot be written ({fault.strerror})") from fault
        yield path
