"""What in a resolution read so far is doubtful: cut off, unknown, unnumbered; each an issue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stancegraph.model import Issue, Paragraph, ParagraphKind, Resolution

_STOPS = ".;:!?؛؟。；"
_CLOSERS = "\"'”’»)]*"
_MAIN = (ParagraphKind.PREAMBULAR, ParagraphKind.OPERATIVE)
_ENDINGS = frozenset({"vote", "closing"})


def doubts(resolution: Resolution) -> Iterator[Issue]:
    """The issues of one resolution, in order of the text."""
    yield from _truncated(resolution)
    for paragraph in resolution.paragraphs:
        if paragraph.kind in _MAIN and paragraph.opening is None and not _is_plain(paragraph):
            words = paragraph.words.text[:60]
            yield Issue("unknown-act", f"no known act opens {words!r}", paragraph.span)


def _truncated(resolution: Resolution) -> Iterator[Issue]:
    """A text without operative paragraphs, or whose last words are no end of a sentence."""
    own = [
        p
        for p in resolution.paragraphs
        if p.kind not in (ParagraphKind.ANNEX, ParagraphKind.HEADING)
    ]
    if not own:
        yield Issue("truncated", f"{resolution.id}: nothing follows the enacting formula")
        return
    last = own[-1]
    ending = last.words.text.rstrip(_CLOSERS)[-1:]
    if any(piece.kind in _ENDINGS and piece.span > last.span for piece in resolution.furniture):
        return
    if last.kind is ParagraphKind.PREAMBULAR or ending not in _STOPS or not ending:
        words = last.words.text[-40:]
        yield Issue("truncated", f"{resolution.id} breaks off at {words!r}", last.span)


def _is_plain(paragraph: Paragraph) -> bool:
    """Whether the words are no act by their form: the rest of a quotation, a formula, a title."""
    return not paragraph.words.text[:1].isalpha()


def repeated(resolutions: Sequence[Resolution]) -> Iterator[Issue]:
    """An issue for each work that several resolutions of one file claim to be."""
    seen: set[str] = set()
    for resolution in resolutions:
        if resolution.id in seen:
            name = resolution.symbol or resolution.id
            yield Issue("repeated-work", f"more than one resolution of this file is {name}")
        seen.add(resolution.id)
