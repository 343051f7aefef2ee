"""PDF as text: lines as printed, and what only geometry tells."""

from __future__ import annotations

import pytest
from made_files import Printed, pdf

from stancegraph.model import SourceText
from stancegraph.text import source_text

pytest.importorskip("pdfplumber")


def line(words: str, bottom: float, left: float = 72, size: float = 10) -> Printed:
    return Printed(left, bottom, size, words)


def read(*pages: list[Printed]) -> SourceText:
    return source_text(pdf(pages), "a.pdf")


def marked(source: SourceText, kind: str) -> list[str]:
    return [source.text[m.start : m.end].strip() for m in source.markup if m.kind == kind]


BODY = [
    line(f"Line {n} of a paragraph that fills the whole width", 700 - 13 * n) for n in range(30)
]


def page(number: int) -> list[Printed]:
    return [
        line("A/RES/99/1", 760, 450),
        *BODY,
        line("1  See A/99/1, annex.", 60, size=8),
        line(f"{number}/2", 25, 500, 8),
    ]


def test_lines_come_in_order_with_pages_parted() -> None:
    source = read(page(1), page(2))
    assert source.text.count("\f") == 1
    lines = [text for text in source.text.split("\n") if text.strip().startswith("Line")]
    assert lines[:2] == [printed.words for printed in BODY[:2]]
    assert len(lines) == 60


def test_anchors_name_pages() -> None:
    source = read(page(1), page(2))
    assert [anchor.place for anchor in source.anchors] == ["page 1", "page 2"]
    assert source.text[source.anchors[1].offset - 2] == "\f"


def test_running_heads_and_page_numbers_are_marked() -> None:
    heads = marked(read(page(1), page(2)), "running-head")
    assert heads == ["1/2", "A/RES/99/1", "2/2"]


def test_footnotes_are_marked_and_body_lines_are_not() -> None:
    assert marked(read(page(1), page(2)), "footnote") == ["1 See A/99/1, annex."] * 2


def test_gaps_and_indents_are_kept() -> None:
    source = read(
        [
            line("The Council,", 700, 100),
            line("Recalling its resolutions on all that,", 660),
            line("and the resolutions of others on that,", 648),
            line("Noting them,", 620),
        ]
    )
    assert source.text.startswith(" ")
    assert source.text.split("\n\n")[1:] == [
        "Recalling its resolutions on all that,\nand the resolutions of others on that,",
        "Noting them,",
    ]


def test_raised_digits_are_references_of_notes() -> None:
    source = read(
        [
            line("Recalling its resolution of the last year,", 700),
            line("3", 704, 250, 6),
            line("on which it is based and which it keeps,", 688),
        ]
    )
    assert marked(source, "note-reference") == ["3"]


def test_columns_of_a_masthead_are_lines_of_their_own() -> None:
    source = read([line("United Nations", 740), line("A/RES/99/1", 740, 450), *BODY[:5]])
    assert [text.strip() for text in source.text.split("\n")[:2]] == [
        "United Nations",
        "A/RES/99/1",
    ]


COLUMN = [f"Line {n} of a column set narrow" for n in range(40)]


@pytest.mark.parametrize("shift", [0, 4])
def test_two_columns_are_read_one_after_the_other(shift: int) -> None:
    """Also where the lines of one stand between those of the other."""
    printed = [line("A title that runs across both of the columns of this page", 740, 150)]
    printed += [line(words, 715 - 13 * n, 72) for n, words in enumerate(COLUMN)]
    printed += [
        line(words.replace("Line", "Row"), 715 - shift - 13 * n, 240)
        for n, words in enumerate(COLUMN)
    ]
    lines = [each.strip() for each in read(printed).text.split("\n") if each.strip()]
    assert lines[1:] == [*COLUMN, *(words.replace("Line", "Row") for words in COLUMN)]


def test_indents_of_a_right_column_count_from_its_edge() -> None:
    printed = [line(words, 715 - 13 * n, 72) for n, words in enumerate(COLUMN)]
    printed += [line(words, 715 - 13 * n, 250 if n == 5 else 240) for n, words in enumerate(COLUMN)]
    lines = [each for each in read(printed).text.split("\n") if each.strip()]
    assert [each for each in lines if each.startswith(" ")] == [f"  {COLUMN[5]}"]


def test_a_table_of_figures_is_no_column() -> None:
    rows = [line(f"State number {n} of the list", 715 - 13 * n, 72) for n in range(40)]
    rows += [line(f"{n}.5", 715 - 13 * n, 300) for n in range(40)]
    lines = [each.strip() for each in read(rows).text.split("\n") if each.strip()]
    assert lines[:4] == [
        "State number 0 of the list", "0.5", "State number 1 of the list", "1.5",
    ]  # fmt: skip
