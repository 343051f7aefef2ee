"""Writes the whole site beside its target and exchanges the two at the end."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from stancegraph import __version__
from stancegraph.exporting import rules
from stancegraph.exporting.asking import Answers
from stancegraph.exporting.relinking import Relinker, file_of
from stancegraph.exporting.things import Writer, things, write_all
from stancegraph.exporting.words import files as word_files
from stancegraph.publishing.exchange import Staging
from stancegraph.serving.holding.holdings import Holdings, open_holdings
from stancegraph.serving.holding.searching import rows
from stancegraph.serving.listing import Listing
from stancegraph.serving.machines.catalogue import Downloads
from stancegraph.serving.machines.introducing import introduction
from stancegraph.serving.pages.asking import Form, examples, form
from stancegraph.serving.pages.completion import terms
from stancegraph.serving.pages.rendering import Pages
from stancegraph.serving.site import assets
from stancegraph.serving.transport.delivery import Deliverer
from stancegraph.serving.transport.formats import DESCRIPTIONS, HTML
from stancegraph.serving.transport.negotiation import Offer

Tell = Callable[[str], None]
MARK = "site.json"
"""The file by which an earlier export is known, which a new one may replace."""

_OWN_PAGES = ("query", "search")


@dataclass(frozen=True, slots=True)
class Settings:
    """What is exported and where to; `url` is where the site will stand, for its site map.

    `offers` are the formats of each thing, of which the first is its page.
    """

    graph: Path
    target: Path
    base: str
    url: str
    offers: tuple[Offer, ...]
    processes: int
    texts: Path | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    things: int
    files: int
    left_out: int


def export(settings: Settings, tell: Tell) -> Exported:
    """Write the site; the target changes at the end, in one step, or not at all.

    Raises:
        GraphError: the graph cannot be loaded, or the target is no earlier export.
    """
    with Staging(settings.target, MARK) as staging:
        holdings = open_holdings(settings.graph, settings.base, settings.texts)
        exported = _Export(settings, holdings, staging.path, tell).run()
        staging.publish(durable=False)
    return exported


class _Export:
    """One export in the making."""

    def __init__(self, settings: Settings, holdings: Holdings, root: Path, tell: Tell) -> None:
        self._settings = settings
        self._holdings = holdings
        self._root = root
        self._tell = tell
        self._pages = Pages(holdings, offline=True, offers=settings.offers)
        deliverer = Deliverer(holdings.digest)
        downloads = Downloads(holdings, settings.graph)
        self._listing = Listing(holdings, deliverer, self._pages, downloads)
        self._files = 0

    def run(self) -> Exported:
        addresses = [unquote(path).lstrip("/") for path in self._listing.addresses()]
        bare = {path for path in addresses if path and _bare(path)} | set(_OWN_PAGES)
        relinker = Relinker(bare, self._settings.url)
        fit, unfit = things(self._holdings)
        self._write_things(fit, relinker)
        self._write_addresses(addresses, bare, relinker)
        self._write_own(relinker)
        self._write_index(fit)
        self._write_rules()
        mark = {"stancegraph": __version__, "build": self._holdings.digest, "things": len(fit)}
        self._write(MARK, json.dumps(mark).encode())
        return Exported(len(fit), self._files, len(unfit))

    def _write(self, name: str, content: bytes) -> None:
        place = self._root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        self._files += 1

    def _write_things(self, fit: list[str], relinker: Relinker) -> None:
        settings = self._settings
        writer = Writer(self._holdings, self._pages, relinker, self._root, settings.offers)
        expected, told = len(fit) * len(settings.offers), 0
        for count in write_all(writer, fit, settings.processes):
            self._files += count
            if self._files * 10 // max(expected, 1) > told:
                told = self._files * 10 // max(expected, 1)
                self._tell(f"{self._files:,} of {expected:,} files of things")

    def _write_addresses(
        self, addresses: Iterable[str], bare: set[str], relinker: Relinker
    ) -> None:
        answers = Answers(self._listing, self._settings.url)
        for path, content, is_page in answers.of(addresses):
            name = file_of(path, bare)
            page = relinker.relinked(content.decode(), name).encode() if is_page else content
            self._write(name, page)

    def _write_own(self, relinker: Relinker) -> None:
        """The pages that need a server elsewhere, and what their scripts load."""
        asked = examples(self._settings.base)
        query = form(self._pages, self._settings.base, Form(asked[0].sparql))
        for name, page in (("query", query), ("search", self._pages.render("search_words.html"))):
            self._write(f"{name}.html", relinker.relinked(page, name).encode())
        root = urlsplit(self._settings.url).path
        missing = relinker.relinked(self._pages.missing("…"), "404.html", root)
        self._write("404.html", missing.encode())
        for entry in asked:
            self._write(f"query/{entry.name}.rq", entry.sparql.encode())
        self._write("query/terms.json", terms(self._holdings))
        told = introduction(self._holdings, self._settings.url, offline=True)
        self._write("llms.txt", told.encode())
        for name, file in assets(everything=True).items():
            self._write(f"static/{name}", file.read_bytes())

    def _write_index(self, fit: list[str]) -> None:
        pages = {iri: f"{quote(self._holdings.path(iri) or '')}.html" for iri in fit}
        for name, content in word_files(rows(self._holdings), pages):
            self._write(f"search/{name}", content)

    def _write_rules(self) -> None:
        settings = self._settings
        self._write("_headers", rules.headers(settings.offers).encode())
        self._write(
            ".htaccess", rules.htaccess(settings.offers, urlsplit(settings.url).path).encode()
        )
        self._write(".nojekyll", b"")
        if redirects := rules.w3id(settings.base, settings.url, settings.offers):
            self._write("w3id.htaccess", redirects.encode())


def _bare(path: str) -> bool:
    """Whether an address has no extension, so that its page needs one as a file."""
    return "." not in path.rpartition("/")[2] and not path.startswith((".well-known/", "dumps/"))


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))


def offers(extensions: Collection[str]) -> tuple[Offer, ...]:
    """What things are offered as: pages, and the formats of those extensions."""
    return tuple(offer for offer in DESCRIPTIONS if offer is HTML or offer.extension in extensions)
