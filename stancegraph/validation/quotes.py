"""Quotations against the text they are taken from, at their offsets."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from stancegraph.model import SourceText
from stancegraph.validation.facts import Facts, lexical, term, whole_number
from stancegraph.validation.report import Finding
from stancegraph.validation.rules import rule

_START, _END = term("oa:start"), term("oa:end")
_EXACT, _PREFIX, _SUFFIX = term("oa:exact"), term("oa:prefix"), term("oa:suffix")

Texts = Callable[[str], SourceText | None]
"""Finds a source text by its published path; None where it is not at hand."""


def misquotations(facts: Facts, texts: Texts) -> Iterator[Finding]:
    """Spans whose words are not those of the text, and files that are not what was read.

    A file whose text is not at hand gives a warning; the spans of a file that changed are not
    compared, since none of them could be trusted.
    """
    sound: dict[str, str] = {}
    for name in facts.instances("eli:Format"):
        path = facts.value(name, "dcterms:source")
        if path is None:
            continue
        source = texts(lexical(path))
        if source is None:
            yield rule("quote-checked").broken(name, value=path)
        elif changed := _change(facts, name, source):
            yield rule("source-unchanged").broken(name, changed)
        else:
            sound[name] = source.text
    for span in facts.having("oa:hasSource"):
        text = sound.get(facts.value(span, "oa:hasSource") or "")
        if text is not None:
            yield from _misquoted(facts, span, text)


def _change(facts: Facts, name: str, source: SourceText) -> str | None:
    stated = [lexical(value) for value in facts.values(name, "schema:sha256")]
    if stated and source.sha256 not in stated:
        return f"{source.path} has the SHA-256 {source.sha256}."
    length = whole_number(facts.value(name, "sg:textLength"))
    if length is not None and length != len(source.text):
        return f"{source.path} has {len(source.text)} code points, not {length}."
    return None


def _misquoted(facts: Facts, span: str, text: str) -> Iterator[Finding]:
    said = facts.about(span)
    start, end = (whole_number(next(iter(said.get(key, ())), None)) for key in (_START, _END))
    if start is None or end is None or not 0 <= start <= end <= len(text):
        return
    for value in said.get(_EXACT, ()):
        if lexical(value) != text[start:end]:
            yield _broken(span, _EXACT, value, text[start:end])
    for value in said.get(_PREFIX, ()):
        if not text.endswith(lexical(value), 0, start):
            yield _broken(span, _PREFIX, value, text[max(start - 32, 0) : start])
    for value in said.get(_SUFFIX, ()):
        if not text.startswith(lexical(value), end):
            yield _broken(span, _SUFFIX, value, text[end : end + 32])


def _broken(span: str, predicate: str, value: str, words: str) -> Finding:
    shown = words if len(words) <= 80 else words[:79] + "…"
    return rule("quoted-exactly").broken(
        span, f"the text reads {shown!r}.", path=predicate, value=value
    )
