"""One thing has one shape in every answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from api.paging import search_links
from app.searching.requests import SearchAnswer, SearchRequest
from tests.api.contract import DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from tests.api.contract import ContractClient
    from tests.api.editing import Curator

SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]
PATHS: dict[str, Any] = DOCUMENT["paths"]
A_UUID = "00000000-0000-7000-8000-000000000000"
NUMBERS = {"totalRecords", "page", "offset", "limit", "count"}


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """Return what a reference leads to."""
    return SCHEMAS[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def answers() -> Iterator[tuple[str, str, dict[str, Any], Any]]:
    """Yield name, method, schema and example of every answer in JSON that is no problem."""
    for verbs in PATHS.values():
        for method, operation in verbs.items():
            for status, response in operation["responses"].items():
                content = response.get("content", {}).get("application/json")
                if status.startswith("2") and content and "schema" in content:
                    schema = resolved(content["schema"])
                    yield operation["operationId"], method, schema, content["example"]


LISTS = [
    (name, schema)
    for name, _, schema, _ in answers()
    if re.match("list|search", name) or "items" in schema.get("properties", ())
]


def test_there_are_lists() -> None:
    assert len(LISTS) >= 20


@pytest.mark.parametrize(("name", "schema"), LISTS, ids=[name for name, _ in LISTS])
def test_a_list_has_items_numbers_and_links(name: str, schema: dict[str, Any]) -> None:
    assert {"items", "_meta", "_links"} <= set(schema["required"]), name
    meta = resolved(schema["properties"]["_meta"])
    assert set(meta["required"]) >= NUMBERS, name


def links(node: Any) -> Iterator[tuple[str, str]]:
    """Yield method and path of every link in a JSON value."""
    if isinstance(node, dict):
        if {"href", "rel", "method"} <= node.keys():
            yield node["method"], urlsplit(node["href"]).path.removeprefix("/api/v1")
        for inner in node.values():
            yield from links(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from links(inner)


ROUTES = [
    (method.upper(), re.compile(re.sub(r"\{\w+\}", "[^/]+", path)))
    for path, verbs in {**PATHS, "/openapi.yaml": {"get": {}}}.items()
    for method in verbs
]


@pytest.mark.parametrize("answer", list(answers()), ids=lambda answer: answer[0])
def test_what_a_link_leads_to_takes_its_method(answer: tuple[str, str, Any, Any]) -> None:
    for method, path in links(answer[3]):
        assert any(verb == method and route.fullmatch(path) for verb, route in ROUTES), path


def test_an_answer_to_post_says_so_of_itself(client: ContractClient) -> None:
    body = {"text": "Energirådgivning till lantbrukare"}
    found = client.post("/link-suggestions?minPrecision=0.5", json=body).get_json()
    (link,) = found["_links"]
    assert (link["rel"], link["method"]) == ("self", "POST")
    assert link["href"].endswith("/link-suggestions?minPrecision=0.5")


def test_a_page_by_cursor_has_no_number(client: ContractClient) -> None:
    first = client.get("/entries?sort=seq&limit=5").get_json()["_meta"]
    assert (first["page"], first["offset"]) == (1, 0)
    path = f"/entries?sort=seq&limit=5&cursor={first['nextCursor']}"
    after = client.get(path).get_json()["_meta"]
    assert (after["page"], after["offset"], after["count"]) == (None, None, 5)


def test_a_list_that_is_answered_whole_counts_its_items(client: ContractClient) -> None:
    found = client.get("/vocabularies").get_json()
    total = len(found["items"])
    assert found["_meta"] == {
        "totalRecords": total,
        "page": 1,
        "offset": 0,
        "limit": total,
        "count": total,
    }


def properties(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every property of this name, with the schema that has it."""
    for owner, schema in SCHEMAS.items():
        if name in schema.get("properties", ()):
            yield owner, schema["properties"][name]


def test_a_message_is_a_text_in_the_language_of_the_answer() -> None:
    found = list(properties("message"))
    assert len(found) >= 8
    for owner, schema in found:
        kind = schema["type"]
        assert (kind if isinstance(kind, list) else [kind])[0] == "string", owner


def test_both_languages_stand_side_by_side_in_vocabularies_alone() -> None:
    owners = {
        owner
        for owner, schema in SCHEMAS.items()
        if "Bilingual" in str(schema.get("properties", ""))
    }
    assert owners == {
        "ConceptMapping",
        "ListedConcept",
        "Concept",
        "ListedVocabulary",
        "Vocabulary",
        "VocabularyItem",
    } & set(SCHEMAS)


