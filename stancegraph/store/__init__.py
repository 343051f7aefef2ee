"""The embedded store: loads a built graph, answers SPARQL, knows the named questions."""

from stancegraph.store.embedded import Graph, open_graph
from stancegraph.store.questions import Question, question, questions

__all__ = ["Graph", "Question", "open_graph", "question", "questions"]
