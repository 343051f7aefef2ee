"""Turns the document model into RDF: plain term strings, named graphs, and their files."""

from stancegraph.graph.build import ResolutionGraphs, resolution_graphs
from stancegraph.graph.directory import Directory, KnownEntity, KnownWork
from stancegraph.graph.jsonld import JsonLdWriter
from stancegraph.graph.lines import nquads, ntriples
from stancegraph.graph.sessions import merge_sessions, session_graph
from stancegraph.graph.terms import Collector, Graph, Node, Triple, merge
from stancegraph.graph.turtle import TurtleWriter

__all__ = [
    "Collector",
    "Directory",
    "Graph",
    "JsonLdWriter",
    "KnownEntity",
    "KnownWork",
    "Node",
    "ResolutionGraphs",
    "Triple",
    "TurtleWriter",
    "merge",
    "merge_sessions",
    "nquads",
    "ntriples",
    "resolution_graphs",
    "session_graph",
]
