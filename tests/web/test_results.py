from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from app.searching.requests import SearchRequest
from app.searching.search import search
from swedish.collation import collation_key
from tests.fixtures.services import row
from tests.web.conftest import EVERY_COUNTY

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.fixtures.services import Loader
    from tests.web.conftest import Visit
    from tests.web.page import Page


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


def sent(page: Page) -> list[tuple[str, str]]:
    """What the form of the filters sends as it stands."""
    (form,) = page.all("form", **{"aria-labelledby": "filtrera"})
    return [
        (field.attributes["name"], field.attributes.get("value", ""))
        for field in page.all("input")
        if field.within("form") is form
        and (field.attributes.get("type") != "checkbox" or "checked" in field.attributes)
    ]


def boxes(page: Page) -> dict[tuple[str, str], int]:
    """Filter and value of each box -> the examples that it says it has."""
    counts = {label.attributes["for"]: label.text for label in page.all("label")}
    return {
        (box.attributes["name"], box.attributes["value"]): int(
            counts[box.attributes["id"]].split()[-2]
        )
        for box in page.all("input", type="checkbox")
        if box.attributes["name"] not in ("id", "national")
    }


def test_the_filters_send_everything_that_was_asked_but_the_page(visit: Visit) -> None:
    page = visit("/?q=energi&county=12&sort=title&page=1&ignore=spelling&yearFrom=2001")
    assert sorted(pair for pair in sent(page) if pair[1]) == [
        ("county", "12"),
        ("ignore", "spelling"),
        ("q", "energi"),
        ("sort", "title"),
        ("yearFrom", "2001"),
    ]
    assert ("q", "") in sent(visit("/?goal=7"))


def test_a_chosen_filter_is_dropped_by_its_chip(visit: Visit) -> None:
    page = visit("/?q=energi&county=12&county=05&goal=7")
    (chip,) = [chip for chip in page.all("a", class_="chip") if "Skåne" in chip.text]
    assert sorted(chip.query) == [("county", "05"), ("goal", "7"), ("q", "energi")]


def test_a_filter_may_be_named_by_label_and_is_chosen_all_the_same(visit: Visit) -> None:
    page = visit("/?county=Sk%C3%A5ne")
    chip = page.one("a", class_="chip")
    assert chip.text == "Ta bort filtret Län: Skåne län ×"
    assert visit(chip.attributes["href"]).heading == "Alla 207 exempel"
    assert ("county", "12") in sent(page)


def test_counts_beside_a_filter_are_what_choosing_it_gives(visit: Visit) -> None:
    counted = [each for each in boxes(visit("/?q=energi")).items() if each[0][0] != "county"]
    for (name, value), count in counted[:40:8]:
        heading = visit(f"/?q=energi&{name}={value}").heading
        assert heading.startswith(f"{count} exempel för energi")


def test_every_value_can_be_chosen_also_when_it_is_folded_away_or_without_examples(
    visit: Visit, services: Services
) -> None:
    facets = ("county", "sector", "goal")
    answer = search(services, SearchRequest("energi", facets=facets))
    found = boxes(visit("/?q=energi"))
    for name in facets:
        assert {(name, value["id"]) for value in answer.facets[name]} <= found.keys()
    goals = {value for name, value in found if name == "goal"}
    assert goals == {str(number) for number in range(1, 18)}
    assert found["goal", "1"] == 0
    assert all(count for (name, _), count in found.items() if name == "sector")


