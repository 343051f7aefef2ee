"""The tables behind the rules: closed word classes, evaluative words, shifters, slots of acts."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from stancegraph.errors import TableError
from stancegraph.reading.acts.inflection import forms
from stancegraph.resources import resource


@dataclass(frozen=True, slots=True)
class Evaluation:
    """An evaluative word: its polarity toward what it judges."""

    polarity: float
    intensity: int
    predicate_only: bool = False
    praise: bool = False


@dataclass(frozen=True, slots=True)
class Predicate:
    """A pattern at the head of a predicate; `act` "=" keeps the act that opens the clause."""

    rule: str
    pattern: re.Pattern[str]
    act: str
    polarity: float
    intensity: int
    harmed: bool


@dataclass(frozen=True, slots=True)
class Governing:
    """A word that governs its object through one of the prepositions; none means directly.

    `act` is what it performs, `polarity` the sign it gives where that is not the act's.
    """

    prepositions: tuple[str, ...]
    act: str = ""
    polarity: float = 0.0


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of the room; words in lower case, phrases as tuples of words."""

    words: Mapping[str, frozenset[str]]
    classes: Mapping[str, frozenset[str]]
    nouns: Mapping[str, frozenset[str]]
    frames: Mapping[str, str]
    boundaries: Mapping[str, tuple[tuple[str, ...], ...]]
    evaluations: Mapping[str, Evaluation]
    predicates: tuple[Predicate, ...]
    any_predicate: re.Pattern[str]
    shifters: Mapping[str, Governing]
    values: Mapping[str, Governing]
    refusals: Mapping[str, Governing]
    embedded: Mapping[str, Governing]
    negations: Mapping[str, Governing]
    reversals: Mapping[tuple[str, ...], bool]
    goals: Mapping[tuple[str, ...], int]
    passives: Mapping[tuple[str, ...], int]
    effects: Mapping[str, tuple[tuple[tuple[str, ...], frozenset[str]], ...]]
    harms: frozenset[str]
    reporting: frozenset[str]


_REMEDYING = tuple(
    "end reduc eradicat eliminat fight combat prevent address overcom alleviat mitigat tackl resol"
    " respon counter stop remov less".split()
)


@lru_cache(maxsize=1)
def load_tables() -> Tables:
    """The tables of the package.

    Raises:
        TableError: a table is missing or has a malformed row.
    """
    evaluations = {row["word"]: _evaluation(row) for row in _rows("adjectives")}
    words, nouns = _classes("words", "word"), _classes("nouns", "noun")
    goals = {_phrase(row["verb"]): int(row["sign"]) for row in _rows("goals")}
    harms = frozenset(row["verb"] for row in _rows("harm"))
    embedded = {form: _governing(row) for row in _rows("embedded") for form in forms(row["verb"])}
    predicates = tuple(_predicates(evaluations, harms, nouns))
    return Tables(
        words=words,
        classes=_inverted(words),
        nouns=nouns,
        frames={row["act"]: row["frame"] for row in _rows("frames")},
        boundaries=_by_first_word(_phrase(row["words"]) for row in _rows("boundaries")),
        evaluations=evaluations,
        predicates=predicates,
        any_predicate=re.compile("|".join(each.pattern.pattern for each in predicates)),
        shifters={row["words"]: _governing(row) for row in _rows("shifters")},
        values={row["noun"]: _governing(row) for row in _rows("values")},
        refusals={row["verb"]: _governing(row) for row in _rows("refusals")},
        embedded=embedded,
        negations={row["act"]: _governing(row) for row in _rows("negations")},
        reversals={_phrase(row["verb"]): row["implied"] == "yes" for row in _rows("reversals")},
        goals=goals,
        passives={_participle(verb): sign for verb, sign in goals.items()},
        effects=_effects(harms),
        harms=frozenset(form for verb in harms for form in forms(verb)),
        reporting=frozenset(["which", "that", *(word for word in embedded if word[-3:] == "ing")]),
    )


