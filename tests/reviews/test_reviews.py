"""Reviews override rules by span, are kept as provenance, and never vanish."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from stancegraph.cli import run
from stancegraph.errors import TableError
from stancegraph.model import Document, Level, Stance
from stancegraph.pipeline import Tools, load_tools, read_source
from stancegraph.reviewing import MISSED, load_reviews
from stancegraph.store import open_graph
from stancegraph.store.statistics import statistics
from stancegraph.text import load

HEADER = "sha256,start,end,fact,verdict,value,by,date,note\n"
DISAPPROVAL = "1517,1643"
STANCE = "resolution/oic-cfm/48/50-pol/op/2/stance/6-33-132"
BY = "A. Reader,2026-11-23,"


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


@pytest.fixture(scope="module")
def sha256(seed: Path) -> str:
    return hashlib.sha256(seed.read_bytes()).hexdigest()


def written(folder: Path, *rows: str) -> Path:
    (folder / "reviews").mkdir(parents=True, exist_ok=True)
    (folder / "reviews" / "mine.csv").write_text(HEADER + "".join(f"{row}\n" for row in rows))
    return folder / "reviews"


def reviewed(seed: Path, tools: Tools, folder: Path, *rows: str) -> Document:
    reviews = load_reviews(written(folder, *rows), tools.register, tools.lexicon.acts)
    return read_source(load(seed, seed.name), replace(tools, reviews=reviews))


def stance(document: Document, name: str = STANCE) -> Stance:
    return next(each for each in document.resolutions[0].stances if each.id == name)


def test_a_correction_replaces_and_what_follows_is_inferred_again(seed, tools, tmp_path, sha256):
    document = reviewed(
        seed,
        tools,
        tmp_path,
        f"{sha256},{DISAPPROVAL},stance.polarity,correct,-0.9,{BY}too mild",
        f"{sha256},{DISAPPROVAL},stance.act,correct,condemn,{BY}",
    )
    found = stance(document)
    assert (found.polarity, found.act) == (-0.9, "condemn")
    author = stance(document, f"{STANCE}/author")
    assert (author.polarity, author.act, author.level) == (-0.9, "condemn", Level.AUTHOR)
    assert [(each.subject, each.before) for each in document.resolutions[0].reviews] == [
        (STANCE, "-0.65"),
        (STANCE, "disapprove"),
    ]


def test_a_stance_made_favourable_gives_no_stance_against_the_author(seed, tools, tmp_path, sha256):
    row = f"{sha256},{DISAPPROVAL},stance.polarity,correct,0.5,{BY}"
    document = reviewed(seed, tools, tmp_path, row)
    names = [each.id for each in document.resolutions[0].stances]
    assert STANCE in names
    assert f"{STANCE}/author" not in names


def test_the_last_day_wins_and_all_are_kept(seed, tools, tmp_path, sha256):
    document = reviewed(
        seed,
        tools,
        tmp_path,
        f"{sha256},{DISAPPROVAL},stance.polarity,correct,-0.7,B. Reader,2026-11-25,",
        f"{sha256},{DISAPPROVAL},stance.polarity,correct,-0.9,A. Reader,2026-11-23,",
    )
    assert stance(document).polarity == -0.7
    assert [each.before for each in document.resolutions[0].reviews] == ["-0.65", "-0.9"]


@pytest.mark.parametrize(
    ("fact", "value", "field"),
    [
        ("stance.intensity", "3", "intensity"),
        ("stance.level", "implied", "level"),
        ("stance.act", "regret", "act"),
    ],
)
def test_each_axis_of_a_stance_can_be_corrected(seed, tools, tmp_path, sha256, fact, value, field):
    row = f"{sha256},{DISAPPROVAL},{fact},correct,{value},{BY}"
    assert str(getattr(stance(reviewed(seed, tools, tmp_path, row)), field)) == value


def test_the_target_of_a_stance_can_be_corrected(seed, tools, tmp_path, sha256):
    row = f"{sha256},{DISAPPROVAL},stance.target,correct,document/eu-ep/2022-01-20/other,{BY}"
    assert stance(reviewed(seed, tools, tmp_path, row)).target.entity == (
        "document/eu-ep/2022-01-20/other"
    )


def test_a_corrected_mention_takes_the_stance_on_it_along(seed, tools, tmp_path, sha256):
    row = f"{sha256},2386,2396,mention.entity,correct,people/kazakhstani,{BY}"
    resolution = reviewed(seed, tools, tmp_path, row).resolutions[0]
    (mention,) = [each for each in resolution.mentions if each.span.start == 2386]
    assert (mention.entity, mention.score, mention.method) == ("people/kazakhstani", 1.0, "review")
    named = [
        each
        for each in resolution.stances
        if each.target.span and each.target.span.contains(mention.span)
    ]
    assert named
    assert {each.target.entity for each in named} == {"people/kazakhstani"}


def test_a_performed_act_can_be_corrected(seed, tools, tmp_path, sha256):
    row = f"{sha256},2140,2148,act,correct,commend,{BY}"
    resolution = reviewed(seed, tools, tmp_path, row).resolutions[0]
    assert resolution.paragraph("resolution/oic-cfm/48/50-pol/op/4").opening.act == "commend"


def test_confirmed_and_disputed_facts_stay_as_they_are(seed, tools, tmp_path, sha256):
    plain = reviewed(seed, tools, tmp_path / "none")
    document = reviewed(
        seed,
        tools,
        tmp_path,
        f"{sha256},{DISAPPROVAL},stance,confirm,,{BY}",
        f"{sha256},{DISAPPROVAL},stance.polarity,confirm,-0.650,{BY}",
        f"{sha256},{DISAPPROVAL},stance.act,dispute,condemn,{BY}",
    )
    assert document.resolutions[0].stances == plain.resolutions[0].stances
    assert len(document.resolutions[0].reviews) == 3
    assert [issue for issue in document.issues if issue.kind == MISSED] == []


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("1517,1640,stance.polarity,correct,-0.9", "is not there any more"),
        ("1517,99999,stance,confirm,", "is not there any more"),
        (f"{DISAPPROVAL},stance@beneficiary,confirm,", "is not there any more"),
        (f"{DISAPPROVAL},stance.polarity,confirm,-0.9", "is now '-0.65', not '-0.9'"),
    ],
)
def test_a_review_that_misses_its_fact_is_an_issue(seed, tools, tmp_path, sha256, row, says):
    document = reviewed(seed, tools, tmp_path, f"{sha256},{row},{BY}")
    (issue,) = [each for each in document.issues if each.kind == MISSED]
    assert issue.message.startswith("mine.csv:2: stance")
    assert says in issue.message
    assert document.resolutions[0].reviews == ()


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("7e79,1,2,stance,confirm,,A,2026-11-23,", "sha256 is '7e79'"),
        ("{sha},x,2,stance,confirm,,A,2026-11-23,", "start is 'x'"),
        ("{sha},2,2,stance,confirm,,A,2026-11-23,", "end is '2', not after start"),
        ("{sha},1,2,title,confirm,,A,2026-11-23,", "fact is 'title'"),
        ("{sha},1,2,stance@author,confirm,,A,2026-11-23,", "fact is 'stance@author'"),
        ("{sha},1,2,act@direct,confirm,,A,2026-11-23,", "fact is 'act@direct'"),
        ("{sha},1,2,stance,correct,x,A,2026-11-23,", "a whole stance has no value"),
        ("{sha},1,2,stance,perhaps,,A,2026-11-23,", "verdict is 'perhaps'"),
        ("{sha},1,2,stance.act,correct,,A,2026-11-23,", "a correction says what is right"),
        ("{sha},1,2,stance.act,correct,shout,A,2026-11-23,", "value is 'shout'"),
        ("{sha},1,2,stance.polarity,correct,-1.5,A,2026-11-23,", "value is '-1.5'"),
        ("{sha},1,2,stance.intensity,correct,5,A,2026-11-23,", "value is '5'"),
        ("{sha},1,2,stance.level,correct,vote,A,2026-11-23,", "value is 'vote'"),
        ("{sha},1,2,stance.target,correct,state/atlantis,A,2026-11-23,", "value is 'state/atl"),
        ("{sha},1,2,mention.entity,correct,Kazakhstan,A,2026-11-23,", "value is 'Kazakhstan'"),
        ("{sha},1,2,mention.entity,correct,resolution/a/<b>,A,2026-11-23,", "value is 'resol"),
        ("{sha},1,2,stance,confirm,,,2026-11-23,", "by is empty"),
        ("{sha},1,2,stance,confirm,,https://a.org/b c,2026-11-23,", "by is 'https://a.org/b c'"),
        ("{sha},1,2,stance,confirm,,A,yesterday,", "date is 'yesterday'"),
        ("{sha},1,2,stance,confirm,,A,2026-11-23", "8 cells under 9 columns"),
    ],
)
def test_a_malformed_row_is_one_error_that_names_file_and_line(tools, tmp_path, row, says):
    good = f"{'a' * 64},1,2,stance,confirm,,A,2026-11-23,"
    folder = written(tmp_path, good, row.replace("{sha}", "a" * 64))
    with pytest.raises(TableError) as raised:
        load_reviews(folder, tools.register, tools.lexicon.acts)
    assert str(raised.value).startswith("mine.csv:3: ")
    assert says in str(raised.value)


def test_a_missing_column_is_an_error(tools, tmp_path):
    folder = written(tmp_path)
    (folder / "mine.csv").write_text("sha256,start,end\n")
    with pytest.raises(TableError, match=r"mine\.csv:1: column missing: by, date"):
        load_reviews(folder, tools.register, tools.lexicon.acts)


def test_a_build_publishes_reviews_counts_them_and_tells_the_missed(seed, tmp_path, sha256, capsys):
    source = tmp_path / "source"
    (source / "oic").mkdir(parents=True)
    shutil.copy(seed, source / "oic")
    written(
        source,
        f"{sha256},{DISAPPROVAL},stance.polarity,correct,-0.9,{BY}harsher",
        f"{sha256},{DISAPPROVAL},stance,confirm,,https://orcid.org/0000-0002-1825-0097,2026-11-24,",
        f"{sha256},2386,2396,mention.entity,dispute,people/kazakhstani,{BY}",
        f"{sha256},2140,2148,act,correct,commend,{BY}",
        f"{sha256},1,5,act,confirm,,{BY}",
        f"{'a' * 64},1,5,act,confirm,,{BY}",
    )
    command = ["build", str(source), "--output", str(tmp_path / "kg"), "--dumps", str(tmp_path)]
    assert run(command) == 1
    told = capsys.readouterr().err
    assert "mine.csv:6: act at 1-5 is not there any more" in told
    assert f"mine.csv:7: no source has the SHA-256 {'a' * 64}" in told
    assert "1 work, " in told
    graph = open_graph(tmp_path / "kg")
    rows = list(graph.rows(_REVIEWS))
    assert [(row["verdict"], row["by"], row.get("before"), row.get("value")) for row in rows] == [
        ("confirm", "https://orcid.org/0000-0002-1825-0097", None, None),
        ("correct", "A. Reader", "-0.65", "-0.9"),
        ("correct", "A. Reader", "welcome", "commend"),
        ("dispute", "A. Reader", "state/kaz", "people/kazakhstani"),
    ]
    assert {row["status"] for row in rows} == {"confirmed", "corrected", "disputed"}
    counts = {entry.name: entry.count for entry in statistics(graph)}
    assert counts["reviews"] == 4
    assert counts["reviews that correct"] == 2


_REVIEWS = """PREFIX sg: <https://w3id.org/stancegraph/def#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?verdict ?by ?before ?value ?status WHERE {
  ?review a sg:Review ; sg:verdict ?verdict ; prov:wasAttributedTo/rdfs:label ?by ;
    oa:hasTarget/sg:reviewStatus ?status .
  OPTIONAL { ?review sg:valueBefore ?before } OPTIONAL { ?review oa:bodyValue ?value }
} ORDER BY ?verdict ?before"""
