"""The provisions of a resolution as elements of Akoma Ntoso: recitals, paragraphs, annexes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from stancegraph.identifiers import iri
from stancegraph.model import Furniture, Paragraph, ParagraphKind, Resolution
from stancegraph.reading.provisions.markers import marker_alone
from stancegraph.writing.akn_elements import KIND, NUMBER, element, legal

_PREFIXES = {"pp": "rec", "op": "para", "heading": "hcontainer", "annex": "att"}


@dataclass(slots=True)
class Parts:
    """The paragraphs of a resolution by the part of the document they stand in."""

    preamble: list[Paragraph] = field(default_factory=list)
    body: list[Paragraph] = field(default_factory=list)
    annexes: list[list[Paragraph]] = field(default_factory=list)


def parts_of(resolution: Resolution) -> Parts:
    """The preamble reaches to the first operative paragraph or the headings directly before it."""
    parts = Parts()
    for paragraph in resolution.paragraphs:
        if paragraph.kind is ParagraphKind.ANNEX and (
            paragraph.parent is None or not parts.annexes
        ):
            parts.annexes.append([paragraph])
        elif parts.annexes:
            parts.annexes[-1].append(paragraph)
        elif parts.body or paragraph.kind is ParagraphKind.OPERATIVE:
            parts.body.append(paragraph)
        else:
            parts.preamble.append(paragraph)
    while parts.body and parts.preamble and parts.preamble[-1].kind is ParagraphKind.HEADING:
        parts.body.insert(0, parts.preamble.pop())
    return parts


@dataclass(slots=True)
class BodyWriter:
    """Writes the provisions of one resolution; `prefix` keeps its eIds apart from others'."""

    resolution: Resolution
    base: str
    prefix: str
    notes: dict[str, list[Furniture]] = field(default_factory=dict)
    children: defaultdict[str | None, list[Paragraph]] = field(
        default_factory=lambda: defaultdict(list)
    )

    places: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place, paragraph in enumerate(self.resolution.paragraphs):
            self.children[paragraph.parent].append(paragraph)
            self.places[paragraph.id] = place

    def e_id(self, paragraph: Paragraph) -> str:
        """The eId of a provision, from its relative IRI: op/2/a gives para_2__point_a."""
        section, first, *rest = paragraph.id.removeprefix(f"{self.resolution.id}/").split("/")
        names = [f"{_PREFIXES.get(section, section)}_{first}", *(f"point_{step}" for step in rest)]
        return self.prefix + "__".join(names)

    def preamble(self, parent: etree._Element, paragraphs: Sequence[Paragraph]) -> None:
        """Recitals, parted by headings."""
        recitals: etree._Element | None = None
        for top in _tops(paragraphs):
            if top.kind is ParagraphKind.HEADING:
                recitals = None
                holder = element(parent, "container", name="heading", eId=self.e_id(top))
                self._heading(holder, "p", top)
            else:
                recitals = element(parent, "recitals") if recitals is None else recitals
                self._blocks(recitals, "recital", top, ParagraphKind.PREAMBULAR)

    def _blocks(
        self, parent: etree._Element, name: str, paragraph: Paragraph, usual: ParagraphKind
    ) -> None:
        """A provision in blocks: its words, the list of its items, the words behind them."""
        made = element(parent, name, eId=self.e_id(paragraph))
        self._mark(made, paragraph, usual)
        for heading in self._headings_before(paragraph) if name == "item" else ():
            self._heading(made, "heading", heading)
        self._number(made, paragraph)
        chapeau, tail = self._halves(paragraph)
        self._line(made, "p", paragraph, chapeau)
        if items := self.children[paragraph.id]:
            group = element(made, "blockList")
            for item in items:
                self._blocks(group, "item", item, ParagraphKind.SUB)
        if tail.start < tail.stop:
            self._line(made, "p", paragraph, tail, notes=False)

    def body(self, parent: etree._Element, paragraphs: Sequence[Paragraph]) -> None:
        """Numbered paragraphs; each heading holds the paragraphs behind it."""
        holder = parent
        for top in _tops(paragraphs):
            if top.kind is ParagraphKind.HEADING:
                holder = element(parent, "hcontainer", name="section", eId=self.e_id(top))
                self._number(holder, top)
                self._line(holder, "heading", top)
            else:
                self._provision(holder, "paragraph", top, ParagraphKind.OPERATIVE)

    def annex(self, parent: etree._Element, paragraphs: Sequence[Paragraph]) -> etree._Element:
        """An attachment: its first paragraph is the heading; gives back where its head belongs."""
        root = paragraphs[0]
        self._number(parent, root)
        self._line(parent, "heading", root)
        document = element(parent, "doc", name="annex")
        main = element(document, "mainBody")
        for child in self.children[root.id]:
            self._provision(main, "paragraph", child, ParagraphKind.ANNEX)
        others = [p for p in paragraphs[1:] if p.parent is None]
        for child in others:
            self._provision(main, "paragraph", child, ParagraphKind.ANNEX)
        if not len(main):
            element(main, "p")
        return document

    def _provision(
        self, parent: etree._Element, name: str, paragraph: Paragraph, usual: ParagraphKind
    ) -> None:
        made = element(parent, name, eId=self.e_id(paragraph))
        self._mark(made, paragraph, usual)
        self._number(made, paragraph)
        items = self.children[paragraph.id]
        if not items:
            self._line(element(made, "content"), "p", paragraph)
            return
        chapeau, tail = self._halves(paragraph)
        group = element(made, "list")
        self._line(element(group, "intro"), "p", paragraph, chapeau)
        below = ParagraphKind.ANNEX if usual is ParagraphKind.ANNEX else ParagraphKind.SUB
        for item in items:
            for heading in self._headings_before(item):
                self._heading(group, "crossHeading", heading)
            self._provision(group, "point", item, below)
        if tail.start < tail.stop:
            self._line(element(group, "wrapUp"), "p", paragraph, tail, notes=False)

    def _headings_before(self, item: Paragraph) -> Iterator[Paragraph]:
        """The headings that stand within the list directly before an item."""
        place = self.places[item.id]
        found: list[Paragraph] = []
        while place and self.resolution.paragraphs[place - 1].kind is ParagraphKind.HEADING:
            place -= 1
            found.insert(0, self.resolution.paragraphs[place])
        return iter(found)

    def _heading(self, parent: etree._Element, name: str, heading: Paragraph) -> None:
        """A heading where no number may stand beside it: the number is an attribute."""
        made = self._line(parent, name, heading)
        if heading.marker:
            made.set(NUMBER, _printed(heading))

    def _mark(self, made: etree._Element, paragraph: Paragraph, usual: ParagraphKind) -> None:
        if paragraph.kind is not usual:
            made.set(KIND, paragraph.kind.value)

    def _number(self, made: etree._Element, paragraph: Paragraph) -> None:
        if paragraph.marker:
            element(made, "num", _printed(paragraph))

    def _halves(self, paragraph: Paragraph) -> tuple[slice, slice]:
        """The words before the first item and those behind the last."""
        words, items = paragraph.words, self.children[paragraph.id]
        length = len(words.text)
        split = words.offset(items[0].span.start) if items else length
        return slice(0, split), slice(split, length)

    def _line(
        self,
        parent: etree._Element,
        name: str,
        paragraph: Paragraph,
        part: slice | None = None,
        *,
        notes: bool = True,
    ) -> etree._Element:
        """The words of a paragraph (or a part of them) with its citations as references."""
        made = element(parent, name)
        part = part or slice(0, len(paragraph.words.text))
        text, at, last = paragraph.words.text, part.start, None
        while at < part.stop and text[at] == " ":
            at += 1
        for where, href in self._references(paragraph):
            if where.start < at or where.stop > part.stop:
                continue
            _add(made, last, text[at : where.start])
            last = element(made, "ref", text[where], href=href)
            at = where.stop
        _add(made, last, text[at : part.stop].rstrip())
        for note in self.notes.get(paragraph.id, ()) if notes else ():
            self._note(made, note)
        return made

    def _note(self, parent: etree._Element, note: Furniture) -> None:
        mark, _, words = note.words.text.partition(" ")
        marker = mark if mark.strip("*†0123456789") == "" else None
        made = element(parent, "authorialNote", marker=marker, placement="bottom")
        element(made, "p", note.words.text if marker is None else words)

    def _references(self, paragraph: Paragraph) -> Iterator[tuple[slice, str]]:
        for citation in sorted(self.resolution.citations, key=lambda found: found.span):
            if paragraph.span.contains(citation.span):
                where = paragraph.words.within(citation.span)
                if paragraph.words.text[where].strip():
                    yield where, iri(citation.document, self.base)


def _add(parent: etree._Element, last: etree._Element | None, text: str) -> None:
    """Append text behind the last child."""
    if last is None:
        parent.text = (parent.text or "") + legal(text)
    else:
        last.tail = (last.tail or "") + legal(text)


def _tops(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The provisions of a part that hang on none, without headings within a list."""
    for place, paragraph in enumerate(paragraphs):
        heading = paragraph.kind is ParagraphKind.HEADING
        if paragraph.parent is None and not (heading and _within_list(paragraphs[place:])):
            yield paragraph


def _within_list(following: Sequence[Paragraph]) -> bool:
    """Whether the next provision behind headings is an item of a list."""
    behind = (p for p in following if p.kind is not ParagraphKind.HEADING)
    after = next(behind, None)
    return after is not None and after.parent is not None


def _printed(paragraph: Paragraph) -> str:
    """The marker as printed; where its number was misprinted or marked up, the number as read."""
    marker, number = paragraph.marker, paragraph.number
    printed = " ".join(marker.text.split()) if marker else ""
    known = marker_alone(printed) if printed else None
    if not number or (known is not None and known.number == number and "*" not in printed):
        return printed
    return f"({number})" if printed.startswith(("(", "- (")) else f"{number}."
