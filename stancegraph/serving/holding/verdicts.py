"""What the shapes say of a work, however it became known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What a shape finds about a node; `line` and `column` are those of the source text, or 0."""

    severity: str
    shape: str
    focus: str
    path: str
    value: str
    message: str
    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found about one work; `kept` since the build, or else found now."""

    findings: tuple[Finding, ...]
    kept: bool = False

    @property
    def conforms(self) -> bool:
        """Whether nothing must be mended; warnings do not count."""
        return all(finding.severity != "Violation" for finding in self.findings)

    @property
    def words(self) -> str:
        """The verdict in words.

        >>> Verdict(()).words
        'conforms to the shapes'
        """
        verdict = "conforms to the shapes" if self.conforms else "does not conform to the shapes"
        number = len(self.findings)
        if not number:
            return verdict
        return f"{verdict}, {number} {'remark' if number == 1 else 'remarks'}"


def own(focus: str, work: str, base: str) -> bool:
    """Whether a finding is about the work or its parts; of what it names others are the judges."""
    focus = focus.strip("<>")
    matters = f"{base}matter/{work.removeprefix(base).partition('/')[2]}/"
    return focus == work or focus.startswith((f"{work}/", matters))


def finding(row: Mapping[str, object]) -> Finding:
    """A finding from its fields; `source` is the text in which it has a place, or empty."""

    def text(name: str) -> str:
        return str(row[name] or "")

    placed = bool(text("source"))
    return Finding(
        severity=text("severity"),
        shape=text("shape"),
        focus=text("focus").strip("<>"),
        path=text("path").strip("<>"),
        value=text("value").strip("<>"),
        message=text("message"),
        file=text("source").rpartition("/")[2],
        line=int(text("line") or 0) if placed else 0,
        column=int(text("column") or 0) if placed else 0,
    )