def test_titles_and_headings_name_what_is_shown(visit: Visit) -> None:
    told = {
        "/?goal=12&county=12": "Mål 12 Hållbar konsumtion och produktion i Skåne län – # exempel",
        "/?county=12&county=13": "Exempel i Skåne län och Hallands län – # exempel",
        "/?county=national": "Nationella exempel – # exempel",
        "/?organisation=Region+Gotland&year=unknown": "Region Gotland, år okänt – # exempel",
        "/?sector=energi&yearFrom=2015": "Branschen Energi, pågick från 2015 – # exempel",
        "/?kind=activity&page=2": "Aktivitet – # exempel, sida 2",
        "/?q=biogas&year=2019": "biogas, startår 2019 – # exempel",
        "/?q=solel&county=20": "solel i Dalarnas län – # exempel",
        "/?q=": "Alla exempel – # exempel",
    }
    for address, title in told.items():
        page = visit(address)
        assert re.sub(r"\d+ exempel", "# exempel", page.all("title")[0].text) == (
            f"{title} – Exempelbanken"
        )
    assert visit("/?county=12").heading == "29 exempel i Skåne län"
    assert visit("/?goal=1").heading == "0 exempel: mål 1 Ingen fattigdom"
    assert "Katalogen har inga exempel än: mål 1 Ingen fattigdom" in visit("/?goal=1").text


def test_own_and_national_examples_are_told_apart(visit: Visit) -> None:
    page = visit("/?county=12&limit=50")
    assert "19 från Skåne län och 10 nationella" in page.text
    assert [each.text for each in page.all("h2")[-2:]] == [
        "Länets egna exempel",
        "Nationella exempel",
    ]
    own, national = page.all("ol", class_="hits plain")
    assert own.text.count("Län: ") == 19
    assert national.text.count("Län: Nationellt") == 10
    assert national.attributes["start"] == "20"
    alone = page.link("Visa bara länets egna")
    assert sorted(alone.query) == [("county", "12"), ("limit", "50"), ("national", "false")]
    assert visit(alone.attributes["href"]).heading == "19 exempel i Skåne län"
    assert "och 10 nationella" not in visit("/?county=national").text


def test_neighbours_and_parts_of_the_country_are_a_click_away(visit: Visit) -> None:
    page = visit("/?goal=12&county=20")
    around = page.link("Dalarnas län och grannlänen").query
    assert ("goal", "12") in around
    assert {code for name, code in around if name == "county"} == {
        *("20", "17", "18", "19", "21", "23")
    }
    named = visit("/?q=energi+i+Dalarna").link("Dalarnas län och grannlänen").query
    assert {value for name, value in named if name == "county"} == {
        value for name, value in around if name == "county"
    }
    norrland = visit(page.link("Norrland").attributes["href"])
    assert norrland.heading.endswith("i Norrland")
    (chip,) = (each for each in norrland.all("a", class_="chip") if "Län:" in each.text)
    assert chip.text == "Ta bort filtret Län: Norrland ×"
    assert chip.query == [("goal", "12")]
    elsewhere = page.link("andra län än Dalarnas län")
    assert len([code for name, code in elsewhere.query if name == "county"]) == 20
    assert visit(elsewhere.attributes["href"]).heading.endswith("i andra län än Dalarnas län")
    assert "Genvägar: Svealand Götaland" in norrland.text


def order_shown(page: Page) -> str:
    return page.one("option", selected="").attributes["value"]


def test_sorting_keeps_the_search_and_starts_at_the_first_page(visit: Visit) -> None:
    page = visit("/?q=energi&goal=7&page=2&sort=title")
    form = next(each for each in page.all("form", class_="sorts"))
    sent = [
        (each.attributes["name"], each.attributes["value"])
        for each in page.all("input", type="hidden")
        if each.within("form") is form
    ]
    assert sent == [("q", "energi"), ("goal", "7")]


def test_without_a_text_the_latest_begun_come_first(visit: Visit) -> None:
    page = visit("/?goal=12")
    assert order_shown(page) == "-startYear"
    by_title = [each.text for each in visit("/?goal=12&sort=title").all("h3")]
    assert by_title == sorted(by_title, key=collation_key)
    assert [each.text for each in page.all("h3")] != by_title
    own_first = visit("/?county=12")
    assert order_shown(own_first) == ""
    assert own_first.one("option", selected="").text == "Länets egna först"


