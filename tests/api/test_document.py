"""The OpenAPI document: committed, valid, and as the national profile's linter would have it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

from api import about
from api.document import committed_documents
from api.openapi import to_yaml
from seed.files import parse_yaml
from tests.api.contract import DOCUMENT, PUBLIC, STRICT, ContractClient
from tests.fixtures.repository import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator


PROBLEM = "application/problem+json"
PATHS: dict[str, Any] = DOCUMENT["paths"]
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]
METHODS: list[tuple[str, str, dict[str, Any]]] = [
    (path, method, operation)
    for path, verbs in PATHS.items()
    for method, operation in verbs.items()
]
OPERATIONS = [(path, operation) for path, _, operation in METHODS]
READING = [operation for _, method, operation in METHODS if method == "get"]
QUERY = [one for _, operation in OPERATIONS for one in operation["parameters"]]


WITHOUT_PLURAL = {"evidence", "explanation", "funding", "nearest", "sectorText"}
A_FILE = {"example": "needs none"}
LARGEST_PUBLIC = 170_000
"""Bytes of JSON."""


def responses() -> Iterator[tuple[str, dict[str, Any]]]:
    for _, operation in OPERATIONS:
        for status, response in operation["responses"].items():
            if "$ref" in response:
                name = response["$ref"].rpartition("/")[2]
                yield status, DOCUMENT["components"]["responses"][name]
            else:
                yield status, response


def properties() -> Iterator[tuple[str, dict[str, Any]]]:
    for schema in SCHEMAS.values():
        yield from schema.get("properties", {}).items()


def test_the_committed_document_is_what_the_code_says() -> None:
    for name, text in committed_documents().items():
        assert text_of(name) == text


@pytest.mark.parametrize("name", ["openapi.yaml", "openapi-editing.yaml"])
def test_the_document_is_valid_openapi(name: str) -> None:
    document = parse_yaml(text_of(name))
    validate(document)
    assert document["openapi"].startswith("3.1")


@pytest.mark.parametrize(("name", "expected"), [("openapi", PUBLIC), ("openapi-editing", DOCUMENT)])
def test_the_document_is_served_at_the_root_in_both_forms(
    client: ContractClient, name: str, expected: dict[str, Any]
) -> None:
    as_yaml, as_json = client.get(f"/{name}.yaml"), client.get(f"/{name}.json")
    assert (as_yaml.mimetype, as_json.mimetype) == ("application/yaml", "application/json")
    served = parse_yaml(as_yaml.text)
    assert served == json.loads(as_json.text)
    assert served["paths"].keys() == expected["paths"].keys()
    assert served["servers"] == [{"url": "http://127.0.0.1:8000/api/v1"}]


def test_the_public_document_is_small_and_asks_for_no_token(client: ContractClient) -> None:
    assert len(client.get("/openapi.json").data) < LARGEST_PUBLIC
    assert "securitySchemes" not in PUBLIC["components"]
    operations = [one for path in PUBLIC["paths"].values() for one in path.values()]
    names = {operation["operationId"] for operation in operations}
    assert {"searchEntries", "getEntry", "listChanges"} <= names
    assert not {"createEntry", "listReplies", "createSession", "getImportTemplate"} & names
    for operation in operations:
        assert "security" not in operation
        assert not {"401", "403"} & operation["responses"].keys()
        assert "status" not in {each["name"] for each in operation["parameters"]}


def test_the_public_document_describes_open_operations_as_the_other_one() -> None:
    for path, verbs in PUBLIC["paths"].items():
        for method, operation in verbs.items():
            whole = DOCUMENT["paths"][path][method]
            assert operation["summary"] == whole["summary"]
            assert operation["responses"]["200"] == whole["responses"]["200"]
    schemas = PUBLIC["components"]["schemas"]
    assert schemas == {name: SCHEMAS[name] for name in schemas}
    assert "Reply" not in schemas


def test_a_search_takes_first_what_is_used_most() -> None:
    named = [each["name"] for each in PUBLIC["paths"]["/entries"]["get"]["parameters"]]
    assert named[:4] == ["q", "county", "limit", "fields"]
    assert named[-2:] == ["language", "If-None-Match"]


def test_every_parameter_of_a_path_has_an_example() -> None:
    placed = [each for each in QUERY if each["in"] == "path"]
    assert placed
    assert all("example" in each for each in placed)


def test_linked_data_is_no_part_of_the_typed_answer() -> None:
    operation = PATHS["/entries/{entryId}"]["get"]
    content = operation["responses"]["200"]["content"]
    assert content.keys() == {"application/json"}
    assert content["application/json"]["schema"] == {"$ref": "#/components/schemas/Entry"}
    assert "text/turtle" in operation["x-linked-data"]


def test_the_head_says_who_what_and_on_which_terms() -> None:
    info = DOCUMENT["info"]
    assert {"title", "version", "description", "termsOfService", "contact", "license"} <= set(info)
    assert info["version"] == about.VERSION
    assert info["description"].count("`/oai-pmh`") == len({"sv", "en"})
    for word in ("Begränsningar", "Limitations", "Servicenivå", "Livscykel", "och", "and"):
        assert word in info["description"]
    assert DOCUMENT["externalDocs"]["url"].startswith("https://")
    assert DOCUMENT["security"] == []


def test_the_address_has_name_and_major_version_and_no_more() -> None:
    (server,) = DOCUMENT["servers"]
    assert re.fullmatch(r"https://[a-z.]+/api/v1", server["url"])
    assert about.VERSION.split(".")[0] == "1"


@pytest.mark.parametrize("path", list(PATHS))
def test_an_address_is_nouns_with_hyphens(path: str) -> None:
    for segment in path.strip("/").split("/"):
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*|\{[a-z]+([A-Z][a-z]+)*\}", segment)


@pytest.mark.parametrize(("path", "operation"), OPERATIONS)
def test_an_operation_is_described_and_named(path: str, operation: dict[str, Any]) -> None:
    assert operation["summary"], path
    assert operation["description"], path
    assert re.fullmatch(r"[a-z]+([A-Z][a-z]+)+", operation["operationId"])


def test_operations_have_names_of_their_own() -> None:
    names = [operation["operationId"] for _, operation in OPERATIONS]
    assert len(names) == len(set(names))


def test_path_parameters_stand_in_the_operation() -> None:
    for path, operation in OPERATIONS:
        named = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
        assert named == set(re.findall(r"\{(\w+)\}", path))
        assert PATHS[path].keys() <= {"get", "post", "put", "patch", "delete"}


def test_every_answer_is_json_with_an_example() -> None:
    for status, response in responses():
        if status in {"204", "304"}:
            assert "content" not in response
        elif status.startswith("2"):
            assert response["content"]
            assert response["content"].get("application/json", A_FILE)["example"]
        else:
            assert response["content"][PROBLEM]["example"]


def test_every_type_of_content_has_a_schema_that_tells_something() -> None:
    for status, response in responses():
        for kind, described in response.get("content", {}).items():
            assert described["schema"].keys() & {"type", "$ref", "anyOf"}, (status, kind)
    counties = PATHS["/counties"]["get"]["responses"]["200"]["content"]
    assert counties["application/geo+json"]["schema"] == counties["application/json"]["schema"]


def test_every_answer_is_described_and_carries_the_trace() -> None:
    for _, response in responses():
        assert response["description"]
        assert "traceparent" in response["headers"]


def test_every_operation_takes_a_language_and_describes_its_errors() -> None:
    for _, operation in OPERATIONS:
        assert "language" in {one["name"] for one in operation["parameters"]}
        assert {"401", "429", "default"} <= operation["responses"].keys()
        content = operation["responses"].get("200", {}).get("content")
        is_file = content is not None and "application/json" not in content
        assert ("406" in operation["responses"]) is not is_file  # a file comes as what it is
        assert any(status.startswith("2") for status in operation["responses"])


def test_the_headers_that_a_method_reads_are_parameters() -> None:
    for path, operation in OPERATIONS:
        named = {one["name"] for one in operation["parameters"] if one["in"] == "header"}
        conditional = "304" in operation["responses"] or operation["operationId"] == "putEntry"
        assert ("If-None-Match" in named) is conditional, path
        assert ({"Range", "If-Range"} <= named) is ("206" in operation["responses"]), path


def test_what_a_change_answers_has_the_etag_of_the_next_one() -> None:
    for path, method, status in (
        ("/entries", "post", "201"),
        ("/entries/{entryId}", "patch", "200"),
        ("/entries/{entryId}/relations", "put", "200"),
    ):
        assert "ETag" in PATHS[path][method]["responses"][status]["headers"]


def test_a_get_takes_no_content() -> None:
    for operation in READING:
        assert "requestBody" not in operation
        assert {"200", "400"} <= operation["responses"].keys()
        assert "304" in operation["responses"] or operation["security"]  # then no cache keeps it


def test_content_is_held_to_a_schema() -> None:
    for _, operation in OPERATIONS:
        if list(operation.get("requestBody", {}).get("content", ())) == ["application/json"]:
            assert {"413", "415", "422"} <= operation["responses"].keys()


def test_query_parameters_are_optional_camel_case_and_bounded() -> None:
    for parameter in QUERY:
        assert parameter["description"]
        if parameter["in"] != "query":
            continue
        assert re.fullmatch(r"[a-z]+([A-Z][a-z]+)*", parameter["name"])
        assert not parameter.get("required")
        schema = parameter["schema"]
        bounded = {"maxLength", "maxItems", "maximum", "enum"} & schema.keys()
        assert bounded or schema["type"] == "boolean", parameter["name"]


def test_paging_is_page_from_1_and_limit_20() -> None:
    entry_search = {one["name"]: one["schema"] for one in PATHS["/entries"]["get"]["parameters"]}
    assert (entry_search["page"]["default"], entry_search["page"]["minimum"]) == (1, 1)
    assert entry_search["limit"]["default"] == 20


def test_fields_are_camel_case() -> None:
    for name, _ in properties():
        assert re.fullmatch(r"_?[a-z]+([A-Z][a-z]+)*", name)


def test_fields_are_described() -> None:
    for name, schema in properties():
        assert schema.get("description"), name


def test_days_and_moments_have_an_example_with_its_zone() -> None:
    dated = [(name, one) for name, one in properties() if one.get("format", "").startswith("date")]
    assert dated
    for name, schema in dated:
        pattern = r"\d{4}-\d\d-\d\d" + (r"T.+Z" if schema["format"] == "date-time" else "")
        assert re.fullmatch(pattern, schema["example"]), name


def test_a_text_of_digits_is_no_number_to_whoever_reads_yaml_1_2() -> None:
    assert to_yaml({"id": "09", "price": "1e5"}) == "id: '09'\nprice: '1e5'\n"


def test_lists_have_plural_names() -> None:
    languages = {"sv", "en"}
    participles = {"counties", "excluded", "ignored", "added", "removed", "changed", "nearby"}
    for name, schema in properties():
        if schema.get("type") == "array" and name not in WITHOUT_PLURAL | languages:
            last_word = re.split(r"(?=[A-Z])", name)[-1].lower()
            assert last_word.endswith("s") or last_word in participles, name


def test_a_problem_has_the_five_members() -> None:
    problem = SCHEMAS["Problem"]
    assert problem["type"] == "object"
    assert {"type", "title", "status", "detail", "instance"} <= set(problem["required"])


def exampled(node: Any, place: str = "#") -> Iterator[tuple[str, Any, Any]]:
    """Yield where an example stands, the schema that it is of, and the example."""
    if isinstance(node, dict):
        if "example" in node:
            yield place, node.get("schema", node), node["example"]
        for name, inner in node.items():
            yield from exampled(inner, f"{place}/{name}")
    elif isinstance(node, list):
        for index, inner in enumerate(node):
            yield from exampled(inner, f"{place}/{index}")


def test_there_are_examples_of_bodies_parameters_and_properties() -> None:
    places = [place for place, *_ in exampled(STRICT)]
    for part in ("/requestBody/", "/responses/", "/parameters/", "/properties/"):
        assert any(part in place for place in places), part


def test_every_example_is_as_its_schema_says() -> None:
    faults = [
        f"{place}: {fault.message}"
        for place, schema, example in exampled(STRICT)
        for fault in Draft202012Validator(
            {**schema, "components": STRICT["components"]}, format_checker=FormatChecker()
        ).iter_errors(example)
    ]
    assert faults == []
