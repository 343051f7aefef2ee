"""What was made of a source as bytes of a file, and back; damage is noticed.

Not pickle: whoever may write into a cache could then run code in the next build. A line of its own
names the format and the SHA-256 of all that follows; then come lines of JSON (the outline, what is
small of the works, their words, the lengths of the parts) and the parts: what is written out as it
is, packed by zlib at its quickest.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from itertools import repeat
from typing import Any

from stancegraph.building.made import Fault, Made, MadeWork, Outline
from stancegraph.comparing import Wording
from stancegraph.graph import Graph
from stancegraph.model import Session
from stancegraph.model.resolution import HijriDate
from stancegraph.publishing.counts import Counts, Shared
from stancegraph.publishing.reusing import Reused
from stancegraph.publishing.works import WorkOutput
from stancegraph.validation import Finding, Severity
from stancegraph.validation.agreement import Claims

FORMAT = b"stancegraph-made-3"
"""Changes with whatever is written below; entries of another format are made anew."""

_PARTS = ("turtle", "jsonld", "nquads", "trig")
_WORDS = " "


class DamagedError(Exception):
    """Bytes that are not, or no longer, what was written."""


def encode(made: Made) -> bytes:
    """The bytes of what was made."""
    outline = {
        "name": made.name,
        "sha256": made.sha256,
        "works": made.outline.works,
        "languages": made.outline.languages,
        "faults": [[fault.message, fault.line] for fault in made.faults],
    }
    works = [_work(work) for work in made.works]
    parts = [text.encode() for work in made.works for _, text in _parts(work.output)]
    words = [[_wording(each) for each in work.output.wordings] for work in made.works]
    lengths = [len(part) for part in parts]
    lines = map(_json, (outline, works, words, lengths))
    body = b"\n".join((*lines, zlib.compress(b"".join(parts), 1)))
    return _sealed(body)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _sealed(body: bytes) -> bytes:
    return b"%s %s\n%s" % (FORMAT, hashlib.sha256(body).hexdigest().encode(), body)


def _checked(content: bytes) -> bytes:
    """What stands behind the first line.

    Raises:
        DamagedError: of another format, cut off or changed.
    """
    first, _, body = content.partition(b"\n")
    name, _, digest = first.partition(b" ")
    if name != FORMAT or hashlib.sha256(body).hexdigest().encode() != digest:
        raise DamagedError
    return body


def decode(content: bytes) -> Made:
    """What was made, from its bytes.

    Raises:
        DamagedError: of another format, cut off or changed.
    """
    head, rows, words, lengths, packed = _checked(content).split(b"\n", 4)
    parts = _cut(zlib.decompress(packed), json.loads(lengths))
    works = tuple(
        _made_work(row, [_read_wording(each) for each in said], parts)
        for row, said in zip(json.loads(rows), json.loads(words), strict=True)
    )
    return _made(head, works)


def decode_light(content: bytes) -> Made:
    """What was made, without wordings and without all that is written out as it is.

    The bytes must have been checked before.
    """
    _, head, rows, _ = content.split(b"\n", 3)
    return _made(head, tuple(_made_work(row, (), repeat("")) for row in json.loads(rows)))


def _made(head: bytes, works: tuple[MadeWork, ...]) -> Made:
    outline = json.loads(head)
    faults = tuple(Fault(message, line) for message, line in outline["faults"])
    return Made(outline["name"], outline["sha256"], works, faults)


def decode_outline(content: bytes) -> Outline:
    """What has to be known at once of what was made.

    Raises:
        DamagedError: of another format, cut off or changed.
    """
    outline = json.loads(_checked(content).partition(b"\n")[0])
    faults = tuple(Fault(message, line) for message, line in outline["faults"])
    return Outline(tuple(outline["works"]), faults, tuple(outline["languages"]))


def _parts(output: WorkOutput) -> Iterator[tuple[str, str]]:
    for name in _PARTS:
        yield name, getattr(output, name)
    yield from output.tables.items()


def _cut(content: bytes, lengths: Sequence[int]) -> Iterator[str]:
    start = 0
    for length in lengths:
        yield content[start : start + length].decode()
        start += length


def _work(made: MadeWork) -> dict[str, object]:
    output = made.output
    session = output.session
    return {
        "work": output.work,
        "source": output.source,
        "language": output.language,
        "tables": list(output.tables),
        "rights": output.rights,
        "counts": dict(_values(output.counts)),
        "shared": dict(_values(output.shared)),
        "stances": output.stances,
        "session": session and {name: _plain(value) for name, value in _values(session)},
        "earliest": _plain(output.earliest),
        "latest": _plain(output.latest),
        "claims": dict(_values(made.claims)),
        "findings": [dict(_values(finding)) for finding in made.findings],
    }


def _wording(wording: Wording) -> list[str]:
    words = _WORDS.join(wording.words)
    return [wording.provision, wording.work, wording.earliest, wording.latest, words]


def _values(record: Session | Counts | Shared | Claims | Finding) -> Iterator[tuple[str, object]]:
    for field in fields(record):
        yield field.name, getattr(record, field.name)


def _plain(value: object) -> object:
    """Days of both calendars as text; the rest is what JSON knows."""
    return str(value) if isinstance(value, date | HijriDate) else value


def _made_work(
    outline: Mapping[str, Any], wordings: Sequence[Wording], parts: Iterator[str]
) -> MadeWork:
    texts = {name: next(parts) for name in _PARTS}
    tables = {name: next(parts) for name in outline["tables"]}
    output = WorkOutput(
        work=outline["work"],
        source=outline["source"],
        language=outline["language"],
        graph=Graph(),
        **texts,
        tables=tables,
        rights=outline["rights"],
        counts=_counts(outline["counts"]),
        shared=_shared(outline["shared"]),
        stances=outline["stances"],
        wordings=tuple(wordings),
        session=_session(outline["session"]),
        earliest=_day(outline["earliest"]),
        latest=_day(outline["latest"]),
    )
    claims = {name: _tuples(rows) for name, rows in outline["claims"].items()}
    return MadeWork(output, Claims(**claims), tuple(map(_finding, outline["findings"])))


def _counts(row: Mapping[str, Any]) -> Counts:
    classes, properties = Counter(row["classes"]), Counter(row["properties"])
    return Counts(row["triples"], row["entities"], classes, properties)


def _shared(row: Mapping[str, Any]) -> Shared:
    return Shared(tuple(row["subjects"]), _tuples(row["facts"]))


def _tuples(rows: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(tuple(row) if isinstance(row, list) else row for row in rows)


def _read_wording(row: Sequence[str]) -> Wording:
    return Wording(row[0], row[1], row[2], row[3], tuple(row[4].split(_WORDS)))


def _session(row: Mapping[str, Any] | None) -> Session | None:
    if row is None:
        return None
    days = {name: _day(row[name]) for name in ("start", "end")}
    hijri = {name: _hijri(row[name]) for name in ("hijri_start", "hijri_end")}
    return Session(**{**row, **days, **hijri, "hijri_printed": tuple(row["hijri_printed"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _hijri(text: str | None) -> HijriDate | None:
    return HijriDate(*map(int, text.split("-"))) if text else None


def _finding(row: Mapping[str, Any]) -> Finding:
    return Finding(**{**row, "severity": Severity(row["severity"])})


def encode_findings(findings: Sequence[Finding]) -> bytes:
    """The bytes of what was found in a graph that works share."""
    return _sealed(_json([dict(_values(finding)) for finding in findings]))


def decode_findings(content: bytes) -> tuple[Finding, ...]:
    """What was found in a graph that works share, from its bytes.

    Raises:
        DamagedError: of another format, cut off or changed.
    """
    return tuple(map(_finding, json.loads(_checked(content))))


def encode_reused(reused: Reused) -> bytes:
    """The bytes of what is published of a portion of reuses."""
    texts = [reused.turtle, reused.nquads, reused.trig]
    found = [dict(_values(finding)) for finding in reused.findings]
    head = [dict(_values(reused.counts)), found, [len(text) for text in texts]]
    return _sealed(_json(head) + b"\n" + zlib.compress(b"".join(texts), 1))


def decode_reused(content: bytes) -> Reused:
    """What is published of a portion of reuses, from its bytes.

    Raises:
        DamagedError: of another format, cut off or changed.
    """
    head, _, packed = _checked(content).partition(b"\n")
    counts, found, (first, second, _) = json.loads(head)
    texts = zlib.decompress(packed)
    parts = texts[:first], texts[first : first + second], texts[first + second :]
    return Reused(*parts, _counts(counts), tuple(map(_finding, found)))
