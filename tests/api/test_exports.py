"""A search as files, over HTTP."""

from __future__ import annotations

import io
import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import openpyxl
import pytest
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from api import files
from app.exports.files import WRITERS, XLSX_TYPE
from tests.fixtures.services import row

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from tests.api.contract import ContractClient
    from tests.fixtures.services import Loader


@pytest.mark.parametrize("kind", WRITERS)
def test_a_link_is_enough_to_save_a_search(client: ContractClient, kind: str) -> None:
    response = client.get(f"/entries/table?q=biogas&format={kind}", buffered=True)
    assert (response.status_code, response.mimetype) == (200, WRITERS[kind][0])
    assert response.headers["Content-Disposition"].endswith(f".{kind}")
    has = {"If-None-Match": response.headers["ETag"]}
    assert client.get(f"/entries/table?q=biogas&format={kind}", headers=has).status_code == 304
    assert client.get("/entries/table?q=vind", headers=has, buffered=True).status_code == 200


@pytest.mark.parametrize("kind", WRITERS)
def test_a_program_asks_by_accept(client: ContractClient, kind: str) -> None:
    asked = {"Accept": WRITERS[kind][0]}
    assert client.get("/entries/table", headers=asked, buffered=True).mimetype == asked["Accept"]


@pytest.mark.parametrize(("asked", "part"), [("", ","), ("&delimiter=semicolon", ";")])
def test_csv_is_parted_by_commas_or_as_spreadsheets_in_swedish_want(
    client: ContractClient, asked: str, part: str
) -> None:
    path = f"/entries/table?format=csv&language=sv{asked}"
    text = client.get(path, buffered=True).get_data(as_text=True)
    assert text.removeprefix("\ufeff").startswith(f"Titel{part}Sammanfattning{part}")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/entries/table?format=csv", "text/csv"),
        ("/entries/table", XLSX_TYPE),
        ("/entries/feed", "application/atom+xml"),
        ("/imports/template?format=csv", "text/csv"),
    ],
)
def test_a_client_that_accepts_problems_alone_gets_its_file(
    client: ContractClient, path: str, kind: str
) -> None:
    asked = {"Accept": "application/problem+json"}
    response = client.get(path, headers=asked, buffered=True)
    assert (response.status_code, response.mimetype) == (200, kind)


def test_no_part_of_a_file_that_is_made_anew_is_sent(client: ContractClient) -> None:
    asked = {"Range": "bytes=0-9"}
    response = client.get("/entries/table?format=csv&q=biogas", headers=asked, buffered=True)
    assert (response.status_code, "Accept-Ranges" in response.headers) == (200, False)


def test_a_browser_gets_a_workbook(client: ContractClient) -> None:
    asked = {"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8"}
    response = client.get("/entries/table?county=13", headers=asked, buffered=True)
    assert response.mimetype == XLSX_TYPE


def test_the_file_leads_to_the_search_on_the_page(client: ContractClient) -> None:
    path = "/entries/table?q=biogas&county=13&format=xlsx"
    response = client.get(path, headers={"Accept-Language": "en"}, buffered=True)
    book = openpyxl.load_workbook(io.BytesIO(response.data))
    told = dict(book["About the search"].iter_rows(values_only=True))
    assert urlsplit(told["Address of the search"]).path == "/en/"
    assert urlsplit(told["Address of the search"]).query == "q=biogas&county=13"
    assert told["Search"] == "biogas; County: Halland County; with national examples"


@pytest.mark.parametrize(
    "asked", ["page=2", "limit=5", "facets=goal", "format=pdf", "county=Skone", "columns=titel"]
)
def test_what_a_file_cannot_be_is_refused(client: ContractClient, asked: str) -> None:
    problem = client.get(f"/entries/table?{asked}").get_json()
    assert problem["status"] == 400
    assert problem["errors"][0]["parameter"] == asked.partition("=")[0]


def test_a_table_holds_the_columns_that_are_asked_for(client: ContractClient) -> None:
    path = "/entries/table?q=biogas&format=csv&columns=title&columns=id"
    response = client.get(path, buffered=True)
    heads = response.data.decode("utf-8-sig").splitlines()[0]
    assert heads == "Titel,Id,Sökningens adress,Hämtat"
    assert b"columns=" not in response.data


ATOM = {"a": "http://www.w3.org/2005/Atom"}


