"""A body is added by a table, and a broken table is told."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from stancegraph.errors import TableError
from stancegraph.model import Adopted, Basis, SourceText
from stancegraph.reading import load_lexicon, load_profiles, read
from stancegraph.reading.profiles import load_profile

PROFILE = r"""
name = "river"
body = "org/river-commission"
work = ["{number}"]
symbol = "RC/{number}"
[[evidence]]
match = '\bRC/\d+\b'
weight = 4
[[block]]
kind = "title"
start = 'RC/\d+\s+\S'
match = '^RC/(?P<number>\d+)\s+(?P<title>.*)'
[[block]]
kind = "formula"
start = 'The Joint River Commission,?$'
match = '^(?P<formula>.*?),?$'
"""

TEXT = """RC/17 Flood warning

The Joint River Commission,

Alarmed by the floods of the past spring,

1. Thanks the hydrologists for their warnings;

2. Requests the secretariat to buy gauges.

Adopted unanimously at the 12th meeting.
"""


def test_a_body_is_added_by_a_table(tmp_path: Path) -> None:
    (tmp_path / "river.toml").write_text(PROFILE, encoding="utf-8")
    source = SourceText("flood.txt", "0" * 64, "text/plain", TEXT)
    document = read(source, load_profiles(tmp_path), load_lexicon())
    assert document.issues == ()
    (resolution,) = document.resolutions
    assert resolution.profile == "river"
    assert resolution.id == "resolution/river-commission/17"
    assert (resolution.symbol, resolution.title) == ("RC/17", "Flood warning")
    assert [p.kind.value for p in resolution.paragraphs] == ["preambular", "operative", "operative"]
    assert [p.opening.act for p in resolution.paragraphs if p.opening] == [
        "be-alarmed",
        "thank",
        "request",
    ]
    assert resolution.adoption.method == "vote"


def test_the_guide_adds_a_body_in_ten_lines(root: Path, tmp_path: Path) -> None:
    guide = (root / "docs" / "how-to" / "add-a-body.md").read_text(encoding="utf-8")
    profile, text = re.findall(r"(?s)```(?:toml|text)\n(.*?)```", guide)
    assert len(profile.splitlines()) <= 10
    (tmp_path / "river.toml").write_text(profile, encoding="utf-8")
    source = SourceText("flood.txt", "0" * 64, "text/plain", text)
    document = read(source, load_profiles(tmp_path), load_lexicon())
    assert document.issues == ()
    (resolution,) = document.resolutions
    assert (resolution.id, resolution.symbol) == ("resolution/river-commission/17", "RC/17")
    assert resolution.title == "Flood warning"
    assert resolution.adopted == Adopted(date(2019, 5, 3), date(2019, 5, 3), Basis.STATED)
    assert resolution.adoption.meeting == "meeting/river-commission/12"
    assert [paragraph.id.removeprefix(resolution.id) for paragraph in resolution.paragraphs] == [
        "/pp/1",
        "/op/1",
        "/op/2",
        "/op/2/a",
        "/op/2/b",
    ]


def test_without_it_the_text_is_read_by_the_profile_for_any_body() -> None:
    source = SourceText("flood.txt", "0" * 64, "text/plain", TEXT)
    document = read(source, load_profiles(), load_lexicon())
    assert [r.profile for r in document.resolutions] == ["generic"]
    assert "unknown-layout" in [issue.kind for issue in document.issues]


def test_a_profile_may_be_asked_for() -> None:
    source = SourceText(
        "flood.txt", "0" * 64, "text/plain", TEXT.replace("Joint River", "Security")
    )
    document = read(source, load_profiles(), load_lexicon(), profile="un-ga")
    assert [r.profile for r in document.resolutions] in (["un-ga"], [])
    with pytest.raises(KeyError):
        read(source, load_profiles(), load_lexicon(), profile="nobody")


@pytest.mark.parametrize(
    "table",
    [
        "name = ",
        'name = "x"',
        'name = "x"\nbody = "org/x"\nwork = ["{n}"]\n[[block]]\nkind = "a"\nmatch = "("',
    ],
)
def test_a_broken_table_is_told(tmp_path: Path, table: str) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(TableError, match=r"broken\.toml"):
        load_profile(path)


def test_no_text_is_no_resolution() -> None:
    news = "The river rose on Monday. Shops were closed.\n\nThe mayor spoke to reporters.\n"
    document = read(
        SourceText("n.txt", "0" * 64, "text/plain", news), load_profiles(), load_lexicon()
    )
    assert document.resolutions == ()
    assert [issue.kind for issue in document.issues] == ["no-resolution"]


def test_a_text_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    cut = TEXT[: TEXT.index("to buy")]
    document = read(
        SourceText("f.txt", "0" * 64, "text/plain", cut), load_profiles(), load_lexicon()
    )
    assert len(document.resolutions) == 1
    assert "truncated" in [issue.kind for issue in document.issues]
