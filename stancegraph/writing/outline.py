"""The readable outline of a document: what `read` prints for people."""

from __future__ import annotations

from collections.abc import Iterator

from stancegraph.linking.register import Register
from stancegraph.model import Document, Paragraph, Resolution, Span, Stance

_WIDTH = 100


def outline(document: Document, register: Register) -> str:
    """The resolutions of a document with their provisions, acts, stances and issues."""
    source = document.source
    count = len(document.resolutions)
    lines = [f"{source.path}: {count} resolution{'' if count == 1 else 's'}"]
    for resolution in document.resolutions:
        lines += ["", *_resolution(resolution, register)]
    if document.issues:
        lines += ["", "Issues"]
    for issue in document.issues:
        place = f" (line {_line(source.text, issue.span)})" if issue.span else ""
        lines.append(f"  {issue.kind}{place}: {issue.message}")
    return "\n".join(lines) + "\n"


def _line(text: str, span: Span) -> int:
    return text.count("\n", 0, span.start) + 1


def _resolution(resolution: Resolution, register: Register) -> Iterator[str]:
    yield _cut(f"{resolution.symbol or resolution.id}  {resolution.title}")
    yield f"  {resolution.id}"
    yield f"  body      {register.label(resolution.body)}"
    if session := resolution.session:
        place = f", {session.place_name}" if session.place_name else ""
        theme = f" ({session.theme})" if session.theme else ""
        yield _cut(f"  session   {session.number}{theme}{place}")
    if adopted := resolution.adopted:
        days = dict.fromkeys((adopted.earliest.isoformat(), adopted.latest.isoformat()))
        yield f"  adopted   {' to '.join(days)} ({adopted.basis})"
    adoption = resolution.adoption
    if adoption.method:
        counts = (adoption.in_favour, adoption.against, adoption.abstaining)
        tally = " to ".join(str(count) for count in counts if count is not None)
        yield f"  adoption  {adoption.method}{f' {tally}' if tally else ''}"
    yield (
        f"  found     {len(resolution.paragraphs)} paragraphs, {len(resolution.mentions)} mentions,"
        f" {len(resolution.citations)} citations, {len(resolution.stances)} stances"
    )
    for paragraph in resolution.paragraphs:
        yield ""
        yield from _paragraph(paragraph, resolution, register)


def _paragraph(paragraph: Paragraph, resolution: Resolution, register: Register) -> Iterator[str]:
    place = paragraph.id.removeprefix(f"{resolution.id}/")
    indent = "  " * place.count("/")
    yield _cut(f"{indent}{place}  {' '.join(paragraph.words.text.split())}")
    acts = [f"{act.act} [{act.role}]" for act in paragraph.acts]
    if acts:
        yield _cut(f"{indent}    acts: {', '.join(acts)}")
    for stance in resolution.stances:
        if stance.paragraph == paragraph.id:
            yield _cut(f"{indent}    {_stance(stance, register)}")


def _stance(stance: Stance, register: Register) -> str:
    target = stance.target
    words = " ".join(target.span.text.split()) if target.span else ""
    entity = f" = {register.label(target.entity)}" if target.entity else ""
    sign = f"{stance.polarity:+.2f}"
    return f"{sign} {stance.act} ({stance.level}, {stance.confidence:.2f}): {words}{entity}"


def _cut(line: str) -> str:
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"
