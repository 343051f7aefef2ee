"""What the head of a marked-up document records, checked against itself and against the words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from stancegraph.model import Adopted, Adoption, Basis, Issue, Markup, Resolution, StateVote
from stancegraph.model import VoteChoice as Choice
from stancegraph.reading.facts.votes import meeting_of

_CHOICES = {
    "inFavour": Choice.IN_FAVOUR,
    "against": Choice.AGAINST,
    "abstaining": Choice.ABSTAINING,
    "notVoting": Choice.NOT_VOTING,
    "absent": Choice.ABSENT,
}
_OUTCOMES = {
    "": None,
    "adopted": None,
    "adoptedWithoutVote": "consensus",
    "adoptedByConsensus": "consensus",
    "adoptedRecordedVote": "vote",
    "adoptedUnanimously": "vote",
}
_MEETING = re.compile(r"(\d+)")
_STEP = re.compile(r"(\d+)(?:st|nd|rd|th)\s+(?:plenary\s+)?meeting")
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class Head:
    """The facts of one document's head, each as often as it is stated."""

    facts: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, markup: Markup) -> Head:
        """The facts of a markup of kind `meta`."""
        head = cls()
        for name, value in markup.attributes:
            head.facts.setdefault(name, []).append(value.strip())
        return head

    def first(self, name: str) -> str | None:
        """The first statement of a fact; None where there is none."""
        return next((value for value in self.facts.get(name, ()) if value), None)


def with_head(resolution: Resolution, head: Head) -> tuple[Resolution, tuple[Issue, ...]]:
    """The resolution with what only the head tells, and an issue for each disagreement."""
    adopted, dates = _adopted(resolution, head)
    adoption, votes = _adoption(resolution.adoption, head)
    if adoption.meeting is None and (meeting := _meeting(head)):
        place = meeting_of(resolution.body, resolution.session, meeting)
        adoption = replace(adoption, meeting=place)
    issues = (*dates, *votes, *_symbols(resolution, head))
    resolution = replace(
        resolution,
        title=resolution.title or head.first("title") or "",
        symbol=resolution.symbol or head.first("symbol"),
        adopted=adopted,
        adoption=adoption,
    )
    return resolution, issues


def votes_of(head: Head) -> tuple[StateVote, ...]:
    """The votes by state as the head names them."""
    return tuple(_votes(head, []))


def _adopted(resolution: Resolution, head: Head) -> tuple[Adopted | None, list[Issue]]:
    """The day of adoption: of the words where they state one, else of the head."""
    issues = []
    placeholders = head.facts.get("placeholder", [])
    if placeholders:
        where = ", ".join(dict.fromkeys(placeholders))
        issues.append(Issue("placeholder-date", f"0001-01-01 stands for the date of {where}"))
    days = []
    for printed in dict.fromkeys(head.facts.get("adoption-date", ())):
        try:
            days.append(date.fromisoformat(printed[:10]))
        except ValueError:
            issues.append(Issue("impossible-date", f"the head dates the adoption {printed!r}"))
    known = resolution.adopted
    stated = known.earliest if known and known.basis is Basis.STATED else None
    for day in days:
        if day != (stated or days[0]):
            other = stated or days[0]
            issues.append(Issue("date-mismatch", f"adopted on {other}, the head says {day}"))
    if stated is None and days:
        known = Adopted(days[0], days[0], Basis.STATED)
    return known, issues


def _adoption(told: Adoption, head: Head) -> tuple[Adoption, list[Issue]]:
    """The votes as the head counts and names them; without any, as the words tell them."""
    outcome = head.first("outcome") or ""
    issues = []
    if outcome not in _OUTCOMES:
        issues.append(Issue("unknown-outcome", f"the head gives the outcome {outcome!r}"))
    method = _OUTCOMES.get(outcome) or told.method
    votes = tuple(_votes(head, issues))
    counts = dict(_counts(head, issues))
    if not counts and not votes:
        return replace(told, method=method), issues
    counted = dict.fromkeys((Choice.IN_FAVOUR, Choice.AGAINST, Choice.ABSTAINING), 0) | counts
    _compare(counts, votes, told, issues)
    adoption = replace(
        told,
        method="vote",
        in_favour=counted[Choice.IN_FAVOUR],
        against=counted[Choice.AGAINST],
        abstaining=counted[Choice.ABSTAINING],
        votes=votes or told.votes,
    )
    return adoption, issues


def _meeting(head: Head) -> str | None:
    """The number of the meeting, as the cover or the step of adoption gives it."""
    found = _MEETING.match(head.first("meeting") or "") or _STEP.search(
        head.first("adopted-step") or ""
    )
    return found.group(1) if found else None


def _counts(head: Head, issues: list[Issue]) -> Iterator[tuple[Choice, int]]:
    for name, values in head.facts.items():
        kind, _, choice = name.partition("-")
        if kind != "count":
            continue
        if choice not in _CHOICES:
            issues.append(Issue("unknown-vote", f"the head counts votes {choice!r}"))
        elif values[0].isdigit():
            yield _CHOICES[choice], int(values[0])
        elif values[0]:
            issues.append(Issue("unknown-vote", f"{values[0]!r} is no count of votes {choice}"))


def _votes(head: Head, issues: list[Issue]) -> Iterator[StateVote]:
    seen: set[str] = set()
    for name, voters in head.facts.items():
        kind, _, choice = name.partition("-")
        if kind != "voter" or choice not in _CHOICES:
            continue
        for voter in voters:
            if not any(character.isalpha() for character in voter):
                issues.append(Issue("no-name", f"{voter!r} stands for a state that voted {choice}"))
                continue
            if voter in seen:
                issues.append(Issue("vote-mismatch", f"{voter} is named more than once"))
            seen.add(voter)
            yield StateVote(voter, _CHOICES[choice])


def _compare(
    counts: dict[Choice, int], votes: tuple[StateVote, ...], told: Adoption, issues: list[Issue]
) -> None:
    """Issues where counts, named voters and the words of the vote do not agree."""
    for choice, count in counts.items():
        named = sum(vote.choice is choice for vote in votes)
        if named and named != count:
            words = choice.value.replace("_", " ")
            message = f"{count} votes {words} counted, {named} states named"
            issues.append(Issue("vote-mismatch", message))
    printed = (told.in_favour, told.against, told.abstaining)
    recorded = tuple(
        counts.get(choice, 0) for choice in (Choice.IN_FAVOUR, Choice.AGAINST, Choice.ABSTAINING)
    )
    if None not in printed and printed != recorded:
        message = f"the words tell a vote of {printed}, the head counts {recorded}"
        issues.append(Issue("vote-mismatch", message, told.span))


def _symbols(resolution: Resolution, head: Head) -> Iterator[Issue]:
    recorded = head.first("symbol")
    if recorded and resolution.symbol and _bare(recorded) != _bare(resolution.symbol):
        message = f"the words give the symbol {resolution.symbol}, the head {recorded}"
        yield Issue("symbol-mismatch", message)


def _bare(symbol: str) -> str:
    return _SPACES.sub("", symbol).replace("–", "-").casefold()