def test_an_example_leads_back_to_its_place_among_the_hits(visit: Visit) -> None:
    page = visit("/?q=energi&county=12&page=2&limit=5")
    hit = page.all("h3")[0]
    link = page.elements[page.elements.index(hit) + 1]
    back = visit(link.attributes["href"]).link("Tillbaka till träffarna").attributes["href"]
    address, _, place = back.partition("#")
    assert visit(address).all("h3")[0].text == hit.text
    assert page.all("li", id=place)
    alone = visit(link.attributes["href"].partition("?")[0])
    assert not alone.has_link("Tillbaka")


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


@pytest.mark.parametrize("number", ["99", "999"])
def test_a_page_past_the_last_says_so_and_leads_back(visit: Visit, number: str) -> None:
    page = visit(f"/?q=matsvinn&page={number}")
    assert page.status == 200
    assert f"Sidan {number} finns inte" in page.text
    assert visit(page.link("Gå till sista sidan").attributes["href"]).all("article")


def test_no_hits_tell_what_would_have_had_some(visit: Visit) -> None:
    page = visit("/?q=solceller&county=09&goal=4")
    assert page.heading == ("0 exempel för solceller, mål 4 God utbildning för alla i Gotlands län")
    assert "mål 4" in page.one("title").text
    assert "Inga exempel stämmer med allt du har valt" in page.text
    (way,) = [link for link in page.all("a") if link.text.startswith("Utan filtret")][:1]
    assert visit(way.attributes["href"]).all("article")


def test_a_gap_does_not_say_that_the_county_does_nothing(visit: Visit) -> None:
    page = visit("/?objective=14&county=12&national=false")
    assert page.heading.startswith("0 exempel")
    assert "Det betyder inte att länen saknar arbete med det." in page.text


def test_an_understood_search_without_examples_tells_a_way_on(visit: Visit) -> None:
    page = visit("/?q=kemtv%C3%A4tt")
    assert page.heading == "Inget exempel handlar om kemtvätt"
    assert "Det betyder inte att länen saknar arbete med det." in page.text
    assert "du har valt" not in page.text
    assert visit(page.link("Vidare ämne: textil").attributes["href"]).all("article")


def test_a_name_of_several_counties_is_one_reading_with_all_of_them(visit: Visit) -> None:
    page = visit("/?q=sm%C3%A5land+skog")
    named = "Jönköpings län, Kronobergs län och Kalmar län"
    chosen = page.link(f"Filtrera på {named}").attributes["href"]
    assert [chosen.count(f"county={code}") for code in ("06", "07", "08")] == [1, 1, 1]
    ignored = visit(page.link("Sök bara på ordet småland").attributes["href"])
    assert "småland: " not in ignored.text


def test_without_examples_there_is_nothing_to_filter(visit: Visit) -> None:
    page = visit("/?q=zzzqq")
    assert "Filtrera" not in page.text
    assert not page.all("aside")
    assert "Filtrera" in visit("/?q=biogas").text


def test_a_quoted_text_is_not_quoted_again(visit: Visit) -> None:
    page = visit("/?q=%22cirkular+ekonomi%22")
    assert page.heading == '0 exempel för "cirkular ekonomi"'
    assert not [each for each in page.all("q") if '"' in each.text]


def test_a_search_that_nobody_understands_says_no_more_than_that(visit: Visit) -> None:
    page = visit("/?q=zzzqq")
    assert page.heading == "Inget exempel handlar om zzzqq"
    assert "zzzqq" not in page.one("main").text.replace(page.heading, "")
    assert "du har valt" not in page.text


def test_a_phrase_without_hits_is_offered_without_its_quotes(visit: Visit) -> None:
    page = visit("/?q=%22cirkular+ekonomi%22")
    way = page.link("Utan citattecken: cirkular ekonomi")
    assert visit(way.attributes["href"]).all("article")


