"""Language versions of one work: which paragraph is which, and who names them."""

from __future__ import annotations

from stancegraph.comparing import Version, align, rank
from stancegraph.model import Resolution, SourceText
from stancegraph.reading import load_lexicon, load_profiles, read

ENGLISH = """S/RES/2998 (2019)

The Security Council,

Recalling its resolution 1851 (2008),

Concerned by the attacks on lighthouses,

1. Condemns all attacks;

2. Urges all States:

(a) To protect lighthouses;

(b) To prosecute the attackers;

3. Decides to remain seized of the matter.
"""

FRENCH = """S/RES/2998 (2019)

Le Conseil de sécurité,

Rappelant sa résolution 1851 (2008),

Préoccupé par les attaques visant des phares,

1. Condamne toutes les attaques ;

2. Exhorte tous les États :

a) À protéger les phares ;

b) À poursuivre les auteurs ;

3. Décide de demeurer saisi de la question.
"""


def _read(text: str) -> tuple[Resolution, SourceText]:
    source = SourceText("x.txt", "0" * 64, "text/plain", text)
    document = read(source, load_profiles(), load_lexicon())
    (resolution,) = document.resolutions
    return resolution, source


def _names(text: str) -> list[tuple[str, str]]:
    first, _ = _read(ENGLISH)
    aligned = align(first, Version(*_read(text)))
    return [
        (each.id.removeprefix(f"{first.id}/"), each.words.text.split()[0])
        for each in aligned.version.resolution.paragraphs
    ]


def test_counterparts_bear_the_same_names() -> None:
    assert _names(FRENCH) == [
        ("pp/1", "Rappelant"),
        ("pp/2", "Préoccupé"),
        ("op/1", "Condamne"),
        ("op/2", "Exhorte"),
        ("op/2/a", "À"),
        ("op/2/b", "À"),
        ("op/3", "Décide"),
    ]


def test_paragraph_that_only_one_version_has_moves_no_other() -> None:
    fewer = FRENCH.replace("Rappelant sa résolution 1851 (2008),\n\n", "")
    assert _names(fewer)[0] == ("pp/2", "Préoccupé")
    more = FRENCH.replace(
        "Préoccupé", "Se félicitant du rapport du Secrétaire général,\n\nPréoccupé"
    )
    assert _names(more)[:2] == [("pp/1", "Rappelant"), ("pp/2", "Préoccupé")]
    alone = align(_read(ENGLISH)[0], Version(*_read(more))).alone
    assert [each.words.text for each in alone] == [
        "Se félicitant du rapport du Secrétaire général,"
    ]


def test_paragraph_left_out_between_numbered_ones_moves_no_other() -> None:
    fewer = FRENCH.replace("1. Condamne toutes les attaques ;\n\n", "")
    assert _names(fewer)[2:4] == [("op/2", "Exhorte"), ("op/2/a", "À")]


def test_english_names_the_provisions_whatever_comes_first() -> None:
    assert sorted(["ar", "es", "fr", "en"], key=rank) == ["en", "fr", "es", "ar"]
