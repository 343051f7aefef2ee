"""Reported acts: what a cited document or a party's statement asks, praises or condemns itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stancegraph.stances.phrases.views import Name, View
from stancegraph.stances.positions import Segment, Setting

_JUDGING = frozenset(["favourable", "adverse", "directive"])
_REACH, _ADJUNCT = 10, 16
_HAVING = frozenset(["has", "have", "had", "also", "already"])
_SPEAKING = frozenset(
    "condemn deplore denounce regret reject oppose welcome support endorse commend call-upon urge"
    " demand request invite appeal recommend encourage".split()
)


@dataclass(frozen=True, slots=True)
class Report:
    """A reported act with its complement, and the document or party whose act it is."""

    segment: Segment
    source: str


def reports(segment: Segment, setting: Setting) -> Iterator[Report]:
    """The reported acts in a complement: "the Charter, which *calls for* ..., and *urges* ...".

    Also those of a clause: recalling that the Council *has condemned* the attack.
    """
    view = segment.view
    if not setting.rules.on("reported"):
        return
    words, reporting = view.lowers, view.tables.reporting
    for at in [k for k in range(segment.first, segment.last - 1) if words[k] in reporting]:
        told = _told(view, segment, at, setting) if at > segment.first else None
        told = told or _clause_told(view, at, segment, setting)
        if told is not None:
            verb, source = told
            yield from _chained(segment, verb, source, setting)


def _told(view: View, segment: Segment, at: int, setting: Setting) -> tuple[int, str] | None:
    """The verb of a relative clause or participle that reports, and whose act it is."""
    verb = _verb(view, at)
    if verb is None or not _judges(view, verb, setting):
        return None
    source = _source(view, segment.first, at)
    return (verb, source) if source is not None else None


def _clause_told(
    view: View, that: int, segment: Segment, setting: Setting
) -> tuple[int, str] | None:
    """The verb by which the subject of a that-clause speaks, and who it is."""
    if view.lowers[that] != "that" or view.inside(that):
        return None
    at = that + 1 + (view.lowers[that + 1] == ",")
    if "preposition" in view.held[at]:
        reach = range(at + 1, at + _ADJUNCT)
        at = next((k + 1 for k in reach if view.word(k) == "," and k not in view.within), at)
    start = at + ("determiner" in view.held[at])
    name = view.name_at(at) or view.name_at(start)
    own = view.lowers[at] == "it"
    verb = name.last if name else at + 1
    while view.lowers[verb] in _HAVING or view.adverb(verb):
        verb += 1
    spoken = view.tables.embedded.get(view.lowers[verb])
    if spoken is None or spoken.act not in _SPEAKING or not _judges(view, verb, setting):
        return None
    source = setting.resolution.body if own else name.entity if name and name.party else None
    return (verb, source) if source and verb < segment.last else None


def _judges(view: View, verb: int, setting: Setting) -> bool:
    governing = view.tables.embedded.get(view.lowers[verb])
    return governing is not None and setting.lexicon.act(governing.act).family in _JUDGING


def _chained(segment: Segment, verb: int, source: str, setting: Setting) -> Iterator[Report]:
    """The report of a verb, and of those joined to it: demands A, *calls for* B and *urges* C."""
    view = segment.view
    verbs = [verb]
    for at in range(verb + 2, segment.last - 1):
        joins = view.lowers[at - 1] in (",", "and") and not view.inside(at)
        if joins and view.lowers[at][-1:] == view.lowers[verb][-1:] and _judges(view, at, setting):
            verbs.append(at)
    for each, following in zip(verbs, [*verbs[1:], None], strict=True):
        last = segment.last
        if following is not None:
            last = following
            while view.lowers[last - 1] in (",", "and"):
                last -= 1
        act = view.tables.embedded[view.lowers[each]].act
        yield Report(_reported(segment._replace(last=last), each, act, setting), source)


def _reported(segment: Segment, verb: int, act: str, setting: Setting) -> Segment:
    view = segment.view
    after = verb + 1 + (view.lowers[verb + 1] in ("upon", "on", "for"))
    if act == "call-upon" and view.lowers[verb + 1] == "for":
        act = "call-for"
    frame = view.tables.frames.get(act, "none")
    cue = segment.cue._replace(
        span=view.span(verb, after), act=act, frame=frame, intensity=1,
        polarity=setting.lexicon.act(act).polarity, rules=("reported",), negated=False,
    )  # fmt: skip
    first = verb + 1
    while view.adverb(first):
        first += 1
    return segment._replace(cue=cue, first=first, clause=False, items=())


def _verb(view: View, at: int) -> int | None:
    """The verb of a relative clause that begins here, or of a participle after a document."""
    word = view.lowers[at]
    if word.endswith("ing") and word in view.tables.embedded and view.lowers[at - 1] != ",":
        return at
    if word not in ("which", "that") or view.inside(at):
        return None
    verb = at + 1
    if view.lowers[verb] == ",":
        reach = range(verb + 2, verb + _REACH)
        verb = next((k + 1 for k in reach if view.word(k) == ","), verb)
    if word == "which" and view.lowers[at - 1] in ("in", "by"):
        verb = _past_subject(view, verb)
    while view.lowers[verb] in ("has", "have", "had", "also") or view.adverb(verb):
        verb += 1
    return verb


def _past_subject(view: View, at: int) -> int:
    """Past the subject of "in which *it* called upon", "by which *the Council* decided"."""
    start = at + ("determiner" in view.held[at])
    name = view.name_at(at) or view.name_at(start)
    end = name.last if name else start + 1
    return _past_subject(view, end + 1) if view.lowers[end] == "and" else end


def _source(view: View, first: int, at: int) -> str | None:
    """The document next before the clause, else the party whose statement it is."""
    ends = {name.last for name in view.names if name.kind != "date"}
    end = at
    while end > first and end not in ends and _between(view, end - 1):
        end -= 1
    before = [name for name in view.names if name.last == end and name.first >= first]
    named = [name for name in before if name.document or _stated(view, name, first)]
    best = max(named, key=lambda name: (name.document, name.last - name.first), default=None)
    return best.entity if best else None


def _between(view: View, at: int) -> bool:
    """Whether a token only parts a document from its clause: a comma, "in", a date, a symbol."""
    if view.lowers[at] in (",", "in", "by", "(", ")", "of", "on"):
        return True
    return any(name.first <= at < name.last and name.kind == "date" for name in view.names)


def _stated(view: View, name: Name, first: int) -> bool:
    """Whether a party is the one whose statement, report or communiqu\u00e9 is meant."""
    reach = range(max(first, name.first - _REACH), name.first)
    return name.party and any(view.noun(k, "document") for k in reach)
