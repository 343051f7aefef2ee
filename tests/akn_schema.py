"""The schema of Akoma Ntoso 3 for the tests, from the reference material."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

_XML = b"""<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema"
    targetNamespace="http://www.w3.org/XML/1998/namespace">
  <xsd:attribute name="lang" type="xsd:language"/>
  <xsd:attribute name="id" type="xsd:ID"/>
  <xsd:attribute name="space" type="xsd:NCName"/>
</xsd:schema>"""


class _Offline(etree.Resolver):
    """Gives the schema of the xml: attributes, which the reference material does not hold."""

    def resolve(self, url: str, _public: str, context: object) -> object:
        return self.resolve_string(_XML, context) if url.endswith("xml.xsd") else None


def akn_schema(vocabularies: Path) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Offline())
    return etree.XMLSchema(etree.parse(vocabularies / "akomantoso30.xsd", parser))
