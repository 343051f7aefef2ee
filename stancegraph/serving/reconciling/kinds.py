"""The kinds of things that names are reconciled to, and their properties: two tables."""

from __future__ import annotations

from dataclasses import dataclass

_WIKIDATA = "http://www.wikidata.org/entity/"
_GEONAMES = "https://sws.geonames.org/"
_EUROPE = "http://publications.europa.eu/resource/authority/"


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of the service; `described_by` are the properties that tell namesakes apart.

    `first` are the first parts of the paths of its things, `search` is what the search calls them.
    """

    id: str
    name: str
    search: str
    first: tuple[str, ...]
    described_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """A property of the service: the way from a thing to its values over the graph.

    A step that begins with `^` is gone backwards. Of the values only those that begin with
    `prefix` count, without it, followed by `suffix`. `identifies`: no two things share a value.
    `dated`: the step in between is a membership, which holds on some days only.
    """

    id: str
    name: str
    kinds: tuple[str, ...]
    path: tuple[str, ...]
    prefix: str = ""
    suffix: str = ""
    identifies: bool = False
    dated: bool = False


KINDS = (
    Kind("state", "State or territory", "state", ("state",), ("iso3", "dissolved")),
    Kind("institution", "Institution", "org", ("org",), ("part-of", "founded")),
    Kind(
        "resolution",
        "Resolution, statement or draft",
        "work",
        ("resolution", "statement", "draft", "decision", "declaration"),
        ("body", "date", "title"),
    ),
    Kind("session", "Session", "session", ("session",), ("organizer", "start")),
    Kind("office", "Office", "office", ("office",), ("post-in",)),
    Kind("people", "People", "people", ("people",)),
    Kind("group", "Group", "group", ("group",)),
    Kind("place", "Place", "place", ("place",), ("within",)),
    Kind("treaty", "Treaty", "treaty", ("treaty",), ("date",)),
)
"""The types; a query without one asks for the first four."""

USUAL = ("state", "institution", "resolution", "session")

_REGISTERED = ("state", "institution", "office", "people", "group", "place", "treaty")

PROPERTIES = (
    Property("iso3", "ISO 3166-1 alpha-3", ("state",), ("skos:notation",), identifies=True),
    Property(
        "iso2",
        "ISO 3166-1 alpha-2",
        ("state",),
        ("schema:identifier",),
        "iso3166-1:",
        identifies=True,
    ),
    Property("m49", "UN M49", ("state",), ("schema:identifier",), "m49:", identifies=True),
    Property("cow", "Correlates of War", ("state",), ("schema:identifier",), "cow:"),
    Property("wikidata", "Wikidata", _REGISTERED, ("skos:exactMatch",), _WIKIDATA, "", True),
    Property("geonames", "GeoNames", _REGISTERED, ("skos:exactMatch",), _GEONAMES, "/", True),
    Property("eu-authority", "EU authority table", _REGISTERED, ("skos:exactMatch",), _EUROPE),
    Property("name", "Preferred names", _REGISTERED, ("skos:prefLabel",)),
    Property("other-name", "Other names", _REGISTERED, ("skos:altLabel",)),
    Property("founded", "Founded", ("state", "institution"), ("schema:foundingDate",)),
    Property("dissolved", "Dissolved", ("state", "institution"), ("schema:dissolutionDate",)),
    Property(
        "member-of",
        "Member of",
        ("state", "institution"),
        ("^org:member", "org:organization"),
        dated=True,
    ),
    Property(
        "members", "Members", ("institution",), ("^org:organization", "org:member"), dated=True
    ),
    Property("part-of", "Part of", ("institution",), ("org:unitOf",)),
    Property("parent", "Parent organisation", ("institution",), ("org:subOrganizationOf",)),
    Property("parts", "Parts", ("institution", "state"), ("^org:unitOf",)),
    Property("seat", "Seat", ("institution",), ("schema:location",)),
    Property("sessions", "Sessions", ("institution",), ("^schema:organizer",)),
    Property("post-in", "Post in", ("office",), ("org:postIn",)),
    Property("within", "Within", ("place",), ("schema:containedInPlace",)),
    Property("symbol", "Symbol", ("resolution",), ("eli:id_local",), identifies=True),
    Property("title", "Title", ("resolution",), ("eli:is_realized_by", "eli:title")),
    Property("body", "Body", ("resolution",), ("eli:passed_by",)),
    Property("session", "Session", ("resolution",), ("sg:session",)),
    Property("date", "Date", ("resolution", "treaty"), ("eli:date_document",)),
    Property("adopted", "Adopted from", ("resolution",), ("sg:adoption", "schema:startDate")),
    Property("adopted-until", "Adopted until", ("resolution",), ("sg:adoption", "schema:endDate")),
    Property("cites", "Cites", ("resolution",), ("eli:cites",)),
    Property("cited-by", "Cited by", ("resolution", "treaty"), ("^eli:cites",)),
    Property("names", "Names", ("resolution",), ("^eli:is_part_of", "schema:mentions")),
    Property("organizer", "Held by", ("session",), ("schema:organizer",)),
    Property("number", "Number", ("session", "resolution"), ("eli:number",)),
    Property("start", "First day", ("session",), ("schema:startDate",)),
    Property("end", "Last day", ("session",), ("schema:endDate",)),
    Property("place", "Place", ("session",), ("schema:location",)),
    Property("theme", "Theme", ("session",), ("sg:theme",)),
    Property("resolutions", "Resolutions", ("session",), ("^sg:session",)),
)

KIND = {kind.id: kind for kind in KINDS}
PROPERTY = {entry.id: entry for entry in PROPERTIES}
_BY_FIRST = {first: kind for kind in KINDS for first in kind.first}


def kind_of(path: str) -> Kind | None:
    """The kind of the thing at a path below the base; None for what is not reconciled to.

    >>> [kind.id if (kind := kind_of(p)) else None for p in ("org/oic", "org", "matter/x/1")]
    ['institution', None, None]
    """
    first, _, rest = path.partition("/")
    return _BY_FIRST.get(first) if rest else None


def properties_of(kind: str) -> tuple[Property, ...]:
    """The properties that things of a kind have; all, where the kind is empty."""
    return tuple(entry for entry in PROPERTIES if not kind or kind in entry.kinds)
