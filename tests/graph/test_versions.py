"""What a further language version adds to a work, and that it changes nothing else."""

from __future__ import annotations

import re

import pytest

from stancegraph.comparing import Version
from stancegraph.graph import Directory, Graph, resolution_graphs
from stancegraph.identifiers import BASE
from stancegraph.linking import Linker, load_register
from stancegraph.model import Document, SourceText
from stancegraph.reading import load_lexicon, load_profiles, read
from stancegraph.stances import find_stances

ENGLISH = """S/RES/2998 (2019)

The Security Council,

Recalling its resolution 1851 (2008),

1. Condemns all attacks on lighthouses;

2. Regrets the delay in their repair.
"""

FRENCH = """S/RES/2998 (2019)

Le Conseil de sécurité,

Rappelant sa résolution 1851 (2008),

1. Condamne toutes les attaques visant des phares ;

2. Déplore le retard pris dans leur réparation.
"""
WORK = f"<{BASE}resolution/un-sc/2998"


def _document(text: str, name: str) -> Document:
    register, lexicon = load_register(), load_lexicon()
    source = SourceText(name, "0" * 64, "text/plain", text)
    document = Linker(register).link(read(source, load_profiles(), lexicon))
    return find_stances(document, register, lexicon)


@pytest.fixture(scope="module")
def alone_and_both() -> tuple[Graph, Graph]:
    directory = Directory.of(load_register())
    first, other = _document(ENGLISH, "en.txt"), _document(FRENCH, "fr.txt")
    version = Version(other.resolutions[0], other.source)
    return (
        resolution_graphs(first.resolutions[0], first, directory, BASE).whole,
        resolution_graphs(first.resolutions[0], first, directory, BASE, [version]).whole,
    )


def _values(graph: Graph, subject: str, name: str) -> set[str]:
    return {
        triple.object
        for triple in graph
        if triple.subject == f"{WORK}{subject}>" and re.search(rf"[#/]{name}>$", triple.predicate)
    }


def test_version_takes_nothing_back(alone_and_both: tuple[Graph, Graph]) -> None:
    alone, both = alone_and_both
    assert set(alone) < set(both)


def test_work_has_an_expression_of_each_language(alone_and_both: tuple[Graph, Graph]) -> None:
    _, both = alone_and_both
    assert _values(both, "", "is_realized_by") == {f"{WORK}/en>", f"{WORK}/fr>"}
    assert _values(both, "/fr", "is_embodied_by") == {f"{WORK}/fr/txt>"}


def test_provision_has_its_words_in_each_language(alone_and_both: tuple[Graph, Graph]) -> None:
    _, both = alone_and_both
    assert _values(both, "/op/1", "text") == {
        '"Condemns all attacks on lighthouses;"@en',
        '"Condamne toutes les attaques visant des phares ;"@fr',
    }
    assert _values(both, "/op/1", "openingPhrase") == {'"Condemns"@en', '"Condamne"@fr'}
    assert _values(both, "/op/1", "openingAct") == _values(alone_and_both[0], "/op/1", "openingAct")
    assert len(_values(both, "/op/1", "evidence")) == 2


def test_stance_is_quoted_in_each_language_that_performs_its_act(
    alone_and_both: tuple[Graph, Graph],
) -> None:
    _, both = alone_and_both
    cues = [
        triple.object
        for triple in both
        if "/stance/" in triple.subject and "def#cue>" in triple.predicate
    ]
    assert '"Condamne"@fr' in cues
    assert '"Déplore"@fr' not in cues  # regrets in English: another act


def test_no_name_of_a_stance_is_added(alone_and_both: tuple[Graph, Graph]) -> None:
    alone, both = alone_and_both
    stances = [{t.subject for t in graph if "/stance/" in t.subject} for graph in (alone, both)]
    assert stances[0] == stances[1]
