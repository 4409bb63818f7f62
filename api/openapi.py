"""The OpenAPI document: what flask-smorest writes, mended for the national profile, and served.

`python -m api.document` writes `openapi.yaml` and `openapi-editing.yaml` of the repository.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from http import HTTPStatus
from typing import Any

import yaml
from flask import Blueprint, Response

from api.answers import served
from api.audiences import public_part
from api.components import describe_files, drop_null_default, headers, mend_schemas
from api.media import JSON, LINKED, LINKED_FIRST
from api.problem_types import TYPE_BY_STATUS, TYPES
from api.problems import MEDIA_TYPE
from api.shared_components import operations_at, share_components
from api.smorest import DescribedApi
from app import vocabularies
from schemas.examples import ENTRY_ID, ROOT, read_examples

examples = read_examples("information")

Document = dict[str, Any]
PUBLIC, EDITING = "openapi", "openapi-editing"
"""Names of the two documents, without what their notation adds."""
ORDER = ("openapi", "info", "externalDocs", "servers", "security", "tags", "paths", "components")


def _header_parameter(name: str, description: str) -> Document:
    return {
        "in": "header",
        "name": name,
        "description": description,
        "schema": {"type": "string"},  # an example would be sent with every trial in the reference
    }


CONDITIONS = {
    "304": (
        _header_parameter("If-None-Match", "ETag of what the client has; 304 if it is the same."),
    ),
    "206": (
        _header_parameter("Range", "Bytes to send, as bytes=1000-."),
        _header_parameter("If-Range", "ETag that the file must still have for Range to apply."),
    ),
}
"""Status -> the headers that lead to it."""
USUAL = {"required": False}
"""What holds for a parameter of the query string unless it says otherwise."""
FIRST_PARAMETERS = ("q", "county", "limit", "fields")
LAST_PARAMETERS = ("language",)
LINKED_TYPES = "x-linked-data"
"""Media types of linked data that the same address gives: no part of the typed answer."""
PATH_PARAMETERS = {
    "entryId": ("Id of the entry.", ENTRY_ID),
    "version": ("Number of the version.", 1),
    "sourceSystem": ("Name of the source.", "skane"),
    "externalId": ("Key of the entry in the source, its / encoded or not.", "2026-17"),
    "vocabularyId": ("Id of the vocabulary.", "goals"),
    "conceptId": ("Id of the concept within the vocabulary.", "12"),
    "tokenId": ("Public id of the token.", "0199f3a27c54"),
    "dumpId": ("Id of the dump.", ENTRY_ID),
    "importId": ("Id of the import.", ENTRY_ID),
    "replyId": ("Id of the reply.", ENTRY_ID),
    "reportId": ("Id of the report.", ENTRY_ID),
    "surveyId": ("Id of the survey.", ENTRY_ID),
    "candidateId": ("Id of the candidate.", ENTRY_ID),
    "jobId": ("Id of the job.", ENTRY_ID),
    "fileName": ("Name of the file, as the manifest gives it.", "entries.ndjson.gz"),
    "problemId": ("Id of the problem type.", "not-found"),
}
"""Name -> what it is, and an example."""
PATH_VALUES = {
    "vocabularyId": vocabularies.IDS,
    "problemId": tuple(each.id for each in TYPES),
}
"""Name -> all its values, of those that are known beforehand."""
ALWAYS = {
    "traceparent": "W3C Trace Context: the trace of the call.",
    "Content-Language": "Language of labels and messages; sv if only texts of entries are sent.",
}
LIMITS = {
    "RateLimit-Policy": "Calls allowed per address and minute; with every limited answer.",
    "RateLimit": "Calls left in this minute, and the seconds that remain of it; likewise.",
}
VALIDATORS = {
    "ETag": "To be sent back as If-None-Match, or as If-Match with a change.",
}
NAMED = {"Content-Disposition": "Name to save the file under."}
LINKS = {"Link": "The registered relations of _links (RFC 8288), in 2,000 characters at most."}
RETRY = {"Retry-After": "Seconds to wait."}
LOCATION = {"Location": "Address of the created resource."}
LOCATED = {"201", "202"}
SIGNING_IN = {"WWW-Authenticate": "How to sign in (RFC 6750)."}
REFUSED = {HTTPStatus.UNAUTHORIZED.name, HTTPStatus.FORBIDDEN.name}
OTHERWISE = "DEFAULT_ERROR"
WAITING = {HTTPStatus.SERVICE_UNAVAILABLE.name, HTTPStatus.TOO_MANY_REQUESTS.name, OTHERWISE}
OF_STATUS = {
    HTTPStatus.NOT_MODIFIED.name: VALIDATORS | LINKS | NAMED,
    HTTPStatus.PRECONDITION_FAILED.name: VALIDATORS,
    HTTPStatus.TOO_MANY_REQUESTS.name: LIMITS,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE.name: {"Accept-Patch": "Kinds of patches that are taken."},
    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE.name: {"Content-Range": "Size of the file."},
    OTHERWISE: {"Allow": "Methods of the address, with 405."},
}


def document_of(api: DescribedApi) -> Document:
    """Return the document, the same for the same code and public address."""
    document: Document = deepcopy(api.spec.to_dict())
    for path in document["paths"].values():
        shared = path.pop("parameters", [])
        for operation in operations_at(path):
            _fix_operation(operation, shared)
    components = document["components"]
    for name, response in components["responses"].items():
        _mend_shared_response(name, response)
    mend_schemas(document)
    return {name: document[name] for name in ORDER if name in document}


def with_sorted_components(document: Document) -> Document:
    """Return a document with its shared parts as components, in alphabetical order."""
    complete = deepcopy(document)
    share_components(complete)
    components = complete["components"]
    complete["components"] = {kind: dict(sorted(components[kind].items())) for kind in components}
    return complete


def _fix_operation(operation: Document, shared: list[Document]) -> None:
    """Path parameters belong to the operation: linters take them for operations otherwise."""
    own = operation.get("parameters", [])
    responses = operation["responses"] = dict(sorted(operation["responses"].items()))
    linked_first = operation.pop(LINKED_FIRST, False)
    for parameter in own:
        drop_null_default(parameter.get("schema", {}))
        _drop_defaults(parameter)
    conditional = [
        each for status in CONDITIONS if status in responses for each in CONDITIONS[status]
    ]
    operation["parameters"] = [
        *map(_describe_path_parameter, shared),
        *sorted(own, key=_parameter_sort_key),
        *conditional,
    ]
    operation.setdefault("description", operation["summary"])
    for status, response in responses.items():
        if status.startswith("2"):
            content = response.get("content", {})
            if not linked_first and (linked := _pop_linked_types(content)):
                operation[LINKED_TYPES] = linked
            describe_files(content)
            placed = LOCATION if status in LOCATED else {}
            own = response.get("headers", {})
            response["headers"] = headers(ALWAYS | _headers_of(content) | placed) | own
    if "content" in responses.get("200", {}) and JSON not in responses["200"]["content"]:
        del responses["406"]  # a file is sent whatever Accept says


def _drop_defaults(parameter: Document) -> None:
    """Drop what OpenAPI says of a parameter that says nothing."""
    for name, usual in USUAL.items():
        if parameter.get(name) == usual:
            del parameter[name]


def _pop_linked_types(content: Document) -> list[str]:
    """Take the types of linked data out of content, and return them."""
    return [kind for kind in LINKED if content.pop(kind, None) is not None]


def _describe_path_parameter(parameter: Document) -> Document:
    """Return a parameter of the path with what it is, and an example."""
    name = parameter["name"]
    description, example = PATH_PARAMETERS[name]
    values = {"enum": list(PATH_VALUES[name])} if name in PATH_VALUES else {}
    schema = {**parameter["schema"], **values}
    return {**parameter, "schema": schema, "description": description, "example": example}


def _parameter_sort_key(parameter: Document) -> int:
    """Return where a parameter of the query string or a header stands among the others."""
    name, middle = parameter["name"], len(FIRST_PARAMETERS)
    if name in FIRST_PARAMETERS:
        return FIRST_PARAMETERS.index(name)
    return middle + (name in LAST_PARAMETERS)


def _headers_of(content: Document) -> dict[str, str]:
    """Return the headers that go with content."""
    if not content:
        return {}
    return VALIDATORS | (LINKS if JSON in content else NAMED)


def _mend_shared_response(name: str, response: Document) -> None:
    waiting = RETRY if name in WAITING else {}
    asking = SIGNING_IN if name in REFUSED else {}
    response["headers"] = headers(ALWAYS | waiting | asking | OF_STATUS.get(name, {}))
    if MEDIA_TYPE in response.get("content", {}):
        response["content"][MEDIA_TYPE]["example"] = _problem(name)


def _problem(name: str) -> Document:
    """Return an example of the problem behind a response; the default is a fault of ours."""
    if name == HTTPStatus.BAD_REQUEST.name:
        return dict(examples.problem)
    status = HTTPStatus[name] if name in HTTPStatus.__members__ else 500
    kind = TYPE_BY_STATUS[int(status)]
    return {
        "type": f"{ROOT}/problems/{kind.id}",
        "title": kind.title.sv,
        "status": kind.status,
        "detail": kind.description.sv,
        "instance": "/api/v1/entries",
    }


def document_routes(written: Callable[[], Document]) -> Blueprint:
    """Serve both documents as YAML and JSON, written on the first request: YAML takes a second."""
    routes = Blueprint("document", __name__)
    complete = cache(written)

    @cache
    def document(name: str) -> Document:
        return with_sorted_components(public_part(complete()) if name == PUBLIC else complete())

    @cache
    def as_yaml(name: str) -> str:
        return to_yaml(document(name))

    @cache
    def as_json(name: str) -> str:
        return json.dumps(document(name), ensure_ascii=False, separators=(",", ":"))

    @routes.get(f"/<any({PUBLIC}, '{EDITING}'):name>.yaml", endpoint="yaml")
    def serve_yaml(name: str) -> Response:
        return served(as_yaml(name), "application/yaml", spoken="sv, en")

    @routes.get(f"/<any({PUBLIC}, '{EDITING}'):name>.json", endpoint="json")
    def serve_json(name: str) -> Response:
        return served(as_json(name), JSON, spoken="sv, en")

    return routes


def to_yaml(document: Document) -> str:
    """Write the document as it is committed."""
    return yaml.dump(document, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=100)


class _Plain(yaml.SafeDumper):
    """Writes shared parts out instead of as anchors, which few readers of OpenAPI follow."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


def _represent_string(dumper: _Plain, text: str) -> yaml.ScalarNode:
    """Quote what YAML 1.2 reads as a number, and YAML 1.1, which the library writes, does not."""
    style = "'" if _NUMBER.fullmatch(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
_Plain.add_representer(str, _represent_string)