def followed(client: ContractClient, query: str, language: str = "sv") -> Element:
    headers = {"Accept-Language": language}
    response = client.get(f"/entries/feed?{query}", headers=headers)
    assert (response.status_code, response.mimetype) == (200, "application/atom+xml")
    feed: Element = fromstring(response.data)
    return feed


def texts(feed: Element, path: str) -> list[str]:
    return [each.text or "" for each in feed.findall(path, ATOM)]


def test_a_feed_has_what_its_standard_asks_for(client: ContractClient) -> None:
    feed = followed(client, "q=biogas&limit=5")
    assert texts(feed, "a:title") == ["Exempelbanken: biogas"]
    assert texts(feed, "a:id") == ["http://127.0.0.1:8000/api/v1/entries/feed?q=biogas"]
    assert texts(feed, "a:author/a:name")
    assert len(feed.findall("a:entry", ATOM)) == 5
    for entry in feed.findall("a:entry", ATOM):
        (found,) = texts(entry, "a:id")
        assert found.startswith("http://127.0.0.1:8000/id/entries/")
        for name in ("title", "updated", "published", "summary", "rights"):
            assert all(texts(entry, f"a:{name}")), name
        links = {each.get("type"): each.get("href") or "" for each in entry.findall("a:link", ATOM)}
        assert re.match(r"http://127.0.0.1:8000/exempel/[a-z0-9-]+-\w{8}-", links["text/html"])


def test_a_page_past_the_end_of_a_feed_is_told_in_its_own_words(client: ContractClient) -> None:
    problem = client.get("/entries/feed?limit=100&page=101").get_json()
    assert [each["code"] for each in problem["errors"]] == ["past-feed"]
    assert "cursor" not in problem["errors"][0]["message"]
    assert "_links" not in problem


def test_what_has_changed_last_comes_first(client: ContractClient) -> None:
    feed = followed(client, "limit=100")
    times = texts(feed, "a:entry/a:updated")
    assert times == sorted(times, reverse=True)
    assert texts(feed, "a:updated") == times[:1]


def test_a_feed_is_read_on_page_by_page(client: ContractClient) -> None:
    def link(feed: Element, rel: str) -> str:
        (found,) = [each for each in feed.findall("a:link", ATOM) if each.get("rel") == rel]
        return (found.get("href") or "").partition("?")[2]

    first = followed(client, "county=13&limit=5")
    second = followed(client, link(first, "next"))
    assert not set(texts(first, "a:entry/a:id")) & set(texts(second, "a:entry/a:id"))
    assert texts(first, "a:id") == texts(second, "a:id")
    assert link(second, "prev") == link(first, "self").replace("limit=5", "limit=5&page=1")


@pytest.mark.parametrize(("language", "label"), [("sv", "Hallands län"), ("en", "Halland County")])
def test_categories_are_concepts_with_names(
    client: ContractClient, language: str, label: str
) -> None:
    feed = followed(client, "county=13&limit=1", language)
    found = {each.get("scheme"): each for each in feed.findall("a:entry/a:category", ATOM)}
    county = found["http://127.0.0.1:8000/id/counties"]
    assert (county.get("term"), county.get("label")) == ("13", label)


def test_categories_are_what_filters_find(fresh: ContractClient, load: Loader) -> None:
    load(row("a", goals=["13"], targets=["12.3"]))
    categories = followed(fresh, "goal=12").findall("a:entry/a:category", ATOM)
    goals = [each.get("term") for each in categories if each.get("scheme", "").endswith("goals")]
    assert goals == ["13", "12"]


def test_a_feed_that_has_not_changed_is_not_sent_again(client: ContractClient) -> None:
    has = {"If-None-Match": client.get("/entries/feed?q=biogas").headers["ETag"]}
    assert client.get("/entries/feed?q=biogas", headers=has).status_code == 304
    assert client.get("/entries?q=biogas", headers=has).status_code == 200


def test_a_feed_of_nothing_is_a_feed(client: ContractClient) -> None:
    feed = followed(client, "q=xyzzy")
    assert texts(feed, "a:updated")
    assert not feed.findall("a:entry", ATOM)


def test_a_feed_has_an_order_of_its_own(client: ContractClient) -> None:
    assert client.get("/entries/feed?sort=title").status_code == 400


def test_texts_of_people_stay_texts(fresh: ContractClient, load: Loader) -> None:
    load(row("a", title="Avfall & <b>återbruk</b>"))
    assert texts(followed(fresh, ""), "a:entry/a:title") == ["Avfall & <b>återbruk</b>"]


GEO_JSON = "application/geo+json"


