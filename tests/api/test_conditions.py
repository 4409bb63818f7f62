"""Conditions beside the filters by value: what entries have, and when they were changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from app.searching.requests import SearchRequest
from app.searching.search import live_index, search
from indexer.engine import EngineQuery
from record.filters import HOLDINGS, SEARCHED_BY, SINCES
from schemas.arguments import SearchArgsSchema
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services
    from record.filters import Holding, Since
    from tests.api.contract import ContractClient
    from tests.fixtures.services import Loader

HELD: dict[str, dict[str, Any]] = {
    "hasResults": {"results": "Halverade avfallet."},
    "hasMeasuredResults": {"results": "Halverade avfallet.", "resultBasis": "measured"},
    "hasLessons": {"lessons": [{"obstacle": "Ingen ville köpa."}]},
    "hasCost": {"resources": {"money": "Två miljoner kronor."}},
    "hasContact": {"contact": "miljo@kommun.example"},
    "hasDocuments": {
        "documents": [{"kind": "template", "title": "Mall", "url": "https://example.org/mall.pdf"}]
    },
}
"""Parameter -> fields of an entry that it finds."""


def found(client: ContractClient, query: str) -> dict[str, Any]:
    response = client.get(f"/entries?{query}")
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.get_json()
    return body


def ids(client: ContractClient, query: str) -> set[str]:
    return {item["id"] for item in found(client, f"{query}&limit=100")["items"]}


@pytest.mark.parametrize("holding", HOLDINGS, ids=lambda each: each.name)
def test_entries_are_found_by_what_they_have_and_by_what_they_lack(
    fresh: ContractClient, load: Loader, holding: Holding
) -> None:
    load(row("with", title="Har", **HELD[holding.name]), row("without"))
    for has, title in ((True, "Har"), (False, "Titel")):
        body = found(fresh, f"{holding.name}={str(has).lower()}")
        assert [item["title"] for item in body["items"]] == [title]
        assert body["query"][holding.name] is has
    assert holding.name not in found(fresh, "")["query"]


def test_what_entries_have_narrows_a_search_and_its_facets(
    fresh: ContractClient, load: Loader
) -> None:
    load(
        row("with", title="Kompost med resultat", results="Halverade avfallet.", goals=["12"]),
        row("without", title="Kompost utan", goals=["12"]),
    )
    body = found(fresh, "q=kompost&hasResults=true&facets=goal")
    assert [item["title"] for item in body["items"]] == ["Kompost med resultat"]
    assert [(each["id"], each["count"]) for each in body["facets"]["goal"]] == [("12", 1)]


@pytest.mark.parametrize("since", SINCES, ids=lambda each: each.name)
def test_entries_are_found_from_a_moment_on(
    fresh: ContractClient, load: Loader, since: Since
) -> None:
    load(row("old", title="Äldre"))
    load(row("new", title="Nyare"))
    old, new = sorted(
        found(fresh, f"fields={since.field}")["items"], key=lambda item: item[since.field]
    )
    assert ids(fresh, urlencode({since.name: new[since.field]})) == {new["id"]}
    assert ids(fresh, urlencode({since.name: old[since.field]})) == {old["id"], new["id"]}
    assert ids(fresh, f"{since.name}=2999-01-01") == set()
    east = new[since.field].replace("Z", "+00:00")
    assert found(fresh, urlencode({since.name: east}))["query"][since.name] == new[since.field]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("hasResults=yes", "unknown-value"),
        ("updatedSince=yesterday", "not-moment"),
        ("updatedSince=2026-01-01T12:00:00", "not-moment"),
        ("updatedSince=20260101", "not-moment"),
        ("publishedSince=2026-01-01&publishedSince=2026-01-02", "repeated"),
        ("status=draft&hasContact=true", "not-with-status"),
    ],
)
def test_values_that_are_none_are_named(client: ContractClient, query: str, code: str) -> None:
    refused = client.get(f"/entries?{query}")
    assert refused.status_code == 400
    assert refused.get_json()["errors"][0]["code"] == code


def test_a_cursor_belongs_to_its_conditions(client: ContractClient) -> None:
    cursor = found(client, "sort=seq&limit=1&hasResults=false")["_meta"]["nextCursor"]
    query = urlencode({"sort": "seq", "limit": 1, "cursor": cursor})
    assert client.get(f"/entries?{query}&hasResults=false").status_code == 200
    refused = client.get(f"/entries?{query}&hasResults=true")
    assert refused.get_json()["errors"][0]["code"] == "invalid-cursor"


def test_a_search_without_hits_offers_it_without_the_condition(client: ContractClient) -> None:
    query = found(client, "q=matsvinn&updatedSince=2999-01-01&hasResults=false")["query"]
    offered = {one["label"]: one["parameters"] for one in query["relaxations"]}
    assert offered["Ändrade sedan 2999-01-01"] == {"q": ["matsvinn"], "hasResults": ["false"]}


def test_every_suggestion_leads_to_a_search(client: ContractClient) -> None:
    for typed in ("matsv", "skå", "skogs", "livsm"):
        for each in client.get(f"/suggestions?q={typed}&limit=20").get_json()["items"]:
            body = found(client, urlencode(each["asFilter"], doseq=True) + "&limit=1")
            assert body["items"], each


def test_every_concept_has_a_search_that_finds_what_its_facet_counts(
    client: ContractClient, services: Services
) -> None:
    without = set()
    for listed in client.get("/vocabularies").get_json()["items"]:
        vocabulary = client.get(f"/vocabularies/{listed['id']}").get_json()
        name = vocabulary["filter"]
        assert listed["filter"] == name == SEARCHED_BY.get(listed["id"])
        counts = facet_counts(services, name) if name else {}
        for search_for in (each["asFilter"] for each in vocabulary["concepts"]):
            if not search_for:
                without.add(listed["id"])
                continue
            total = count_of(services, search_for)
            if name:
                assert search_for.keys() == {name}
                assert total == counts.get(search_for[name][0], 0), search_for
    assert without == {"sni2007", "sni2025"}


def facet_counts(services: Services, name: str) -> dict[str, int]:
    return dict(live_index(services).search(EngineQuery(facets=(name,), limit=0)).facets[name])


def count_of(services: Services, parameters: dict[str, list[str]]) -> int:
    """Return how many entries a search finds; of a county, as its facet counts, its own."""
    own = {"national": ["false"]} if "county" in parameters else {}
    args = SearchArgsSchema().load({**parameters, **own, "limit": ["0"]})
    return search(services, SearchRequest.of(args, "sv"), live_index(services)).total


def test_organisations_are_filtered_by_id_by_any_name_and_without_entries(
    client: ContractClient,
) -> None:
    by_id = found(client, "organisation=ivl-svenska-miljoinstitutet&limit=0")
    by_name = found(client, "organisation=IVL&limit=0")
    assert by_id["_meta"]["totalRecords"] == by_name["_meta"]["totalRecords"] > 0
    names = {"id": "IVL Svenska Miljöinstitutet", "label": "IVL Svenska Miljöinstitutet"}
    assert by_id["query"]["filters"] == by_name["query"]["filters"] == {"organisation": [names]}


def test_an_organisation_is_suggested_by_what_it_is_called(client: ContractClient) -> None:
    items = client.get("/suggestions?q=ivl").get_json()["items"]
    (ivl,) = (each for each in items[:2] if each["vocabulary"] == "organisations")
    assert (ivl["id"], ivl["matched"]) == ("ivl-svenska-miljoinstitutet", "IVL")
    total = found(client, urlencode(ivl["asFilter"], doseq=True))["_meta"]["totalRecords"]
    assert total == ivl["count"]


def test_entries_are_found_by_the_basis_of_results_and_the_kind_of_documents(
    fresh: ContractClient, load: Loader
) -> None:
    load(
        row("a", title="Mätt", results="Halverat.", resultBasis="measured"),
        row("b", title="Med mall", **HELD["hasDocuments"]),
        row("c"),
    )
    for query, title in (("resultBasis=Uppmätt", "Mätt"), ("documentKind=template", "Med mall")):
        assert [item["title"] for item in found(fresh, query)["items"]] == [title]


def test_the_state_of_the_work_is_filter_and_facet(client: ContractClient) -> None:
    counted = found(client, "facets=state&limit=0")["facets"]["state"]
    assert sum(each["count"] for each in counted) == 207
    for each in counted:
        total = found(client, f"state={each['id']}&limit=0")["_meta"]["totalRecords"]
        assert total == each["count"]
