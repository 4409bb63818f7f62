"""The smaller resources, and the links that tie all of them together."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, inspect, select, table

from api.addresses import REGISTERED
from schemas.information import STATUSES
from seed.vocabularies import VOCABULARY_IDS
from tests.api.conftest import guarded
from tests.api.contract import BASE, links_in
from tests.fixtures.services import services_in

if TYPE_CHECKING:
    from pathlib import Path

    from app.wiring import Services
    from tests.api.contract import ContractClient

START: tuple[str, ...] = ("/entries?limit=2&facets=goal", "/vocabularies", "/api-info", "/problems")
START += ("/coverage", "/suggestions?q=mat", "/entries?sort=seq&limit=90")


def test_the_api_introduces_itself(client: ContractClient) -> None:
    body = client.get("/api-info").get_json()
    facts = {"apiName", "apiVersion", "apiReleased", "apiDocumentation", "apiStatus"}
    assert body.keys() - {"_links"} == facts
    assert date.fromisoformat(body["apiReleased"])
    assert body["apiStatus"] in STATUSES
    assert client.get(body["apiDocumentation"].removeprefix(BASE)).status_code == 200


def test_every_link_leads_somewhere(client: ContractClient) -> None:
    waiting, seen = list(START), set(START)
    while waiting and len(seen) < 250:
        response = client.get(waiting.pop(0))
        assert response.status_code == 200, response.request.path
        found = list(links_in(response.get_json())) if response.is_json else []
        for link in found:
            assert link.keys() == {"href", "rel", "method"}
            assert link["href"].startswith(f"{BASE}/")
            path = link["href"].removeprefix(BASE)
            if path not in seen:
                seen.add(path)
                waiting.append(path)
    assert len(seen) > 60


@pytest.mark.parametrize(
    ("path", "rels"),
    [
        ("/entries?page=2&limit=5", ["self", "first", "prev", "next", "last"]),
        ("/entries?sort=seq&limit=5", ["self", "first", "next"]),
        ("/vocabularies/goals", ["self", "collection"]),
        ("/dumps", ["self"]),
    ],
)
def test_the_links_of_an_answer_stand_in_its_head_too(
    client: ContractClient, path: str, rels: list[str]
) -> None:
    response = client.get(path)
    told = re.findall(r'<([^>]+)>; rel="([^"]+)"', response.headers["Link"])
    assert [rel for _, rel in told] == rels
    assert told == [(each["href"], each["rel"]) for each in response.get_json()["_links"]]


def test_links_of_our_own_kinds_and_of_other_methods_stand_in_the_body_alone(
    client: ContractClient,
) -> None:
    first = client.get("/entries?limit=1").get_json()["items"][0]["id"]
    response = client.get(f"/entries/{first}")
    assert "similar" in {each["rel"] for each in response.get_json()["_links"]}
    assert set(re.findall('rel="([^"]+)"', response.headers["Link"])) <= REGISTERED


def test_a_head_that_a_proxy_might_refuse_holds_no_links(client: ContractClient) -> None:
    many = [f"{each:02}" for each in (12, 13) * 25]
    long = client.get("/entries", query_string={"county": many, "limit": 1, "page": 2})
    assert long.get_json()["_links"]
    assert "Link" not in long.headers


def test_reading_changes_nothing(client: ContractClient, services: Services) -> None:
    def rows() -> dict[str, int]:
        with services.database.read() as connection:
            tables = inspect(connection).get_table_names()
            return {
                name: connection.execute(select(func.count()).select_from(table(name))).scalar_one()
                for name in tables
            }

    before, position = rows(), client.get("/entries?limit=0").get_json()["_meta"]["indexSeq"]
    for path in START:
        for method in ("GET", "HEAD", "OPTIONS"):
            client.open(path, method=method)
    assert rows() == before
    assert client.get("/entries?limit=0").get_json()["_meta"]["indexSeq"] == position


@pytest.mark.parametrize("path", START)
def test_every_answer_knows_its_own_address(client: ContractClient, path: str) -> None:
    (itself,) = (link for link in client.get(path).get_json()["_links"] if link["rel"] == "self")
    assert itself["href"] == BASE + path.replace(",", "%2C")


def test_addresses_follow_the_host_that_was_asked(client: ContractClient) -> None:
    body = client.get("/entries?limit=1", base_url="http://localhost:8123/api/v1").get_json()
    assert body["_links"][0]["href"] == "http://localhost:8123/api/v1/entries?limit=1"


def test_the_type_of_a_problem_follows_the_host_too(client: ContractClient) -> None:
    body = client.get("/nothing", base_url="http://localhost:8123/api/v1").get_json()
    assert body["type"] == "http://localhost:8123/api/v1/problems/not-found"
    body = client.get("/nothing", base_url="http://evil.example/api/v1").get_json()
    assert body["type"] == f"{BASE}/problems/bad-request"


def test_the_public_host_keeps_its_scheme_behind_a_proxy(tmp_path: Path) -> None:
    services = services_in(tmp_path, EXEMPELBANKEN_PUBLIC_URL="https://bank.example")
    client = guarded(services).test_client()
    body = client.get("/api-info", base_url="http://bank.example/api/v1").get_json()
    assert body["apiDocumentation"] == "https://bank.example/api/v1/docs"
    services.database.close()


def test_the_vocabularies_are_all_there(client: ContractClient) -> None:
    items = client.get("/vocabularies").get_json()["items"]
    assert [item["id"] for item in items] == list(VOCABULARY_IDS)


@pytest.mark.parametrize("vocabulary_id", VOCABULARY_IDS)
def test_a_vocabulary_and_its_concepts_can_be_read(
    client: ContractClient, vocabulary_id: str
) -> None:
    body = client.get(f"/vocabularies/{vocabulary_id}").get_json()
    assert len(body["concepts"]) == body["conceptCount"]
    for concept in (body["concepts"][0], body["concepts"][-1]):
        path = f"/vocabularies/{vocabulary_id}/concepts/{concept['id']}"
        single = client.get(path).get_json()
        assert concept.items() <= single.items()


@pytest.mark.parametrize("asked", ["sv", "en"])
def test_vocabularies_have_labels_in_the_language_of_the_answer(
    client: ContractClient, asked: str
) -> None:
    listed = client.get(f"/vocabularies?language={asked}").get_json()["items"]
    assert all(each["label"] == each["title"][asked] for each in listed)
    vocabulary = client.get(f"/vocabularies/goals?language={asked}").get_json()
    assert vocabulary["label"] == vocabulary["title"][asked]
    concept = client.get(f"/vocabularies/goals/concepts/12?language={asked}").get_json()
    named = (concept, *vocabulary["concepts"], *concept["mappings"])
    assert all(each["label"] == each["prefLabel"][asked] for each in named)
    assert concept["mappings"]


@pytest.mark.parametrize(
    "path", ["/vocabularies/none", "/vocabularies/goals/concepts/99", "/vocabularies/å"]
)
def test_an_unknown_vocabulary_or_concept_is_not_found(client: ContractClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_suggestions_put_concepts_by_their_own_names_first(client: ContractClient) -> None:
    items = client.get("/suggestions?q=skog&limit=10").get_json()["items"]
    kinds = [item["type"] for item in items]
    assert items[0]["type"] == "concept"
    assert "skog" in items[0]["label"].casefold()
    assert {"concept", "topic", "entry"} <= set(kinds)
    assert kinds == sorted(kinds, key="entry".__eq__)
    assert len(items) <= 10


@pytest.mark.parametrize(("language", "label"), [("sv", "Skåne län"), ("en", "Skåne County")])
def test_suggested_concepts_are_labelled_for_the_reader(
    client: ContractClient, language: str, label: str
) -> None:
    response = client.get("/suggestions?q=skån", headers={"Accept-Language": language})
    assert label in {item["label"] for item in response.get_json()["items"]}
    assert response.headers["Content-Language"] == language


def test_nothing_typed_suggests_nothing(client: ContractClient) -> None:
    assert client.get("/suggestions").get_json()["items"] == []


def test_coverage_has_every_cell_and_explains_the_empty_ones(client: ContractClient) -> None:
    body = client.get("/coverage?rows=county&columns=goal").get_json()
    cells = {(cell["row"], cell["column"]): cell["count"] for cell in body["cells"]}
    assert len(cells) == 22 * 17  # 21 counties and a value for national entries
    assert 0 in cells.values()
    assert body["note"].startswith("0 betyder")


def test_a_cell_counts_what_a_search_finds(client: ContractClient) -> None:
    body = client.get("/coverage?rows=lever&columns=goal").get_json()
    cell = next(cell for cell in body["cells"] if cell["count"] > 1)
    query = f"lever={cell['row']}&goal={cell['column']}&limit=0"
    assert client.get(f"/entries?{query}").get_json()["_meta"]["totalRecords"] == cell["count"]


def test_coverage_takes_the_conditions_of_a_search(client: ContractClient) -> None:
    every = client.get("/coverage?rows=goal&columns=kind").get_json()
    some = client.get("/coverage?rows=goal&columns=kind&county=Skåne&q=företag").get_json()
    assert 0 < some["_meta"]["totalRecords"] < every["_meta"]["totalRecords"]


@pytest.mark.parametrize(
    "query", ["yearFrom=2015&yearTo=2018", "budgetFrom=1000000", "budgetTo=2000000", "id={}"]
)
def test_coverage_is_bounded_as_a_search_is(client: ContractClient, query: str) -> None:
    query = query.format(client.get("/entries?limit=1&fields=id").get_json()["items"][0]["id"])
    every = client.get("/coverage?rows=county&columns=kind").get_json()
    some = client.get(f"/coverage?rows=county&columns=kind&{query}").get_json()
    found = client.get(f"/entries?{query}&limit=0").get_json()["_meta"]["totalRecords"]
    assert some["_meta"]["totalRecords"] == found > 0
    counted, all_of_it = (sum(each["count"] for each in one["cells"]) for one in (some, every))
    assert found <= counted < all_of_it


def test_coverage_is_labelled_for_the_reader(client: ContractClient) -> None:
    headers = {"Accept-Language": "en"}
    body = client.get("/coverage?rows=county&columns=kind", headers=headers).get_json()
    assert "Stockholm County" in {value["label"] for value in body["rows"]["values"]}


@pytest.mark.parametrize(("language", "label"), [("sv", "Skåne län"), ("en", "Skåne County")])
def test_coverage_says_how_its_conditions_were_understood(
    client: ContractClient, language: str, label: str
) -> None:
    path = "/coverage?rows=goal&columns=kind&county=Skåne&q=restaurrang"
    query = client.get(path, headers={"Accept-Language": language}).get_json()["query"]
    assert query["filters"] == {"county": [{"id": "12", "label": label}]}
    assert query["words"][0]["status"] == "corrected"
