"""RDF/XML: the notation that the national data portal harvests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from app.copies.linked.graph import PREFIXES, Node, Ref, Text, Value, expanded, prefixes_of

STEP = "  "
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML has no way to write."""


def to_rdf_xml(nodes: Sequence[Node]) -> str:
    """Write things, each inside the one that names it."""
    used = sorted({"rdf", *prefixes_of(nodes)})
    spaces = "".join(f' xmlns:{each}="{PREFIXES[each]}"' for each in used)
    body = "".join(_node(each, STEP) for each in nodes)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n{body}</rdf:RDF>\n'


def _node(each: Node, indent: str) -> str:
    first, *others = each.types or ("rdf:Description",)
    about = f" rdf:about={quoteattr(each.iri)}" if each.iri else ""
    inner = indent + STEP
    types = [f"{inner}<rdf:type rdf:resource={quoteattr(expanded(name))}/>\n" for name in others]
    inside = [
        _element_xml(name, value, inner) for name, values in each.properties for value in values
    ]
    return f"{indent}<{first}{about}>\n{''.join(types)}{''.join(inside)}{indent}</{first}>\n"


def _element_xml(name: str, value: Value, indent: str) -> str:
    match value:
        case Ref():
            return f"{indent}<{name} rdf:resource={quoteattr(value.iri)}/>\n"
        case Node():
            return f"{indent}<{name}>\n{_node(value, indent + STEP)}{indent}</{name}>\n"
        case Text():
            return f"{indent}<{name}{_literal_attribute(value)}>{_text(value.value)}</{name}>\n"


def _literal_attribute(text: Text) -> str:
    if text.language:
        return f' xml:lang="{text.language}"'
    return f" rdf:datatype={quoteattr(expanded(text.datatype))}" if text.datatype else ""


def _text(text: str) -> str:
    return escape(NOT_XML.sub("", text), {"\r": "&#13;"})
