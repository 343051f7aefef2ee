"""From acts to segments: where each cue's complement begins and ends, carried nouns, sub-items."""

from __future__ import annotations

from collections.abc import Iterator

from stancegraph.model import Act, Span
from stancegraph.reading.acts.lexicon import Noun
from stancegraph.stances.performing import performed
from stancegraph.stances.phrases.views import View
from stancegraph.stances.polarity import intensity
from stancegraph.stances.positions import Cue, Segment, Setting

_CONNECTORS = frozenset([",", "and", "but", ";", "as", "well", "or", "to"])
_INSERTION = 16
_ADJECTIVES = 4
_OPENING = frozenset(
    "as while where when if inter consistent pursuant including once ahead without".split()
)
_REPEATING = ("reaffirm", "reiterate")
_OWN = frozenset(["its", "our", "his"])


def segments(view: View, setting: Setting) -> Iterator[Segment]:
    """The segments of the acts that a paragraph itself performs, in order."""
    acts = performed(view)
    for number, act in enumerate(acts):
        later = acts[number + 1 :]
        limit = _limit(view, later[0]) if later else len(view)
        own = list(_of_act(view, act, limit, setting))
        if later and setting.rules.on("shared-object") and _bare(own, view):
            yield from _sharing(own[0], later, setting)
        else:
            yield from own


def _bare(found: list[Segment], view: View) -> bool:
    """Whether nothing but "and" stands between a verb and the next: *welcomes* and supports."""
    if len(found) != 1:
        return False
    at, joint = found[0].first, view.lowers[found[0].first]
    return found[0].last <= at and joint in ("and", "or")


def _sharing(segment: Segment, later: tuple[Act, ...], setting: Setting) -> Iterator[Segment]:
    """The verb with the object of the verb joined to it: *welcomes* and supports the work."""
    view = segment.view
    limit = _limit(view, later[1]) if len(later) > 1 else len(view)
    for shared in list(_of_act(view, later[0], limit, setting))[:1]:
        rules = (*segment.cue.rules, "shared-object")
        yield shared._replace(cue=segment.cue._replace(rules=rules))


def _limit(view: View, following: Act) -> int:
    """Where the complement ends before the next act: its adverbs and connectors go with it."""
    spans = [following.span, *following.intensifiers, *following.repetition]
    return _unconnected(view, min(view.stretch(span)[0] for span in spans))


def before(segment: Segment, following: Segment) -> Segment:
    """The segment, which ends at the latest before the cue of another."""
    cue = following.cue.span
    if cue.start < segment.cue.span.end:
        return segment
    last = _unconnected(segment.view, segment.view.stretch(cue)[0])
    return segment._replace(last=min(segment.last, last))


def _unconnected(view: View, last: int) -> int:
    """Where the words end before the adverbs and connectors that stand there."""
    while last > 0 and (view.lowers[last - 1] in _CONNECTORS or "adverb" in view.held[last - 1]):
        last -= 1
    return last


def _of_act(view: View, act: Act, limit: int, setting: Setting) -> Iterator[Segment]:
    first, after = view.stretch(act.span)
    at = inserted(view, after + (view.lowers[after] == "neither"), limit, setting)
    cue = _cue(view, act, setting, view.text(after, at))
    silent = cue.frame == "none" and act.act == "have-regard"
    carries = after - first > 1 and not silent and view.lowers[after - 2] != "not"
    noun = setting.lexicon.noun(view.lowers[after - 1]) if carries else None
    own = _carried(view, at, limit, setting) if noun is None and cue.frame == "assertion" else None
    if noun is None and cue.act == "reiterate" and view.lowers[at] == "the":
        own = _repeated(view, at, limit, setting)
    if not setting.rules.on("carried-noun"):
        own = noun = None
    if own is not None:
        cue = _noun_cue(view, cue, view.span(first, own + 1), own, setting)
        at = own + 1
    elif noun is not None and _of_another(view, first, after, noun):
        cue = cue._replace(frame="none")
    elif noun is not None and noun.noun in view.tables.values:
        cue = _as_verb(view, cue, first, setting)
    elif noun is not None:
        cue = _noun_cue(view, cue, act.span, after - 1, setting)
    if noun is None and own is None:
        plain = Segment(cue, view, at, limit)
        owned = cue.act in _REPEATING and view.lowers[at] == "its"
        yield from _with_carried(plain, act, setting) if owned else [plain]
        return
    second = _second_noun(view, at, setting)
    at = inserted(view, second if second is not None else at, limit, setting)
    segment = Segment(cue, view, at, limit)
    yield from _with_carried(segment, act, setting)
    if second is not None and setting.rules.on("shared-object"):
        other = _noun_cue(view, cue, view.span(second - 1, second), second - 1, setting)
        if other.act != cue.act and other.frame == cue.frame:
            yield segment._replace(cue=other._replace(rules=(*other.rules, "shared-object")))


