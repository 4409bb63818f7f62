"""Statements about things, before they are written down in a notation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Types, properties and datatypes are written `prefix:name` throughout."""
_LEFT_ALONE = ":/?#[]@!$&'()*+,;=%~"
"""What quoting leaves as it is: the signs that part an address, and quotings made before."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Another thing, by its address."""

    iri: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text; in a language, or of a datatype, or neither."""

    value: str
    language: str | None = None
    datatype: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A thing and its properties; without an address it is known by those alone."""

    iri: str | None
    types: tuple[str, ...]
    properties: tuple[tuple[str, tuple[Value, ...]], ...]


Value: TypeAlias = "Ref | Text | Node"
Values: TypeAlias = "Value | Iterable[Value | None] | None"


def node(iri: str | None, types: str, properties: Mapping[str, Values]) -> Node:
    """Return a thing of one or more (space-separated) types; None is left out."""
    listed = ((name, _as_tuple(values)) for name, values in properties.items())
    return Node(iri, tuple(types.split()), tuple((name, all_) for name, all_ in listed if all_))


def _as_tuple(values: Values) -> tuple[Value, ...]:
    if values is None or isinstance(values, (Ref, Text, Node)):
        return (values,) if values else ()
    return tuple(dict.fromkeys(value for value in values if value))


def ref(address: str | None) -> Ref | None:
    """Return what an address stands for, quoting what may not stand in one; None for none."""
    return Ref(quote(address, safe=_LEFT_ALONE)) if address else None


def swedish(text: str | None) -> Text | None:
    """Return a Swedish text."""
    return Text(text, "sv") if text else None


def bilingual(sv: str | None, en: str | None) -> tuple[Text, ...]:
    """Return a text in the languages it exists in."""
    return tuple(Text(text, tag) for tag, text in (("sv", sv), ("en", en)) if text)


def plain(text: object) -> Text | None:
    """Return a text without a language; None for nothing."""
    return None if text is None or text == "" else Text(str(text))


def day(text: str | None) -> Text | None:
    """Return a date, given as ISO text."""
    return Text(text[:10], datatype="xsd:date") if text else None


def moment(text: str | None) -> Text | None:
    """Return a time, given as ISO text."""
    return Text(text, datatype="xsd:dateTime") if text else None


def number(value: int | None) -> Text | None:
    """Return a whole number from 0."""
    return None if value is None else Text(str(value), datatype="xsd:nonNegativeInteger")


def expanded(name: str) -> str:
    """Return the address that `prefix:name` stands for."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def prefixes_of(nodes: Iterable[Node]) -> list[str]:
    """Return the prefixes that the nodes use, in alphabetical order."""
    return sorted({name.partition(":")[0] for each in nodes for name in _names(each)})


def _names(each: Node) -> Iterable[str]:
    yield from each.types
    for name, values in each.properties:
        yield name
        for value in values:
            if isinstance(value, Node):
                yield from _names(value)
            elif isinstance(value, Text) and value.datatype:
                yield value.datatype