def test_what_a_misspelt_word_means_is_told_of_the_word_that_was_meant(visit: Visit) -> None:
    assert "biogas: Filtrera på branschen Energi" in visit("/?q=biogsa").text
    assert "jordbruk: Filtrera på branschen Lantbruk" in visit("/?q=jord-+och+skogsbruk").text


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
    page = visit("/?q=energi+-solel")
    assert "Sökningen: utan solel" in page.text
    assert page.link("Utelämna inget").query == [("q", "energi")]
    assert "utelämnar inget" in visit("/?q=förpackningar+utan+plast").text


def test_years_in_a_text_can_be_chosen(visit: Visit) -> None:
    page = visit("/?q=energi+2018-2022")
    link = next(each for each in page.all("a") if "Filtrera på åren 2018–2022" in each.text)
    assert "yearFrom=2018&yearTo=2022" in (link.attributes["href"] or "")


def test_examples_without_years_are_counted_when_years_are_chosen(visit: Visit) -> None:
    page = visit("/?yearFrom=2020")
    assert "exempel saknar årtal och visas därför inte" in page.text
    shown = visit(page.link("Visa exempel utan startår").attributes["href"])
    assert shown.all("article")
    assert all(re.search("Tid: (år okänt|start okänd)", each.text) for each in shown.all("article"))


def test_the_same_search_in_the_api_answers_with_the_same_hits(visit: Visit) -> None:
    page = visit("/?q=energi&county=12&sort=title")
    address = page.link("Hämta som data").attributes["href"]
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
    assert order_shown(page) == name


def test_result_pages_are_left_out_of_search_engines(visit: Visit) -> None:
    assert (
        visit("/?q=energi").one("meta", name="robots").attributes["content"].startswith("noindex")
    )
    assert not visit("/").all("meta", name="robots")


def test_a_recognised_concept_can_be_chosen_or_left_unread(visit: Visit) -> None:
    page = visit("/?q=n%C3%A4tverk+i+Norrbotten")
    addresses = [link.attributes.get("href", "") for link in page.all("a")]
    assert "/?q=n%C3%A4tverk+i+Norrbotten&ignore=county%3A25" in addresses
    again = visit("/?q=n%C3%A4tverk+i+Norrbotten&ignore=county%3A25")
    assert "tolkas som" not in again.text
    assert "Tolka sökningen igen" in again.text


@pytest.mark.parametrize("text", ["biogas", "nätverk i Norrbotten", "borås", "Norrland energi"])
def test_filtering_on_what_was_read_keeps_the_text_and_finds_what_it_says(
    visit: Visit, text: str
) -> None:
    page = visit(f"/?{urlencode({'q': text})}")
    (link, *_) = [each for each in page.all("a") if each.text.startswith("Filtrera på")]
    assert ("q", text) in link.query
    found = visit(link.attributes["href"])
    number = sum(map(int, re.findall(r"\d+", link.text.rpartition("(")[2])))
    assert found.heading.startswith(f"{number} exempel för {text}")


def test_words_are_told_as_they_were_written(visit: Visit) -> None:
    assert "Borås: Filtrera på" in visit("/?q=Bor%C3%A5s").text
    assert "BIOGAS: Filtrera på" in visit("/?q=BIOGAS").text


@pytest.mark.parametrize("text", ["solel", "lastbil", "solceller lastbil solel"])
def test_no_topic_is_told_twice_nor_what_was_written(visit: Visit, text: str) -> None:
    page = visit(f"/?{urlencode({'q': text})}")
    told = [each.attributes["title"] for each in page.all("a", class_="leave")]
    assert len(told) == len(set(told))
    assert not set(told) & {f"Sök inte på {word}" for word in text.split()}


def test_the_page_tells_why_each_example_was_found(visit: Visit) -> None:
    assert "står i" not in visit("/?q=biogas").text
    assert "”biogas” står i rubriken" in visit("/?q=biogas&explain=true").text


