"""Parts of the document that occur more than once, moved into its components."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

Document = dict[str, Any]
METHODS = ("get", "post", "put", "patch", "delete")


def operations_of(document: Document) -> Iterator[Document]:
    """Yield every operation of a document."""
    for path in document["paths"].values():
        yield from operations_at(path)


def operations_at(path: Document) -> Iterator[Document]:
    """Yield the operations of one path."""
    yield from (path[method] for method in METHODS if method in path)


def share_components(document: Document) -> None:
    """Replace parameters, headers and answers that occur more than once by components.

    Of different ones with the same name, the most frequent one is shared.
    """
    components = document["components"]
    operations = list(operations_of(document))
    lists = [operation.get("parameters", []) for operation in operations]
    shared = _most_frequent((each["name"], each) for parameters in lists for each in parameters)
    for parameters in lists:
        parameters[:] = [
            _reference("parameters", each["name"]) if shared.get(each["name"]) == each else each
            for each in parameters
        ]
    components["parameters"] = shared
    answers = [one for operation in operations for one in operation["responses"].values()]
    described = [
        one["headers"] for one in (*answers, *components["responses"].values()) if "headers" in one
    ]
    shared = _most_frequent(pair for headers in described for pair in headers.items())
    for headers in described:
        for name, header in headers.items():
            if shared.get(name) == header:
                headers[name] = _reference("headers", name)
    components["headers"] = shared
    _share_answers(operations, components["responses"])


def _share_answers(operations: list[Document], shared: Document) -> None:
    """Move equal answers into the shared ones, named after the first operation that gives them."""
    equal: dict[str, list[tuple[Document, str]]] = defaultdict(list)
    for operation in operations:
        for status, answer in operation["responses"].items():
            if "content" in answer:
                equal[json.dumps(answer, sort_keys=True)].append((operation, status))
    for places in equal.values():
        if len(places) > 1:
            operation, status = places[0]
            name = f"{operation['operationId']}-{status}"
            shared[name] = operation["responses"][status]
            for each, code in places:
                each["responses"][code] = _reference("responses", name)


def _most_frequent(named: Iterator[tuple[str, Document]]) -> dict[str, Document]:
    """Return the most frequent part of each name, of those that occur more than once."""
    counted = Counter((name, json.dumps(part, sort_keys=True)) for name, part in named)
    shared: dict[str, Document] = {}
    for (name, part), count in counted.most_common():
        if count > 1 and name not in shared:
            shared[name] = json.loads(part)
    return shared


def _reference(kind: str, name: str) -> Document:
    return {"$ref": f"#/components/{kind}/{name}"}
