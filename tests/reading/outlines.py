"""A document as read, on a page: what a person can check against the text by eye."""

from __future__ import annotations

from stancegraph.model import Document, Paragraph, Resolution


def outline(document: Document) -> str:
    """One line a resolution, one a paragraph, one an issue."""
    lines: list[str] = []
    for resolution in document.resolutions:
        lines += [_head(resolution), *(f"  {fact}" for fact in _facts(resolution))]
        lines += [f"  {_line(p, resolution.id)}" for p in resolution.paragraphs]
        lines.append("  | " + " ".join(piece.kind for piece in resolution.furniture))
    lines += [f"! {issue.kind}" for issue in document.issues]
    return "\n".join(lines) + "\n"


def _head(resolution: Resolution) -> str:
    return f"{resolution.id} | {resolution.symbol} | {resolution.title} | {resolution.profile}"


def _facts(resolution: Resolution) -> list[str]:
    facts = []
    session, adopted, adoption = resolution.session, resolution.adopted, resolution.adoption
    if session:
        facts.append(
            f"session {session.id} {session.start}/{session.end} "
            f"{session.hijri_start}/{session.hijri_end} {session.place} {session.theme}"
        )
    if adopted:
        facts.append(f"adopted {adopted.earliest}/{adopted.latest} {adopted.basis.value}")
    if adoption.method or adoption.meeting:
        counts = (adoption.in_favour, adoption.against, adoption.abstaining)
        votes = ", ".join(f"{vote.name} {vote.choice.value}" for vote in adoption.votes)
        facts.append(f"vote {adoption.method} {adoption.meeting} {counts} {votes}".rstrip())
    return facts


def _line(paragraph: Paragraph, work: str) -> str:
    words = paragraph.words.text
    shown = words if len(words) < 60 else f"{words[:36]} ... {words[-16:]}"
    acts = ", ".join(f"{act.act}={act.lemma}" for act in paragraph.acts)
    name = paragraph.id.removeprefix(work + "/")
    return f"{name} {paragraph.kind.value} [{acts}] {shown}"
