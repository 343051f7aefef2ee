"""The pages for people: which template shows a thing, filled with what the graph says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import quote

import jinja2
import pyoxigraph as ox

from stancegraph import __version__
from stancegraph.identifiers import ACT, DEFINITIONS
from stancegraph.serving.holding.holdings import LANGUAGES, Holdings, node
from stancegraph.serving.holding.remembering import Remembered
from stancegraph.serving.holding.verdicts import Verdict
from stancegraph.serving.machines.catalogue import DUMPS
from stancegraph.serving.pages import documentation, structured
from stancegraph.serving.pages import vocabulary as vocabulary_pages
from stancegraph.serving.pages.adoption import adoption, hijri
from stancegraph.serving.pages.dossier import dossier
from stancegraph.serving.pages.provision import provision
from stancegraph.serving.pages.strongest import strongest
from stancegraph.serving.pages.views import Thing, Viewer
from stancegraph.serving.pages.work import WorkPage
from stancegraph.serving.transport.formats import DESCRIPTIONS
from stancegraph.serving.transport.negotiation import Offer

_TEMPLATES = Path(__file__).parents[1] / "templates"
_POINTING = 200
_SHOWN_BY = {
    "stance.html": {"sg:Stance"},
    "provision.html": {"eli:LegalResourceSubdivision"},
    "session.html": {"sg:Session"},
    "dossier.html": {"skos:Concept", "sg:Matter", "sg:Resolution", "eli:LegalResource"},
}
"""Template -> the classes of the graph that it shows; the first that fits is taken."""
_SECTIONS = {
    "works.html": "/works",
    "work.html": "/works",
    "heat.html": "/heat",
    "cell.html": "/heat",
    "map.html": "/map",
    "citations.html": "/citations",
    "neighbours.html": "/citations",
    "ladder.html": "/def/act.html",
    "act.html": "/def/act.html",
    "coverage.html": "/coverage",
    "query.html": "/query",
    "ontology.html": "/def.html",
    "shapes.html": "/def.html",
    "downloads.html": "/downloads",
}
"""Template -> the entry of the menu that its pages belong to."""
_NEWEST = 20


class Pages:
    """Renders pages; the language is that of names, the words of the site are English.

    `offline` pages stand in files, without a server that could answer; `offers` are what things are
    offered as.
    """

    def __init__(
        self,
        holdings: Holdings,
        offline: bool = False,
        offers: Sequence[Offer] = DESCRIPTIONS,
    ) -> None:
        self._holdings = holdings
        self.remembered = Remembered(holdings.graph, holdings.base)
        self._viewers = {tongue: Viewer(holdings, tongue) for tongue in LANGUAGES}
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._templates.globals |= {
            "version": __version__,
            "offline": offline,
            "digest": holdings.digest,
            "representations": offers,
        }

    def viewer(self, tongue: str) -> Viewer:
        """The views in a language."""
        return self._viewers[tongue]

    def render(self, template: str, **values: object) -> str:
        """A page from a template; `stem` names the resource whose other formats it links to."""
        return self._templates.get_template(template).render(
            {"stem": None, "about": None, "here": _SECTIONS.get(template, ""), **values}
        )

    def missing(self, path: str) -> str:
        """The page that says that there is nothing."""
        return self.render("missing.html", path=path)

    def page(self, iri: str, stem: str, tongue: str) -> str:
        """The page of a thing, by the first class of `_SHOWN_BY` that fits, else its statements."""
        viewer = self._viewers[tongue]
        if iri.startswith(DEFINITIONS):
            return self._term(viewer, iri, stem)
        if viewer.data.value(iri, "eli:is_realized_by"):
            return self._work(viewer, iri, stem)
        kinds = {viewer.short(name) for name in viewer.data.types(iri)}
        makers: dict[str, Callable[[Viewer, str], dict[str, object]]] = {
            "stance.html": _stance,
            "provision.html": _provision,
            "session.html": _session,
            "dossier.html": lambda viewer, iri: {"dossier": dossier(viewer, iri)},
        }
        for template, wanted in _SHOWN_BY.items():
            if kinds & wanted:
                about = structured.entity(viewer, iri)
                return self.render(
                    template,
                    stem=stem,
                    iri=iri,
                    about=structured.embedded(about) if about else None,
                    statements=viewer.statements(iri),
                    **makers[template](viewer, iri),
                )
        return self._other(viewer, iri, stem)

    def _work(self, viewer: Viewer, iri: str, stem: str) -> str:
        work = WorkPage(viewer, iri).work()
        found = self.remembered.findings(iri)
        return self.render(
            "work.html",
            stem=stem,
            iri=iri,
            about=structured.embedded(structured.work(viewer, work)),
            work=work,
            report=f"/report/{quote(stem)}",
            verdict=None if found is None else Verdict(found).words,
        )

    def _other(self, viewer: Viewer, iri: str, stem: str) -> str:
        """The page of a thing that has no page of its own making: all that is said of it."""
        shelf = self._holdings.shelf(iri)
        is_span = shelf is not None and shelf.value(iri, "oa:exact") is not None
        evidence = viewer.evidence(iri, viewer.work_of(iri)) if is_span else None
        pointing: tuple[Thing, ...] = ()
        if shelf is not None:
            pointing = tuple(viewer.thing(name) for name in sorted(_pointing(shelf.store, iri)))
        return self.render(
            "thing.html",
            stem=stem,
            iri=iri,
            thing=viewer.thing(iri),
            evidence=evidence,
            statements=viewer.statements(iri),
            pointing=pointing,
        )

    def _term(self, viewer: Viewer, iri: str, stem: str) -> str:
        show = partial(self.render, stem=stem, iri=iri)
        if iri == DEFINITIONS:
            shelf = self._holdings.vocabulary
            return show(
                "ontology.html",
                statements=viewer.statements(iri),
                description=shelf.value(iri, "dcterms:description") or "",
                chapters=vocabulary_pages.chapters(viewer),
                changes=documentation.changes(),
                version=documentation.version(viewer),
                notes=shelf.values(iri, "skos:scopeNote"),
            )
        if iri == ACT.rstrip("/"):
            return show("ladder.html", families=vocabulary_pages.ladder(viewer))
        if iri.startswith(ACT):
            return show("act.html", act=vocabulary_pages.act(viewer, iri))
        return self._other(viewer, iri, stem)

    def home(self, tongue: str) -> str:
        """The first page: what is held, and ways in."""
        viewer = self._viewers[tongue]
        works = self.works(viewer)
        counts = Counter(viewer.data.value(work.iri, "eli:passed_by") for work, _ in works)
        bodies = [(viewer.thing(body), number) for body, number in counts.most_common() if body]
        return self.render(
            "home.html",
            about=structured.embedded(structured.dataset(viewer, DUMPS)),
            works=works[:_NEWEST],
            held=len(works),
            bodies=bodies,
            examples=strongest(viewer, (work.iri for work, _ in works)),
            triples=len(self._holdings.data.store),
            stances=len(_of_class(viewer, "sg:Stance")),
        )

    def works(self, viewer: Viewer) -> tuple[tuple[Thing, str], ...]:
        """The works whose text is held, newest first, with their days."""
        data = self._holdings.data
        held = {
            work
            for expression in _of_class(viewer, "eli:LegalExpression")
            for work in data.values(expression, "eli:realizes")
        }
        dated = sorted(((viewer.days(work)[1], work) for work in held), reverse=True)
        return tuple((viewer.thing(work), day) for day, work in dated)

    def shapes(self) -> str:
        """The documentation of the shapes."""
        viewer = self._viewers[LANGUAGES[0]]
        groups = documentation.Shapes(viewer).groups()
        return self.render("shapes.html", groups=groups, changes=documentation.changes())


def _stance(viewer: Viewer, iri: str) -> dict[str, object]:
    position = viewer.position(iri)
    derived = tuple(viewer.position(name) for name in viewer.data.pointing("sg:derivedFrom", iri))
    return {
        "label": viewer.thing(iri).label,
        "position": position,
        "days": viewer.days(position.work.iri),
        "derived": derived,
    }


def _provision(viewer: Viewer, iri: str) -> dict[str, object]:
    return {"it": provision(viewer, iri)}


def _session(viewer: Viewer, iri: str) -> dict[str, object]:
    data = viewer.data
    printed, days = hijri(viewer, iri)
    return {
        "thing": viewer.thing(iri),
        "body": viewer.first(iri, "schema:organizer"),
        "place": viewer.first(iri, "schema:location"),
        "themes": viewer.texts(iri, "sg:theme"),
        "days": (data.value(iri, "schema:startDate"), data.value(iri, "schema:endDate")),
        "hijri": printed,
        "hijri_days": days,
        "works": tuple(
            (
                viewer.thing(name),
                viewer.days(name)[1],
                adoption(viewer, name),
                sum("/stance/" in part for part in data.below(f"{name}/")),
            )
            for name in data.pointing("sg:session", iri)
        ),
    }


def _of_class(viewer: Viewer, name: str) -> tuple[str, ...]:
    return viewer.data.pointing("rdf:type", node(name).value)


def _pointing(store: ox.Store, iri: str) -> set[str]:
    """Subjects of statements that have it as their object, at most `_POINTING`."""
    found: set[str] = set()
    for quad in store.quads_for_pattern(None, None, ox.NamedNode(iri), None):
        if isinstance(quad.subject, ox.NamedNode):
            found.add(quad.subject.value)
        if len(found) == _POINTING:
            break
    return found
