"""A test client that checks every answer against openapi-editing.yaml."""

from __future__ import annotations

import re
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import jsonschema_rs
from flask.testing import FlaskClient

from api.addresses import EXTENSIONS, REGISTERED
from seed.files import parse_yaml
from tests.fixtures.repository import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from werkzeug.test import TestResponse

BASE = "http://127.0.0.1:8000/api/v1"
PROBLEM = "application/problem+json"
GENERAL = re.compile(
    r"(Date|Vary|Cache-Control|Accept-Ranges|Content-(Encoding|Type|Length|Security-Policy)|(Access-Control|Cross-Origin)-.+|Referrer-Policy"
    r"|RateLimit(-Policy)?|Permissions-Policy|X-(Content-Type|Frame)-Options|Strict-Transport-Security)",
    re.IGNORECASE,
)
"""Headers of any answer that OpenAPI leaves out, or browsers alone read."""


def resolved(node: Any, components: dict[str, Any]) -> Any:
    """Return a part of a document with its parameters, headers and answers in place."""
    if isinstance(node, list):
        return [resolved(each, components) for each in node]
    if not isinstance(node, dict):
        return node
    _, _, place = str(node.get("$ref", "")).partition("#/components/")
    kind, _, name = place.partition("/")
    if kind in {"parameters", "headers", "responses"}:
        return resolved(components[kind][name], components)
    return {name: resolved(inner, components) for name, inner in node.items()}


def read_document(name: str) -> dict[str, Any]:
    """Return a committed document, with its parameters, headers and answers in place."""
    document = parse_yaml(text_of(name))
    whole: dict[str, Any] = resolved(document, document["components"])
    return whole


DOCUMENT = read_document("openapi-editing.yaml")
PUBLIC = read_document("openapi.yaml")
CLOSED = "additionalProperties"
PATHS: list[tuple[re.Pattern[str], str, dict[str, Any]]] = [
    (re.compile(re.sub(r"\{\w+\}", "[^/]+", described)), described, verbs)
    for described, verbs in sorted(DOCUMENT["paths"].items(), key=lambda each: "{" in each[0])
]
"""Patterns of the addresses, those without names first: /imports/template is no import's id."""


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
REGISTRY = jsonschema_rs.Registry([("urn:contract", STRICT)])


@cache
def validator_of(*place: str) -> jsonschema_rs.Draft202012Validator:
    """Return what holds a body to the schema at a place of the document."""
    pointer = "/".join(each.replace("~", "~0").replace("/", "~1") for each in place)
    return jsonschema_rs.Draft202012Validator(
        {"$ref": f"urn:contract#/{quote(pointer, safe='/~')}"},
        registry=REGISTRY,
        validate_formats=True,
    )


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
    found = operation_of(asked.method.lower(), asked.path)
    if found is None:
        if response.mimetype == PROBLEM or response.status_code >= HTTPStatus.BAD_REQUEST:
            validator_of("components", "schemas", "Problem").validate(response.get_json())
        return
    path, operation = found
    place, described = described_answer(path, asked.method.lower(), response.status_code)
    check_headers(response, operation["operationId"], described["headers"])
    if response.mimetype not in operation.get("x-linked-data", ()):
        check_body(response, place, described.get("content", {}))
        check_relations(response)


def described_answer(path: str, method: str, status: int) -> tuple[Sequence[str], dict[str, Any]]:
    """Return what the document has on an answer, and at which place."""
    answers = DOCUMENT["paths"][path][method]["responses"]
    code = str(status) if str(status) in answers else "default"
    reference = answers[code].get("$ref")
    if reference is None:
        return ("paths", path, method, "responses", code), answers[code]
    place = reference.removeprefix("#/").split("/")
    return place, DOCUMENT["components"]["responses"][place[-1]]


def check_body(response: TestResponse, place: Sequence[str], content: Mapping[str, Any]) -> None:
    """Hold a body to its schema; those of files ask for no more than that there is one."""
    if not content:
        return
    assert response.mimetype in content, f"{response.mimetype} is none of {sorted(content)}"
    if response.is_json:
        body = validator_of(*place, "content", response.mimetype, "schema")
        body.validate(response.get_json())


def check_headers(response: TestResponse, name: str, described: Iterable[str]) -> None:
    """Hold the headers of a response to the document, but for those that HTTP and browsers read."""
    known = {each.lower() for each in described}
    sent = {each for each, _ in response.headers if not GENERAL.fullmatch(each)}
    unknown = {each for each in sent if each.lower() not in known}
    assert not unknown, f"{name} {response.status_code}: {sorted(unknown)}"


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


def operation_of(method: str, path: str) -> tuple[str, dict[str, Any]] | None:
    """Return path and operation as described; None where the document has none."""
    found = (
        (described, verbs[method])
        for pattern, described, verbs in PATHS
        if method in verbs and pattern.fullmatch(path)
    )
    return next(found, None)
