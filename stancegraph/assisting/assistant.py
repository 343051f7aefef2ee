"""Answers from the graph: what each tool does, without the protocol."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace

from stancegraph.assisting.told import (
    Answer,
    Hit,
    Hits,
    Named,
    Paragraph,
    Resolution,
    Stance,
    Stances,
)
from stancegraph.serving.holding.holdings import Holdings
from stancegraph.serving.holding.prefixes import PREFIXES
from stancegraph.serving.holding.searching import Index
from stancegraph.serving.machines.introducing import introduction, schema
from stancegraph.serving.pages.highlighting import found_words
from stancegraph.serving.pages.views import Position, Thing, Viewer
from stancegraph.serving.querying.endpoint import Endpoint
from stancegraph.serving.reconciling.asked import Query
from stancegraph.serving.reconciling.matching import Matcher
from stancegraph.serving.reconciling.reading import Reader
from stancegraph.serving.transport.receiving import Refusal

ROLES = ("sg:target", "sg:addressee", "sg:beneficiary", "sg:attributedTo", "sg:bearsOn")
_PARTIES = ("state", "institution", "people", "group", "office", "treaty", "resolution")
_PARAGRAPHS = ("sg:PreambularParagraph", "sg:OperativeParagraph", "eli:LegalResourceSubdivision")
_MOST = 100
_SURE = 98.0
"""From this score on the words are a name of it, be it one that only some texts use."""
_LONGEST = 20_000
_LONGEST_TURTLE = 100_000
_PLACE = "http://127.0.0.1:8000/"
"""Where `stancegraph serve` stands unless told otherwise; the introduction has such addresses."""


_DECLARED = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items())
_ON_FIRST_LINE = re.compile(r"(?<= at 1:)\d+")


def _moved(column: re.Match[str]) -> str:
    """The column of an error in the query as it was given, before prefixes were declared for it."""
    return str(max(1, int(column.group()) - len(_DECLARED)))


def _short(turtle: str) -> str:
    if len(turtle) > _LONGEST_TURTLE:
        long, most = f"{len(turtle):,}", f"{_LONGEST_TURTLE:,}"
        raise UnclearError(f"the answer has {long} characters, more than {most}; ask for less")
    return turtle


class UnclearError(Exception):
    """What was asked cannot be answered as it is; the message says what would help."""


class Assistant:
    """Answers what the tools are asked; safe to be asked from several threads."""

    def __init__(self, holdings: Holdings, endpoint: Endpoint, index: Index) -> None:
        self._holdings = holdings
        self._endpoint = endpoint
        self._index = index
        self._viewer = Viewer(holdings, "en")
        self._reader = Reader(holdings)
        self._matcher = Matcher(self._reader, index)

    def prepare(self) -> None:
        """Build the index and load the register before anybody asks."""
        self._index.prepare()
        self._matcher.prepare()

    def introduction(self) -> str:
        """What the dataset is."""
        return introduction(self._holdings, _PLACE)

    def schema(self) -> str:
        """How to ask it."""
        return schema(self._holdings)

    def search(self, words: str, kind: str, start: int) -> Hits:
        """A page of what has all the words."""
        found = self._index.search(words[:300], kind, start)
        hits = tuple(
            Hit(hit.iri, hit.kind, hit.title, found_words(hit.snippet).striptags())
            for hit in found.hits
        )
        return Hits(found.total, {facet.kind: facet.count for facet in found.facets}, hits)

    def party(self, words: str, kinds: tuple[str, ...] = _PARTIES) -> Named:
        """The one thing that words name, as the linker reads them.

        Raises:
            UnclearError: they name none, or one of several, which the message lists.
        """
        found = self._matcher.candidates(Query(words, kinds, limit=5))
        alike = [each for each in found if each.match or each.score >= _SURE]
        if found and (found[0].match or alike == [found[0]]):
            return self._named(self._viewer.thing(self._holdings.base + found[0].id))
        listed = "; ".join(f"{each.id} ({self._reader.label(each.id)})" for each in found)
        among = f"ask for one of these by its identifier: {listed}" if listed else "try search"
        raise UnclearError(f"{words!r} is the name of no one thing; {among}")

    def stances(
        self, of: str, toward: str, side: str, since: str, until: str, start: int, limit: int
    ) -> Stances:
        """The stances of a holder, toward a target, or both, the newest first.

        Raises:
            UnclearError: neither is given, or a name is unclear.
        """
        if not of and not toward:
            raise UnclearError("say whose stances (`of`), or toward whom (`toward`), or both")
        holder = self.party(of) if of else None
        target = self.party(toward) if toward else None
        roles = self._roles(holder, target)
        found = []
        for iri, role in roles.items():
            day = self._viewer.days(self._viewer.work_of(iri))[1]
            if self._on(iri, side) and (not since or day >= since) and (not until or day <= until):
                found.append((day, iri, role))
        found.sort(key=lambda entry: (entry[0], entry[1]), reverse=True)
        page = found[max(start, 0) :][: max(1, min(limit, _MOST))]
        told = tuple(self._stance(self._viewer.position(iri), role) for _, iri, role in page)
        return Stances(holder, target, len(found), told)

    def _roles(self, holder: Named | None, target: Named | None) -> dict[str, str]:
        """The stances of that holder and toward that target, with the role of the target."""
        data = self._holdings.data
        held = data.pointing("sg:holder", holder.iri) if holder else None
        if target is None:
            return dict.fromkeys(held or (), "holder")
        roles: dict[str, str] = {}
        for role in ROLES:
            for iri in data.pointing(role, target.iri):
                roles.setdefault(iri, role.removeprefix("sg:"))
        if held is None:
            return {iri: role for iri, role in roles.items() if data.value(iri, "sg:holder")}
        return {iri: roles[iri] for iri in held if iri in roles}

    def _on(self, stance: str, side: str) -> bool:
        """Whether a stance is for, against, or on no side as asked for."""
        if side not in ("for", "against"):
            return True
        polarity = float(self._holdings.data.value(stance, "sg:polarity") or 0)
        return polarity > 0 if side == "for" else polarity < 0

    def resolution(self, name: str, start: int) -> Resolution:
        """A work by its IRI, symbol or citation.

        Raises:
            UnclearError: there is none, or several.
        """
        work = self.party(name, ("resolution",))
        viewer, data, iri = self._viewer, self._holdings.data, work.iri
        texts = [text.text for text in viewer.texts(iri, "eli:title")]
        for expression in data.values(iri, "eli:is_realized_by"):
            texts += [text.text for text in viewer.texts(expression, "eli:title")]
        paragraphs = self._paragraphs(iri)
        stances = [part for part in data.below(f"{iri}/") if data.value(part, "sg:holder")]
        first, last = viewer.days(iri)
        return Resolution(
            iri=iri,
            symbols=data.values(iri, "eli:id_local"),
            title=next(iter(texts), work.name),
            body=self._first(iri, "eli:passed_by"),
            session=self._first(iri, "sg:session"),
            first_day=first,
            last_day=last,
            text_is_held=data.value(iri, "eli:is_realized_by") is not None,
            paragraphs_total=len(paragraphs),
            paragraphs=tuple(paragraphs[max(start, 0) :][:_MOST]),
            stances=tuple(
                self._stance(each, "") for each in viewer.positions(tuple(stances[:_MOST]))
            ),
            cites=self._all(viewer.things(iri, "eli:cites")),
            cited_by=self._all(viewer.thing(other) for other in data.pointing("eli:cites", iri)),
        )

    def _paragraphs(self, work: str) -> list[Paragraph]:
        """The provisions in the order of the text, each in English or else as it stands."""
        viewer, data = self._viewer, self._holdings.data
        placed = []
        for part in data.below(f"{work}/"):
            texts = sorted(
                viewer.texts(part, "schema:text"), key=lambda text: text.language != "en"
            )
            if texts:
                spans = viewer.spans(part, work)
                place = spans[0].start if spans else 0
                told = Paragraph(part, viewer.thing(part).label, texts[0].text[:_LONGEST])
                placed.append((place, part, told))
        return [told for *_, told in sorted(placed, key=lambda entry: entry[:2])]

    async def query(self, sparql: str, rows: int) -> Answer:
        """The answer to a query, evaluated by a worker within the limits of the endpoint.

        Raises:
            Refusal: malformed, too long, too large, or too many others wait.
            UnclearError: it asks for more RDF than anybody reads.
        """
        accept = "application/sparql-results+json, text/turtle"
        job = self._endpoint.job({"query": [_DECLARED + sparql]}, accept)
        try:
            reply = await self._endpoint.reply(job, "")
        except Refusal as refusal:
            raise replace(refusal, detail=_ON_FIRST_LINE.sub(_moved, refusal.detail)) from refusal
        if reply.extension == "ttl":
            return Answer(turtle=_short(reply.body.decode()))
        found = json.loads(reply.body)
        if "boolean" in found:
            return Answer(truth=found["boolean"])
        columns, bindings = found["head"]["vars"], found["results"]["bindings"]
        shown = bindings[: max(1, min(rows, _MOST * 10))]
        cells = tuple(tuple(row.get(name, {}).get("value") for name in columns) for row in shown)
        return Answer(tuple(columns), cells, len(bindings))

    def _stance(self, position: Position, role: str) -> Stance:
        return Stance(
            iri=position.iri,
            holder=self._named(position.holder),
            act=position.act.label,
            target=self._named(position.target) if position.target else None,
            target_words=position.phrase,
            polarity=position.polarity,
            negated=position.negated,
            level=position.level,
            role=role,
            confidence=position.confidence,
            to_review=position.review,
            day=position.day,
            work=self._named(position.work),
            paragraph=self._named(position.provision),
            quotes=tuple(each.quote for each in position.evidence),
        )

    def _first(self, iri: str, name: str) -> Named | None:
        thing = self._viewer.first(iri, name)
        return self._named(thing) if thing else None

    def _all(self, things: Iterable[Thing]) -> tuple[Named, ...]:
        return tuple(self._named(thing) for thing in list(things)[:_MOST])

    @staticmethod
    def _named(thing: Thing) -> Named:
        return Named(thing.iri, thing.label)
