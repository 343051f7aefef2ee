"""Folding keeps a way back to every character it keeps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stancegraph.linking.folding import fold, fold_name

TEXTS = st.text(alphabet="aZé ßœİ‘’'-‑–\u00ad\u200b\n\t\u0301\u00a0Ωж中1.,", max_size=60)


@given(TEXTS)
def test_every_folded_letter_stands_at_its_offset(text: str) -> None:
    folded = fold(text)
    assert len(folded.cased) == len(folded.lower)
    offsets = [folded.offset(at) for at in range(1, len(folded.lower) - 1)]
    assert offsets == sorted(offsets)
    for at, offset in enumerate(offsets, start=1):
        if folded.cased[at].isascii() and text[offset].isascii() and folded.cased[at] != " ":
            assert folded.cased[at] == text[offset]


@given(TEXTS)
def test_folding_again_changes_nothing(text: str) -> None:
    once = fold(text).lower.strip()
    assert " ".join(fold(once).lower.split()) == " ".join(once.split())


def test_spellings_meet() -> None:
    assert fold_name("ORGANIZATION  OF ISLAMIC CO-OPERATION") == fold_name(
        "Organization of Islamic Co‑operation"
    )
    assert fold_name("Côte d’Ivoire") == fold_name("Cote d'Ivoire")
    assert fold_name("United States\nof  America") == fold_name("United States of America")
    assert fold_name("Sao Tome\u00a0and Principe") == fold_name("São Tomé and Príncipe")
    assert fold_name("Uni\u00adted Nations") == fold_name("United Nations")
