"""The pages of what the shapes say of a work; every finding points into the source text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from stancegraph.serving.holding.holdings import LANGUAGES, Holdings
from stancegraph.serving.holding.judging import Judge, TooBusyError, UnjudgedError
from stancegraph.serving.holding.verdicts import Finding, Verdict
from stancegraph.serving.pages.rendering import Pages
from stancegraph.serving.pages.views import Evidence, Thing
from stancegraph.serving.transport.delivery import Content, Deliverer, problem
from stancegraph.serving.transport.formats import HTML, content_type

_JSON = ".json"
_RETRY = {"Retry-After": "10"}


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding as it is shown, with the words that it is about."""

    finding: Finding
    focus: Thing
    property: Thing | None
    shape: str
    evidence: tuple[Evidence, ...]


class Reports:
    """Answers with reports; a work that no build has judged is judged when first asked about."""

    def __init__(self, holdings: Holdings, deliverer: Deliverer, pages: Pages) -> None:
        self._holdings = holdings
        self._deliverer = deliverer
        self._pages = pages
        self._judge = Judge(holdings, pages.remembered)
        self._viewer = pages.viewer(LANGUAGES[0])

    def routes(self) -> Iterator[Route]:
        """The routes of these addresses, in the order in which they are tried."""
        yield Route("/report/{path:path}", self.respond)

    async def respond(self, request: Request) -> Response:
        """The report on a work as a page, or with .json behind it for programs."""
        path: str = request.path_params["path"]
        stem = path.removesuffix(_JSON)
        iri = self._holdings.iri(stem)
        if not self._holdings.known(iri) or not self._judge.judges(iri):
            return problem(HTTPStatus.NOT_FOUND, "not-found", "no text of such a work is held")
        try:
            verdict = await self._judge.verdict(iri)
        except TooBusyError:
            detail = "many works wait for judgement; come back"
            return problem(HTTPStatus.SERVICE_UNAVAILABLE, "busy", detail, _RETRY)
        except UnjudgedError:
            detail = "the work could not be judged here; run stancegraph check on its file"
            return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "internal", detail)
        remarks = tuple(self._remark(finding, iri) for finding in verdict.findings)
        if path.endswith(_JSON):
            return self._deliverer.answer(
                request, lambda: Content(_told(verdict, remarks), "application/json")
            )
        page = self._pages.render(
            "report.html", work=self._viewer.thing(iri), verdict=verdict, remarks=remarks
        )
        return self._deliverer.answer(
            request, lambda: Content(page.encode(), content_type(HTML), language="en")
        )

    def _remark(self, finding: Finding, work: str) -> Remark:
        viewer = self._viewer
        focus = finding.focus
        if viewer.data.value(focus, "oa:exact") is not None:
            evidence: tuple[Evidence, ...] = (viewer.evidence(focus, work),)
        else:
            leads = ("sg:evidence", "oa:hasTarget")
            evidence = tuple(span for lead in leads for span in viewer.spans(focus, work, lead))
        return Remark(
            finding,
            viewer.thing(focus),
            viewer.thing(finding.path) if finding.path.startswith("http") else None,
            finding.shape.rpartition("#")[2],
            evidence,
        )


def _told(verdict: Verdict, remarks: tuple[Remark, ...]) -> bytes:
    """The report for programs; `anchors` are names of spans on the page of the work."""
    told = {
        "conforms": verdict.conforms,
        "words": verdict.words,
        "judged": "by the build" if verdict.kept else "now",
        "findings": [
            {
                "severity": remark.finding.severity,
                "shape": remark.finding.shape,
                "focus": remark.finding.focus,
                "path": remark.finding.path,
                "value": remark.finding.value,
                "message": remark.finding.message,
                "line": remark.finding.line or None,
                "anchors": [span.href.partition("#")[2] for span in remark.evidence],
            }
            for remark in remarks
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"