@pytest.mark.parametrize(("language", "word"), [("sv", "0 betyder"), ("en", "0 means")])
def test_texts_of_the_service_come_in_one_language(
    client: ContractClient, language: str, word: str
) -> None:
    response = client.get("/coverage", headers={"Accept-Language": language})
    assert response.headers["Content-Language"] == language
    assert response.get_json()["note"].startswith(word)


ASKED_FOR = {"diff", "explanation", "signals", "labels"}
"""Members that a parameter asks for; without it they are left out."""
INSIDE = {
    "Provenance": {"curatedFields"},
    "ReplyProvenance": {"replyId", "candidateId", "text", "before", "after"},
    "Version": {"status", "actor", "reason", "importId"},
}
"""What is left out for those who may not see it: null would say that there is nothing."""
OF_ITS_TYPE = "Problem"
"""Has members that its type alone has (RFC 9457)."""


def answered() -> set[str]:
    """Return the names of the schemas that answers lead to."""
    found: set[str] = set()
    waiting = re.findall(r"#/components/schemas/(\w+)", str([one for _, _, one, _ in answers()]))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += re.findall(r"#/components/schemas/(\w+)", str(SCHEMAS[name]))
    return found


def test_a_member_without_a_value_is_null_and_not_left_out() -> None:
    names = answered() - {"FoundEntry", "EntryQuery"}  # with what the request asks for or names
    assert len(names) >= 50
    for name in names - {OF_ITS_TYPE}:
        schema = SCHEMAS[name]
        members = schema.get("properties", {})
        choices = {each for each in members if None in members[each].get("enum", ())}
        optional = set(members) - set(schema.get("required", ())) - choices
        assert optional <= ASKED_FOR | INSIDE.get(name, set()), name


def test_an_entry_can_be_sent_back_as_it_was_read(publisher: Curator) -> None:
    entry_id = publisher.create(publish=True)["id"]
    entry = publisher.get(f"/entries/{entry_id}").get_json()
    assert None in entry["source"].values()
    taken = SCHEMAS["EntryPatch"]["properties"]
    read = {name: value for name, value in entry.items() if name in taken}
    changed = publisher.patch(entry_id, **read)
    assert changed.status_code == 200, changed.text
    assert changed.get_json()["version"] == entry["version"]


@pytest.mark.parametrize(
    "query", ["fields=title,summary", "facets=goal,kind", f"id={A_UUID},{A_UUID}", "county=12,13"]
)
def test_a_list_between_commas_is_told_to_repeat_the_parameter(
    client: ContractClient, query: str
) -> None:
    response = client.get(f"/entries?{query}", headers={"Accept-Language": "en"})
    (fault,) = response.get_json()["errors"]
    assert (response.status_code, fault["code"]) == (400, "comma-separated")
    assert "repeat the parameter" in fault["message"]


@pytest.mark.parametrize("path", ["/entries?limit=5", "/entries?q=matsvinn"])
def test_a_list_leaves_links_out_unless_asked_for(client: ContractClient, path: str) -> None:
    for item in client.get(path).get_json()["items"]:
        assert "conceptLinks" not in item
    for item in client.get(f"{path}&fields=conceptLinks").get_json()["items"]:
        assert item.keys() == {"id", "uri", "title", "conceptLinks", "_links"}


@pytest.mark.parametrize("vocabulary", ["sectors", "goals", "counties"])
def test_every_concept_has_an_address_that_lasts(client: ContractClient, vocabulary: str) -> None:
    concepts = client.get(f"/vocabularies/{vocabulary}").get_json()["concepts"]
    assert all(urlsplit(each["uri"]).netloc for each in concepts)
    one = client.get(f"/vocabularies/{vocabulary}/concepts/{concepts[0]['id']}").get_json()
    assert one["uri"] == concepts[0]["uri"]
    assert ("/id/sectors/" in one["uri"]) == (vocabulary == "sectors")


@pytest.mark.parametrize(("total", "more"), [(10_000, False), (10_001, True)])
def test_the_last_page_that_can_be_asked_for_leads_on_by_cursor(
    api: Flask, total: int, *, more: bool
) -> None:
    request = SearchRequest(page=100, limit=100)
    answer = SearchAnswer((), total, {}, {}, "", 0)
    with api.test_request_context("/entries?page=100&limit=100&county=12"):
        links = {each["rel"]: each["href"] for each in search_links(request, answer)}
    assert "next" not in links
    assert links.get("cursor", "").endswith("/entries?limit=100&county=12&sort=seq" * more)
    assert ("cursor" in links) == more


def test_counties_are_no_links() -> None:
    fields = SCHEMAS["EntryLink"]["properties"]["field"]["enum"]
    assert {"goals", "sectors"} <= set(fields)
    assert "counties" not in fields
