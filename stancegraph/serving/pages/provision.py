"""The page of a provision: its words, the stances in it, and whose words it repeats."""

from __future__ import annotations

from dataclasses import dataclass

from stancegraph.serving.pages.shown import Evidence, Position, Thing, Words
from stancegraph.serving.pages.views import Viewer

_MOST = 100


@dataclass(frozen=True, slots=True)
class Repetition:
    """A provision with the same or nearly the same words; `similarity` from 0 to 1."""

    provision: Thing
    work: Thing
    day: str
    similarity: str


@dataclass(frozen=True, slots=True)
class Provision:
    """All that the page of a provision shows."""

    thing: Thing
    work: Thing
    above: Thing | None
    texts: tuple[Words, ...]
    evidence: tuple[Evidence, ...]
    positions: tuple[Position, ...]
    below: tuple[tuple[Thing, tuple[Words, ...]], ...]
    mentions: tuple[Thing, ...]
    repeats: tuple[Repetition, ...]
    repeated: tuple[Repetition, ...]


def provision(viewer: Viewer, iri: str) -> Provision:
    """A paragraph or another part of a work."""
    data = viewer.data
    work = viewer.work_of(iri)
    stances = [
        part
        for part in data.pointing("sg:expressedIn", iri)
        if data.value(part, "sg:holder") is not None
    ]
    above = viewer.first(iri, "eli:is_part_of")
    return Provision(
        thing=viewer.thing(iri),
        work=viewer.thing(work),
        above=above if above and above.iri != work else None,
        texts=viewer.texts(iri, "schema:text"),
        evidence=viewer.spans(iri, work),
        positions=viewer.positions(tuple(stances)),
        below=tuple(
            (viewer.thing(part), viewer.texts(part, "schema:text"))
            for part in data.pointing("eli:is_part_of", iri)
        ),
        mentions=viewer.things(iri, "schema:mentions"),
        repeats=_repeats(viewer, iri),
        repeated=_repeated(viewer, iri),
    )


def _repeats(viewer: Viewer, iri: str) -> tuple[Repetition, ...]:
    """Earlier provisions whose words it repeats; all of them where no share is given."""
    data = viewer.data
    found = dict.fromkeys(data.values(iri, "sg:reusesWordingOf"), "")
    for derivation in data.values(iri, "prov:qualifiedDerivation"):
        for earlier in data.values(derivation, "prov:entity"):
            found[earlier] = derivation
    return _newest([_repetition(viewer, *pair) for pair in found.items()])


def _repeated(viewer: Viewer, iri: str) -> tuple[Repetition, ...]:
    """Later provisions that repeat its words."""
    data = viewer.data
    found = dict.fromkeys(data.pointing("sg:reusesWordingOf", iri)[:_MOST], "")
    for derivation in data.pointing("prov:entity", iri)[:_MOST]:
        for later in data.pointing("prov:qualifiedDerivation", derivation):
            found[later] = derivation
    return _newest([_repetition(viewer, *pair) for pair in found.items()])


def _repetition(viewer: Viewer, iri: str, derivation: str) -> Repetition:
    work = viewer.work_of(iri)
    similarity = viewer.data.value(derivation, "sg:similarity") if derivation else None
    return Repetition(viewer.thing(iri), viewer.thing(work), viewer.days(work)[1], similarity or "")


def _newest(found: list[Repetition]) -> tuple[Repetition, ...]:
    return tuple(sorted(found, key=lambda it: (it.day, it.provision.iri), reverse=True))
