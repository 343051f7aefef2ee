"""What something is said to require or depend on: it is needed, or asked of a party."""

from __future__ import annotations

from collections.abc import Iterator

from stancegraph.stances.judging.actors import agent
from stancegraph.stances.judging.addressees import addressed
from stancegraph.stances.judging.goals import gerunds
from stancegraph.stances.judging.judgements import Judgement
from stancegraph.stances.judging.levels import followed, name_is_place
from stancegraph.stances.judging.tasks import clipped, task_begins
from stancegraph.stances.phrases.ends import phrase, targets
from stancegraph.stances.phrases.modes import Mode
from stancegraph.stances.phrases.verbs import is_doing
from stancegraph.stances.polarity import WORTH
from stancegraph.stances.positions import Position, Segment, Setting, judged

RULE = "requirement"


def required(clause: Segment, found: Judgement, setting: Setting) -> Iterator[Position]:
    """What is needed: peace depends on *national reconciliation*; requires *all parties* to act."""
    view, at = clause.view, found.last
    task = task_begins(view, at, clause.last)
    if task is not None:
        party = phrase(view, at, task, Mode.ADDRESSEE)
        if party.last == task and agent(view, party.first, party.last):
            wanted = clipped(view, task, clause.last)
            yield addressed(clause, party, wanted, setting, negative=False)
            return
    said = clause.cue._replace(span=view.span(found.first, found.last), polarity=WORTH)
    needed = clause._replace(cue=said)
    doing = is_doing(view, at)
    for item in gerunds(view, at, clause.last) if doing else targets(view, at, clause.last):
        if item.last > item.first and not name_is_place(view, item.first, item.last):
            position = judged(needed, item.first, item.last, RULE)
            yield from [position] if doing else followed(position, setting, done=False)
