"""A test client that checks every answer against openapi-editing.yaml."""

from __future__ import annotations

import json
import re
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_core import Config, OpenAPI
from openapi_core.templating.paths.exceptions import OperationNotFound, PathNotFound
from openapi_core.testing import MockRequest, MockResponse

from api.addresses import EXTENSIONS, REGISTERED
from seed.files import parse_yaml
from tests.fixtures.repository import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from werkzeug.test import TestResponse

BASE = "http://127.0.0.1:8000/api/v1"
PROBLEM = "application/problem+json"
GENERAL = re.compile(
    r"(Date|Vary|Cache-Control|Accept-Ranges|Content-(Encoding|Type|Length|Security-Policy)|(Access-Control|Cross-Origin)-.+|Referrer-Policy"
    r"|Permissions-Policy|X-(Content-Type|Frame)-Options|Strict-Transport-Security)",
    re.IGNORECASE,
)
"""Headers of any answer that OpenAPI leaves out, or browsers alone read."""


def resolved(node: Any, components: dict[str, Any]) -> Any:
    """Return a part of a document with its parameters and headers in place."""
    if isinstance(node, list):
        return [resolved(each, components) for each in node]
    if not isinstance(node, dict):
        return node
    _, _, place = str(node.get("$ref", "")).partition("#/components/")
    kind, _, name = place.partition("/")
    if kind in {"parameters", "headers"}:
        return components[kind][name]
    return {name: resolved(inner, components) for name, inner in node.items()}


def read_document(name: str) -> dict[str, Any]:
    """Return a committed document, with its parameters and headers in place."""
    document = parse_yaml(text_of(name))
    whole: dict[str, Any] = resolved(document, document["components"])
    return whole


DOCUMENT = read_document("openapi-editing.yaml")
PUBLIC = read_document("openapi.yaml")
CLOSED = "additionalProperties"
PATHS: list[tuple[re.Pattern[str], dict[str, Any]]] = [
    (re.compile(re.sub(r"\{\w+\}", "[^/]+", described)), verbs)
    for described, verbs in sorted(DOCUMENT["paths"].items(), key=lambda each: "{" in each[0])
]
"""Patterns of the addresses, those without names first: /imports/template is no import's id."""
TYPES = {
    kind
    for verbs in DOCUMENT["paths"].values()
    for operation in verbs.values()
    for response in operation["responses"].values()
    for kind in response.get("content", ())
}


def of_a_file(content: bytes) -> str:
    """Return a text as long as the file: its schema asks for no more than that it is one."""
    return content.decode("latin-1")


READERS: dict[str, Any] = {
    kind: json.loads if kind.endswith("json") and "x-nd" not in kind else of_a_file
    for kind in {PROBLEM, *TYPES}
}
HOST = DOCUMENT["servers"][0]["url"].removesuffix("/api/v1")


def closed(node: Any) -> Any:
    """Return a schema without room for what it does not describe: readers are to expect more, but
    nothing is to be answered that nobody has described."""
    if isinstance(node, list):
        return [closed(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    inner = {name: closed(value) for name, value in node.items()}
    return {CLOSED: False, **inner} if isinstance(node.get("properties"), dict) else inner


STRICT = {
    **DOCUMENT,
    "components": {
        **DOCUMENT["components"],
        "schemas": {
            name: closed(schema) for name, schema in DOCUMENT["components"]["schemas"].items()
        },
    },
}
PROBLEM_VALIDATOR = Draft202012Validator(
    {"$ref": "#/components/schemas/Problem", "components": STRICT["components"]}
)


@cache
def contract() -> OpenAPI:
    """Return what holds answers to the document, which test_document.py finds valid, once."""
    config = Config(spec_validator_cls=None, extra_media_type_deserializers=READERS)
    return OpenAPI.from_dict(STRICT, config=config)


class ContractClient(FlaskClient):
    """Asks as if mounted at /api/v1; an answer that openapi.yaml does not describe is an error."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **({"base_url": BASE} | kwargs))
        check(response)
        return response


def check(response: TestResponse) -> None:
    """Hold a response to the contract; what no path describes can only be a problem."""
    asked = response.request
    if asked.method in {"HEAD", "OPTIONS"}:
        return
    request = MockRequest(HOST, asked.method, f"/api/v1{asked.path}")
    answer = MockResponse(
        response.data, response.status_code, dict(response.headers), response.mimetype or ""
    )
    operation = operation_of(asked.method.lower(), asked.path) or {}
    if response.mimetype in operation.get("x-linked-data", ()):
        check_headers(response)
        return
    try:
        contract().validate_response(request, answer)
    except (PathNotFound, OperationNotFound):
        if response.mimetype == PROBLEM or response.status_code >= 400:
            PROBLEM_VALIDATOR.validate(response.get_json())
    else:
        check_headers(response)
        check_relations(response)


def check_headers(response: TestResponse) -> None:
    """Hold the headers of a response to the document, but for those that HTTP and browsers read."""
    asked = response.request
    operation = operation_of(asked.method.lower(), asked.path)
    if operation is None:
        assert response.status_code == HTTPStatus.NOT_FOUND
        return
    answers = operation["responses"]
    described = answers.get(str(response.status_code), answers["default"])
    if "$ref" in described:
        described = DOCUMENT["components"]["responses"][described["$ref"].rpartition("/")[2]]
    sent = {name for name, _ in response.headers if not GENERAL.fullmatch(name)}
    told = {name.lower() for name in described["headers"]}
    unknown = {name for name in sent if name.lower() not in told}
    assert not unknown, f"{operation['operationId']} {response.status_code}: {sorted(unknown)}"


def links_in(value: object) -> Iterator[dict[str, Any]]:
    """Yield every link description in an answer."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from inner if name == "_links" else links_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from links_in(inner)


def check_relations(response: TestResponse) -> None:
    """Hold the relations of all links to those that docs/rest-api-profile.md lists."""
    if response.is_json:
        rels = {each["rel"] for each in links_in(response.get_json())}
        assert rels <= REGISTERED | EXTENSIONS


def operation_of(method: str, path: str) -> dict[str, Any] | None:
    """Return the operation that answers; None where the document has none."""
    found = (
        verbs[method] for pattern, verbs in PATHS if method in verbs and pattern.fullmatch(path)
    )
    return next(found, None)
