"""Judges graphs: SHACL and the checks that SHACL is wrong for, in one report."""

from stancegraph.validation.checking import check
from stancegraph.validation.rendering import render
from stancegraph.validation.report import Finding, Report, Result, Severity

__all__ = ["Finding", "Report", "Result", "Severity", "check", "render"]