def _effects(
    harms: frozenset[str],
) -> dict[str, tuple[tuple[tuple[str, ...], frozenset[str]], ...]]:
    """What each form of a verb does to what it governs, by its particle, the longest first."""
    found: dict[str, dict[tuple[str, ...], set[str]]] = {}
    rows = [(row["verb"], _phrase(row["particle"]), row["effect"]) for row in _rows("effects")]
    for verb, particle, effect in (*rows, *((verb, (), "lower") for verb in harms)):
        for form in forms(verb):
            found.setdefault(form, {}).setdefault(particle, set()).add(effect)
    return {
        form: tuple((p, frozenset(held[p])) for p in sorted(held, key=len, reverse=True))
        for form, held in found.items()
    }


def _participle(phrase: tuple[str, ...]) -> tuple[str, ...]:
    return (forms(phrase[0])[-2], *phrase[1:])


def _rows(name: str) -> Iterator[dict[str, str]]:
    path = resource("stances", f"{name}.tsv")
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        for row in reader:
            if None in row or None in row.values():
                raise TableError(f"{path.name}:{reader.line_num}: wrong number of columns")
            yield row


def _phrase(words: str) -> tuple[str, ...]:
    return tuple(words.split())


def _classes(name: str, column: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in _rows(name):
        found.setdefault(row["class"], set()).add(row[column])
    return {key: frozenset(words) for key, words in found.items()}


def _inverted(classes: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The classes of each word."""
    found: dict[str, set[str]] = {}
    for name, words in classes.items():
        for word in words:
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


def _by_first_word(phrases: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases that begin with each word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        found.setdefault(phrase[0], []).append(phrase)
    return {word: tuple(rows) for word, rows in found.items()}


def _evaluation(row: dict[str, str]) -> Evaluation:
    return Evaluation(
        float(row["polarity"]),
        int(row["intensity"]),
        row["note"] == "predicate only",
        row["note"] == "praise",
    )


def _governing(row: dict[str, str]) -> Governing:
    prepositions = tuple(word for word in row.get("prepositions", "").split(",") if word)
    act = row.get("becomes") or row.get("act") or row.get("effect", "")
    return Governing(prepositions, act, float(row.get("polarity") or 0))


def _predicates(
    evaluations: Mapping[str, Evaluation],
    harms: frozenset[str],
    nouns: Mapping[str, frozenset[str]],
) -> Iterator[Predicate]:
    ills = nouns["ill"] | nouns["deed"] | {"concern", "concerns"}
    bad = [word for word, value in evaluations.items() if value.polarity < 0]
    good = [word for word, value in evaluations.items() if value.polarity > 0]
    be = (
        "(?:is|are|was|were|be|being|been|remains?|remained|(?:has|have) been|continues? to be|"
        "(?:can|may|could|will|would) (?:be|prove)|proves?|proved)"
    )
    amount = (
        "(?:(?:continues? to |would |could |may |can |clearly )?(?:constitutes?|constituted|"
        "presents?|presented|creates?|created|"
        "represents?|poses?|amounts? to|is|are|was|were|remains?|be))"
    )
    macros = {
        "be": be,
        "amount": amount,
        "adverbs": r"(?:(?:also|therefore|still|totally|never|already|\w+ly) )*",
        "continue": (
            r"(?:(?:has|have|continues? to|would|could|may|can|will|might|\w+ly) )*"
            r"(?:\w+ (?:and|or) )?"
        ),
        "bad": "(?:" + "|".join(sorted(bad, key=len, reverse=True)) + r")\b",
        "good": "(?:" + "|".join(sorted(good, key=len, reverse=True)) + ")",
        "able": r"(?:(?:can|could|may|also|will|would|\w+ly) )*",
        "deed": "(?:" + "|".join(sorted(nouns["deed"])) + ")",
        "manner": r"(?:(?!positively|favourably)\w+ly (?:and )?)*",
        "neither": r"(?:(?!" + "|".join(_REMEDYING) + r")[\w-]+ ){0,4}?",
        "ill": "(?:" + "|".join(sorted(ills)) + ")",
        "harm": "(?:" + "|".join(sorted(f for h in harms for f in forms(h)[:-1])) + ")",
    }
    for row in _rows("predicates"):
        pattern = re.sub(r"\{([a-z]+)\}", lambda found: macros[found[1]], row["pattern"])
        yield Predicate(
            row["rule"], re.compile(pattern), row["act"], float(row["polarity"]),
            int(row["intensity"]), row["harmed"] == "yes",
        )  # fmt: skip
