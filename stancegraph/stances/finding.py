"""Acts, mentions and citations to stances: the way through a resolution, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from stancegraph import identifiers
from stancegraph.linking import Register
from stancegraph.model import Document, Level, Paragraph, ParagraphKind, Resolution, Stance
from stancegraph.reading import Lexicon
from stancegraph.stances.clauses import before, inherited, open_request, segments
from stancegraph.stances.confidence import confidence
from stancegraph.stances.inference import inferred
from stancegraph.stances.judging.frames import positions
from stancegraph.stances.judging.further import in_two_parts
from stancegraph.stances.judging.reports import reports
from stancegraph.stances.phrases.views import View, Views
from stancegraph.stances.positions import Position, Segment, Setting
from stancegraph.stances.rules import Rules, load_rules

_LANGUAGE = "en"
_BARE = frozenset(["it", "them", "him", "her", "this", "that", "these", "those", "therefrom"])


def find_stances(
    document: Document, register: Register, lexicon: Lexicon, rules: Rules | None = None
) -> Document:
    """The document with the stances of each resolution, read and inferred.

    Only English has rules so far; a resolution in another language has inferred stances alone.
    """
    rules = rules or load_rules()
    found = tuple(
        _with_stances(Setting(resolution, register, lexicon, rules))
        for resolution in document.resolutions
    )
    return replace(document, resolutions=found)


def _with_stances(setting: Setting) -> Resolution:
    resolution = setting.resolution
    read: dict[str, Stance] = {}
    if resolution.language == _LANGUAGE:
        for stance in _read(setting):
            read.setdefault(stance.id, stance)
    found = replace(resolution, stances=tuple(read.values()))
    return with_inferred(found, setting.register, setting.rules)


def with_inferred(
    resolution: Resolution, register: Register, rules: Rules | None = None
) -> Resolution:
    """The resolution with the stances that follow from those read, instead of those it had."""
    read = tuple(stance for stance in resolution.stances if not stance.level.inferred)
    follow = inferred(resolution, read, register, rules or load_rules())
    return replace(resolution, stances=(*read, *follow))


def _read(setting: Setting) -> Iterator[Stance]:
    outline = _Outline.of(setting.resolution, setting)
    for paragraph in setting.resolution.paragraphs:
        if paragraph.acts and outline.performs(paragraph):
            for position in _of_paragraph(outline, paragraph, setting):
                if _sayable(position):
                    yield mint(position, setting)


def _sayable(position: Position) -> bool:
    """Whether the target has words of its own: no mark, no half of a list."""
    view, first = position.view, position.first
    if position.last <= first or view.lowers[first] in ("and", "or"):
        return False
    if (
        position.level is Level.IMPLIED
        and position.last - first == 1
        and view.lowers[first] in _BARE
    ):
        return False
    return any(view.lowers[k][:1].isalnum() for k in range(first, position.last))


@dataclass(frozen=True, slots=True)
class _Outline:
    """The paragraphs as a tree, and which of them speak for the body."""

    children: dict[str, tuple[Paragraph, ...]]
    annexed: frozenset[str]
    setting: Setting
    views: Views

    @classmethod
    def of(cls, resolution: Resolution, setting: Setting) -> _Outline:
        children: dict[str, list[Paragraph]] = {}
        annexed: set[str] = set()
        for paragraph in resolution.paragraphs:
            if paragraph.parent:
                children.setdefault(paragraph.parent, []).append(paragraph)
            if paragraph.kind is ParagraphKind.ANNEX or paragraph.parent in annexed:
                annexed.add(paragraph.id)
        below = {key: tuple(items) for key, items in children.items()}
        return cls(below, frozenset(annexed), setting, Views(resolution))

    def performs(self, paragraph: Paragraph) -> bool:
        """Whether its acts are the body's own: it is no heading and no article of an annex."""
        if paragraph.kind is ParagraphKind.HEADING:
            return False
        return paragraph.id not in self.annexed or not self.setting.rules.on("annex")

    def below(self, paragraph: Paragraph) -> tuple[Paragraph, ...]:
        """The sub-paragraphs of a paragraph, in order."""
        return self.children.get(paragraph.id, ())


def _of_paragraph(outline: _Outline, paragraph: Paragraph, setting: Setting) -> Iterator[Position]:
    seen = outline.views.of(paragraph)
    found = list(segments(seen, setting))
    for segment in in_two_parts(seen, setting):
        found = [
            before(other, segment)
            for other in found
            if other.cue.span.start != segment.cue.span.start
        ]
        yield from positions(segment, setting)
    items = outline.below(paragraph) if setting.rules.on("sub-items") else ()
    for number, segment in enumerate(found):
        last = number == len(found) - 1
        if not (items and last and inherited(segment)):
            below = items if last and open_request(segment) else ()
            yield from _with_requests(segment, tuple(map(outline.views.of, below)), setting)
    if items and found and inherited(found[-1]):
        for item in items:
            if item.opening is None:
                yield from _of_item(found[-1], outline.views.of(item), setting)


def _of_item(segment: Segment, item: View, setting: Setting) -> Iterator[Position]:
    """The positions that the chapeau's verb takes in one item: "calls upon: (a) All States to"."""
    first = 0
    that = segment.view.lowers[segment.first] == "that"
    cue = segment.cue._replace(rules=(*segment.cue.rules, "sub-items"))
    below = Segment(cue, item, first, len(item), clause=that)
    yield from _taken(below, setting)


def _taken(segment: Segment, setting: Setting) -> Iterator[Position]:
    """The positions of a segment, then those that it reports of documents and parties."""
    yield from positions(segment, setting)
    for report in reports(segment, setting):
        for position in positions(report.segment, setting):
            rules = ("reported", *position.rules)
            yield position._replace(attributed_to=report.source, rules=rules)


def _with_requests(
    segment: Segment, items: tuple[View, ...], setting: Setting
) -> Iterator[Position]:
    """The positions of a segment; items below it are what its addressees are asked to do."""
    yield from _taken(segment._replace(items=items) if items else segment, setting)


def mint(position: Position, setting: Setting) -> Stance:
    """The stance of a position, with its identifier and confidence."""
    home = position.cue.home.paragraph
    return Stance(
        id=_identifier(position),
        paragraph=position.view.paragraph.id or home.id,
        holder=setting.resolution.body,
        act=position.act,
        cue=position.cue.span,
        target=position.target,
        level=position.level,
        polarity=position.polarity,
        intensity=position.intensity,
        confidence=confidence(position, setting.rules),
        rule=position.rules[0],
        requested=position.requested,
        addressee=position.addressee,
        beneficiary=position.beneficiary,
        derived_from=_identifier(position.base) if position.base else None,
        attributed_to=position.attributed_to,
        negated=position.negated,
        through=tuple(
            dict.fromkeys(rule for rule in position.rules[1:] if rule != position.rules[0])
        ),
    )


def _identifier(position: Position) -> str:
    home = position.cue.home.paragraph
    start = home.span.start
    target = position.view.span(position.first, position.last)
    cue = position.cue.span.start - start
    return identifiers.stance(home.id, cue, target.start - start, target.end - start)
