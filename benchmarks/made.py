"""Resolutions for benchmarks: typeset by the tests' generator, or real ones under other symbols."""

from __future__ import annotations

import pickle
import string
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from typesetting.documents import Chooser, Draft, draft
from typesetting.layouts import LAYOUTS, blocks
from typesetting.pages import clean_text

from stancegraph.model import Document, Resolution, SourceText
from stancegraph.pipeline import Tools, read_source
from stancegraph.text import source_text

DIGITS = string.digits + string.ascii_lowercase


def typeset(number: int, clauses: int = 99) -> Iterator[SourceText]:
    """So many texts in the layouts of all bodies in turn, with at most so many clauses.

    The same number always gives the same texts.
    """
    names, made = list(LAYOUTS), 0
    for seed in range(100 * number):
        drafted = draft(Chooser(seed))
        if len(drafted.preamble) + len(drafted.operative) <= clauses:
            text = clean_text(blocks(numbered(drafted, seed), LAYOUTS[names[made % len(names)]]))
            yield source_text(text.encode(), f"made/{seed}.txt")
            made += 1
        if made == number:
            return


def numbered(drafted: Draft, seed: int) -> Draft:
    """The draft under a number of its own within its session."""
    return replace(drafted, number=1 + seed)


def documents(number: int, tools: Tools, clauses: int = 99) -> list[Document]:
    """Of so many typeset texts, read, those whose body is known: only these are published."""
    read = [read_source(source, tools) for source in typeset(number, clauses)]
    return [document for document in read if all(map(_is_known, document.resolutions))]


def _is_known(resolution: Resolution) -> bool:
    return resolution.body != "org/unknown"


class Copies:
    """Any number of documents: the given ones in turn, each time under other IRIs.

    The IRI of each work is exchanged, wherever the model names it, for one of the same length with
    a number in it: resolution/un-ga/78/241 becomes resolution/un-ga/00/02s. That is done on the
    pickled model, so that copies cost little and share nothing.
    """

    def __init__(self, originals: Iterable[Document]) -> None:
        self._pickled = [
            (pickle.dumps(document), tuple(work.id for work in document.resolutions))
            for document in originals
        ]

    def document(self, number: int) -> Document:
        """The document of that number, from 0."""
        place, turn = number % len(self._pickled), number // len(self._pickled)
        pickled, works = self._pickled[place]
        for work in works if turn else ():
            pickled = pickled.replace(work.encode(), _renamed(work, number).encode())
        made: Document = pickle.loads(pickled)
        return made


def _renamed(work: str, number: int) -> str:
    """The IRI with the number, to the base 36, in its last letters and digits."""
    kind, body, rest = work.split("/", 2)
    letters = list(rest)
    for place in range(len(letters) - 1, -1, -1):
        if letters[place].isalnum():
            number, digit = divmod(number, 36)
            letters[place] = DIGITS[digit]
    return f"{kind}/{body}/{''.join(letters)}"
