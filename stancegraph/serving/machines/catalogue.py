"""What machines look for first: descriptions of dataset and endpoint, site map, feed, downloads."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from stancegraph.serving.holding.describing import description, restored
from stancegraph.serving.holding.holdings import TYPE, Holdings, node
from stancegraph.serving.machines import interface
from stancegraph.serving.pages.views import Thing
from stancegraph.serving.transport.formats import GRAPHS, RESULTS

SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMAT = "http://www.w3.org/ns/formats/"
_FORMATS = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "jsonld": "JSON-LD",
    "nt": "N-Triples",
    "nq": "N-Quads",
    "trig": "TriG",
    "rdf": "RDF_XML",
}
DUMPS = (
    ("stancegraph.nq.gz", "application/n-quads"),
    ("stancegraph.nt.gz", "application/n-triples"),
)
"""Name and media type of each dump."""
_MOST_ADDRESSES = 50_000
_OVERVIEWS = ("", "works", "heat", "map", "citations", "coverage", "def.html", "shapes")
_MAPPED = ("resolution", "statement", "draft", "state", "org", "session", "office", "group")
_UNMAPPED = ("/span/", "/mention/", "/citation/", "/act/", "/time", "/reading", "/adoption")


class Downloads:
    """Tables and dumps, held in memory; dumps are packed when first asked for.

    `packed` gives a dump as it was packed elsewhere.
    """

    def __init__(
        self, holdings: Holdings, graph: Path, packed: Callable[[str], bytes] | None = None
    ) -> None:
        self._packed = packed or partial(packed_dump, holdings)
        self._tables = sorted((graph / "tables").glob("*.csv")) if graph.is_dir() else []

    @cached_property
    def tables(self) -> dict[str, bytes]:
        """The flat tables by name."""
        return {file.name: file.read_bytes() for file in self._tables}

    @cached_property
    def dumps(self) -> dict[str, bytes]:
        """The whole graph as sorted N-Quads and N-Triples, packed, byte for byte the same."""
        return {name: self._packed(name) for name, _ in DUMPS}

    @cached_property
    def sums(self) -> str:
        """The SHA-256 of every file, as `sha256sum --check` reads them."""
        files = {**self.dumps, **self.tables}
        return "".join(
            f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items()
        )


def packed_dump(holdings: Holdings, name: str) -> bytes:
    """The whole graph in the format of that name, sorted and packed."""
    published = map(restored, holdings.data.store)
    if name.endswith(".nq.gz"):
        lines = sorted(f"{quad} .\n" for quad in published)
    else:
        lines = sorted({f"{quad.triple} .\n" for quad in published})
    return gzip.compress("".join(lines).encode(), compresslevel=6, mtime=0)


def dataset(holdings: Holdings) -> list[ox.Quad]:
    """The description of the dataset (VoID, DCAT) with all its parts."""
    about = description(holdings, f"{holdings.base}dataset")
    parts = [
        quad
        for prefix in ("dataset/", "linkset/", "target/", "agent/")
        for iri in holdings.data.below(holdings.base + prefix)
        for quad in holdings.data.quads(iri)
    ]
    return list(dict.fromkeys([*about, *parts]))


def service(holdings: Holdings, endpoint: str) -> list[ox.Quad]:
    """The SPARQL 1.1 service description of the endpoint."""
    return list(_service(holdings, ox.NamedNode(endpoint)))


def _service(holdings: Holdings, endpoint: ox.NamedNode) -> Iterator[ox.Quad]:
    def said(subject: ox.NamedNode, name: str, value: str) -> ox.Quad:
        return ox.Quad(subject, ox.NamedNode(SD + name), ox.NamedNode(value))

    yield ox.Quad(endpoint, TYPE, ox.NamedNode(SD + "Service"))
    yield ox.Quad(endpoint, TYPE, node("dcat:DataService"))
    described = endpoint.value.removesuffix("/sparql") + interface.PLACE
    yield ox.Quad(endpoint, node("dcat:endpointDescription"), ox.NamedNode(described))
    yield said(endpoint, "endpoint", endpoint.value)
    yield said(endpoint, "supportedLanguage", SD + "SPARQL11Query")
    yield said(endpoint, "feature", SD + "UnionDefaultGraph")
    for offer in (*RESULTS, *GRAPHS):
        yield said(endpoint, "resultFormat", _FORMAT + _FORMATS[offer.extension])
    data = ox.NamedNode(f"{holdings.base}dataset")
    yield said(endpoint, "defaultDataset", data.value)
    yield ox.Quad(data, TYPE, ox.NamedNode(SD + "Dataset"))
    shared = sorted(graph for graph in holdings.data.graphs if f"{holdings.base}graph/" in graph)
    for graph in shared:
        yield said(data, "namedGraph", graph)
        yield said(ox.NamedNode(graph), "name", graph)


def sitemap(holdings: Holdings, root: str) -> str:
    """The addresses of pages that people may look for, as many as one site map may have."""
    paths = [path for path in map(holdings.path, holdings.data.subjects) if path]
    pages = [
        path
        for path in paths
        if path.split("/", 1)[0] in _MAPPED and not any(part in path for part in _UNMAPPED)
    ]
    addresses = [*_OVERVIEWS, *(f"{path}.html" for path in pages)]
    lines = "".join(
        f"<url><loc>{escape(root)}{escape(path)}</loc></url>\n"
        for path in addresses[:_MOST_ADDRESSES]
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'
    )


def feed(works: Iterable[tuple[Thing, str]], base: str, root: str) -> str:
    """The works that were adopted last, as an Atom feed."""
    entries = []
    newest = "1970-01-01"
    for work, day in works:
        newest = max(newest, day)
        entries.append(
            f"<entry><id>{escape(work.iri)}</id><title>{escape(work.label)}</title>"
            f"<updated>{day or '1970-01-01'}T00:00:00Z</updated>"
            f"<link href={quoteattr(root.rstrip('/') + (work.href or '/'))}/></entry>\n"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{escape(base)}dataset</id><title>Works in stancegraph</title>"
        f"<updated>{newest}T00:00:00Z</updated><author><name>stancegraph</name></author>\n"
        f'<link rel="self" href={quoteattr(root + "feed.atom")}/>\n{"".join(entries)}</feed>\n'
    )


def opensearch(root: str) -> str:
    """How browsers search the site."""
    template = quoteattr(f"{root}search?q={{searchTerms}}")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
        "<ShortName>stancegraph</ShortName><Description>Stances in resolutions</Description>"
        f'<Url type="text/html" template={template}/></OpenSearchDescription>\n'
    )
