from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

import pytest
from prometheus_client import REGISTRY

from tests.api.contract import BASE
from tests.fixtures.services import row

if TYPE_CHECKING:
    from tests.api.contract import ContractClient
    from tests.fixtures.services import Loader

LARGEST_HIT = 1200
"""Bytes of a hit without a choice of fields."""


def found(client: ContractClient, query: str, language: str = "sv") -> dict[str, Any]:
    response = client.get(f"/entries?{query}", headers={"Accept-Language": language})
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.get_json()
    return body


def titles(client: ContractClient, query: str) -> list[str]:
    return [item["title"] for item in found(client, query)["items"]]


def links(body: dict[str, Any]) -> dict[str, str]:
    return {link["rel"]: link["href"] for link in body["_links"]}


def parameters(href: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(href).query)


def test_everything_is_listed_without_parameters(client: ContractClient) -> None:
    body = found(client, "")
    assert body["_meta"] == {
        "totalRecords": 207,
        "page": 1,
        "offset": 0,
        "limit": 20,
        "count": 20,
        "indexSeq": body["_meta"]["indexSeq"],
        "nextCursor": None,
    }


def test_a_hit_has_why_it_was_found(client: ContractClient) -> None:
    hit = found(client, "q=matsvinn&fields=score&fields=highlights")["items"][0]
    assert hit["score"] > 0
    assert "<mark>" in str(hit["highlights"])
    assert hit["_links"][0]["href"].endswith(f"/entries/{hit['id']}")


def test_the_account_says_how_words_were_read(client: ContractClient) -> None:
    query = found(client, "q=restaurrang+i+skåne")["query"]
    assert [word["status"] for word in query["words"]] == ["corrected", "ignored", "used"]
    assert [(each["filter"], each["id"]) for each in query["concepts"]] == [
        ("sector", "restaurang"),
        ("county", "12"),
    ]


@pytest.mark.parametrize(
    ("query", "field", "value"),
    [
        ("county=Skåne", "counties", "12"),
        ("county=12", "counties", "12"),
        ("sector=jordbruk", "sectors", "lantbruk"),
        ("objective=Giftfri+miljö", "objectives", "4"),
        ("goal=12", "goals", "12"),
        ("target=12.3", "targets", "12.3"),
        ("lever=Loopa", "levers", "loop"),
    ],
)
def test_a_filter_takes_ids_and_names(
    client: ContractClient, query: str, field: str, value: str
) -> None:
    items = found(client, f"{query}&limit=100&fields={field}")["items"]
    assert items
    assert all(value in item[field] for item in items)


def test_a_kind_is_a_filter(client: ContractClient) -> None:
    items = found(client, "kind=working-method&limit=100")["items"]
    assert {item["kind"] for item in items} == {"working-method"}


def test_an_organisation_is_a_filter(client: ContractClient) -> None:
    named = found(client, "organisation=RISE&fields=*")["items"]
    assert all("RISE" in (item["leadOrganisation"], *item["partners"]) for item in named)
    assert named


def test_a_repeated_filter_means_any_and_different_ones_mean_all(client: ContractClient) -> None:
    def total(query: str) -> int:
        return int(found(client, f"{query}&limit=0")["_meta"]["totalRecords"])

    assert total("goal=2&goal=6") > max(total("goal=2"), total("goal=6"))
    assert total("goal=2&lever=loop") < min(total("goal=2"), total("lever=loop"))


def test_years_leave_out_entries_without_any_and_say_how_many(client: ContractClient) -> None:
    body = found(client, "yearFrom=2019&yearTo=2020&limit=100")
    assert all(item["startYear"] or item["endYear"] for item in body["items"])
    assert body["query"]["withoutYear"] > 0


def test_entries_without_years_are_found_as_such(client: ContractClient) -> None:
    items = found(client, "year=unknown&limit=100")["items"]
    assert items
    assert all(item["startYear"] is None for item in items)


def test_ids_pick_entries(client: ContractClient) -> None:
    ids = {item["id"] for item in found(client, "limit=3")["items"]}
    query = "&".join(f"id={each}" for each in ids)
    assert {item["id"] for item in found(client, query)["items"]} == ids


def test_ids_give_their_entries_at_once_and_in_their_order(client: ContractClient) -> None:
    ids = [item["id"] for item in found(client, "limit=60&sort=title")["items"]]
    query = "&".join(f"id={each}" for each in ids)
    body = found(client, query)
    assert [item["id"] for item in body["items"]] == ids
    assert (body["_meta"]["limit"], body["query"]["sort"]) == (60, "id")
    page = found(client, f"{query}&limit=25&page=2")
    assert [item["id"] for item in page["items"]] == ids[25:50]
    latest = [item["updatedAt"] for item in found(client, f"{query}&sort=-updatedAt")["items"]]
    assert latest == sorted(latest, reverse=True)


