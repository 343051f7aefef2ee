"""Where a build reads and writes: paths, or URLs that fsspec knows."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from stancegraph.locations import Location, is_url

Place = Path | Location


def place(value: str) -> Place:
    """The place that a user names: a click type."""
    return Location.of(value) if is_url(value) else Path(value)


class Local:
    """Local paths that stand for places while a context is open; messages name the places."""

    def __init__(self, fault: Callable[[str], None]) -> None:
        self._fault = fault
        self._names: dict[str, str] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Local:
        return self

    def __exit__(self, *error: Any) -> None:
        self._stack.__exit__(*error)

    def source(self, place: Place) -> Path:
        """The sources, fetched if they are elsewhere."""
        from stancegraph.mirroring import fetched

        return self._of(place, fetched)

    def output(self, place: Place) -> Path:
        """Where to publish; sent to its place at the end, if that is elsewhere."""
        from stancegraph.mirroring import sending

        return self._of(place, sending)

    def _of(self, place: Place, opened: Callable[[Location], Any]) -> Path:
        if isinstance(place, Path):
            return place
        path: Path = self._stack.enter_context(opened(place))
        self._names[path.as_posix()] = place.called
        return path

    def fault(self, message: str) -> None:
        """Tell a fault by the names that the user knows."""
        for path, name in self._names.items():
            message = message.replace(path, name)
        self._fault(message)
