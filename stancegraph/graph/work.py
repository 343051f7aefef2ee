"""The work, its language version, its file and its adoption as triples."""

from __future__ import annotations

from pathlib import PurePosixPath

from stancegraph.graph.scope import Scope, label, shortened
from stancegraph.graph.terms import Collector, Statement, integer, plain, typed, worded, xsd
from stancegraph.graph.vocabulary import TYPE, language, term
from stancegraph.model import Adoption, Basis, VoteChoice

VOTERS = {
    VoteChoice.IN_FAVOUR: "eli-dl:had_voter_favor",
    VoteChoice.AGAINST: "eli-dl:had_voter_against",
    VoteChoice.ABSTAINING: "eli-dl:had_voter_abstention",
    VoteChoice.NOT_VOTING: "sg:notVoting",
    VoteChoice.ABSENT: "sg:absent",
}


def symbol(scope: Scope) -> str:
    """What the work is called: its symbol, else the end of its IRI."""
    return scope.resolution.symbol or scope.resolution.id.split("/", 2)[-1]


def describe_work(scope: Scope, graph: Collector) -> None:
    """Adds the work, its expression, its format and its adoption."""
    resolution = scope.resolution
    adoption = f"{resolution.id}/adoption"
    statements: list[Statement] = [
        (TYPE, term(f"sg:{resolution.instrument}")),
        (TYPE, term("eli:LegalResource")),
        label(title(scope), resolution.language),
        (term("eli:passed_by"), scope.iri(resolution.body)),
        (term("sg:adoption"), scope.iri(adoption)),
        (term("eli:is_realized_by"), scope.iri(scope.expression)),
    ]
    if resolution.symbol:
        statements.append((term("eli:id_local"), plain(resolution.symbol)))
    if resolution.number:
        statements.append((term("eli:number"), plain(resolution.number)))
    if resolution.collection:
        statements.append((term("sg:collection"), plain(resolution.collection)))
    if resolution.session:
        statements.append((term("sg:session"), scope.iri(resolution.session.id)))
    adopted = resolution.adopted
    if adopted and adopted.basis is Basis.STATED and adopted.earliest == adopted.latest:
        day = typed(adopted.earliest.isoformat(), xsd("date"))
        statements.append((term("eli:date_document"), day))
    graph.add(scope.iri(resolution.id), *statements)
    describe_files(scope, graph)
    _describe_adoption(scope, graph, adoption)


def title(scope: Scope) -> str:
    """The symbol and the title, as labels have them."""
    return shortened(f"{symbol(scope)} {scope.resolution.title}", 240)


def describe_files(scope: Scope, graph: Collector) -> None:
    """Adds the language version and its file."""
    resolution, source = scope.resolution, scope.source
    graph.add(
        scope.iri(scope.expression),
        (TYPE, term("eli:LegalExpression")),
        label(title(scope), resolution.language),
        (term("eli:title"), scope.words(resolution.title)),
        (term("eli:realizes"), scope.iri(resolution.id)),
        (term("eli:language"), language(resolution.language)),
        (term("eli:is_embodied_by"), scope.iri(scope.format)),
    )
    graph.add(
        scope.iri(scope.format),
        (TYPE, term("eli:Format")),
        label(f"{symbol(scope)}, {resolution.language}, {source.format}"),
        (term("eli:embodies"), scope.iri(scope.expression)),
        (term("schema:encodingFormat"), plain(source.media_type)),
        (term("sg:textLength"), integer(len(source.text))),
        (term("schema:sha256"), plain(source.sha256)),
        (term("dcterms:source"), plain(source_path(source.path))),
        (term("dcterms:rights"), worded(rights(scope), "en")),
    )


def source_path(path: str) -> str:
    """The path of a source as it is published: never an absolute one.

    >>> source_path("oic/x.txt"), source_path("/home/someone/x.txt")
    ('oic/x.txt', 'x.txt')
    """
    pure = PurePosixPath(path)
    return pure.name if pure.is_absolute() else str(pure)


def rights(scope: Scope) -> str:
    """Whose text it is; the body's organisation where the source says nothing."""
    organisation = scope.directory.organisation(scope.resolution.body)
    name = scope.directory.label(organisation)
    article = "" if name.startswith("The ") else "the "
    return scope.source.rights or f"rights of {article}{name}; quoted for research"


def _describe_adoption(scope: Scope, graph: Collector, path: str) -> None:
    resolution, adoption = scope.resolution, scope.resolution.adoption
    statements: list[Statement] = [
        (TYPE, term("sg:Adoption")),
        (TYPE, term("eli-dl:Decision")),
        label(f"Adoption of {symbol(scope)}"),
    ]
    if adopted := resolution.adopted:
        statements += [
            (term("schema:startDate"), typed(adopted.earliest.isoformat(), xsd("date"))),
            (term("schema:endDate"), typed(adopted.latest.isoformat(), xsd("date"))),
            (term("sg:dateBasis"), plain(adopted.basis)),
        ]
    if adoption.method:
        statements.append((term("sg:adoptionMethod"), plain(adoption.method)))
    if adoption.meeting:
        statements.append((term("sg:meeting"), scope.iri(adoption.meeting)))
        _describe_meeting(scope, graph, adoption.meeting)
    if adoption.span:
        statements.append((term("sg:evidence"), scope.span(adoption.span)))
    graph.add(scope.iri(path), *statements, *_votes(scope, adoption))


def _describe_meeting(scope: Scope, graph: Collector, meeting: str) -> None:
    body, number = scope.resolution.body, meeting.rsplit("/", 1)[-1]
    graph.add(
        scope.iri(meeting),
        (TYPE, term("schema:Event")),
        label(f"Meeting {number} of the {scope.directory.label(body)}"),
        (term("schema:organizer"), scope.iri(body)),
    )


def _votes(scope: Scope, adoption: Adoption) -> list[Statement]:
    counts = (
        ("eli-dl:number_of_votes_favor", adoption.in_favour),
        ("eli-dl:number_of_votes_against", adoption.against),
        ("eli-dl:number_of_votes_abstention", adoption.abstaining),
    )
    statements = [(term(name), integer(count)) for name, count in counts if count is not None]
    statements += [
        (term(VOTERS[vote.choice]), scope.iri(vote.state)) for vote in adoption.votes if vote.state
    ]
    return statements