def test_ids_that_no_entry_has_are_reported(client: ContractClient) -> None:
    known, unknown = found(client, "limit=1")["items"][0]["id"], str(uuid4())
    query = found(client, f"id={unknown}&id={known}")["query"]
    assert (query["ids"], query["unknownIds"]) == ([unknown, known], [unknown])


def test_a_search_is_measured(client: ContractClient) -> None:
    def searches() -> float:
        return REGISTRY.get_sample_value("exempelbanken_search_seconds_count") or 0.0

    before = searches()
    found(client, "q=matsvinn")
    assert searches() == before + 1


def test_titles_sort_as_swedes_sort(fresh: ContractClient, load: Loader) -> None:
    load(*(row(f"e{n}", title=title) for n, title in enumerate(["Öl", "Zon", "Åker", "Ärt"])))
    assert titles(fresh, "sort=title") == ["Zon", "Åker", "Ärt", "Öl"]
    assert titles(fresh, "sort=-title") == ["Öl", "Ärt", "Åker", "Zon"]


@pytest.mark.parametrize("name", ["startYear", "updatedAt"])
def test_an_order_and_its_reverse_hold(client: ContractClient, name: str) -> None:
    up = [item[name] for item in found(client, f"sort={name}&limit=100&yearFrom=1900")["items"]]
    down = [item[name] for item in found(client, f"sort=-{name}&limit=100&yearFrom=1900")["items"]]
    known_up, known_down = [v for v in up if v], [v for v in down if v]
    assert known_up == sorted(known_up)
    assert known_down == sorted(known_down, reverse=True)


def test_facets_count_and_do_not_count_their_own_selection(client: ContractClient) -> None:
    every = found(client, "facets=goal&facets=kind&limit=0")["facets"]["goal"]
    chosen = found(client, "facets=goal&goal=2&limit=0")["facets"]["goal"]
    assert {value["id"]: value["count"] for value in every} == {
        value["id"]: value["count"] for value in chosen
    }
    assert [value["id"] for value in chosen if value["selected"]] == ["2"]


def test_labels_follow_the_reader(client: ContractClient) -> None:
    query = "facets=county&county=12&q=zqzqzq+xyxyxy"
    swedish, english = found(client, query), found(client, query, "en")
    assert swedish["query"]["filters"]["county"][0]["label"] == "Skåne län"
    assert english["query"]["filters"]["county"][0]["label"] == "Skåne County"
    assert english["facets"]["county"][0]["label"] == "Skåne County"


def test_a_search_without_hits_says_what_would_have_some(client: ContractClient) -> None:
    query = "q=matsvinn&county=Skåne&lever=virtualise"
    english = found(client, query, "en")
    assert english["items"] == []
    relaxations = english["query"]["relaxations"]
    assert "Virtualise" in {one["label"] for one in relaxations}
    looser = relaxations[0]["parameters"]
    again = "&".join(f"{name}={value}" for name, values in looser.items() for value in values)
    assert found(client, again)["_meta"]["totalRecords"] == relaxations[0]["count"]


@pytest.mark.parametrize(
    ("query", "kind", "label"),
    [
        ("q=matsvinn&county=12&lever=virtualise", "without-filter", "Virtualise"),
        ("q=zqzqzq+xyxyxy&county=12", "only-filter", "Skåne County"),
        ('q="matsvinn+zqzq"+biogas&lever=virtualise', "only-word", "biogas"),
    ],
)
def test_a_looser_search_is_named_for_the_reader(
    client: ContractClient, query: str, kind: str, label: str
) -> None:
    relaxations = found(client, query, "en")["query"]["relaxations"]
    assert (kind, label) in {(one["type"], one["label"]) for one in relaxations}


def test_fields_make_the_answer_sparse(client: ContractClient) -> None:
    items = found(client, "q=matsvinn&fields=source&fields=conceptLinks")["items"]
    assert items[0].keys() == {"id", "uri", "title", "source", "conceptLinks", "_links"}


def test_a_hit_is_short_unless_all_fields_are_chosen(client: ContractClient) -> None:
    short = client.get("/entries?q=matsvinn")
    hits = short.get_json()["items"]
    assert {"title", "summary", "counties", "etag"} <= hits[0].keys()
    assert not {"keywords", "highlights"} & hits[0].keys()
    assert len(short.data) / len(hits) < LARGEST_HIT + 500  # of the answer around them
    every = found(client, "q=matsvinn&fields=*")["items"][0]
    entry = client.get(f"/entries/{every['id']}").get_json()
    assert entry.keys() - {"labels"} <= every.keys()
    assert {name: every[name] for name in entry if name != "_links"} == {
        name: value for name, value in entry.items() if name != "_links"
    }


