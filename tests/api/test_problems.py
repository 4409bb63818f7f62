from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.api.contract import BASE
from tests.api.faults import only_error, problem

if TYPE_CHECKING:
    from tests.api.contract import ContractClient


@pytest.mark.parametrize(
    ("query", "parameter", "code"),
    [
        ("countty=12", "countty", "unknown-parameter"),
        ("explain=yess", "explain", "unknown-value"),
        ("county=Skane", "county", "unknown-value"),
        ("county=Småland", "county", "ambiguous-value"),
        ("goal=18", "goal", "unknown-value"),
        ("organisation=Rise+AB", "organisation", "unknown-value"),
        ("year=senast", "year", "invalid-year"),
        ("sort=relevans", "sort", "unknown-value"),
        ("facets=countys", "facets", "unknown-value"),
        ("fields=titel", "fields", "unknown-value"),
        ("page=0", "page", "out-of-range"),
        ("page=-1", "page", "out-of-range"),
        ("page=two", "page", "not-integer"),
        ("page=", "page", "not-integer"),
        ("page=1&page=2", "page", "repeated"),
        ("page=101&limit=100", "page", "too-deep"),
        ("limit=101", "limit", "out-of-range"),
        ("limit=ten", "limit", "not-integer"),
        ("yearFrom=now", "yearFrom", "not-integer"),
        ("yearFrom=2020&yearTo=2019", "yearFrom", "reversed-range"),
        ("id=1", "id", "not-uuid"),
        ("sort=seq&cursor=abc", "cursor", "invalid-cursor"),
        ("cursor=abc", "cursor", "invalid-cursor"),
        ("sort=seq&cursor=abc&page=2", "page", "cursor-with-page"),
        ("sort=seq&cursor=", "cursor", "empty"),
        (f"q={'x' * 501}", "q", "too-long"),
        (f"county={'x' * 201}", "county", "too-long"),
        ("&".join(["county=12"] * 51), "county", "too-many"),
    ],
)
def test_a_bad_parameter_is_named_in_both_languages(
    client: ContractClient, query: str, parameter: str, code: str
) -> None:
    swedish, english = only_error(client, query), only_error(client, query, "en")
    assert (swedish["parameter"], swedish["code"]) == (parameter, code)
    assert (english["parameter"], english["code"]) == (parameter, code)
    assert swedish["message"] != english["message"]


@pytest.mark.parametrize(
    ("query", "nearest"),
    [
        ("countty=12", "county"),
        ("county=Skane", "12"),
        ("goal=Ingen+hungr", "2"),
        ("sector=lantbrk", "lantbruk"),
        ("kind=aktivit", "activity"),
        ("sort=tittle", "title"),
        ("facets=countys", "county"),
        ("fields=titel", "title"),
    ],
)
def test_the_nearest_valid_values_are_named(
    client: ContractClient, query: str, nearest: str
) -> None:
    assert nearest in only_error(client, query)["nearest"]


def test_every_fault_is_reported_at_once(client: ContractClient) -> None:
    errors = problem(client, "/entries?page=0&limit=x&colour=red", 400)["errors"]
    assert {error["parameter"] for error in errors} == {"page", "limit", "colour"}


def test_faults_come_in_the_order_of_the_query_string(client: ContractClient) -> None:
    query = "x1=&page=0&x2=&x3=&limit=x&x4=&x5="
    errors = problem(client, f"/entries?{query}", 400)["errors"]
    names = ["x1", "page", "x2", "x3", "limit", "x4", "x5"]
    assert [error["parameter"] for error in errors] == names


def test_form_is_checked_before_values_are_looked_up(client: ContractClient) -> None:
    assert only_error(client, "kind=foo&page=x")["parameter"] == "page"
    errors = problem(client, "/entries?kind=foo&page=101&limit=100", 400)["errors"]
    assert {error["parameter"] for error in errors} == {"kind", "page"}


@pytest.mark.parametrize(
    ("path", "valid"),
    [
        ("/entries?sort=qqq", "-updatedAt"),
        ("/entries?facets=qqq", "organisation"),
        ("/entries?kind=qqq", "working-method"),
        ("/coverage?rows=qqq", "objective"),
        ("/coverage?columns=qqq", "lever"),
        ("/suggestions?colour=red", "limit"),
    ],
)
def test_a_short_list_is_named_whole_when_nothing_is_near(
    client: ContractClient, path: str, valid: str
) -> None:
    (error,) = problem(client, path, 400)["errors"]
    assert valid in error["nearest"]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("query", ["fields=qqqqqq", "sort=qqq", "xyzxyz=1"])
