"""The OpenAPI document: what flask-smorest writes, mended for the national profile, and served.

`openapi.yaml` in the repository is what `python -m api.document` prints.
"""

from __future__ import annotations

import json
import re
from copy import deepcopy
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import yaml
from flask import Blueprint, Response

from api.answers import served
from api.components import describe_files, headers, mend_schemas
from api.media import JSON
from api.problem_types import TYPE_BY_STATUS
from api.problems import MEDIA_TYPE
from schemas.examples import entries as examples
from schemas.examples import problems as problem_examples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from api.smorest import DescribedApi

Document = dict[str, Any]
ORDER = ("openapi", "info", "externalDocs", "servers", "security", "tags", "paths", "components")
METHODS = ("get", "post", "put", "patch", "delete")

TRACE_PARAMETER: Document = {
    "in": "header",
    "name": "traceparent",
    "required": False,
    "description": "W3C Trace Context: the trace that the call belongs to.",
    "schema": {"type": "string"},  # an example would be sent with every trial in the reference
}
IF_NONE_MATCH: Document = {
    "in": "header",
    "name": "If-None-Match",
    "required": False,
    "description": "ETag of what the reader has; 304 if it is still so.",
    "schema": {"type": "string"},
}
RANGE: Document = {
    "in": "header",
    "name": "Range",
    "required": False,
    "description": "The bytes that are wanted, as bytes=1000-; with If-Range, only while the ETag"
    " is the same.",
    "schema": {"type": "string"},
}
IF_RANGE: Document = {
    "in": "header",
    "name": "If-Range",
    "required": False,
    "description": "ETag of the file that Range asks for a part of.",
    "schema": {"type": "string"},
}
CONDITIONS = {"304": (IF_NONE_MATCH,), "206": (RANGE, IF_RANGE)}
"""Status -> the headers that lead to it."""
LANGUAGE_PARAMETER: Document = {
    "in": "header",
    "name": "Accept-Language",
    "required": False,
    "description": "Language of labels and messages: sv (default) or en.",
    "schema": {"type": "string", "example": "en"},
}
PATH_PARAMETERS = {
    "entryId": "Id of the entry.",
    "version": "Number of the version.",
    "vocabularyId": "Id of the vocabulary, as goals.",
    "conceptId": "Id of the concept within the vocabulary.",
    "tokenId": "Public id of the token.",
    "dumpId": "Id of the dump.",
    "importId": "Id of the import.",
    "replyId": "Id of the reply.",
    "reportId": "Id of the report.",
    "surveyId": "Id of the survey.",
    "candidateId": "Id of the candidate.",
    "jobId": "Id of the job.",
    "fileName": "Name of the file, as the manifest gives it.",
    "problemId": "Id of the problem type, the last part of its address.",
}
ALWAYS = {
    "traceparent": "W3C Trace Context: the trace of the call, with a span id of ours.",
    "Content-Language": "Language of labels and messages; sv if only texts of entries are sent.",
    "Vary": "Request headers that the answer varies with.",
    "RateLimit-Policy": "Calls allowed per address and minute, where they are limited.",
    "RateLimit": "Calls left in this minute, and the seconds that remain of it.",
    "Cache-Control": "Who may keep the answer, and how long.",
}
VALIDATORS = {
    "ETag": "Validator of what can be read; send it back as If-None-Match, or as If-Match with a"
    " change.",
}
CODED = {"Content-Encoding": "Coding of a large answer, one that the reader accepts."}
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
    HTTPStatus.NOT_MODIFIED.name: VALIDATORS
    | LINKS
    | NAMED
    | {"Accept-Ranges": "bytes, of a file."},
    HTTPStatus.PRECONDITION_FAILED.name: VALIDATORS,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE.name: {"Accept-Patch": "Kinds of patches that are taken."},
    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE.name: {"Content-Range": "Size of the file."},
    OTHERWISE: {"Allow": "Methods of the address, with 405."},
}