def test_the_etag_of_a_hit_is_what_a_change_takes(client: ContractClient) -> None:
    hit = found(client, "limit=1")["items"][0]
    answer = client.get(f"/entries/{hit['id']}")
    assert answer.headers["ETag"].partition(".")[0] == hit["etag"].removesuffix('"')


def test_a_language_in_the_address_comes_before_that_of_the_header(client: ContractClient) -> None:
    english = {"Accept-Language": "en"}
    for query, language in (("", "en"), ("&language=sv", "sv")):
        answer = client.get(f"/entries?facets=county&limit=0{query}", headers=english)
        assert answer.headers["Content-Language"] == language
    assert client.get("/vocabularies?language=en").headers["Content-Language"] == "en"
    refused = client.get("/vocabularies?language=de")
    assert refused.get_json()["errors"][0]["nearest"] == ["sv", "en"]


def test_limit_0_gives_facets_alone(client: ContractClient) -> None:
    body = found(client, "limit=0&facets=county")
    assert body["items"] == []
    assert body["facets"]["county"]
    assert list(links(body)) == ["self"]


def test_a_page_past_the_last_is_an_empty_list(client: ContractClient) -> None:
    body = found(client, "page=400&limit=20")
    assert body["items"] == []
    assert body["_meta"]["totalRecords"] == 207
    assert dict(parameters(links(body)["prev"]))["page"] == "11"
    assert "next" not in links(body)


def test_page_links_keep_every_other_parameter(client: ContractClient) -> None:
    body = found(client, "county=Skåne&county=10&facets=goal&facets=year&limit=2&page=2&q=företag")
    kept = [
        ("county", "Skåne"),
        ("county", "10"),
        ("facets", "goal"),
        ("facets", "year"),
        ("limit", "2"),
        ("q", "företag"),
    ]
    assert set(links(body)) == {"self", "first", "prev", "next", "last"}
    for rel, page in (("self", "2"), ("first", "1"), ("prev", "1"), ("next", "3")):
        assert sorted(parameters(links(body)[rel])) == sorted([*kept, ("page", page)])


def test_pages_join_up_without_gap_or_double(client: ContractClient) -> None:
    ids: list[str] = []
    body = found(client, "q=företag&limit=17")
    while True:
        ids += [item["id"] for item in body["items"]]
        if "next" not in links(body):
            break
        body = client.get(links(body)["next"].removeprefix(BASE)).get_json()
    assert len(ids) == len(set(ids)) == body["_meta"]["totalRecords"]


def test_a_cursor_reads_everything_in_ledger_order(client: ContractClient) -> None:
    ids: list[str] = []
    href: str | None = "/entries?sort=seq&limit=50"
    while href:
        body = client.get(href).get_json()
        ids += [item["id"] for item in body["items"]]
        href = links(body).get("next", "").removeprefix(BASE) or None
    assert len(ids) == len(set(ids)) == 207


def test_the_window_ends_where_the_last_page_link_says(client: ContractClient) -> None:
    body = found(client, "limit=100&page=100")
    assert dict(parameters(links(body)["last"]))["page"] == "3"


def test_why_a_hit_was_found_is_reported_in_the_readers_language(client: ContractClient) -> None:
    swedish = found(client, "q=biogas&explain=true&limit=1")["items"][0]["explanation"]
    english = found(client, "q=biogas&explain=true&limit=1", "en")["items"][0]["explanation"]
    assert "står i" in swedish[0]["message"]
    assert "stands in" in english[0]["message"]
    assert swedish[0]["inFields"] == english[0]["inFields"]


def test_what_is_read_into_a_text_can_be_left_out(client: ContractClient) -> None:
    concepts = found(client, "q=n%C3%A4tverk%20i%20Norrbotten")["query"]["concepts"]
    assert [concept["ignored"]["ignore"] for concept in concepts] == [["county:25"]]
    again = found(client, "q=n%C3%A4tverk%20i%20Norrbotten&ignore=county:25")
    assert again["query"]["concepts"] == []


def test_an_unknown_thing_to_ignore_is_reported(client: ContractClient) -> None:
    response = client.get("/entries?q=biogas&ignore=county:99")
    assert response.status_code == 400
    assert "ignore" in response.text
