"""JSON-LD: the notation that programs read as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from app.copies.linked.graph import PREFIXES, Node, Ref, Text, Value

PLAIN = "schema:"
"""Names of schema.org are written without their prefix."""
CONTEXT = {"@context": {"@version": 1.1, "@vocab": PREFIXES["schema"], **PREFIXES}}
"""What the names of our documents stand for."""


def to_json_ld(nodes: Sequence[Node], context: str) -> str:
    """Write things; `context` is the address of CONTEXT."""
    written = [_node(each) for each in nodes]
    body = written[0] if len(written) == 1 else {"@graph": written}
    return json.dumps({"@context": context, **body}, ensure_ascii=False, indent=1)


def _node(each: Node) -> dict[str, Any]:
    head: dict[str, Any] = {"@id": each.iri} if each.iri else {}
    if each.types:
        head["@type"] = _one_or_all([_name(each_type) for each_type in each.types])
    by_name = {_name(name): _one_or_all([*map(_value, values)]) for name, values in each.properties}
    return head | by_name


def _value(value: Value) -> Any:  # noqa: ANN401  JSON
    match value:
        case Ref():
            return {"@id": value.iri}
        case Node():
            return _node(value)
        case Text(language=str()):
            return {"@language": value.language, "@value": value.value}
        case Text(datatype=str()):
            return {"@type": value.datatype, "@value": value.value}
        case Text():
            return value.value


def _one_or_all(values: list[Any]) -> Any:  # noqa: ANN401  JSON
    return values[0] if len(values) == 1 else values


def _name(name: str) -> str:
    return name.removeprefix(PLAIN)
