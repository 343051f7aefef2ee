"""Work on local files for places elsewhere: sources are fetched first, a publication sent last."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from stancegraph.errors import LocationError
from stancegraph.locations import Location

MARK = "dataset.ttl"
"""The file by which a place shows that it holds a publication, and may be given a newer one."""
_LARGEST = 1 << 30


@contextmanager
def fetched(location: Location) -> Iterator[Path]:
    """A copy of the files at a location, or of the one file that it is; gone afterwards.

    Raises:
        LocationError: missing, refused, unreachable.
    """
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        target = folder
        for entry in location.entries():
            target = folder / (entry.path or location.called.rpartition("/")[2])
            if not target.resolve().is_relative_to(folder.resolve()):
                raise LocationError(f"{location.at(entry.path)}: a name that leads out; rename it")
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as stream:
                if not location.fetch(entry.path, stream, _LARGEST):
                    at = location.at(entry.path)
                    raise LocationError(f"{at}: larger than {_LARGEST} bytes; split it")
            if not entry.path:
                folder = target
        yield folder


@contextmanager
def sending(location: Location) -> Iterator[Path]:
    """A folder whose files take the place of what is at a location, once all went well.

    The mark of a publication goes away first and comes last: what has none is not whole.

    Raises:
        LocationError: the location cannot be written, or holds what is no publication.
    """
    before = _published(location)
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "kg"
        yield folder
        location.remove(MARK)
        after = sorted(path for path in folder.rglob("*") if path.is_file())
        names = [path.relative_to(folder).as_posix() for path in after]
        for name, path in sorted(zip(names, after, strict=True), key=lambda pair: pair[0] == MARK):
            location.write(name, path)
        for name in before - set(names):
            location.remove(name)


def _published(location: Location) -> set[str]:
    """The paths of what a location holds, which must be nothing or a publication."""
    if not location.exists():
        return set()
    names = {entry.path for entry in location.entries()}
    if names and MARK not in names:
        raise LocationError(f"{location}: holds files that are no publication; name another place")
    return names
