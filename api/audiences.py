"""The two documents: what everybody may read, and all of the API for those who edit."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from api.components import reached, referenced
from api.shared_components import operations_of

Document = dict[str, Any]
EDITING_TAGS = frozenset({"imports", "sessions"})
"""Tags of operations that need no token and yet serve those alone who have one."""
EDITING_PARAMETERS = frozenset({"status"})
"""Parameters of open operations that need a token."""


def public_part(document: Document) -> Document:
    """Return the part of a document that takes no token, without its schemes of security."""
    public = deepcopy(document)
    paths = public["paths"] = {
        address: operations
        for address, path in public["paths"].items()
        if (operations := {name: one for name, one in path.items() if _is_open(one)})
    }
    for operation in operations_of(public):
        operation.pop("security", None)
        operation["parameters"] = [
            each for each in operation["parameters"] if each["name"] not in EDITING_PARAMETERS
        ]
        operation["responses"].pop("401", None)
        operation["responses"].pop("403", None)
    used = {tag for operation in operations_of(public) for tag in operation["tags"]}
    public["tags"] = [tag for tag in public["tags"] if tag["name"] in used]
    components = public["components"]
    del components["securitySchemes"]
    used = set(referenced(paths, "responses"))
    responses = {name: one for name, one in components["responses"].items() if name in used}
    schemas = components["schemas"]
    needed = reached(schemas, [paths, responses])
    components["responses"] = responses
    components["schemas"] = {name: one for name, one in schemas.items() if name in needed}
    return public


def _is_open(operation: Document) -> bool:
    security = operation.get("security")
    return (not security or {} in security) and not EDITING_TAGS & set(operation["tags"])
