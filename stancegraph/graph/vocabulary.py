"""The namespaces of the graph, each written once, and the terms in them."""

from __future__ import annotations

from functools import cache

from stancegraph import identifiers

NAMESPACES: dict[str, str] = {
    "act": identifiers.ACT,
    "cito": "http://purl.org/spar/cito/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "eli-dl": "http://data.europa.eu/eli/eli-draft-legislation-ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "intensity": identifiers.INTENSITY,
    "level": identifiers.LEVEL,
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sg": identifiers.SG,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefix -> namespace; data has none, since `prefix:a/b` is no name in Turtle or SPARQL."""


@cache
def term(name: str) -> str:
    """The term of a prefixed name.

    >>> term("skos:Concept")
    '<http://www.w3.org/2004/02/skos/core#Concept>'
    """
    prefix, _, local = name.partition(":")
    return f"<{NAMESPACES[prefix]}{local}>"


TYPE = term("rdf:type")
LABEL = term("rdfs:label")

LANGUAGES: dict[str, str] = {
    "ar": "ARA",
    "de": "DEU",
    "en": "ENG",
    "es": "SPA",
    "fr": "FRA",
    "it": "ITA",
    "pt": "POR",
    "ru": "RUS",
    "tr": "TUR",
    "zh": "ZHO",
}
"""BCP 47 -> code in the language table of the EU Publications Office."""


def language(code: str) -> str:
    """The IRI of a language in the table of the EU Publications Office (MUL if not listed).

    >>> language("en")
    '<http://publications.europa.eu/resource/authority/language/ENG>'
    """
    name = LANGUAGES.get(code.split("-", 1)[0], "MUL")
    return f"<http://publications.europa.eu/resource/authority/language/{name}>"
