"""The schemas of the document: the parts of requests named, requests closed, answers open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from api.media import JSON, JSON_LD
from schemas.documented import NAMED

Document = dict[str, Any]
CLOSED = "additionalProperties"
REFERENCE = "#/components/schemas/"


def mend_schemas(document: Document) -> None:
    """Make of the schemas what clients can be generated from."""
    schemas = document["components"]["schemas"]
    for schema in schemas.values():
        for described in schema.get("properties", {}).values():
            drop_null_default(described)
    for holder in (document["paths"], dict(schemas)):
        _name_parts(holder, schemas)
    used = reached(
        schemas,
        (one.get("requestBody") for path in document["paths"].values() for one in path.values()),
    )
    for name, schema in schemas.items():
        if name not in used:
            _open(schema)
            _require_no_nullable_choice(schema)


def describe_files(content: Document) -> None:
    """Give every type of an answer a schema.

    Generators read JSON and text/* as described; of other types they make bytes or a file.
    """
    for kind, described in content.items():
        if "schema" not in described:
            described["schema"] = _schema_of(kind, content)


def headers(described: dict[str, str]) -> Document:
    """Return headers, name -> description, as the document has them."""
    return {
        name: {"description": description, "schema": {"type": "string"}}
        for name, description in described.items()
    }


def _schema_of(kind: str, content: Document) -> Document:
    if kind == JSON_LD:
        return {"type": "object", CLOSED: True}
    if kind.endswith("+json"):
        return dict(content[JSON]["schema"])
    return {"type": "string", **({} if kind.startswith("text/") else {"format": "binary"})}


def _name_parts(node: Any, schemas: Document) -> None:  # noqa: ANN401  JSON
    """Move what asks for a name into the components: generators make a class of each."""
    for key, inner in [*_members(node)]:
        _name_parts(inner, schemas)
        name = inner.pop(NAMED, None) if isinstance(inner, dict) else None
        if name:
            node[key] = _referring(name, inner)
            schemas[name] = inner


def _referring(name: str, schema: Document) -> Document:
    """Return what stands in the place of a schema; the description of the place stays there."""
    description = {"description": schema.pop("description")} if "description" in schema else {}
    reference = {"$ref": f"{REFERENCE}{name}"}
    if schema.get("type") == ["object", "null"]:
        schema["type"] = "object"
        return {**description, "anyOf": [reference, {"type": "null"}]}
    return {**description, **reference}


def drop_null_default(schema: Document) -> None:
    """What is left out of a patch stays as it is, and elsewhere null says no more than nothing."""
    if schema.get("default", ...) is None:
        del schema["default"]


def _open(node: Any) -> None:  # noqa: ANN401  JSON
    """Let an answer have members that a reader does not know yet."""
    if isinstance(node, dict) and node.get(CLOSED) is False:
        del node[CLOSED]
    if isinstance(node, dict) and node.get(CLOSED) == {}:
        node[CLOSED] = True
    for _, inner in _members(node):
        _open(inner)


def _require_no_nullable_choice(schema: Document) -> None:
    """Leave members that have one of closed values, or null, out of those that an answer must have.

    The C# of openapi-generator makes of one that must be there an enumeration without null.
    """
    members = schema.get("properties", {})
    if required := schema.get("required"):
        schema["required"] = [
            each for each in required if None not in members.get(each, {}).get("enum", ())
        ]


def reached(schemas: Document, nodes: Iterable[object]) -> set[str]:
    """Return the names of the schemas that these lead to."""
    found: set[str] = set()
    waiting = [name for node in nodes for name in referenced(node)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += referenced(schemas[name])
    return found


def referenced(node: object, kind: str = "schemas") -> Iterator[str]:
    """Yield the names of the components of a kind that a part of the document refers to."""
    place = f"#/components/{kind}/"
    if isinstance(node, dict) and str(node.get("$ref", "")).startswith(place):
        yield node["$ref"].removeprefix(place)
    for _, inner in _members(node):
        yield from referenced(inner, kind)


def _members(node: object) -> Iterable[tuple[Any, Any]]:
    if isinstance(node, dict):
        return node.items()
    return enumerate(node) if isinstance(node, list) else ()