def test_counties_that_are_meant_lead_to_what_they_have_and_lack(visit: Visit) -> None:
    one = visit("/?q=vatten+i+Kalmar&hasCost=true").link("Vad Kalmar län har och saknar")
    kalmar = visit(one.attributes["href"])
    assert kalmar.heading == "Kalmar län"
    asked = [("q", "vatten i Kalmar"), ("hasCost", "true")]
    assert kalmar.link("Tillbaka till träffarna").query == asked
    assert not visit("/lan/kalmar").has_link("Tillbaka")
    both = visit("/?q=Kalmar+och+Skåne").link("Jämför länen sida vid sida")
    assert both.attributes["href"] == "/lan/jamfor?county=08&county=12"
    assert not visit("/?q=vatten").has_link("sida vid sida")


def test_national_examples_can_be_left_out_of_a_countys(visit_own: Visit, load: Loader) -> None:
    load(
        row("a", title="Eget", counties=["08"]),
        row("b", title="Nationellt", counties=EVERY_COUNTY),
    )
    both = visit_own("/?county=08")
    assert [hit.text for hit in both.all("h3")] == ["Eget", "Nationellt"]
    own = visit_own("/?county=08&national=false")
    assert [hit.text for hit in own.all("h3")] == ["Eget"]
    assert own.heading == "1 exempel i Kalmar län"
    assert "checked" in own.one("input", id="f-national").attributes
    chip = own.link("Nationella exempel: inte med")
    assert [hit.text for hit in visit_own(chip.attributes["href"]).all("h3")] == [
        "Eget",
        "Nationellt",
    ]
    kept = own.all("input", type="hidden", name="national")
    assert len(kept) == 2, "of the search field and of the order, not of the filters"


def test_the_heading_tells_how_many_are_of_the_county_that_the_text_names(
    visit: Visit, services: Services
) -> None:
    query = search(services, SearchRequest("matsvinn i Skåne")).query
    heading = visit("/?q=matsvinn+i+Skåne").heading
    assert heading.endswith(f"för matsvinn, {query['place']['total']} av dem från Skåne län")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("energi i Skåne", "Skåne län"),
        ("energi i Skåne och Halland", "Skåne län och Hallands län"),
        ("energi i Norrland", "Norrland"),
        ("energi i norrland", "Norrland"),
        ("norrländsk energi", "Norrland"),
    ],
)
def test_those_of_the_counties_that_the_text_names_are_shown_alone(
    visit: Visit, text: str, where: str
) -> None:
    page = visit(f"/?{urlencode({'q': text})}")
    (number,) = re.findall(rf", (\d+) av dem från {where}$", page.heading)
    alone = visit(page.link(f"Visa bara de {number} som hör till {where}").attributes["href"])
    assert alone.heading.startswith(f"{number} exempel")


@pytest.mark.parametrize(
    "text", ["giftfri miljö i byggbranschen", "energi i Skåne", "honung", "matsvinn"]
)
def test_the_title_says_of_the_hits_what_the_heading_says(visit: Visit, text: str) -> None:
    page = visit(f"/?{urlencode({'q': text})}")
    title = page.one("title").text
    told, _, place = page.heading.partition(f" {'för' if ' för ' in page.heading else text}")
    assert title.startswith(f"{text} – {told}")
    assert "av dem" not in place or place.partition(", ")[2] in title


@pytest.mark.parametrize(
    "asked", ["hasCost=true", "sort=-budget", "budgetFrom=1", "q=sol&hasCost=true"]
)
def test_hits_of_a_search_by_cost_tell_the_cost(visit_own: Visit, load: Loader, asked: str) -> None:
    load(row("a", title="Sol", results="Mer sol.", budget=250_000))
    assert visit_own("/?q=sol").one("p", class_="finding").text == "Resultat: Mer sol."
    cost = visit_own(f"/?{asked}").one("p", class_="finding").text
    assert cost.replace("\u00a0", " ") == "Kostnad: 250 000 kr"
