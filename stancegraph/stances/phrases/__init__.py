"""Noun phrases: their words, heads, lists and ends, and what their pronouns stand for."""