def _as_verb(view: View, cue: Cue, first: int, setting: Setting) -> Cue:
    """The cue with its verb's own act: recalling the importance is to recall, not to emphasise."""
    lights = setting.lexicon.tongue("en").light_verbs.get(view.lowers[first], ())
    own = next((light.act for _, light in lights if light.act), cue.act)
    return cue._replace(act=own, frame=view.tables.frames.get(own, "none"))


def _of_another(view: View, first: int, after: int, noun: Noun) -> bool:
    """Whether the noun is someone else's: recalling *the call by the Secretary-General*.

    The noun of a manner is the holder's own: takes note *with concern* of the decision.
    """
    if any(view.lowers[k] in _OWN or view.lowers[k] == "with" for k in range(first, after)):
        return False
    if view.lowers[after] == "of":
        return "of" not in noun.introduced_by and noun.noun != "importance"
    return view.lowers[after] in ("by", "made", "issued", "expressed", "contained")


def _cue(view: View, act: Act, setting: Setting, after: str) -> Cue:
    name, negated, sign = act.act, act.negated, 1
    negation = view.tables.negations.get(name)
    if negated and negation and setting.rules.on("negation"):
        name, negated = negation.act, False
    elif negated and setting.rules.on("negation"):
        sign = -1
    polarity = sign * setting.lexicon.act(name).polarity
    degree = intensity(
        setting.lexicon, *(span.text for span in act.intensifiers), _plain(act.span), after
    )
    frame = view.tables.frames.get(name, "none")
    return Cue(view, act.span, name, frame, polarity, degree, negated)


def _plain(span: Span) -> str:
    return span.text.replace("*", "")


def inserted(view: View, at: int, limit: int, setting: Setting) -> int:
    """The first token after adverbs and insertions: "Calls, in this context, | on"."""
    while at < limit:
        longest = _modifier(view, at, setting)
        if longest:
            at += longest
        elif view.lowers[at] == "," and setting.rules.on("parenthesis"):
            end = _insertion_end(view, at, limit)
            if end is None:
                return at
            at = end
        else:
            return at
    return at


def _modifier(view: View, at: int, setting: Setting) -> int:
    if view.name_at(at):
        return 0
    found = setting.lexicon.tongue("en").modifier(view.lowers, at)
    if found and found[0].kind != "determiner" and found[0].position != "before":
        return found[1]
    return int("adverb" in view.held[at])


def _insertion_end(view: View, comma: int, limit: int) -> int | None:
    """The token after the second comma of an insertion, None if the comma begins something else."""
    ends = (
        k
        for k in range(comma + 2, min(limit, comma + _INSERTION))
        if view.lowers[k] == "," and not view.inside(k)
    )
    end = next(ends, None)
    if end is None or end + 1 >= limit:
        return None
    opens = "preposition" in view.held[comma + 1] or view.lowers[comma + 1] in _OPENING
    resumes = view.is_a(end + 1, "preposition", "relative")
    return end + 1 if opens or resumes or view.adverb(comma + 1) else None


