"""The three addresses of a triple store: its graphs, its queries, its updates."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from stancegraph.errors import StoreError
from stancegraph.resources import resource


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a store takes graphs (Graph Store Protocol), queries and updates (SPARQL 1.1)."""

    graphs: str
    query: str
    update: str


def addresses(url: str) -> Addresses:
    """What follows from the address of the graph store, by the table of known stores.

    >>> addresses("http://localhost:7878/store").query
    'http://localhost:7878/query'
    >>> addresses("http://localhost:9999/sparql").update
    'http://localhost:9999/sparql'

    Raises:
        StoreError: the address is not one of http or https, or holds a password.
    """
    parts = urlsplit(checked(url))
    for row in _table():
        if parts.path.endswith(row.graphs):
            root = parts.path.removesuffix(row.graphs)
            query = urlunsplit(parts._replace(path=root + row.query))
            return Addresses(url, query, urlunsplit(parts._replace(path=root + row.update)))
    return Addresses(url, url, url)


def checked(url: str) -> str:
    """The address itself, if a request can go there.

    Raises:
        StoreError: it is not one of http or https, or holds a password.
    """
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise StoreError(f"{url}: not an address: {error}") from error
    if parts.username or parts.password:
        raise StoreError(
            "the address holds a password; give it in STANCEGRAPH_STORE_USER and "
            "STANCEGRAPH_STORE_PASSWORD instead"
        )
    if not usable:
        raise StoreError(f"{url}: not an address; write it like http://localhost:7878/store")
    return url


def _table() -> list[Addresses]:
    table = tomllib.loads(resource("stores", "addresses.toml").read_text(encoding="utf-8"))
    return [Addresses(row["graphs"], row["query"], row["update"]) for row in table["store"]]
