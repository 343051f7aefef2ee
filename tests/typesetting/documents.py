"""Resolutions before they are printed: clauses with lists and headings, made up or from gold."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Verb:
    """An opening phrase in the forms that layouts ask for."""

    participle: str
    finite: str
    infinitive: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list, without its end; items below it make it a chapeau."""

    words: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """A provision without its end: its opening phrase, the rest, its list, a heading before it."""

    verb: Verb
    rest: str
    items: tuple[Item, ...] = ()
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A resolution that no body has adopted yet."""

    number: int
    session: int
    day: date
    title: str
    preamble: tuple[Clause, ...]
    operative: tuple[Clause, ...]


VERBS = [
    Verb(*forms.split("|"))
    for forms in (
        "Recalling|Recalls|recall",
        "Reaffirming|Reaffirms|reaffirm",
        "Recognizing|Recognizes|recognize",
        "Welcoming|Welcomes|welcome",
        "Noting|Notes|note",
        "Noting with concern|Notes with concern|note with concern",
        "Taking note of|Takes note of|take note of",
        "Emphasizing|Emphasizes|emphasize",
        "Stressing|Stresses|stress",
        "Condemning|Condemns|condemn",
        "Strongly condemning|Strongly condemns|strongly condemn",
        "Deploring|Deplores|deplore",
        "Commending|Commends|commend",
        "Underlining|Underlines|underline",
        "Expressing its deep concern at|Expresses its deep concern at|express its deep concern at",
        "Expressing appreciation for|Expresses appreciation for|express appreciation for",
        "Reiterating|Reiterates|reiterate",
        "Supporting|Supports|support",
        "Acknowledging|Acknowledges|acknowledge",
        "Rejecting|Rejects|reject",
    )
]
DIRECTIVES = [
    Verb(*forms.split("|"))
    for forms in (
        "Calling upon|Calls upon|call upon",
        "Urging|Urges|urge",
        "Requesting|Requests|request",
        "Inviting|Invites|invite",
        "Encouraging|Encourages|encourage",
        "Appealing to|Appeals to|appeal to",
    )
]
THINGS = (
    "the report of the Secretary-General on the situation in the region",
    "its resolutions 2254 (2015) of 18 December 2015 and 2672 (2023) of 9 January 2023",
    "the importance of long-term, non-discriminatory access to humanitarian assistance",
    "the outcome of the high-level meeting held in Geneva on 3 and 4 May 2022",
    "the attacks against civilians, including women and children, along the north-eastern border",
    "the efforts of the Government, of the African Union and of neighbouring States",
    "the Charter of the United Nations and the principles of international law",
    "the letter dated 26 September 2023 from the Permanent Representative (S/2023/712)",
    "the suffering of 1.5 million displaced persons, and the scarcity of food, water and fuel",
    "the decisions of the Fifteenth Conference (Islamabad, 22–23 March 2022) and their follow-up",
    "the role of the Office for the Coordination of Humanitarian Affairs (OCHA)",
    "the Agreement signed at St. Petersburg by Messrs. A. Smith and B. Jones, Jr.",
)
EXTENSIONS = (
    "",
    ", in accordance with Article 51 of the Charter",
    ", and in this regard the contributions of regional and subregional organizations",
    ", as contained in paragraph 4 of resolution 2565 (2021), which remains applicable",
    " during the period from 1 January to 31 December 2024, subject to the availability of funds",
    ", with particular attention to the needs of persons with disabilities, refugees and migrants",
)
ADDRESSEES = (
    "all Member States",
    "the parties to the conflict",
    "the Secretary-General",
    "the United Nations system, the World Bank and other relevant organizations",
)
TASKS = (
    "to respect the ceasefire and to resume negotiations without preconditions",
    "to submit, at its next session, a comprehensive report on the implementation thereof",
    "to provide the necessary financial and technical support to the affected countries",
    "to cooperate fully with the Independent Expert and to grant unhindered access",
    "to refrain from any action that might undermine the process, including the use of force",
)
HEADINGS = ("Arms embargo", "Reporting and follow-up", "Humanitarian situation")
TITLES = (
    "The situation along the border",
    "Strengthening of cooperation in the field of health",
    "Assistance to refugees, returnees and displaced persons",
)


class Chooser:
    """Chooses parts of a document; by chance here, by hypothesis in `drafts`."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def one(self, options: Sequence[T]) -> T:
        return self._random.choice(options)

    def count(self, low: int, high: int) -> int:
        return self._random.randint(low, high)


class _Drawing(Chooser):
    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def one(self, options: Sequence[T]) -> T:
        return self._draw(st.sampled_from(options))

    def count(self, low: int, high: int) -> int:
        return self._draw(st.integers(low, high))


def draft(choose: Chooser) -> Draft:
    """A resolution of up to eight recitals and twelve paragraphs, some with lists."""
    return Draft(
        number=choose.count(1, 320),
        session=choose.count(31, 80),
        day=date(choose.count(1995, 2024), choose.count(1, 12), choose.count(1, 28)),
        title=choose.one(TITLES),
        preamble=tuple(_statement(choose) for _ in range(choose.count(1, 8))),
        operative=tuple(_operative(choose, place) for place in range(choose.count(2, 12))),
    )


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Drafts for hypothesis, that shrink to short ones."""
    return draft(_Drawing(draw))


def _statement(choose: Chooser) -> Clause:
    return Clause(choose.one(VERBS), choose.one(THINGS) + choose.one(EXTENSIONS))


def _operative(choose: Chooser, place: int) -> Clause:
    heading = choose.one(HEADINGS) if place and choose.count(0, 9) == 9 else None
    if choose.count(0, 2) < 2:
        return Clause(choose.one(VERBS), choose.one(THINGS) + choose.one(EXTENSIONS), (), heading)
    verb, addressee = choose.one(DIRECTIVES), choose.one(ADDRESSEES)
    if choose.count(0, 1):
        words = f"{addressee} {choose.one(TASKS)}{choose.one(EXTENSIONS)}"
        return Clause(verb, words, (), heading)
    return Clause(verb, addressee, _items(choose, depth=1), heading)


def _items(choose: Chooser, depth: int) -> tuple[Item, ...]:
    items = []
    for _ in range(choose.count(2, 4)):
        deeper = depth < 2 and choose.count(0, 5) == 5
        words = choose.one(TASKS).capitalize()
        items.append(Item(words, _items(choose, depth + 1) if deeper else ()))
    return tuple(items)
