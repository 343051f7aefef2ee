"""Reported acts: what a cited document or a party's statement asks, praises or condemns itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stancegraph.stances.phrases.views import Name, View
from stancegraph.stances.positions import Segment, Setting

_JUDGING = frozenset(["favourable", "adverse", "directive"])
_REACH = 10


@dataclass(frozen=True, slots=True)
class Report:
    """A reported act with its complement, and the document or party whose act it is."""

    segment: Segment
    source: str


def reports(segment: Segment, setting: Setting) -> Iterator[Report]:
    """The reported acts in a complement: "the Charter, which *calls for* ..."."""
    view = segment.view
    if not setting.rules.on("reported"):
        return
    words, reporting = view.lowers, view.tables.reporting
    for at in [k for k in range(segment.first + 1, segment.last - 1) if words[k] in reporting]:
        verb = _verb(view, at)
        governing = view.tables.embedded.get(view.lowers[verb]) if verb is not None else None
        if governing is None or verb is None:
            continue
        family = setting.lexicon.act(governing.act).family
        source = _source(view, segment.first, at)
        if family in _JUDGING and source is not None:
            yield Report(_reported(segment, verb, governing.act, setting), source)


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
    if word == "which" and view.lowers[at - 1] in ("in", "by"):
        verb = _past_subject(view, verb)
    while view.lowers[verb] in ("has", "have", "had", "also") or view.adverb(verb):
        verb += 1
    return verb


def _past_subject(view: View, at: int) -> int:
    """Past the subject of "in which *it* called upon", "by which *the Council* decided"."""
    start = at + ("determiner" in view.held[at])
    name = view.name_at(at) or view.name_at(start)
    return name.last if name else start + 1


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
