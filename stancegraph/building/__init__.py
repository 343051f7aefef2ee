"""Builds a publication: each source by itself, in any number of workers, then all together."""
