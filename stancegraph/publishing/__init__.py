"""Publishes what was read: files of works and register, tables, dumps, their description."""

from stancegraph.publishing.counts import Counts
from stancegraph.publishing.tree import NQUADS, TRIG, Tree
from stancegraph.publishing.works import Publisher, WorkOutput

__all__ = ["NQUADS", "TRIG", "Counts", "Publisher", "Tree", "WorkOutput"]
