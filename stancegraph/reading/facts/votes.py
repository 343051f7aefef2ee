"""How a resolution was adopted: votes told in prose, lists of states by vote, meetings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stancegraph import identifiers
from stancegraph.model import Adoption, Session, StateVote, VoteChoice, Words
from stancegraph.reading.facts.numerals import number

_COUNT = (
    r"(?:\d{1,3}|none|no|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|thirteen|fourteen|fifteen)"
)
_STATES = r"(?:\s*\((?P<{}>[^()]*(?:\([^()]*\)[^()]*)*)\))?"
_TALLY = re.compile(
    rf"(?:\b(?P<led>by|vote\s+of)\s+)?\b(?P<favour>{_COUNT})\s+(?(led)|(?=votes?\b))(?:votes?\s+)?(?:in\s+favou?r\s+)?to\s+"
    rf"(?P<against>{_COUNT}){_STATES.format('opposed')}"
    rf"(?:,?\s+(?:with|and)\s+(?P<abstaining>{_COUNT})\s+abst(?:entions?|aining){_STATES.format('abstained')})?",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    r":\s*(?P<favour>\d{1,3})\s*[-–—]\s*(?P<against>\d{1,3})\s*[-–—]\s*(?P<abstaining>\d{1,3})"
)
_ROMANCE = re.compile(
    r"\b(?:par|por)\s+(?P<favour>\d{1,3})\s+(?:voix|votos)\s+(?:contre|contra)\s+"
    r"(?P<against>\d{1,3}|zéro|cero|ninguno)(?:,?\s+(?:avec|et|con|y)\s+(?P<abstaining>\d{1,3})\s+abst\w+)?",
    re.IGNORECASE,
)
_UNANIMOUS = re.compile(
    r"\bunanimous(?:ly)?\b|\bà\s+l.unanimité\b|\bpor\s+unanimidad\b|بالإجماع", re.IGNORECASE
)
_CONSENSUS = re.compile(
    r"\bwithout\s+(?:a\s+)?vote\b|\bby\s+(?:consensus|acclamation)\b|\bpar\s+(?:consensus|acclamation)\b"
    r"|\bsans\s+(?:vote|être\s+mise?\s+aux\s+voix)\b|\bpor\s+(?:consenso|aclamación)\b"
    r"|\bsin\s+(?:someterse\s+a\s+)?votación\b|دون\s+تصويت|بتوافق\s+الآراء",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\b(?P<meeting>\d{1,5})\s*(?:(?:st|nd|rd|th)\s+(?:\(\w+\)\s+)?(?:plenary\s+)?meeting"
    r"|(?:e|ème)\s+séance|[ªa]\.?\s+sesión)",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    rf"(?P<count>{_COUNT}|the)\s+members?\s*\((?P<states>[^()]+)\)\s+(?:did\s+not\s+participate|was\s+absent|were\s+absent|not\s+participating)",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"(?P<choice>in\s+favou?r|against|ayes?|yeas?|noes|nays?|abstain(?:ing|ed)|abstentions?|absent|not\s+voting|non-voting"
    r"|(?:ont\s+voté\s+)?pour|(?:ont\s+voté\s+)?contre|se\s+sont\s+abstenus|votos\s+a\s+favor|votos\s+en\s+contra|abstenciones)\s*:\s*",
    re.IGNORECASE,
)
_STATE = re.compile(r"[^,;()\[\]]+(?:\([^()]*\)[^,;()\[\]]*)*")
_NOBODY = re.compile(r"[\s(]*(?:none|nil|no\s+one)\b", re.IGNORECASE)
_STATE_NAME = re.compile(r"[^\W\d_][^\d]*")
_SECOND_HALVES = frozenset(
    "herzegovina tobago principe príncipe nevis barbuda grenadines northern ireland".split()
) | {"northern ireland"}
_CHOICES = {
    "in": VoteChoice.IN_FAVOUR,
    "ay": VoteChoice.IN_FAVOUR,
    "ye": VoteChoice.IN_FAVOUR,
    "ag": VoteChoice.AGAINST,
    "noe": VoteChoice.AGAINST,
    "na": VoteChoice.AGAINST,
    "ont voté p": VoteChoice.IN_FAVOUR,
    "po": VoteChoice.IN_FAVOUR,
    "votos a": VoteChoice.IN_FAVOUR,
    "ont voté c": VoteChoice.AGAINST,
    "co": VoteChoice.AGAINST,
    "votos en": VoteChoice.AGAINST,
    "se": VoteChoice.ABSTAINING,
    "abst": VoteChoice.ABSTAINING,
    "abse": VoteChoice.ABSENT,
    "no": VoteChoice.NOT_VOTING,
}


def read_adoption(tail: Sequence[Words], stated_meeting: str | None = None) -> Adoption:
    """The adoption that the pieces of a vote tail tell; empty where they tell nothing."""
    adoption = Adoption(meeting=_meeting(stated_meeting))
    choice: VoteChoice | None = None
    for words in tail:
        adoption = _with_counts(adoption, words)
        votes, choice = _lists(words, choice)
        adoption = replace(adoption, votes=adoption.votes + votes)
    if adoption.votes and adoption.method is None:
        adoption = replace(adoption, method="vote")
    if tail and adoption.method:
        whole = tail[0].whole
        adoption = replace(adoption, span=whole)
    return adoption


def meeting_of(body: str, session: Session | None, number: str) -> str:
    """The relative IRI of a meeting by its number, which most bodies count within a session.

    >>> meeting_of("org/un-sc", None, "9240")
    'meeting/un-sc/9240'
    """
    return identifiers.meeting(body, f"{session.number}-{number}" if session else number)


def _meeting(stated: str | None) -> str | None:
    """The number of a meeting in digits: "Tenth" is 10."""
    value = number(stated) if stated else None
    return str(value) if value is not None else stated


def _with_counts(adoption: Adoption, words: Words) -> Adoption:
    text = words.text
    meeting = _MEETING.search(text)
    if meeting:
        adoption = replace(adoption, meeting=meeting["meeting"])
    tally = _TALLY.search(text) or _FIGURES.search(text) or _ROMANCE.search(text)
    if tally:
        return replace(
            adoption,
            method="vote",
            in_favour=number(tally["favour"]),
            against=_count(tally["against"]),
            abstaining=_count(tally["abstaining"]),
            votes=adoption.votes + tuple(_named(words, tally)) + tuple(_absent(words)),
        )
    if _UNANIMOUS.search(text):
        return replace(adoption, method="vote", against=0, abstaining=0)
    if _CONSENSUS.search(text):
        return replace(adoption, method="consensus")
    return adoption


def _count(words: str | None) -> int:
    return (number(words) or 0) if words and words.lower() != "no" else 0


def _named(words: Words, tally: re.Match[str]) -> Iterator[StateVote]:
    """The states in brackets behind a count."""
    groups = (("opposed", VoteChoice.AGAINST), ("abstained", VoteChoice.ABSTAINING))
    for name, choice in groups:
        if name in tally.groupdict() and tally[name]:
            yield from _states(words, *tally.span(name), choice)


def _absent(words: Words) -> Iterator[StateVote]:
    for absent in _ABSENT.finditer(words.text):
        choice = VoteChoice.ABSENT if "absent" in absent.group() else VoteChoice.NOT_VOTING
        yield from _states(words, *absent.span("states"), choice)


def _lists(
    words: Words, choice: VoteChoice | None
) -> tuple[tuple[StateVote, ...], VoteChoice | None]:
    """The states listed under "In favour:" and the like; a list may begin in the piece before."""
    marks = list(_LIST.finditer(words.text))
    votes: list[StateVote] = []
    if choice is not None and not marks and words.text[-1:] != ":":
        votes.extend(_states(words, 0, len(words.text), choice))
        return tuple(votes), None
    for place, mark in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(words.text)
        choice = _choice(mark["choice"])
        listed = tuple(_states(words, mark.end(), end, choice))
        votes.extend(listed)
        choice = None if words.text[mark.end() : end].strip(" .-–—") else choice
    return tuple(votes), choice


def _choice(words: str) -> VoteChoice:
    plain = words.lower()
    return next(choice for start, choice in _CHOICES.items() if plain.startswith(start))


def _states(words: Words, start: int, end: int, choice: VoteChoice) -> Iterator[StateVote]:
    if _NOBODY.match(words.text, start, end):
        return
    for state in _STATE.finditer(words.text, start, end):
        for name in _parted(state.group().strip(" .").removeprefix("and ").strip()):
            if name.lower() not in ("none", "nil") and _STATE_NAME.fullmatch(name):
                first = words.text.index(name, state.start())
                yield StateVote(name, choice, span=words.span(first, first + len(name)))


def _parted(names: str) -> list[str]:
    """The last two names of a list, joined by "and"; a name with "and" in it stays whole."""
    first, _, second = names.rpartition(" and ")
    if first and second.removeprefix("the ").lower() not in _SECOND_HALVES:
        return [first, second]
    return [names]
