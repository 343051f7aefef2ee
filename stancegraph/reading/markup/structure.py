"""The structure of one marked-up document: each element becomes a provision or furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from stancegraph.model import Furniture, Issue, Markup, ParagraphKind, SourceText, Span, Words
from stancegraph.reading.acts.openers import Opening
from stancegraph.reading.facts.stated import Facts
from stancegraph.reading.lines.cleaning import clean_marked
from stancegraph.reading.provisions.body import Body
from stancegraph.reading.provisions.drafts import Draft, find_parent
from stancegraph.reading.provisions.markers import Marker, Style, marker_alone, read_marker
from stancegraph.reading.resolution import Reader

_KINDS = {kind.value: kind for kind in ParagraphKind}
_MAIN = (ParagraphKind.PREAMBULAR, ParagraphKind.OPERATIVE)
_LONGEST_HEADING = 200
_CAPTION_WORDS = 5
_STOPS = (",", ";", ".", "،", "؛", "。", "，", "；")
_LOOSE = re.compile(r"(\d{1,3})\s+(?=[a-z])")
_NUMBER = re.compile(r"[^\s().\[\]•·–—\-‘’'\"]+")
_BRACKETS = re.compile(r"[)\]‘’'\"]$")


@dataclass(slots=True)
class Structure:
    """The structure of one document in the making."""

    source: SourceText
    reader: Reader
    facts: Facts = field(default_factory=Facts)
    body: Body = field(default_factory=Body)
    furniture: list[Furniture] = field(default_factory=list)
    open: list[Draft] = field(default_factory=list)
    verb: Draft | None = None
    announcing: Draft | None = None
    own: bool = False

    def take(self, markup: Sequence[Markup]) -> None:
        """Take in the elements in order."""
        for element in markup if self.own else self._with_preamble(markup):
            said = dict(element.attributes)
            if element.kind in _KINDS:
                self._provision(element, said)
            elif element.kind in ("cover", "formula", "closing", "footnote", "table"):
                self._furnish(element, said)

    def _with_preamble(self, markup: Sequence[Markup]) -> Sequence[Markup]:
        """The elements; where all stand in the body, those of cover, formula, preamble as such."""
        if any(element.kind in ("preambular", "formula") for element in markup):
            return markup
        body = [n for n, element in enumerate(markup) if element.kind == "operative"]
        formula = next((n for n in body if self._is_formula(markup[n])), None)
        if formula is None:
            return markup
        sorted_out = list(markup)
        preamble = True
        for place in body:
            element = markup[place]
            if place <= formula:
                kind = "formula" if place == formula else "cover"
            else:
                preamble = preamble and self._is_recital(element)
                kind = "preambular" if preamble else "operative"
            sorted_out[place] = replace(element, kind=kind)
        return sorted_out

    def _is_formula(self, element: Markup) -> bool:
        text = self._words(element.start, element.end).text
        rules = self.reader.profile.rules("formula")
        return any(rule.start is not None and rule.start.match(text) for rule in rules)

    def _is_recital(self, element: Markup) -> bool:
        """Whether an element without number opens as those of a preamble do."""
        if dict(element.attributes).get("number"):
            return False
        opening = self.reader.finder.opening(self._words(element.start, element.end).text)
        return opening is not None and opening.section == "pre"

    def _words(self, start: int, end: int) -> Words:
        return clean_marked(Words.of(self.source.text, start, end))

    def _furnish(self, element: Markup, said: dict[str, str]) -> None:
        words = self._words(element.start, element.end)
        kind, profile = element.kind, self.reader.profile
        if kind == "cover":
            kind = self.facts.read(words, profile.cover_rules) or "cover"
        elif kind == "formula":
            self.facts.read(words, profile.rules("formula"))
        elif kind == "closing":
            tail = (*profile.rules("vote"), *profile.rules("closing"))
            kind = self.facts.read(words, tail) or "closing"
        piece = Furniture(said.get("of") or kind, self._span(element.start, element.end), words)
        tail_of_body = element.kind in ("closing", "footnote", "table")
        (self.body.furniture if tail_of_body else self.furniture).append(piece)

    def _span(self, start: int, end: int) -> Span:
        return Span(start, end, self.source.text[start:end])

    def _provision(self, element: Markup, said: dict[str, str]) -> None:
        level = int(said.get("level", "0"))
        number = said.get("number", "")
        if said.get("tail") and len(self.open) > level and not number:
            self._tail(element, self.open[level])
            return
        marker = self._marker(element, number)
        rest = element.start + (marker.rest if marker else 0)
        words = self._words(rest, element.end)
        draft = Draft(
            kind=_KINDS[element.kind],
            start=element.start,
            end=element.end,
            words=[words],
            marker=self._span(element.start, element.start + marker.end) if marker else None,
            style=marker.style if marker else None,
            bracketed=bool(marker and marker.bracketed),
            announces=words.text.endswith(":"),
            number=(marker.number or None) if marker else None,
        )
        self._place(draft, level, said)
        self.body.drafts.append(draft)

    def _tail(self, element: Markup, draft: Draft) -> None:
        draft.words.append(self._words(element.start, element.end))
        draft.end = element.end

    def _marker(self, element: Markup, number: str) -> Marker | None:
        """The marker of a provision: its own number, else one that its words begin with."""
        text = self.source.text[element.start : element.end]
        if number:
            known = marker_alone(number)
            return replace(known, rest=len(number) + 1) if known else _other_marker(number)
        if self.own or element.kind in ("preambular", "heading"):
            return None
        loose = _LOOSE.match(text) if element.kind == "operative" else None
        if loose:
            return Marker(loose.end(1), loose.end(), loose.group(1), Style.NUMBER, bracketed=False)
        return read_marker(text)

    def _place(self, draft: Draft, level: int, said: dict[str, str]) -> None:
        """Set kind and parent of a provision by its level and what stands open before it."""
        if self.own:
            self._place_own(draft, level, said)
        elif draft.kind is ParagraphKind.ANNEX:
            self._place_in_annex(draft, said)
        elif draft.kind is ParagraphKind.SUB:
            self._hang(draft, level)
        elif draft.kind is ParagraphKind.HEADING:
            self._head(draft)
        else:
            self._place_main(draft)

    def _place_own(self, draft: Draft, level: int, said: dict[str, str]) -> None:
        """A provision that we wrote: its place says everything."""
        annexed = draft.kind is ParagraphKind.ANNEX
        if draft.kind is ParagraphKind.HEADING:
            return
        if annexed and said.get("begins"):
            self.body.annex, self.open = draft, []
        elif level == 0:
            draft.parent = self.body.annex if annexed else None
        else:
            draft.parent = self.open[min(level, len(self.open)) - 1] if self.open else None
        if not said.get("begins"):
            self.open[level:] = [draft]

    def _hang(self, draft: Draft, level: int) -> None:
        del self.open[level:]
        if not self.open:
            draft.kind = ParagraphKind.OPERATIVE
            message = "a list item outside any provision, read as a provision of its own"
            self._issue("loose-item", message, draft)
        else:
            draft.parent = self.open[-1]
        self.open.append(draft)

    def _head(self, draft: Draft) -> None:
        """A heading; one that is an act itself ("instructs the Secretary-General") rules a list."""
        self.verb = None
        text = draft.words[0].text
        if text[:1].islower() and self.reader.openers.find(text):
            draft.kind = ParagraphKind.OPERATIVE
            self.verb = draft
            self.open = [draft]

    def _place_main(self, draft: Draft) -> None:
        text = draft.words[0].text
        opening = self.reader.openers.find(text, fuzzy=True)
        if draft.kind is ParagraphKind.OPERATIVE and self._is_item(draft):
            draft.kind = ParagraphKind.SUB
            draft.parent = find_parent(draft, self.body.drafts)
            message = f"item ({draft.number}) is marked as a paragraph, read as a sub-paragraph"
            self._issue("lettered-paragraph", message, draft)
        elif self.verb is not None and opening is None:
            draft.kind, draft.parent = ParagraphKind.SUB, self.verb
            self.open = [self.verb, draft]
        elif opening is None and self._is_unnumbered_item(draft):
            draft.kind, draft.parent = ParagraphKind.SUB, self.announcing
        elif draft.number is None and _is_heading(text, opening):
            draft.kind = ParagraphKind.HEADING
        else:
            self.open = [draft]

    def _is_item(self, draft: Draft) -> bool:
        """Whether a paragraph by its mark is an item by its number: (a) behind 2."""
        main = self.open[0] if self.open else None
        return (
            draft.bracketed
            and main is not None
            and main.number is not None
            and (not main.bracketed or draft.style is not main.style)
        )

    def _is_unnumbered_item(self, draft: Draft) -> bool:
        """Whether a paragraph by its mark goes on a list that the one before announced."""
        before = self.body.drafts[-1] if self.body.drafts else None
        if before is not None and before.announces:
            self.announcing = before
        elif before is None or before.parent is not self.announcing:
            self.announcing = None
        return draft.number is None and self.announcing is not None

    def _place_in_annex(self, draft: Draft, said: dict[str, str]) -> None:
        root = self.body.annex
        if root is None or said.get("begins"):
            self.body.annex = draft
        else:
            place = self.body.drafts.index(root)
            siblings = self.body.drafts[place + 1 :]
            draft.parent = find_parent(draft, siblings, root=root) if draft.style else root

    def _issue(self, kind: str, message: str, draft: Draft) -> None:
        self.body.issues.append(Issue(kind, message, self._span(draft.start, draft.end)))


def _other_marker(number: str) -> Marker:
    """A number of no series that is known here (②, 一), as it is printed."""
    bare = _NUMBER.search(number)
    style = Style.NUMBER if bare and bare.group().isdecimal() else Style.BULLET
    printed = bare.group() if bare else ""
    return Marker(len(number), len(number) + 1, printed, style, bool(_BRACKETS.search(number)))


def _is_heading(text: str, opening: Opening | None) -> bool:
    if len(text) > _LONGEST_HEADING or text[-1:] in _STOPS or text[:1].islower():
        return False
    return opening is None or (text[-1:] == ":" and len(text.split()) <= _CAPTION_WORDS)
