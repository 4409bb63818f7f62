from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from app.searching.requests import SearchRequest
from app.searching.search import search
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.fixtures.services import Loader
    from tests.web.conftest import Visit


def test_the_hits_are_those_of_the_use_case_in_the_same_order(
    visit: Visit, services: Services
) -> None:
    expected = [item["title"] for item in search(services, SearchRequest("matsvinn")).items]
    page = visit("/?q=matsvinn")
    assert [hit.text for hit in page.all("h3") if "id" not in hit.attributes] == expected


def test_values_that_must_all_hold_stay_so_from_page_to_page(
    visit: Visit, services: Services
) -> None:
    both = SearchRequest(filters={"goal": ("7", "13")}, match_all=("goal",))
    page = visit("/?goal=7&goal=13&matchAll=goal&limit=1")
    assert f"{search(services, both).total} exempel" in page.text
    chips = [each.attributes["href"] or "" for each in page.all("a", class_="chip")]
    assert [each.count("matchAll=goal") for each in chips] == [1, 1, 0]


def test_matching_words_are_marked(visit: Visit) -> None:
    assert any("matsvinn" in mark.text.lower() for mark in visit("/?q=matsvinn").all("mark"))


def test_a_text_from_a_row_cannot_become_markup(visit_own: Visit, load: Loader) -> None:
    load(row("x", title="<script>alert(1)</script> biogas", summary="biogas & <b>flis</b>"))
    page = visit_own("/?q=biogas")
    assert not any(script.text for script in page.all("script"))
    assert not page.all("b")
    assert "<script>alert(1)</script>" in page.text
    assert "biogas & <b>flis</b>" in page.text


def test_a_search_text_cannot_become_markup(visit: Visit) -> None:
    page = visit("/?q=%3Cscript%3Ealert(1)%3C/script%3E%22%27")
    assert not any(script.text for script in page.all("script"))
    assert page.one("input", id="q").attributes["value"] == "<script>alert(1)</script>\"'"


def test_a_filter_keeps_everything_else_that_was_asked(visit: Visit) -> None:
    page = visit("/?q=energi&county=12&sort=title&page=1")
    (link,) = [link for link in page.all("a", class_="filter") if "Östergötlands län" in link.text]
    assert link.query == [("q", "energi"), ("sort", "title"), ("county", "12"), ("county", "05")]


def test_a_chosen_filter_is_dropped_by_its_chip_and_by_its_link(visit: Visit) -> None:
    page = visit("/?q=energi&county=12&county=05&goal=7")
    (chip,) = [chip for chip in page.all("a", class_="chip") if "Skåne" in chip.text]
    (link,) = [link for link in page.all("a", class_="filter chosen") if "Skåne län" in link.text]
    assert sorted(chip.query) == [("county", "05"), ("goal", "7"), ("q", "energi")]
    assert sorted(link.query) == sorted(chip.query)


def test_a_filter_may_be_named_by_label_and_is_chosen_all_the_same(visit: Visit) -> None:
    page = visit("/?county=Sk%C3%A5ne")
    chip = page.one("a", class_="chip")
    assert chip.text == "Ta bort filtret Län: Skåne län ×"
    assert chip.query == []


def test_counts_beside_a_filter_are_what_choosing_it_gives(visit: Visit) -> None:
    page = visit("/?q=energi")
    for link in page.all("a", class_="filter")[:12]:
        if "län" not in link.text:  # a county also shows the national ones
            count = link.text.split()[-2]
            assert visit(link.attributes["href"]).heading.startswith(f"{count} exempel")


def test_every_value_with_hits_can_be_chosen_also_when_it_is_folded_away(
    visit: Visit, services: Services
) -> None:
    facets = ("county", "sector", "goal")
    answer = search(services, SearchRequest("energi", facets=facets))
    queries = {
        pair for link in visit("/?q=energi").all("a", class_="filter") for pair in link.query
    }
    for name in facets:
        assert {(name, value["id"]) for value in answer.facets[name]} <= queries


def test_a_page_links_to_its_neighbours_and_keeps_the_search(visit: Visit) -> None:
    page = visit("/?q=energi&page=2&limit=5")
    assert page.link("Föregående").query == [("q", "energi"), ("limit", "5")]
    assert page.link("Nästa").query == [("q", "energi"), ("limit", "5"), ("page", "3")]
    assert page.one("span", class_="here").text == "Sida 2"


def test_the_pages_together_hold_every_hit_once(visit: Visit) -> None:
    titles: list[str] = []
    page = visit("/?q=&limit=50&sort=title")
    while True:
        titles += [
            link.attributes["href"]
            for link in page.all("a")
            if "/exempel/" in link.attributes["href"]
        ]
        if not page.has_link("Nästa"):
            break
        page = visit(page.link("Nästa").attributes["href"])
    assert len(titles) == len(set(titles)) == 207


def test_a_page_past_the_last_says_so_and_leads_back(visit: Visit) -> None:
    page = visit("/?q=matsvinn&page=99")
    assert page.status == 200
    assert "Sidan 99 finns inte" in page.text
    assert visit(page.link("Gå till sista sidan").attributes["href"]).all("article")


def test_no_hits_tell_what_would_have_had_some(visit: Visit) -> None:
    page = visit("/?q=solceller&county=09&goal=4")
    assert page.heading == "0 exempel för solceller"
    assert "Inga exempel stämmer med allt du har valt" in page.text
    (way,) = [link for link in page.all("a") if link.text.startswith("Utan filtret")][:1]
    assert visit(way.attributes["href"]).all("article")


