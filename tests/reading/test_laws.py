"""What holds for every text: nothing raises, nothing is invented, nothing is lost."""

from __future__ import annotations

import string

from hypothesis import given, settings
from hypothesis import strategies as st
from reading.pages import Layout, typeset

from stancegraph.model import Document, SourceText
from stancegraph.reading import load_lexicon, load_profiles, read

OPENERS = ["Recalling", "Noting with concern", "Deeply concerned at", "Reaffirming", "Welcoming"]
VERBS = ["Condemns", "Calls upon", "Expresses its solidarity with", "Decides", "Strongly urges"]
WORDS = "the parties violence region efforts implementation agreement peoples delegation of and in"

clause = st.lists(st.sampled_from(WORDS.split()), min_size=4, max_size=40).map(" ".join)
layouts = st.builds(
    Layout,
    width=st.integers(46, 110),
    parting=st.sampled_from(["blank", "indent", "none"]),
    hyphenate=st.booleans(),
    lines_per_page=st.integers(24, 60),
    head=st.sampled_from([None, "A/RES/70/1"]),
    numbers=st.sampled_from([None, "{page}/{pages}", "- {page} -"]),
    footnotes=st.booleans(),
    form_feed=st.booleans(),
)


def source(text: str) -> SourceText:
    return SourceText("x.txt", "0" * 64, "text/plain", text)


def as_read(text: str) -> Document:
    return read(source(text), load_profiles(), load_lexicon())


def assert_sound(document: Document) -> None:
    """Spans quote the source; words are the source's own characters in their order."""
    text = document.source.text
    for resolution in document.resolutions:
        for unit in (*resolution.paragraphs, *resolution.furniture):
            assert text[unit.span.start : unit.span.end] == unit.span.text
            offsets = [unit.words.source_offset(place) for place in range(len(unit.words.text))]
            assert offsets == sorted(offsets)
            for place, offset in enumerate(offsets):
                character = unit.words.text[place]
                assert text[offset] == character or character == " "
        for paragraph in resolution.paragraphs:
            for act in paragraph.acts:
                assert text[act.span.start : act.span.end] == act.span.text
                assert paragraph.span.contains(act.span)


@given(st.text(max_size=2000))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_any_text_gives_a_document(text: str) -> None:
    document = as_read(text)
    assert document.resolutions or document.issues
    assert_sound(document)


@given(st.text(alphabet=string.ascii_letters + " \n.,;:()0123456789-*_", max_size=1500))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_a_formula_before_any_text(text: str) -> None:
    document = as_read("70/1. A title\n\nThe General Assembly,\n\n" + text)
    assert_sound(document)


@given(st.lists(clause, min_size=1, max_size=5), st.lists(clause, min_size=2, max_size=8), layouts)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_what_was_typeset_is_read_back(
    recitals: list[str], decisions: list[str], layout: Layout
) -> None:
    preamble = [f"{OPENERS[n % 5]} {words}," for n, words in enumerate(recitals)]
    operative = [f"{VERBS[n % 5]} {words};" for n, words in enumerate(decisions)]
    operative[-1] = operative[-1][:-1] + "."
    numbered = [f"{n}. {words}" for n, words in enumerate(operative, start=1)]
    cover = ["A/RES/70/1", "70/1. Strengthening the agreement", "The General Assembly,"]
    document = as_read(typeset([*cover, *preamble, *numbered], layout))
    assert_sound(document)
    (resolution,) = document.resolutions
    assert [p.words.text for p in resolution.paragraphs] == [*preamble, *operative]
    assert [p.number for p in resolution.paragraphs][len(preamble) :] == [
        str(n) for n in range(1, len(operative) + 1)
    ]


@given(st.lists(clause, min_size=2, max_size=6))
@settings(max_examples=20, deadline=None, derandomize=True)
def test_reading_twice_gives_the_same(decisions: list[str]) -> None:
    text = "The Security Council,\n\n" + "\n\n".join(
        f"{n}. Decides {w};" for n, w in enumerate(decisions, 1)
    )
    assert as_read(text) == as_read(text)
