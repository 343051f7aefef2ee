"""One task of the second half of a build: a work as it was made, made ready to be put in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from stancegraph.building.cache import Cache
from stancegraph.building.made import Made
from stancegraph.publishing.parcels import Parcel
from stancegraph.publishing.works import WorkOutput


@dataclass(frozen=True, slots=True)
class Wanted:
    """A work that is to be published: where it was read, its entry, and its number in that."""

    source: str
    work: str
    key: str
    number: int


class Readying:
    """Makes works ready; of several in one entry, that is read once if they follow each other."""

    def __init__(self, cache: Cache, parcel: Callable[[WorkOutput], Parcel]) -> None:
        self._cache = cache
        self._parcel = parcel
        self._key = ""
        self._made: Made | None = None

    def __call__(self, wanted: Wanted) -> Parcel:
        """The parcel of a work, whose files are written.

        Raises:
            GraphError: its entry was removed or damaged while the build was running.
        """
        if self._made is None or self._key != wanted.key:
            self._key, self._made = wanted.key, self._cache.made(wanted.key)
        return self._parcel(self._made.works[wanted.number].output)