def test_an_unknown_name_says_where_all_are_listed(
    client: ContractClient, query: str, language: str
) -> None:
    assert "/api/v1/openapi.yaml" in only_error(client, query, language)["message"]


def test_a_word_of_the_schema_library_is_a_parameter_like_any_other(
    client: ContractClient,
) -> None:
    assert only_error(client, "_schema=1")["code"] == "unknown-parameter"


@pytest.mark.parametrize("path", ["", "/"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_base_names_the_way_in(client: ContractClient, path: str, language: str) -> None:
    detail = problem(client, path, 404, language)["detail"]
    assert "/api/v1/api-info" in detail
    assert "/api/v1/openapi.yaml" in detail


def test_a_page_too_deep_names_the_cursor(client: ContractClient) -> None:
    for language in ("sv", "en"):
        assert "cursor" in only_error(client, "page=600", language)["message"]
    told = client.get("/entries?page=600&county=12").get_json()
    assert [each["rel"] for each in told["_links"]] == ["cursor"]
    followed = client.get(told["_links"][0]["href"].removeprefix(BASE)).get_json()
    assert followed["query"]["sort"] == "seq"
    assert [each["id"] for each in followed["query"]["filters"]["county"]] == ["12"]
    assert "_links" not in client.get("/entries?page=600&county=nowhere").get_json()


@pytest.mark.parametrize(
    "path",
    [
        "/entries/01a2105b-be17-771d-8df4-806e556b91ae",
        "/entries/01a2105b-be17-771d-8df4-806e556b91ae/versions",
        "/entries/01a2105b-be17-771d-8df4-806e556b91ae/relations",
        "/entries/01a2105b-be17-771d-8df4-806e556b91ae/similar",
        "/entries/01a2105b-be17-771d-8df4-806e556b91ae/provenance",
        "/suggestions",
        "/coverage",
        "/vocabularies",
        "/vocabularies/goals",
        "/vocabularies/goals/concepts/12",
        "/api-info",
        "/problems",
        "/problems/not-found",
    ],
)
def test_no_resource_overlooks_an_unknown_parameter(client: ContractClient, path: str) -> None:
    (error,) = problem(client, f"{path}?colour=red", 400)["errors"]
    assert (error["parameter"], error["code"]) == ("colour", "unknown-parameter")


@pytest.mark.parametrize("query", ["rows=county&columns=county", "rows=year", "columns=x"])
def test_a_bad_dimension_is_refused(client: ContractClient, query: str) -> None:
    assert problem(client, f"/coverage?{query}", 400)["errors"]


@pytest.mark.parametrize(
    "query",
    ["q=%ff", "q=%c3", "q=%C3%28", "q=%", "q=100%", "q=%zz", "%ff=1", "q=%00", "q=%ED%A0%80"],
)
def test_a_broken_address_is_refused(client: ContractClient, query: str) -> None:
    assert problem(client, f"/entries?{query}", 400)["type"].endswith("/problems/bad-request")


@pytest.mark.parametrize("path", ["/entries/%ff", "/vocabularies/%00", "/%ff"])
def test_a_broken_path_is_refused(client: ContractClient, path: str) -> None:
    assert client.get(path).status_code in {400, 404}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_text_of_ten_thousand_characters_is_refused(
    client: ContractClient, language: str
) -> None:
    assert problem(client, f"/entries?q={'x' * 10_000}", 414, language)["detail"]


@pytest.mark.parametrize(
    "text",
    [
        *('"', '"matsvinn', '""', '"" ""', '"' * 499),
        *("-", "--", "-matsvinn", "-" * 500),
        *("()[]{}", "a:b^2~3*?", "\\", "'", "%", "AND OR NOT", "<script>"),
        *("💚", "\u200b", "a" * 500, "å" * 250),
    ],
)
def test_odd_texts_are_searched_for(client: ContractClient, text: str) -> None:
    assert client.get("/entries", query_string={"q": text}).status_code == 200
    assert client.get("/suggestions", query_string={"q": text[:100]}).status_code == 200


def test_an_address_without_anything_is_not_found(client: ContractClient) -> None:
    for path in ("/", "/nothing", "/entries/", "//entries", "/entries/not-an-id"):
        problem(client, path, 404)
