"""Checks within one document that shapes cannot say: counting, calendars, votes, terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from hijridate import Hijri

from stancegraph.graph.vocabulary import TYPE
from stancegraph.validation.facts import Facts, datatype, lexical, term, whole_number
from stancegraph.validation.report import Finding
from stancegraph.validation.rules import rule
from stancegraph.validation.vocabulary import is_defined

VOTES = (
    ("eli-dl:number_of_votes_favor", "eli-dl:had_voter_favor"),
    ("eli-dl:number_of_votes_against", "eli-dl:had_voter_against"),
    ("eli-dl:number_of_votes_abstention", "eli-dl:had_voter_abstention"),
)
_DAY = timedelta(days=1)


def unsound(facts: Facts) -> Iterator[Finding]:
    """Everything in a document that breaks a rule which is judged in code."""
    yield from blank_nodes(facts)
    yield from gaps(facts)
    yield from calendars(facts)
    yield from reversed_times(facts)
    yield from miscounted_votes(facts)
    yield from undefined_terms(facts)


def blank_nodes(facts: Facts) -> Iterator[Finding]:
    """Nodes without an IRI, each once."""
    nodes = chain(facts.subjects(), facts.objects())
    for node in sorted({node for node in nodes if node[0] == "_"}):
        yield rule("no-blank-nodes").broken(node)


def gaps(facts: Facts) -> Iterator[Finding]:
    """Siblings of one kind that do not count 1, 2, 3; the focus is the first out of place."""
    siblings: defaultdict[tuple[str, ...], list[tuple[int, str]]] = defaultdict(list)
    for provision in facts.having("sg:ordinal"):
        ordinal = whole_number(facts.value(provision, "sg:ordinal"))
        parent = facts.value(provision, "eli:is_part_of")
        if ordinal is not None and parent is not None:
            kind = sorted(facts.values(provision, "rdf:type"))
            siblings[parent, provision.rpartition("/")[0], *kind].append((ordinal, provision))
    for places in siblings.values():
        places.sort()
        for expected, (ordinal, provision) in enumerate(places, start=1):
            if ordinal != expected:
                found = ", ".join(str(number) for number, _ in places)
                path = term("sg:ordinal")
                yield rule("ordinals-without-gaps").broken(provision, found, path=path)
                break


def calendars(facts: Facts) -> Iterator[Finding]:
    """Instants whose Hijri day is more than one day from the Gregorian one."""
    for instant in facts.having("time:inDateTime"):
        gregorian = _gregorian(facts.value(instant, "time:inXSDDate"))
        for description in facts.values(instant, "time:inDateTime"):
            hijri = _from_hijri(facts, description)
            if gregorian and hijri and abs(hijri - gregorian) > _DAY:
                detail = f"{gregorian} and a Hijri day that is {hijri}."
                yield rule("hijri-near-gregorian").broken(instant, detail, value=description)


def _gregorian(value: str | None) -> date | None:
    try:
        return date.fromisoformat(lexical(value)) if value else None
    except ValueError:
        return None


def _from_hijri(facts: Facts, description: str) -> date | None:
    """The Gregorian day; the 30th of a month of 29 days is the day after it."""
    parts = [
        whole_number(lexical(facts.value(description, name) or "").lstrip("-") or None)
        for name in ("time:year", "time:month", "time:day")
    ]
    year, month, day = parts
    if year is None or month is None or day is None:
        return None
    try:
        first = Hijri(year, month, 1).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(first.year, first.month, first.day) + (day - 1) * _DAY


def reversed_times(facts: Facts) -> Iterator[Finding]:
    """What ends before it begins; days, months and years are compared as far as both say."""
    for interval in facts.having("time:hasEnd"):
        start, end = (
            _moment(facts, facts.value(interval, name))
            for name in ("time:hasBeginning", "time:hasEnd")
        )
        yield from _reversed(interval, start, end)
    for entry in facts.having("schema:dissolutionDate"):
        start, end = (
            facts.value(entry, f"schema:{name}Date") for name in ("founding", "dissolution")
        )
        yield from _reversed(entry, start, end)


def _moment(facts: Facts, instant: str | None) -> str | None:
    names = ("time:inXSDDate", "time:inXSDgYearMonth", "time:inXSDgYear")
    values = (facts.value(instant, name) for name in names) if instant else ()
    return next((value for value in values if value), None)


def _reversed(node: str, start: str | None, end: str | None) -> Iterator[Finding]:
    if start and end:
        first, last = lexical(start), lexical(end)
        known = min(len(first), len(last))
        if first[:known] > last[:known]:
            yield rule("ends-after-beginning").broken(node, f"from {first} to {last}.")


def miscounted_votes(facts: Facts) -> Iterator[Finding]:
    """Adoptions that list another number of voters than they state."""
    for adoption in facts.instances("sg:Adoption"):
        for count, voters in VOTES:
            stated = whole_number(facts.value(adoption, count))
            listed = len(facts.values(adoption, voters))
            if stated is not None and listed and stated != listed:
                detail = f"{stated} stated, {listed} listed."
                yield rule("votes-counted").broken(adoption, detail, path=term(voters))


def undefined_terms(facts: Facts) -> Iterator[Finding]:
    """Terms that their own vocabulary does not define, told once where they are first used.

    Properties, classes and datatypes must belong to a known vocabulary; other IRIs may be data.
    """
    undefined = set(_undefined(facts))
    for subject, predicate, value in facts.triples if undefined else ():
        for used in (subject, predicate, datatype(value), value):
            if used in undefined:
                undefined.remove(used)
                yield rule("term-defined").broken(subject, value=used)


def _undefined(facts: Facts) -> Iterator[str]:
    """The undefined terms, in no particular order; each term is looked up once."""
    values, strict = set(facts.objects()), set[str]()
    for subject in facts.subjects():
        about = facts.about(subject)
        strict.update(about, about.get(TYPE, ()))
    strict.update([datatype(value) for value in values if value[0] == '"' and value[-1] == ">"])
    named = {node for node in chain(values, strict, facts.subjects()) if node[:1] == "<"}
    for used in named:
        defined = is_defined(used[1:-1])
        if defined is False or (defined is None and used in strict):
            yield used
