"""What the text room hands on: the text of one input and the way back to the file it came from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from stancegraph.model.words import Span


@dataclass(frozen=True, slots=True)
class Anchor:
    """From `offset` of the text on, the original's place is `place` ("page 3", an element path)."""

    offset: int
    place: str


@dataclass(frozen=True, slots=True)
class Markup:
    """A structural element that the format itself marks (Akoma Ntoso, HTML); offsets of the text.

    `kind` is one of the names that `reading` knows: preface, title, symbol, formula, preambular,
    operative, sub, heading, annex, footnote, closing, vote, reference; `attributes` holds
    (name, value) pairs such as ("number", "2") or ("date", "2023-01-09").
    """

    kind: str
    start: int
    end: int
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SourceText:
    """One input, decoded but not cleaned; `text` keeps its own line breaks.

    `issues` are what was wrong with the file itself (cut off, mixed encodings, mislabelled).
    """

    path: str
    sha256: str
    media_type: str
    text: str
    anchors: tuple[Anchor, ...] = ()
    markup: tuple[Markup, ...] = ()
    rights: str | None = None
    issues: tuple[Issue, ...] = ()

    @property
    def format(self) -> str:
        """The short name of the format, as IRIs use it: txt, md, html, pdf, docx, akn."""
        return FORMATS.get(self.media_type, "txt")

    def place(self, start: int, end: int) -> str | None:
        """Where words stand in the original: its pages or elements; None where it has no such.

        >>> pages = (Anchor(0, "page 1"), Anchor(40, "page 2"))
        >>> source = SourceText("a.pdf", "", "application/pdf", "x" * 80, pages)
        >>> source.place(10, 20), source.place(30, 41)
        ('page 1', 'page 1 to page 2')
        """
        offsets = [anchor.offset for anchor in self.anchors]
        first = bisect_right(offsets, start) - 1
        if first < 0:
            return None
        last = max(first, bisect_left(offsets, end) - 1)
        places = dict.fromkeys((self.anchors[first].place, self.anchors[last].place))
        return " to ".join(places)


FORMATS = {
    "text/plain": "txt",
    "text/markdown": "md",
    "text/html": "html",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/akn+xml": "akn",
}


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that was not understood or does not agree; never absorbed in silence.

    `kind` is a short kebab-case word (unknown-act, unresolved-name, date-mismatch ...).
    """

    kind: str
    message: str
    span: Span | None = None
