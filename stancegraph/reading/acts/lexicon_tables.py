"""Loads the tables of the lexicon and checks that they agree with each other."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from stancegraph.errors import TableError
from stancegraph.reading.acts.lexicon import (
    ActConcept,
    Lexicon,
    LightVerb,
    Modifier,
    Noun,
    Tongue,
    Verb,
    words_of,
)
from stancegraph.resources import resource

Row = dict[str, str]
_FORMS = ("op", "pre", "bare")


@lru_cache(maxsize=2)
def load_lexicon(folder: Path | None = None) -> Lexicon:
    """The lexicon of the package, or of a folder with tables of the same names.

    Raises:
        TableError: a row is malformed or names an act that the scheme lacks.
    """
    folder = folder or resource("lexicon")
    acts = {row["act"]: _act(row) for row in _rows(folder / "acts.tsv")}
    tables = _Tables(
        [_verb(row) for row in _rows(folder / "verbs.tsv")],
        [_noun(row) for row in _rows(folder / "nouns.tsv")],
        [
            _modifier(row)
            for table in ("insertions.tsv", "intensifiers.tsv")
            for row in _rows(folder / table)
        ],
        [_light_verb(row) for row in _rows(folder / "light_verbs.tsv")],
        list(_rows(folder / "proclitics.tsv")),
    )
    _check(tables.verbs, tables.nouns, acts.keys())
    languages = sorted({verb.language for verb in tables.verbs})
    return Lexicon(
        acts=acts,
        tongues={language: tables.tongue(language) for language in languages},
        entries={verb.id: verb for verb in tables.verbs},
    )


@lru_cache(maxsize=1)
def organs() -> frozenset[str]:
    """The nouns by which bodies speak of themselves."""
    return frozenset(row["noun"] for row in _rows(resource("lexicon", "organs.tsv")))


@dataclass(frozen=True, slots=True)
class _Tables:
    """The rows of all languages together."""

    verbs: list[Verb]
    nouns: list[Noun]
    modifiers: list[Modifier]
    light_verbs: list[LightVerb]
    proclitics: list[Row]

    def tongue(self, language: str) -> Tongue:
        """The rows of one language, by what they are looked up with."""
        nouns = [noun for noun in self.nouns if noun.language == language]
        modifiers = [row for row in self.modifiers if row.language == language]
        return Tongue(
            language,
            _verbs_by_word([verb for verb in self.verbs if verb.language == language]),
            {noun.noun: noun for noun in nouns},
            {modifier.phrase: modifier for modifier in modifiers},
            _phrases(modifiers),
            _light_by_word([light for light in self.light_verbs if light.language == language]),
            frozenset(word for noun in nouns for word in noun.introduced_by),
            tuple(row["word"] for row in self.proclitics if row["language"] == language),
        )


def _rows(table: Path) -> Iterator[Row]:
    try:
        with table.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
            for row in reader:
                if None in row.values() or None in row:
                    raise TableError(f"{table.name}:{reader.line_num}: wrong number of columns")
                yield row
    except OSError as error:
        raise TableError(f"{table}: cannot be read ({error.strerror})") from error


def _check(verbs: list[Verb], nouns: list[Noun], acts: Iterable[str]) -> None:
    known = set(acts)
    for verb in verbs:
        if verb.act not in known or not verb.words:
            raise TableError(f"verbs.tsv: row {verb.id}: unknown act {verb.act!r} or no words")
    for noun in nouns:
        if noun.act not in known:
            raise TableError(f"nouns.tsv: {noun.noun}: unknown act {noun.act!r}")


def _number(value: str) -> float:
    return float(value) if value else 0.0


def _act(row: Row) -> ActConcept:
    return ActConcept(
        name=row["act"],
        label=row["label"],
        broader=row["broader"],
        family=row["family"],
        polarity=_number(row["polarity"]),
        deontic=int(_number(row["deontic"])),
        cameo=row["cameo"],
        plover=row["plover"],
        cito=row["cito"],
        definition=row["definition"],
    )


def _verb(row: Row) -> Verb:
    return Verb(
        id=row["id"],
        language=row["language"],
        section=row["section"],
        surface=row["surface"],
        lemma=row["lemma"],
        act=row["act"],
        polarity=_number(row["polarity"]),
        slot=row["slot"],
        introduced_by=tuple(row["introduced_by"].split()),
        place=row["place"],
        note=row["note"],
        words=words_of(row["surface"]),
    )


def _noun(row: Row) -> Noun:
    introduced_by = tuple(row["introduced_by"].split())
    return Noun(
        row["noun"].lower(), row["language"], row["act"], _number(row["polarity"]), introduced_by
    )


def _modifier(row: Row) -> Modifier:
    phrase = " ".join(words_of(row["word"]))
    return Modifier(
        phrase,
        row["language"],
        row["kind"],
        int(_number(row.get("value", ""))),
        row.get("position", "both"),
    )


def _light_verb(row: Row) -> LightVerb:
    forms = tuple((section, row[section]) for section in _FORMS if row[section])
    return LightVerb(row["lemma"], row["language"], forms, row["kind"], row["act"])


def _verbs_by_word(verbs: list[Verb]) -> dict[str, dict[str, tuple[Verb, ...]]]:
    """Verbs by first and second word; the second is "" where there is none."""
    index: dict[str, dict[str, tuple[Verb, ...]]] = {}
    for verb in verbs:
        second = verb.words[1] if len(verb.words) > 1 else ""
        found = index.setdefault(verb.words[0], {})
        found[second] = (*found.get(second, ()), verb)
    return index


def _phrases(
    modifiers: list[Modifier],
) -> dict[str, dict[str, tuple[tuple[tuple[str, ...], Modifier], ...]]]:
    """Modifiers by first and second word, longest first, those of one word behind all others."""
    index: dict[str, dict[str, tuple[tuple[tuple[str, ...], Modifier], ...]]] = {}
    for modifier in sorted(modifiers, key=lambda each: -len(words_of(each.phrase))):
        words = words_of(modifier.phrase)
        found = index.setdefault(words[0], {"": ()})
        for second in words[1:2] or tuple(found):
            found[second] = (*found.get(second, ()), (words, modifier))
    return index


def _light_by_word(
    light_verbs: list[LightVerb],
) -> dict[str, tuple[tuple[str, LightVerb], ...]]:
    index: dict[str, list[tuple[str, LightVerb]]] = {}
    for light in light_verbs:
        for section, form in light.forms:
            index.setdefault(words_of(form)[0], []).append((section, light))
    return {word: tuple(found) for word, found in index.items()}
