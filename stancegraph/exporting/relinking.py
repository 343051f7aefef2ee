"""Addresses below the root of a server become addresses between files, wherever these stand."""

from __future__ import annotations

import re
from collections.abc import Collection

_ADDRESS = re.compile(r'(\s(?:href|src|action|data-[a-z]+)=")/([^"/][^"]*|)"')
_IN_JSON = re.compile(r'("contentUrl": ")/(?!/)')
_PLACES = {"": "index.html", "sparql": "query.html"}


def file_of(address: str, pages: Collection[str]) -> str:
    """The file that holds what a server answers at an address; `pages` have no extension there.

    >>> file_of("works", {"works"}), file_of("", ()), file_of("state/kaz.ttl", ())
    ('works.html', 'index.html', 'state/kaz.ttl')
    """
    if address in pages:
        return f"{address}.html"
    return _PLACES.get(address, address)


class Relinker:
    """Rewrites pages; `pages` are the addresses that have no extension on the server.

    `url` is where the site will stand, for what is told to machines.
    """

    def __init__(self, pages: Collection[str], url: str = "/") -> None:
        self._url = url
        self._pages = frozenset(pages)

    def relinked(self, page: str, name: str, root: str = "") -> str:
        """The page with links that lead from the file of that name to other files.

        With `root`, the path at which the site stands, they lead from everywhere.

        >>> Relinker({"works"}).relinked('<a href="/works?x#y"> <b data-root="/">', "a/b")
        '<a href="../works.html?x#y"> <b data-root="../">'
        """
        up = root or "../" * name.count("/")

        def rewritten(found: re.Match[str]) -> str:
            before, address = found.groups()
            if before.lstrip().startswith("data-") and not address:
                return f'{before}{up or "./"}"'
            path, mark, rest = _split(address)
            return f'{before}{up}{file_of(path, self._pages)}{mark}{rest}"'

        return _IN_JSON.sub(rf"\g<1>{self._url}", _ADDRESS.sub(rewritten, page))


def _split(address: str) -> tuple[str, str, str]:
    found = re.search("[?#]", address)
    if found is None:
        return address, "", ""
    return address[: found.start()], found.group(), address[found.end() :]
