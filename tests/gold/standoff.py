"""Stand-off annotation of one document: offsets in code points, no words of the document."""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

SCHEMA = "stand-off/0.1"
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Act:
    """An act as annotated; offsets in code points of the document."""

    id: str
    paragraph: Span
    start: int
    end: int
    act: str
    lemma: str
    role: str
    intensifiers: tuple[Span, ...]
    carried: tuple[Span, ...]
    negated: bool
    attributed: Span | None
    intensity: int


@dataclass(frozen=True, slots=True)
class Stance:
    """A stance as annotated; `cue` is the verb or carried noun it was read from."""

    id: str
    paragraph: Span
    acted: str
    cue: Span
    target: Span
    level: str
    act: str
    polarity: float
    intensity: int
    addressee: Span | None
    beneficiary: Span | None
    attributed: Span | None
    derived_from: str | None


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotator's reading of one document, named by its path below the shared folder."""

    document: str
    sha256: str
    acts: tuple[Act, ...]
    stances: tuple[Stance, ...]


def dumped(annotation: Annotation) -> str:
    """The annotation as JSON, an act or stance a line."""
    content = {
        "schema": SCHEMA,
        "document": annotation.document,
        "sha256": annotation.sha256,
        "unit": "code points",
        "acts": [asdict(act) for act in annotation.acts],
        "stances": [asdict(stance) for stance in annotation.stances],
    }
    rows = json.dumps(content, ensure_ascii=False, separators=(", ", ": "))
    return re.sub(r'(?<=[\[,]) ?(?=\{"id")', "\n ", rows) + "\n"


def spans(row: dict[str, object]) -> dict[str, object]:
    """Turn the lists of a JSON row into spans and tuples of spans."""
    return {key: tupled(value) for key, value in row.items()}


def tupled(value: object) -> object:
    """A list as a tuple, all the way down."""
    return tuple(tupled(item) for item in value) if isinstance(value, list) else value


def loaded(path: Path) -> Annotation:
    """Read a file written by `dumped`; raises ValueError for another schema."""
    content = json.loads(path.read_text(encoding="utf-8"))
    if content["schema"] != SCHEMA:
        raise ValueError(path.name)
    acts = tuple(Act(**spans(row)) for row in content["acts"])  # type: ignore[arg-type]
    stances = tuple(Stance(**spans(row)) for row in content["stances"])  # type: ignore[arg-type]
    return Annotation(content["document"], content["sha256"], acts, stances)
