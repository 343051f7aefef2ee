"""Measures what was read against annotated documents."""