def _carried(view: View, at: int, limit: int, setting: Setting) -> int | None:
    """The index of the noun if the holder's own noun begins here: "its strong commitment"."""
    if view.lowers[at] not in _OWN:
        return None
    for noun in range(at + 1, min(at + 2 + _ADJECTIVES, limit)):
        if setting.lexicon.noun(view.lowers[noun]) and not view.inside(noun):
            return noun
        if view.is_a(noun, "preposition", "determiner") or not view.lowers[noun][:1].isalpha():
            return None
    return None


def _repeated(view: View, at: int, limit: int, setting: Setting) -> int | None:
    """The index of the noun that is uttered again: reiterates the *invitation* to States to."""
    noun = at + 1
    known = setting.lexicon.noun(view.lowers[noun]) if noun < limit else None
    return noun if known and view.lowers[noun + 1] in known.introduced_by else None


def _noun_cue(view: View, cue: Cue, span: Span, noun: int, setting: Setting) -> Cue:
    found = setting.lexicon.noun(view.lowers[noun])
    assert found is not None
    degree = intensity(setting.lexicon, _plain(span))
    if span == cue.span:
        degree = cue.intensity
    frame = view.tables.frames.get(found.act, "none")
    return cue._replace(
        span=span, act=found.act, frame=frame, intensity=degree, rules=("carried-noun",),
        polarity=setting.lexicon.act(found.act).polarity,
    )  # fmt: skip


def _second_noun(view: View, at: int, setting: Setting) -> int | None:
    """Past a second noun that shares the complement: "its appreciation and deep gratitude | to"."""
    k = at + ("preposition" in view.held[at] and view.lowers[at + 1] == "and")
    if view.lowers[k] != "and":
        return None
    for noun in range(k + 1, k + 4):
        if view.lowers[noun] in _OWN:
            return None
        if setting.lexicon.noun(view.lowers[noun]):
            return noun + 1
    return None


def _with_carried(segment: Segment, act: Act, setting: Setting) -> Iterator[Segment]:
    """The segment and those of the further nouns under the same verb, each with its own cue."""
    view, starts = segment.view, list(_further(segment, act, setting))
    ends = [start.connector for start in starts] + [segment.last]
    yield segment._replace(last=ends[0])
    for start, end in zip(starts, ends[1:], strict=True):
        span = view.span(start.first, start.noun + 1)
        cue = _noun_cue(view, segment.cue, span, start.noun, setting)
        yield Segment(cue, view, inserted(view, start.noun + 1, end, setting), end)


class _Start:
    """Where a further carried noun begins, and where the words before it end."""

    def __init__(self, connector: int, first: int, noun: int) -> None:
        self.connector, self.first, self.noun = connector, first, noun


def _further(segment: Segment, act: Act, setting: Setting) -> Iterator[_Start]:
    if not setting.rules.on("carried-noun"):
        return
    view, known = segment.view, {segment.view.stretch(span)[1] - 1 for span in act.carried}
    for at in range(segment.first, segment.last):
        noun = _carried(view, at, segment.last, setting)
        if noun is None or view.lowers[at - 1] not in (",", "and", "as"):
            continue
        if noun not in known and not view.is_a(noun + 1, "preposition", "relative"):
            continue
        connector = at
        while view.lowers[connector - 1] in (",", "and", "as", "well"):
            connector -= 1
        yield _Start(connector, at, noun)


def inherited(segment: Segment) -> bool:
    """Whether a chapeau leaves the complement to the items below: "calls upon: (a) ..."."""
    view = segment.view
    words = [view.lowers[k] for k in range(segment.first, segment.last)]
    left = [word for word in words if word not in (":", ",", "\u2013")]
    return not left or (
        len(left) == 1 and (left == ["that"] or "preposition" in view.held[segment.last - 2])
    )


def open_request(segment: Segment) -> bool:
    """Whether a directive names whom it asks, and leaves what it asks to the items below it."""
    return segment.cue.frame == "directive" and segment.view.lowers[segment.last - 1] == ":"
