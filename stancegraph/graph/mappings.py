"""The register's links to other open datasets, as the SSSOM table states them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from stancegraph.errors import TableError
from stancegraph.linking.tables import Row, read_rows
from stancegraph.resources import resource

SUBJECTS = "sgid"
"""The prefix of the table's own side: the base of the data, whatever it is."""


@dataclass(frozen=True, slots=True)
class Target:
    """Another dataset whose IRIs dereference: its prefix in the table and what it is."""

    prefix: str
    slug: str
    space: str
    title: str


TARGETS = (
    Target("wd", "wikidata", "http://www.wikidata.org/entity/", "Wikidata"),
    Target("gn", "geonames", "https://sws.geonames.org/", "GeoNames"),
    Target(
        "eucountry",
        "eu-country",
        "http://publications.europa.eu/resource/authority/country/",
        "Country table of the EU Publications Office",
    ),
    Target(
        "eucorp",
        "eu-corporate-body",
        "http://publications.europa.eu/resource/authority/corporate-body/",
        "Corporate body table of the EU Publications Office",
    ),
)
"""Code systems without a page per code (ISO 3166, M49, COW) are notations, not links."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """One link: the relative IRI of ours, exactMatch or closeMatch, and the full IRI of theirs."""

    subject: str
    predicate: str
    object: str
    target: str


def load_mappings(folder: Path | None = None) -> tuple[Mapping, ...]:
    """The links of the register in `folder` (of the package if None) to the known targets.

    Raises:
        TableError: the table is missing or a row is malformed.
    """
    path = (folder or resource("authority")) / "mappings.sssom.tsv"
    columns = "subject_id predicate_id object_id"
    return tuple(_mappings(read_rows(path, columns)))


def _mappings(rows: Iterable[Row]) -> Iterable[Mapping]:
    targets = {target.prefix: target for target in TARGETS}
    for row in rows:
        prefix, _, subject = row.required("subject_id").partition(":")
        system, _, local = row.required("object_id").partition(":")
        predicate = row.required("predicate_id").removeprefix("skos:")
        if prefix != SUBJECTS or predicate not in ("exactMatch", "closeMatch"):
            raise TableError(f"{row.place}: not a link of the register by exactMatch or closeMatch")
        if target := targets.get(system):
            slash = "/" if system == "gn" and not local.endswith("/") else ""
            yield Mapping(subject, predicate, f"{target.space}{local}{slash}", target.slug)
