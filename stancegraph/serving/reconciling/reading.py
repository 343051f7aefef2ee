"""Reads what things are and have off the graph, as the properties of the service lead."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from stancegraph.serving.holding.holdings import Holdings, Node, node
from stancegraph.serving.pages.dossier import Membership, memberships
from stancegraph.serving.pages.views import Viewer
from stancegraph.serving.reconciling.kinds import PROPERTY, Kind, Property, kind_of, properties_of

_NAMES = (
    "skos:prefLabel",
    "rdfs:label",
    "skos:altLabel",
    "skos:hiddenLabel",
    "skos:notation",
    "eli:id_local",
)


class Reader:
    """Reads the holdings; an `id` is a path below the base."""

    def __init__(self, holdings: Holdings) -> None:
        self.holdings = holdings
        self.viewer = Viewer(holdings, "en")

    def id_of(self, iri: str) -> str | None:
        """The identifier of a thing that the graph holds and that is reconciled to."""
        path = iri.removeprefix(self.holdings.base)
        return path if path != iri and self.kind(path) is not None else None

    def kind(self, id_: str) -> Kind | None:
        """The kind of a thing; None if the graph holds no such thing or it is not reconciled to."""
        kind = kind_of(id_)
        try:
            held = kind is not None and self.holdings.data.holds(self.holdings.base + id_)
        except ValueError:
            return None
        return kind if held else None

    def label(self, id_: str) -> str:
        """Its name."""
        return self.viewer.thing(self.holdings.base + id_).label

    def names(self, id_: str) -> tuple[str, ...]:
        """All its names, in all languages."""
        data, iri = self.holdings.data, self.holdings.base + id_
        return tuple(dict.fromkeys(name for kind in _NAMES for name in data.values(iri, kind)))

    def description(self, id_: str) -> str:
        """A line that tells it from its namesakes."""
        kind = kind_of(id_)
        if kind is None:
            return ""
        own = (self.values(id_, PROPERTY[name]) for name in kind.described_by)
        told = [self.shown(values[0]) for values in own if values]
        return " · ".join((kind.name, *told))

    def values(self, id_: str, entry: Property, day: str = "") -> tuple[Node, ...]:
        """The values of a property; of memberships those that hold on the day, or hold now."""
        iri = self.holdings.base + id_
        if entry.dated:
            here, there = entry.path[0].removeprefix("^"), entry.path[1]
            found = memberships(self.viewer, iri, here, there)
            return _once(ox.NamedNode(m.other.iri) for m in found if _holds(m, day))
        nodes: tuple[Node, ...] = (ox.NamedNode(iri),)
        for step in entry.path:
            nodes = _once(after for before in nodes for after in self._step(before, step))
        return tuple(filter(None, (_bare(value, entry) for value in nodes)))

    def _step(self, before: Node, step: str) -> tuple[Node, ...]:
        if not isinstance(before, ox.NamedNode):
            return ()
        data = self.holdings.data
        if step.startswith("^"):
            return tuple(
                ox.NamedNode(iri) for iri in data.pointing(step[1:], before.value) if ":" in iri
            )
        return data.objects(before.value, step)

    def shown(self, value: Node) -> str:
        """A value as people read it."""
        if isinstance(value, ox.NamedNode):
            return self.viewer.thing(value.value).label
        return value.value if isinstance(value, ox.Literal) else str(value)

    def identified(self, words: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
        """The things of some kinds whose identifier these words are, in any property that is one.

        The identifier of the service itself, and the IRI, count too.
        """
        base = self.holdings.base
        own = words.removeprefix(base)
        found = [own] if "/" in own else []
        entries = {entry for kind in kinds for entry in properties_of(kind) if entry.identifies}
        for entry in sorted(entries, key=lambda entry: entry.id):
            found += [iri.removeprefix(base) for iri in self._subjects(entry, words)]
        here = (id_ for id_ in dict.fromkeys(found) if self.id_of(base + id_))
        return tuple(id_ for id_ in here if (kind := kind_of(id_)) and kind.id in kinds)

    def _subjects(self, entry: Property, words: str) -> list[str]:
        full = f"{entry.prefix}{words}{entry.suffix}"
        try:
            value = ox.NamedNode(full) if "://" in entry.prefix else ox.Literal(full)
        except ValueError:  # words that no IRI can hold
            return []
        store = self.holdings.data.store
        quads = store.quads_for_pattern(None, node(entry.path[0]), value, None)
        return [str(getattr(quad.subject, "value", "")) for quad in quads]


def _bare(value: Node, entry: Property) -> Node | None:
    """A value without the prefix and suffix of the property; None if it does not begin so."""
    if not entry.prefix:
        return value
    text = str(getattr(value, "value", ""))
    if not text.startswith(entry.prefix):
        return None
    return ox.Literal(text.removeprefix(entry.prefix).removesuffix(entry.suffix))


def _holds(membership: Membership, day: str) -> bool:
    """Whether a membership holds on a day; without one, whether it has no end."""
    if membership.status not in ("", "member"):
        return False
    start, end = membership.start, membership.end
    if not day:
        return not end
    return start <= day[: len(start)] and (not end or day[: len(end)] <= end)


def _once(nodes: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(dict.fromkeys(nodes))
