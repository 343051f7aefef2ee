"""The dossier of a state, an institution or any other entity: what was said about it, by whom."""

from __future__ import annotations

from dataclasses import dataclass

from stancegraph.identifiers import SG
from stancegraph.serving.holding.tallies import Tally, sides
from stancegraph.serving.pages.timeline import Dot, Timeline, timeline
from stancegraph.serving.pages.views import Position, Thing, Viewer, Words

_MOST = 150
_QUERY = f"""PREFIX sg: <{SG}>

SELECT ?stance ?role ?act ?polarity ?work WHERE {{
  VALUES ?role {{ sg:target sg:addressee sg:beneficiary sg:attributedTo sg:bearsOn sg:holder }}
  ?stance ?role $iri ; sg:act ?act ; sg:polarity ?polarity ; sg:expressedIn ?work .
}}
LIMIT 1000
"""
_CONCEPT = "http://www.w3.org/2004/02/skos/core#Concept"
_PART_OF = ("org:unitOf", "org:subOrganizationOf", "org:postIn")
_ROLES = ("sg:target", "sg:addressee", "sg:beneficiary", "sg:attributedTo", "sg:bearsOn")


@dataclass(frozen=True, slots=True)
class Group:
    """Stances that touch the entity in one way."""

    title: str
    anchor: str
    positions: tuple[Position, ...]
    total: int

    @property
    def sides(self) -> Tally:
        """How many of those shown are on which side."""
        return sides(position.polarity for position in self.positions)


@dataclass(frozen=True, slots=True)
class Membership:
    """A membership of the entity, or in it."""

    other: Thing
    status: str
    start: str
    end: str
    href: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A work that names the entity, and how often."""

    work: Thing
    day: str
    times: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the page of an entity shows."""

    thing: Thing
    classes: tuple[Thing, ...]
    names: tuple[Words, ...]
    notes: tuple[Words, ...]
    parents: tuple[Thing, ...]
    matches: tuple[Thing, ...]
    groups: tuple[Group, ...]
    passages: tuple[Passage, ...]
    works: tuple[Thing, ...]
    members: tuple[Membership, ...]
    memberships: tuple[Membership, ...]
    line: Timeline | None
    query: str


def dossier(viewer: Viewer, iri: str) -> Dossier:
    """The dossier of an entity, a matter or a cited document."""
    data = viewer.data
    groups = tuple(group for group in _groups(viewer, iri) if group.positions)
    toward = [group for group in groups if group.anchor != "held"] or list(groups)
    dots = {
        position.iri: Dot(position.day, position.polarity, _title(position), position.href)
        for group in toward
        for position in group.positions
        if position.day
    }
    parents = ("org:unitOf", "org:subOrganizationOf", "org:postIn", "schema:containedInPlace")
    return Dossier(
        thing=viewer.thing(iri),
        classes=tuple(viewer.thing(name) for name in data.types(iri) if name != _CONCEPT),
        names=(*viewer.texts(iri, "skos:prefLabel"), *viewer.texts(iri, "skos:altLabel")),
        notes=(*viewer.texts(iri, "skos:editorialNote"), *viewer.texts(iri, "skos:definition")),
        parents=tuple(thing for name in parents for thing in viewer.things(iri, name)),
        matches=(*viewer.things(iri, "skos:exactMatch"), *viewer.things(iri, "skos:closeMatch")),
        groups=groups,
        passages=_passages(viewer, iri),
        works=tuple(viewer.thing(work) for work in data.pointing("eli:passed_by", iri)[:_MOST]),
        members=memberships(viewer, iri, "org:organization", "org:member"),
        memberships=memberships(viewer, iri, "org:member", "org:organization"),
        line=timeline(tuple(dots.values())),
        query=_QUERY.replace("$iri", f"<{iri}>"),
    )


def _groups(viewer: Viewer, iri: str) -> list[Group]:
    data = viewer.data
    found = {
        role: tuple(name for name in data.pointing(role, iri) if _is_stance(viewer, name))
        for role in (*_ROLES, "sg:holder")
    }
    matters = [
        stance
        for matter in data.pointing("schema:mentions", iri)
        if "/matter/" in matter
        for stance in data.pointing("sg:target", matter)
    ]
    organs = dict.fromkeys(part for name in _PART_OF for part in data.pointing(name, iri))
    within = [stance for part in organs for stance in data.pointing("sg:target", part)]
    named = (*found["sg:addressee"], *found["sg:beneficiary"], *found["sg:bearsOn"])
    return [
        _group(viewer, "Stances toward it", "toward", found["sg:target"]),
        _group(viewer, "Addressed to it, for it, or bearing on it", "touching", named),
        _group(viewer, "Toward its organs and offices", "organs", tuple(within)),
        _group(viewer, "Stances on matters that name it", "matters", tuple(matters)),
        _group(viewer, "Reported as its own", "reported", found["sg:attributedTo"]),
        _group(viewer, "Stances it takes", "held", found["sg:holder"]),
    ]


def _is_stance(viewer: Viewer, iri: str) -> bool:
    return viewer.data.value(iri, "sg:holder") is not None


def _group(viewer: Viewer, title: str, anchor: str, iris: tuple[str, ...]) -> Group:
    return Group(title, anchor, viewer.positions(iris[:_MOST]), len(set(iris)))


def _passages(viewer: Viewer, iri: str) -> tuple[Passage, ...]:
    counts: dict[str, int] = {}
    for mention in viewer.data.pointing("oa:hasBody", iri):
        target = viewer.data.value(mention, "oa:hasTarget")
        work = viewer.work_of(target) if target else viewer.work_of(mention)
        counts[work] = counts.get(work, 0) + 1
    passages = [
        Passage(viewer.thing(work), viewer.days(work)[1], times) for work, times in counts.items()
    ]
    return tuple(sorted(passages, key=lambda passage: (-passage.times, passage.work.iri))[:_MOST])


def memberships(viewer: Viewer, iri: str, here: str, there: str) -> tuple[Membership, ...]:
    """Those of which it is the one end (`org:member`, `org:organization`), with the other."""
    data = viewer.data
    found = []
    for name in data.pointing(here, iri):
        other = viewer.first(name, there)
        if other is not None:
            during = data.value(name, "org:memberDuring") or name
            start, end = (_day(viewer, during, edge) for edge in ("hasBeginning", "hasEnd"))
            status = data.value(name, "sg:membershipStatus") or ""
            found.append(Membership(other, status, start, end, viewer.href(name) or ""))
    return tuple(sorted(found, key=lambda entry: (entry.other.label, entry.start)))


def _day(viewer: Viewer, interval: str, edge: str) -> str:
    instant = viewer.data.value(interval, f"time:{edge}")
    if instant is None:
        return ""
    for name in ("time:inXSDDate", "time:inXSDgYearMonth", "time:inXSDgYear"):
        value = viewer.data.value(instant, name)
        if value is not None:
            return value
    return ""


def _title(position: Position) -> str:
    return f"{position.day}, {position.holder.label}: {position.act.label}"