def counted(client: ContractClient, query: str = "") -> dict[str, Any]:
    response = client.get(f"/coverage/counties?{query}")
    assert (response.status_code, response.mimetype) == (200, "application/json")
    found: dict[str, Any] = response.get_json()
    return found


def test_each_county_counts_what_it_has_of_its_own(client: ContractClient) -> None:
    found = counted(client, "q=biogas&yearFrom=2010")
    facet = client.get("/entries?q=biogas&yearFrom=2010&facets=county&limit=0").get_json()
    counts = {each["id"]: each["count"] for each in facet["facets"]["county"]}
    told = {each["id"]: each["count"] for each in found["counties"]}
    assert len(told) == 21
    assert {county: count for county, count in told.items() if count} == {
        county: count for county, count in counts.items() if county != "national"
    }
    assert found["national"] == counts.get("national", 0)
    assert found["_meta"]["totalRecords"] == facet["_meta"]["totalRecords"]


def test_counts_of_a_county_are_of_what_the_search_finds(client: ContractClient) -> None:
    found = counted(client, "county=13&goal=12")
    total = client.get("/entries?county=13&goal=12&limit=0").get_json()["_meta"]["totalRecords"]
    counts = {each["id"]: each["count"] for each in found["counties"]}
    assert found["_meta"]["totalRecords"] == total == counts["13"] + found["national"]
    assert max(counts.values()) == counts["13"] > 0


def test_counts_are_light_and_known_by_their_tag(client: ContractClient) -> None:
    first = client.get("/coverage/counties?goal=7")
    assert len(first.data) < 4_000
    has = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/coverage/counties?goal=7", headers=has).status_code == 304
    assert client.get("/coverage/counties?goal=8", headers=has).status_code == 200


def drawn(client: ContractClient, query: str = "", **headers: str) -> dict[str, Any]:
    response = client.get(f"/counties{query}", headers={"Accept": GEO_JSON, **headers})
    assert (response.status_code, response.mimetype) == (200, GEO_JSON)
    found: dict[str, Any] = json.loads(response.data)
    return found


def test_borders_are_wound_as_geojson_asks_and_lie_in_sweden(client: ContractClient) -> None:
    for feature in drawn(client)["features"]:
        for part in feature["geometry"]["coordinates"]:
            for place, ring in enumerate(part):
                assert ring[0] == ring[-1]
                area = sum(a * d - c * b for (a, b), (c, d) in pairwise(ring))
                assert (area > 0) == (place == 0)
                assert all(10 < east < 25 and 55 < north < 70 for east, north in ring)


def test_borders_are_sent_once_and_joined_with_counts(client: ContractClient) -> None:
    first = client.get("/counties")
    assert first.mimetype == GEO_JSON
    assert "max-age=3600" in first.headers["Cache-Control"]
    has = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/counties", headers=has).status_code == 304
    assert client.get("/counties", headers={"Accept": "application/json"}).mimetype == (
        "application/json"
    )
    assert client.get("/counties?q=biogas").status_code == 400
    counts = {each["id"] for each in counted(client)["counties"]}
    assert {each["id"] for each in drawn(client)["features"]} == counts


def test_a_map_says_whose_the_borders_are_and_names_counties(client: ContractClient) -> None:
    for found in (drawn(client, **{"Accept-Language": "en"}), drawn(client, "?language=en")):
        assert "SCB" in found["borders"]
        (gotland,) = [each for each in found["features"] if each["id"] == "09"]
        assert gotland["properties"] == {
            "label": "Gotland County",
            "uri": "http://127.0.0.1:8000/id/counties/09",
        }


def test_a_large_file_is_the_same_from_the_disk(
    client: ContractClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "/entries/table?q=biogas&format=csv"
    first = client.get(path, buffered=True).data
    monkeypatch.setattr(files, "IN_MEMORY", 0)
    assert client.get(path, buffered=True).data == first


@pytest.mark.parametrize(("asked", "label"), [("en", "Halland County"), ("sv", "Hallands län")])
def test_an_address_may_name_its_language(client: ContractClient, asked: str, label: str) -> None:
    other = {"Accept-Language": "sv" if asked == "en" else "en"}
    path = f"county=13&language={asked}"
    table = client.get(f"/entries/table?{path}&format=csv", headers=other, buffered=True)
    assert label in table.text
    assert table.headers["Content-Language"] == asked
    feed = client.get(f"/entries/feed?{path}", headers=other)
    assert f'label="{label}"' in feed.text
