from __future__ import annotations

import json

from samples import seed_document, seed_register

from stancegraph.identifiers import BASE
from stancegraph.model import Document, Issue, SourceText, Span
from stancegraph.writing import outline, reading_json

REGISTER = seed_register()


def keys(words: str) -> set[str]:
    return set(words.split())


def read(document: Document, base: str = BASE) -> dict:
    line = reading_json(document, REGISTER, base)
    assert "\n" not in line
    return json.loads(line)


def test_every_stable_key_is_there():
    resolution = read(seed_document())["resolutions"][0]
    assert set(resolution) >= keys(
        "iri symbol number collection title language body session adopted adoption paragraphs "
        "mentions citations stances furniture"
    )
    assert resolution["session"] == {
        "iri": BASE + "session/oic-cfm/48",
        "number": "48",
        "theme": "Partnering for Unity, Justice and Development",
        "place": {"iri": BASE + "place/islamabad", "name": "Islamabad"},
        "start": "2022-03-22",
        "end": "2022-03-23",
        "hijri_start": "1443-08-19",
        "hijri_end": "1443-08-20",
        "hijri_printed": ["19-20 Sha'ban 1443H", "19-20 Shabaan 1443H"],
    }
    assert resolution["adopted"] == {
        "earliest": "2022-03-22",
        "latest": "2022-03-23",
        "basis": "session",
    }
    assert resolution["adoption"]["votes"]["by_state"] == []
    assert set(resolution["paragraphs"][0]) >= keys(
        "iri kind number parent start end marker text opening acts"
    )
    assert set(resolution["paragraphs"][0]["opening"]) >= keys(
        "start end text lemma act role intensifiers negated carried"
    )
    assert set(resolution["mentions"][0]) >= keys("start end text kind entity score")
    assert set(resolution["citations"][0]) >= keys(
        "start end text identifier document status pinpoint self"
    )
    assert set(resolution["stances"][0]) >= keys(
        "iri paragraph holder act cue target requested addressee beneficiary level derived_from "
        "polarity intensity attributed_to negated confidence rule"
    )


def test_every_quote_stands_at_its_offsets():
    document = read(seed_document())

    def quotes(value: object):
        if isinstance(value, dict):
            if isinstance(value.get("start"), int) and "text" in value and "iri" not in value:
                yield value
            for inner in value.values():
                yield from quotes(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from quotes(inner)

    found = list(quotes(document["resolutions"]))
    assert len(found) > 60
    for quote in found:
        assert document["text"][quote["start"] : quote["end"]] == quote["text"]


def test_the_key_stance():
    stance = next(
        stance
        for stance in read(seed_document())["resolutions"][0]["stances"]
        if stance["act"] == "disapprove"
    )
    assert stance["iri"] == BASE + "resolution/oic-cfm/48/50-pol/op/2/stance/6-33-132"
    assert stance["target"] == {
        "start": 1544,
        "end": 1643,
        "text": "the resolution on the situation in Kazakhstan adopted by the European Parliament "
        "on 20 January 2022",
        "entity": BASE + "resolution/eu-ep/p9-ta-2022-0012",
    }


def test_a_party_that_the_words_only_imply_has_no_offsets():
    stance = next(
        stance
        for stance in read(seed_document())["resolutions"][0]["stances"]
        if stance["act"] == "reject"
    )
    assert stance["beneficiary"] == {
        "start": None,
        "end": None,
        "text": None,
        "entity": BASE + "state/kaz",
    }


def test_the_base_is_one_setting():
    line = reading_json(seed_document(), REGISTER, "https://example.org/")
    assert BASE not in line
    assert "https://example.org/resolution/oic-cfm/48/50-pol/op/2" in line


def test_a_document_without_resolutions_keeps_its_issues():
    source = SourceText("x.txt", "0", "text/plain", "Dear Sir")
    issue = Issue("no-resolution", "no profile fits", Span(0, 8, "Dear Sir"))
    document = read(Document(source, (), (issue,)))
    assert document["resolutions"] == []
    assert document["issues"] == [
        {"kind": "no-resolution", "start": 0, "end": 8, "message": "no profile fits"}
    ]


def test_the_outline_shows_what_was_found():
    text = outline(seed_document(), REGISTER)
    assert "body      Council of Foreign Ministers" in text
    assert "2022-03-22 to 2022-03-23 (session)" in text
    assert "-0.65 disapprove (direct, 0.93): the resolution on the situation" in text
    assert "op/2  Expresses disapproval of the resolution" in text


def test_the_outline_names_the_line_of_an_issue():
    source = SourceText("x.txt", "0", "text/plain", "one\ntwo\n")
    document = Document(source, (), (Issue("odd", "not understood", Span(4, 7, "two")),))
    assert "odd (line 2): not understood" in outline(document, REGISTER)
