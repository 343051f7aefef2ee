"""The lexical spaces of XML Schema, and which engine is chosen."""

from __future__ import annotations

import pytest

from stancegraph.validation import engine
from stancegraph.validation.engine import Engine, EngineError, chosen
from stancegraph.validation.literals import XSD, ill_typed

WELL = {
    "boolean": ("true", "false", "0", "1"),
    "integer": ("0", "-1", "+1", "007", "9" * 5000),
    "nonNegativeInteger": ("0", "+1", "-0"),
    "byte": ("-128", "127"),
    "unsignedByte": ("255",),
    "decimal": ("1", "1.", ".5", "-0.25"),
    "double": ("1", "1e3", "-INF", "NaN", ".5E-2"),
    "date": ("2022-03-22", "2020-02-29", "0004-02-29", "-0044-03-15", "12022-01-01", "2022-03-22Z"),
    "dateTime": ("2022-03-22T24:00:00", "2022-03-22T23:59:59.5-14:00"),
    "time": ("00:00:00",),
    "gYear": ("1967", "-0044", "12022Z"),
    "gYearMonth": ("1967-12",),
    "anyURI": ("",),
    "string": ("",),
}
ILL = {
    "boolean": ("", "TRUE", "2"),
    "integer": ("", "1.0", "1e3", " 1", "1\n", "٣"),
    "nonNegativeInteger": ("-1",),
    "positiveInteger": ("0",),
    "byte": ("128", "-129"),
    "unsignedByte": ("256", "-1"),
    "decimal": ("", ".", "1e3", "NaN", "INF"),
    "double": ("inf", "nan", "1e"),
    "date": ("2022-02-29", "1900-02-29", "22-03-22", "2022-3-22", "2022-03-22T00:00:00"),
    "dateTime": ("2022-03-22", "2022-03-22T24:00:01", "2022-03-22T00:00", "2022-02-30T00:00:00"),
    "time": ("24:01:00",),
    "gYear": ("67", "", "1967-12", "02022"),
    "gYearMonth": ("1967-13", "1967"),
}


@pytest.mark.parametrize(("name", "words"), [(n, w) for n, forms in WELL.items() for w in forms])
def test_words_that_a_datatype_knows(name: str, words: str) -> None:
    assert not ill_typed(words, XSD + name)


@pytest.mark.parametrize(("name", "words"), [(n, w) for n, forms in ILL.items() for w in forms])
def test_words_that_a_datatype_does_not_know(name: str, words: str) -> None:
    assert ill_typed(words, XSD + name)


def test_other_datatypes_take_any_words() -> None:
    assert not ill_typed("x", "http://www.w3.org/2006/time#generalDay")


def test_auto_is_the_compiled_engine_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "find_spec", lambda _: object())
    assert chosen("auto") == "shacl"
    monkeypatch.setattr(engine, "find_spec", lambda _: None)
    assert chosen("auto") == "pyshacl"
    assert Engine((), "auto").name == "pyshacl"


def test_an_engine_that_is_not_there_is_told_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "find_spec", lambda _: None)
    with pytest.raises(EngineError, match=r"pip install 'stancegraph\[fast\]'"):
        chosen("shacl")
    with pytest.raises(EngineError, match="auto, pyshacl, shacl"):
        chosen("topbraid")
