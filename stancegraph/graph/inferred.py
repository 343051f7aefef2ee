"""What follows from the words by the published rules; `ontology/inference/*.rq` rebuild the same.

Every value of an inferred stance is copied from its base stance; nothing is computed anew.
"""

from __future__ import annotations

from stancegraph import identifiers
from stancegraph.graph.positions import evidence, stance_label
from stancegraph.graph.scheme import acts
from stancegraph.graph.scope import Scope, label
from stancegraph.graph.terms import Collector, boolean, decimal, plain
from stancegraph.graph.vocabulary import TYPE, term
from stancegraph.model import Level, Stance, StateVote, VoteChoice

VOTE_ACTS = {
    VoteChoice.IN_FAVOUR: ("vote-for", 1.0),
    VoteChoice.AGAINST: ("vote-against", -1.0),
    VoteChoice.ABSTAINING: ("vote-abstain", 0.0),
}


LEANING = frozenset({"citesAsAuthority", "citesForInformation"})
"""CiTO properties of acts that lean on a document or name it, and so give no answer to it."""


def describe_inferred(scope: Scope, graph: Collector) -> None:
    """Adds author and vote stances, what stances bear on and respond to, and CiTO shortcuts."""
    for stance in scope.resolution.stances:
        if not stance.level.inferred:
            _follow(scope, graph, stance)
    for vote in scope.resolution.adoption.votes:
        if vote.state in scope.directory.entities and vote.choice in VOTE_ACTS:
            _describe_vote(scope, graph, vote, str(vote.state))


def _follow(scope: Scope, graph: Collector, stance: Stance) -> None:
    document = stance.target.entity
    if document is None or not is_document(document):
        return
    known = acts().get(stance.act)
    if stance.level is Level.DIRECT and not stance.negated and known and known.cito:
        work = scope.iri(scope.resolution.id)
        graph.add(work, (term(f"cito:{known.cito}"), scope.iri(document)))
    author = scope.directory.author(document)
    if _responds(stance, author) and not (known and known.cito in LEANING):
        graph.add(scope.iri(stance.id), (term("sg:respondsTo"), scope.iri(document)))
    if stance.polarity < 0 and author:
        bears_on = (author, *scope.directory.ancestors(author))
        graph.add(
            scope.iri(stance.id),
            *((term("sg:bearsOn"), scope.iri(organisation)) for organisation in bears_on),
        )
        if author != stance.holder:
            _describe_author_stance(scope, graph, stance, author)


def _responds(stance: Stance, author: str | None) -> bool:
    """Whether a stance is the holder's own answer to a document of another body."""
    own = stance.level is Level.DIRECT and stance.attributed_to is None and stance.polarity != 0
    return own and author is not None and author != stance.holder


def is_document(path: str) -> bool:
    """Whether a relative IRI names a document, not an agent, place or matter."""
    return path.split("/", 1)[0] in _DOCUMENTS


_DOCUMENTS = frozenset(
    {"resolution", "statement", "draft", "decision", "declaration", "document", "treaty"}
)


def _describe_author_stance(scope: Scope, graph: Collector, base: Stance, author: str) -> None:
    graph.add(
        scope.iri(identifiers.author_stance(base.id)),
        (TYPE, term("sg:Stance")),
        label(f"{stance_label(scope, base)} (toward its author)"),
        (term("sg:holder"), scope.iri(base.holder)),
        (term("sg:act"), term(f"act:{base.act}")),
        (term("sg:target"), scope.iri(author)),
        (term("sg:level"), term("level:author")),
        (term("sg:derivedFrom"), scope.iri(base.id)),
        (term("sg:polarity"), decimal(base.polarity)),
        (term("sg:intensity"), term(f"intensity:{base.intensity}")),
        (term("sg:confidence"), decimal(base.confidence)),
        (term("sg:negated"), boolean(base.negated)),
        (term("sg:cue"), scope.words(scope.cleaned(base.cue, base.paragraph))),
        (term("sg:rule"), plain("author-of-criticised-document")),
        (term("sg:expressedIn"), scope.iri(base.paragraph)),
        (term("sg:evidence"), scope.span(evidence(scope, base))),
    )


def _describe_vote(scope: Scope, graph: Collector, vote: StateVote, state: str) -> None:
    act, polarity = VOTE_ACTS[vote.choice]
    work = scope.iri(scope.resolution.id)
    graph.add(
        scope.iri(identifiers.vote_stance(scope.resolution.id, state)),
        (TYPE, term("sg:Stance")),
        label(f"{scope.directory.label(state)}: {acts()[act].label}"),
        (term("sg:holder"), scope.iri(state)),
        (term("sg:act"), term(f"act:{act}")),
        (term("sg:target"), work),
        (term("sg:level"), term("level:vote")),
        (term("sg:derivedFrom"), scope.iri(f"{scope.resolution.id}/adoption")),
        (term("sg:polarity"), decimal(polarity)),
        (term("sg:expressedIn"), work),
        (term("sg:rule"), plain("vote")),
    )
