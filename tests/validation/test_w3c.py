"""The W3C's suite of SHACL before the engines: what fails is known, and why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

pytest.importorskip("shacl", reason="needs the extra fast")

from w3c_shacl import JUDGES, Case, cases, failures

CASES = 120
KNOWN = {
    "pyshacl alone": {
        # "1" and "true" of xsd:boolean as the value of sh:uniqueLang, unless they are normalised.
        "core/property/uniqueLang-002.ttl",
        # $shapesGraph, which an engine need not support.
        "sparql/pre-binding/shapesGraph-001.ttl",
    },
    "shacl alone": {
        # A query that SHACL forbids is to be refused; it is asked.
        "sparql/pre-binding/unsupported-sparql-004.ttl",
    },
    "pyshacl in the adapter": {
        # The adapter knows the three severities of SHACL, no others.
        "core/misc/severity-002.ttl",
        "core/property/uniqueLang-002.ttl",
        # The adapter drops the prefixes of files; the project's shapes hold no SPARQL.
        "sparql/node/prefixes-001.ttl",
        "sparql/pre-binding/shapesGraph-001.ttl",
    },
    "shacl in the adapter": {
        "core/misc/severity-002.ttl",
        "sparql/node/prefixes-001.ttl",
        "sparql/pre-binding/shapesGraph-001.ttl",
    },
}


@pytest.fixture(scope="module")
def suite(shared: Path) -> Sequence[Case]:
    manifest = shared / "w3c-shacl" / "manifest.ttl"
    if not manifest.exists():
        pytest.skip("needs the W3C's suite in ../shared/w3c-shacl")
    return list(cases(manifest))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("judge", JUDGES)
def test_only_what_is_known_fails(judge: str, suite: Sequence[Case]) -> None:
    assert len(suite) == CASES
    assert set(failures(suite, JUDGES[judge])) == KNOWN[judge]


def test_the_documentation_tells_the_same(root: Path) -> None:
    text = (root / "docs" / "explanation" / "validation.md").read_text(encoding="utf-8")
    for judge, failed in KNOWN.items():
        assert f"| {judge} | {CASES - len(failed)} of {CASES} |" in text
        assert all(name.removesuffix(".ttl") in text for name in failed)