def document_of(api: DescribedApi) -> Document:
    """Return the document, the same for the same code and public address."""
    document: Document = deepcopy(api.spec.to_dict())
    for path in document["paths"].values():
        shared = path.pop("parameters", [])
        for operation in _operations(path):
            _mend_operation(operation, shared)
    components = document["components"]
    for name, response in components["responses"].items():
        _mend_shared_response(name, response)
    mend_schemas(document)
    document["components"] = {kind: dict(sorted(components[kind].items())) for kind in components}
    return {name: document[name] for name in ORDER if name in document}


def _operations(path: Document) -> Iterator[Document]:
    yield from (path[method] for method in METHODS if method in path)


def _mend_operation(operation: Document, shared: list[Document]) -> None:
    """Path parameters belong to the operation: linters take them for operations otherwise."""
    own = operation.get("parameters", [])
    shared = [{**each, "description": PATH_PARAMETERS[each["name"]]} for each in shared]
    responses = operation["responses"] = dict(sorted(operation["responses"].items()))
    asked = [each for status in CONDITIONS if status in responses for each in CONDITIONS[status]]
    operation["parameters"] = [*shared, *own, *asked, LANGUAGE_PARAMETER, TRACE_PARAMETER]
    operation.setdefault("description", operation["summary"])
    for status, response in responses.items():
        if status.startswith("2"):
            content = response.get("content", {})
            describe_files(content)
            placed = LOCATION if status in LOCATED else {}
            own = response.get("headers", {})
            response["headers"] = headers(ALWAYS | _headers_of(content) | placed) | own
    if "content" in responses.get("200", {}) and JSON not in responses["200"]["content"]:
        del responses["406"]  # a file is sent whatever Accept says


def _headers_of(content: Document) -> dict[str, str]:
    """Return the headers that go with content."""
    if not content:
        return {}
    return VALIDATORS | CODED | (LINKS if JSON in content else NAMED)


def _mend_shared_response(name: str, response: Document) -> None:
    waiting = RETRY if name in WAITING else {}
    asking = SIGNING_IN if name in REFUSED else {}
    response["headers"] = headers(ALWAYS | waiting | asking | OF_STATUS.get(name, {}))
    if MEDIA_TYPE in response.get("content", {}):
        response["content"][MEDIA_TYPE]["example"] = _problem(name)


def _problem(name: str) -> Document:
    """Return an example of the problem behind a response; the default is a fault of ours."""
    if name == HTTPStatus.BAD_REQUEST.name:
        return problem_examples.PROBLEM
    status = HTTPStatus[name] if name in HTTPStatus.__members__ else 500
    kind = TYPE_BY_STATUS[int(status)]
    return {
        "type": f"{examples.ROOT}/problems/{kind.id}",
        "title": kind.title.sv,
        "status": kind.status,
        "detail": kind.description.sv,
        "instance": "/api/v1/entries",
    }


def document_routes(written: Callable[[], Document]) -> Blueprint:
    """Serve the document as YAML and JSON, written when first asked for: YAML takes a second."""
    routes = Blueprint("document", __name__)
    document = cache(written)
    as_yaml = cache(lambda: to_yaml(document()))
    as_json = cache(lambda: json.dumps(document(), ensure_ascii=False))

    @routes.get("/openapi.yaml", endpoint="yaml")
    def serve_yaml() -> Response:
        return served(as_yaml(), "application/yaml", spoken="sv, en")

    @routes.get("/openapi.json", endpoint="json")
    def serve_json() -> Response:
        return served(as_json(), JSON, spoken="sv, en")

    return routes


def to_yaml(document: Document) -> str:
    """Write the document as it is committed."""
    return yaml.dump(document, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=100)


class _Plain(yaml.SafeDumper):
    """Writes shared parts out instead of as anchors, which few readers of OpenAPI follow."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


def _quoted(dumper: _Plain, text: str) -> yaml.ScalarNode:
    """Quote what YAML 1.2 reads as a number, and YAML 1.1, which the library writes, does not."""
    style = "'" if _NUMBER.fullmatch(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
_Plain.add_representer(str, _quoted)