def test_an_understood_search_without_examples_tells_its_reading_and_a_way_on(
    visit: Visit,
) -> None:
    page = visit("/?q=kemtv%C3%A4tt")
    assert page.heading == "0 exempel för kemtvätt"
    assert "Katalogen har inga exempel på det här än" in page.text
    assert "kemtvätt tolkas som branschen" in page.text
    assert "du har valt" not in page.text
    assert visit(page.link("Vidare ämne: textil").attributes["href"]).all("article")


def test_a_name_of_several_counties_is_one_reading_with_all_of_them(visit: Visit) -> None:
    page = visit("/?q=sm%C3%A5land+skog")
    named = "Jönköpings län, Kronobergs län och Kalmar län"
    assert f"småland tolkas som {named}." in page.text
    chosen = page.link(f"Visa bara det: {named}").attributes["href"]
    assert [chosen.count(f"county={code}") for code in ("06", "07", "08")] == [1, 1, 1]
    ignored = visit(page.link("Tolka inte småland").attributes["href"])
    assert "tolkas som Jönköpings" not in ignored.text


def test_without_examples_there_is_nothing_to_filter(visit: Visit) -> None:
    page = visit("/?q=zzzqq")
    assert "Filtrera" not in page.text
    assert not page.all("aside")
    assert "Filtrera" in visit("/?q=biogas").text


def test_a_quoted_text_is_not_quoted_again(visit: Visit) -> None:
    page = visit("/?q=%22cirkular+ekonomi%22")
    assert page.heading == '0 exempel för "cirkular ekonomi"'
    assert not [each for each in page.all("q") if '"' in each.text]


def test_a_topic_without_examples_is_told(visit: Visit) -> None:
    page = visit("/?q=konstgr%C3%A4s")
    assert "Sökte även på mikroplast." in page.text
    assert not page.has_link("Sök inte på mikroplast")


def test_a_search_that_nobody_understands_says_no_more_than_that(visit: Visit) -> None:
    page = visit("/?q=zzzqq")
    assert "Inga exempel hittades" in page.text
    assert "du har valt" not in page.text


def test_a_phrase_without_hits_is_offered_without_its_quotes(visit: Visit) -> None:
    page = visit("/?q=%22cirkular+ekonomi%22")
    way = page.link("Utan citattecken: cirkular ekonomi")
    assert visit(way.attributes["href"]).all("article")


def test_what_a_misspelt_word_means_is_told_of_the_word_that_was_meant(visit: Visit) -> None:
    assert "biogas tolkas som branschen Energi" in visit("/?q=biogsa").text
    assert "jordbruk tolkas som branschen Lantbruk" in visit("/?q=jord-+och+skogsbruk").text


def test_a_misspelt_word_is_told_with_what_was_searched_for_instead(visit: Visit) -> None:
    page = visit("/?q=solcelelr")
    assert "Inget exempel innehåller solcelelr. Visar träffar för solceller." in page.text
    assert page.all("article")


def test_a_goal_named_by_number_is_told_and_can_be_chosen(visit: Visit) -> None:
    page = visit("/?q=m%C3%A5l+12")
    link = page.link("globalt mål 12 Hållbar konsumtion och produktion")
    assert ("goal", "12") in link.query
    assert page.all("article")


def test_excluded_words_are_told(visit: Visit) -> None:
    assert "Utan solel" in visit("/?q=energi+-solel").text


def test_examples_without_years_are_counted_when_years_are_chosen(visit: Visit) -> None:
    page = visit("/?yearFrom=2020")
    assert "exempel saknar årtal och visas därför inte" in page.text
    shown = visit(page.link("Visa exempel utan startår").attributes["href"])
    assert shown.all("article")
    assert all(re.search("År: (år okänt|till)", each.text) for each in shown.all("article"))


def test_the_same_search_in_the_api_answers_with_the_same_hits(visit: Visit) -> None:
    page = visit("/?q=energi&county=12&sort=title")
    address = page.link("Samma sökning i API:et").attributes["href"]
    assert address.startswith("/api/v1/entries?")
    answer = visit(address)
    assert answer.status == 200
    titles = [item["title"] for item in json.loads(answer.html)["items"]]
    assert titles
    assert [hit.text for hit in page.all("h3") if "id" not in hit.attributes] == titles


def test_an_empty_search_lists_everything(visit: Visit) -> None:
    assert visit("/?q=").heading == "Alla 207 exempel"


@pytest.mark.parametrize("name", ["-updatedAt", "-startYear", "title"])
def test_the_chosen_order_is_marked(visit: Visit, name: str) -> None:
    page = visit(f"/?q=energi&sort={name}")
    (current,) = page.all("a", **{"aria-current": "true"})
    assert ("sort", name) in current.query


def test_result_pages_are_left_out_of_search_engines(visit: Visit) -> None:
    assert (
        visit("/?q=energi").one("meta", name="robots").attributes["content"].startswith("noindex")
    )
    assert not visit("/").all("meta", name="robots")


def test_a_recognised_concept_can_be_chosen_or_left_unread(visit: Visit) -> None:
    page = visit("/?q=n%C3%A4tverk+i+Norrbotten")
    addresses = [link.attributes.get("href", "") for link in page.all("a")]
    assert "/?county=25&q=n%C3%A4tverk" in addresses
    assert "/?q=n%C3%A4tverk+i+Norrbotten&ignore=county%3A25" in addresses
    again = visit("/?q=n%C3%A4tverk+i+Norrbotten&ignore=county%3A25")
    assert "tolkas som" not in again.text
    assert "Tolka sökningen igen" in again.text


def test_the_page_tells_why_each_example_was_found(visit: Visit) -> None:
    assert "står i" not in visit("/?q=biogas").text
    assert "”biogas” står i rubriken" in visit("/?q=biogas&explain=true").text
