"""What a block of a body is: preambular, operative, sub-paragraph, heading, part of an annex."""

from __future__ import annotations

import re

from stancegraph.model import ParagraphKind
from stancegraph.reading.provisions.drafts import Draft, above_level
from stancegraph.reading.provisions.items import Item, Outline
from stancegraph.reading.provisions.markers import Marker, Style, ordinal

_LONGEST_HEADING = 200
_CAPTION_WORDS = 14
_ENDING = 12
_CONJUNCTIONS = ("that", "que")
_JOINED = re.compile(r"[,;]\s*(?:and|or|et|ou|y|o)$")


def kind_of(item: Item, outline: Outline, before: list[Draft], *, operative: bool) -> ParagraphKind:
    """The kind of a block outside annexes, by its marker, its words and what stands before it."""
    main = ParagraphKind.OPERATIVE if operative else ParagraphKind.PREAMBULAR
    marker = item.marker
    if item.quoted and in_quotation(before):
        return ParagraphKind.SUB
    if marker is None:
        if _is_heading(item, outline, operative=operative):
            return ParagraphKind.HEADING
        return ParagraphKind.SUB if _continues_list(item, before, operative=operative) else main
    if marker.style in (Style.CAPITAL, Style.ROMAN_CAPITAL) and _is_caption(item):
        return ParagraphKind.HEADING
    return (
        main if _is_main(item, marker, outline, before, operative=operative) else ParagraphKind.SUB
    )


def _is_main(
    item: Item, marker: Marker, outline: Outline, before: list[Draft], *, operative: bool
) -> bool:
    if marker.style is Style.NUMBER:
        if above_level(marker.number, before) is not None:
            return False
        if operative and not _performs(item) and _in_numbered_list(marker, before):
            return False
        return marker.bracketed == outline.bracketed or not operative
    if operative:
        return not outline.numbered and _is_lettered_main(item, marker, before)
    if marker.style is Style.BULLET:
        return item.opening is not None
    return marker.style is Style.CAPITAL or (item.opening is not None and not _open_list(before))


def _is_lettered_main(item: Item, marker: Marker, before: list[Draft]) -> bool:
    """Whether a letter counts operative paragraphs: "(a) Encourages States", none announced it."""
    if marker.style is not Style.LETTER or item.opening is None or item.opening.section != "op":
        return False
    mains = (d for d in reversed(before) if d.kind is ParagraphKind.OPERATIVE)
    last = next(mains, None)
    return not _open_list(before) if last is None else last.style is Style.LETTER


def _performs(item: Item) -> bool:
    """Whether the block opens with an act of the body itself, not with what it decides."""
    return item.opening is not None and item.opening.section != "bare"


def _in_numbered_list(marker: Marker, before: list[Draft]) -> bool:
    """Whether a number belongs to a list inside a paragraph, such as the one under "Resolves:"."""
    mains = (d for d in reversed(before) if d.kind is ParagraphKind.OPERATIVE)
    last = next((d.number for d in mains if d.number and d.style is Style.NUMBER), None)
    if last is not None and marker.number == str(ordinal(last, Style.NUMBER) + 1):
        return False
    current = next((d for d in reversed(before) if d.kind is not ParagraphKind.HEADING), None)
    if current is not None and current.announces:
        return current.kind is ParagraphKind.SUB or current.number is None or marker.number == "1"
    while current is not None:
        if current.kind is ParagraphKind.SUB and current.style is Style.NUMBER:
            return current.bracketed == marker.bracketed
        current = current.parent
    return False


def _is_heading(item: Item, outline: Outline, *, operative: bool) -> bool:
    """Whether an unnumbered block is a heading: short, without the punctuation of a paragraph."""
    text = item.words.text
    last = text.rstrip("\"'”’»)")[-1:]
    if _JOINED.search(text[-_ENDING:]):
        return False
    if len(text) > _LONGEST_HEADING or (last and last in ",;.،؛") or text[0].islower():
        return False
    if item.opening is None:
        return True
    if item.opening.section == "op" and (item.bare or text[-1] == ":"):
        return False
    if item.bare and not operative:
        return False
    return operative and (outline.numbered or item.opening.section != "op")


def _is_caption(item: Item) -> bool:
    """Whether the words behind a capital or Roman numeral are a heading: "A. Arms embargo"."""
    text = item.words.text
    if text[0].islower() or _JOINED.search(text):
        return False
    return text[-1:] not in (",", ";", ".", ":") and len(text.split()) <= _CAPTION_WORDS


def _continues_list(item: Item, before: list[Draft], *, operative: bool) -> bool:
    """Whether an unnumbered block is one more item of the list that stands open before it."""
    if not before:
        return False
    text = item.words.text
    performs = item.opening is not None and (item.bare or item.opening.section == "op")
    if text[0].islower() and performs:
        return False
    if (
        operative
        and before[-1].kind is ParagraphKind.SUB
        and (text[0].islower() or text.startswith("To "))
    ):
        return True
    opens = item.opening is not None and item.opening.section != "bare"
    return (_open_list(before) or _goes_on(before) or _is_alike(text, before)) and not opens


def _goes_on(before: list[Draft]) -> bool:
    """Whether the item before is one without marker that does not end its list."""
    last = before[-1]
    if last.kind is not ParagraphKind.SUB or last.style is not None or last.quoted:
        return False
    text = last.words[-1].text
    return text[-1:] in ";," or _JOINED.search(text) is not None


def _is_alike(text: str, before: list[Draft]) -> bool:
    """Whether a block begins as the items without markers before it do: "Que ...", "That ..."."""
    last = before[-1]
    if last.kind is not ParagraphKind.SUB or last.style is not None or last.quoted:
        return False
    first = text.split(maxsplit=1)[0].lower()
    return first in _CONJUNCTIONS and last.words[0].text.lower().startswith(f"{first} ")


def in_quotation(before: list[Draft]) -> bool:
    """Whether a quoted block belongs to a text that the body quotes: a draft, a message.

    Statements that quote each of their own paragraphs quote nobody else.
    """
    last = before[-1] if before else None
    return last is not None and (last.quoted or (last.announces and not last.framed))


def _open_list(before: list[Draft]) -> bool:
    """Whether the paragraph before announces a list."""
    return bool(before) and before[-1].announces
