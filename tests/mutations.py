"""Small graphs cut out of larger ones and broken at random: what SHACL engines are compared on."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from stancegraph.graph.terms import Triple, plain, typed, worded
from stancegraph.graph.vocabulary import TYPE
from stancegraph.validation.facts import datatype, lexical

XSD = "http://www.w3.org/2001/XMLSchema#"
DATATYPES = tuple(
    f"<{XSD}{name}>"
    for name in "string integer decimal double boolean date dateTime gYear anyURI "
    "nonNegativeInteger".split()
)
WORDS = (
    "",
    " ",
    "x",
    "-1",
    "0",
    "01",
    "1.0",
    "1e3",
    "NaN",
    "true",
    "2022-02-30",
    "2022-03-22",
    "2022-03-22Z",
    "2022-03-22T00:00:00",
    "0022",
    'ä\n\t"\\',
    "\u007f\u0001",
    "𝔡",
    "9" * 30,
)
SIZE = 60
"""How many triples a portion has at most, or a few more: the reference takes its time."""


def portion(triples: Sequence[Triple], dice: random.Random) -> list[Triple]:
    """A few nodes of a graph with what they lead to."""
    said: dict[str, list[Triple]] = {}
    for triple in triples:
        said.setdefault(triple.subject, []).append(triple)
    queue = dice.sample(sorted(said), min(3, len(said)))
    found: dict[Triple, None] = {}
    told: set[str] = set()
    while queue and len(found) < SIZE:
        subject = queue.pop(0)
        if subject not in told:
            told.add(subject)
            found |= dict.fromkeys(said[subject])
            queue += [triple.object for triple in said[subject] if triple.object in said]
    return list(found)


@dataclass(frozen=True, slots=True)
class Mutator:
    """Breaks graphs; the same dice give the same graphs."""

    dice: random.Random

    def mutate(self, triples: Iterable[Triple]) -> list[Triple]:
        """The triples with one to six of them broken."""
        broken = list(triples)
        for _ in range(self.dice.randint(1, 6)):
            if broken:
                self.dice.choice(_WAYS)(self, broken)
        return list(dict.fromkeys(broken))

    def _at(self, triples: list[Triple]) -> int:
        return self.dice.randrange(len(triples))

    def drop(self, triples: list[Triple]) -> None:
        del triples[self._at(triples)]

    def drop_subject(self, triples: list[Triple]) -> None:
        subject = triples[self._at(triples)].subject
        triples[:] = [triple for triple in triples if triple.subject != subject]

    def double(self, triples: list[Triple]) -> None:
        """Say of a subject what is said of another one, or another value of its own kind."""
        one, other = triples[self._at(triples)], triples[self._at(triples)]
        triples.append(one._replace(subject=other.subject))

    def swap(self, triples: list[Triple]) -> None:
        """Exchange the values of two triples."""
        one, other = self._at(triples), self._at(triples)
        first, second = triples[one], triples[other]
        triples[one] = first._replace(object=second.object)
        triples[other] = second._replace(object=first.object)

    def shift(self, triples: list[Triple]) -> None:
        """Give a value of the same predicate to another subject."""
        place = self._at(triples)
        same = [t.object for t in triples if t.predicate == triples[place].predicate]
        triples[place] = triples[place]._replace(object=self.dice.choice(same))

    def retype(self, triples: list[Triple]) -> None:
        classes = [t.object for t in triples if t.predicate == TYPE]
        places = [place for place, t in enumerate(triples) if t.predicate == TYPE]
        if places:
            place = self.dice.choice(places)
            triples[place] = triples[place]._replace(object=self.dice.choice(classes))

    def break_datatype(self, triples: list[Triple]) -> None:
        """The same words in another datatype, in a language, or in none."""
        place = self._literal(triples)
        if place is not None:
            words = lexical(triples[place].object)
            kinds = [typed(words, self.dice.choice(DATATYPES)), plain(words), worded(words, "fr")]
            triples[place] = triples[place]._replace(object=self.dice.choice(kinds))

    def break_words(self, triples: list[Triple]) -> None:
        """Other words in the same datatype, most often such as it does not know."""
        place = self._literal(triples)
        if place is not None:
            kind = datatype(triples[place].object)
            words = self.dice.choice(WORDS)
            broken = typed(words, kind) if kind else plain(words)
            triples[place] = triples[place]._replace(object=broken)

    def add_break(self, triples: list[Triple]) -> None:
        """End the words of a literal with a line break."""
        place = self._literal(triples)
        if place is not None:
            value = triples[place].object
            close = value.rindex('"')
            triples[place] = triples[place]._replace(object=f"{value[:close]}\\n{value[close:]}")

    def to_literal(self, triples: list[Triple]) -> None:
        place = self._at(triples)
        words = plain(lexical(triples[place].object))
        triples[place] = triples[place]._replace(object=words)

    def to_iri(self, triples: list[Triple]) -> None:
        place = self._at(triples)
        triples[place] = triples[place]._replace(object="<https://example.org/elsewhere>")

    def to_blank(self, triples: list[Triple]) -> None:
        """Turn a node into a blank one, wherever it is named."""
        subject = triples[self._at(triples)].subject
        for place, triple in enumerate(triples):
            names = ["_:b1" if node == subject else node for node in triple]
            triples[place] = Triple(*names)

    def to_itself(self, triples: list[Triple]) -> None:
        place = self._at(triples)
        triples[place] = triples[place]._replace(object=triples[place].subject)

    def _literal(self, triples: list[Triple]) -> int | None:
        places = [place for place, t in enumerate(triples) if t.object.startswith('"')]
        return self.dice.choice(places) if places else None


_WAYS: tuple[Callable[[Mutator, list[Triple]], None], ...] = (
    Mutator.drop,
    Mutator.drop_subject,
    Mutator.double,
    Mutator.swap,
    Mutator.shift,
    Mutator.retype,
    Mutator.break_datatype,
    Mutator.break_words,
    Mutator.add_break,
    Mutator.to_literal,
    Mutator.to_iri,
    Mutator.to_itself,
) * 4 + (Mutator.to_blank,)
