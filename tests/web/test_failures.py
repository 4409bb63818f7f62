from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import Client

from app.errors import Issue, Message
from cli.wsgi import build_application
from record.filters import FILTER_NAMES, RANGES
from schemas.arguments import MOST_IDS, MOST_VALUES
from tests.fixtures.services import services_in
from tests.web.conftest import visitor
from tests.web.page import Page
from web.mistakes import BOUNDED, mistakes
from web.query_string import PARAMETERS, QueryString

if TYPE_CHECKING:
    from pathlib import Path

    from app.wiring import Services
    from tests.web.conftest import Visit

BAD = [
    "/?county=99",
    "/?goal=18",
    "/?page=0",
    "/?page=-1",
    "/?page=1&page=2",
    "/?page=99999999999999999999999",
    "/?page=%D9%A3",
    "/?limit=101",
    "/?sort=best",
    "/?yearFrom=2020&yearTo=2010",
    "/?yearFrom=abc",
    "/?year=soon",
    "/?organisation=Finns+inte+alls",
    "/?q=" + "a" * 501,
    "/?national=maybe",
    "/?explain=x",
    "/?year=99999",
    "/?sort=foo",
    "/?q=%FF",
    "/?q=a%00b",
]

CODES = ["true", "false", "startYear", "updatedAt", "seq", "Menade du År okänt"]
"""Words of the API, and what nobody meant who wrote a number that is no year."""


@pytest.mark.parametrize("address", BAD)
def test_what_cannot_be_understood_is_a_400_page_that_says_what_to_do(
    visit: Visit, address: str
) -> None:
    page = visit(address)
    assert page.status == 400
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    heads = ("Sökningen går inte att tolka", "Adressen går inte att tolka", "Sökningen är för lång")
    assert page.heading in heads
    assert page.has_link("Till startsidan")


def test_an_address_with_a_null_byte_is_not_told_to_be_no_utf_8_only(visit: Visit) -> None:
    assert "ogiltig UTF-8, eller %00" in visit("/?q=a%00b").text


def test_an_unknown_value_names_the_nearest_as_links_that_work(visit: Visit) -> None:
    page = visit("/?q=energi&county=Sk%C3%A5nne")
    link = page.link("Skåne län")
    assert link.query == [("q", "energi"), ("county", "12")]
    assert visit(link.attributes["href"]).status == 200
    assert page.link("Sök utan det som inte går att tolka").query == [("q", "energi")]
    assert not visit("/?county=Sk%C3%A5nne").has_link("Sök utan det")


@pytest.mark.parametrize("added", ["utm_source=mejl", "fbclid=x", "cursor=x", "fields=id"])
def test_a_parameter_that_pages_do_not_know_changes_nothing(visit: Visit, added: str) -> None:
    assert visit(f"/?q=biogas&{added}").heading == visit("/?q=biogas").heading
    assert visit(f"/?{added}").heading == visit("/").heading
    assert visit(f"/api/v1/entries?q=biogas&{added.replace('fields', 'nothing')}").status == 400


def test_a_search_with_mistakes_keeps_its_form_and_tells_all_of_them_at_once(visit: Visit) -> None:
    page = visit("/?q=energi&county=12&county=Skonne&goal=7&yearFrom=abc&budgetTo=mycket&sort=best")
    assert page.status == 400
    assert page.one("title").text.startswith("Fel: ")
    told = page.one("div", class_="faults")
    assert told.attributes["role"] == "alert"
    named = ("Pågick från: abc", "Budget till: mycket", "Län: Skonne", "Sortering: best")
    assert all(name in told.text for name in named)
    assert page.one("input", id="q").attributes["value"] == "energi"
    assert "checked" in page.one("input", id="f-county-12").attributes
    assert "checked" in page.one("input", id="f-goal-7").attributes
    for name, sent in (("yearFrom", "abc"), ("budgetTo", "mycket")):
        field = page.one("input", id=name).attributes
        assert (field["value"], field["aria-invalid"]) == (sent, "true")
        assert page.one("p", id=field["aria-describedby"]).text.startswith("Fel: ")
        assert page.one("a", href=f"#{name}")
    counties = page.one("fieldset", id="f-county").attributes
    assert "Skonne" in page.one("p", id=counties["aria-describedby"]).text
    rest = [("q", "energi"), ("county", "12"), ("goal", "7")]
    assert page.link("Sök utan det som inte går att tolka").query == rest
    assert page.one("details", class_="filter-fold").attributes.keys() >= {"open"}


def test_without_an_index_mistakes_are_told_all_the_same(tmp_path: Path) -> None:
    page = visitor(services_in(tmp_path))("/?q=biogas&yearFrom=abc")
    assert page.status == 400
    assert "Pågick från: abc" in page.one("div", class_="faults").text
    assert page.one("input", id="q").attributes["value"] == "biogas"


def test_years_the_wrong_way_round_mark_both_fields(visit: Visit) -> None:
    page = visit("/?yearFrom=2020&yearTo=2010")
    told = "Från-året (2020) är senare än till-året (2010). Byt plats på dem."
    assert told in page.one("div", class_="faults").text
    for name, sent in (("yearFrom", "2020"), ("yearTo", "2010")):
        field = page.one("input", id=name).attributes
        assert (field["value"], field["aria-describedby"]) == (sent, "yearFrom-fel")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("not-integer", "Skriv ett helt tal med siffror."),
        ("reversed-range", "Från-värdet (9) är större än till-värdet (2). Byt plats på dem."),
    ],
)
def test_a_range_without_words_of_its_own_has_general_ones(
    monkeypatch: pytest.MonkeyPatch, code: str, sentence: str
) -> None:
    monkeypatch.setitem(BOUNDED, "staffFrom", replace(RANGES[0], name="staff"))
    query = QueryString((("staffFrom", "9"), ("staffTo", "2")))
    [found] = mistakes(query, [Issue("staffFrom", code, Message(sv="Fel.", en="Wrong."))])
    assert found.sentence == sentence


def test_a_mistake_in_english_is_told_in_english(visit: Visit) -> None:
    page = visit("/en/?q=energi&yearFrom=abc&goal=99")
    assert page.status == 400
    told = page.one("div", class_="faults").text
    assert "Write a year with four digits" in told
    assert "There is no such value" in told
    assert page.link("Search without").attributes["href"] == "/en/?q=energi"


def test_more_mistakes_than_are_told_at_once_leave_the_text(visit: Visit) -> None:
    many = "".join(f"&{name}={value}" for name in ("goal", "county") for value in range(100, 150))
    page = visit(f"/?q=energi{many}")
    assert page.status == 400
    assert page.one("input", id="q").attributes["value"] == "energi"


@pytest.mark.parametrize(
    "sent",
    [
        "1%20000",
        "1%C2%A0000",
        "1%E2%80%AF000",
        "1.000",
        "1,000",
        "1+000+kr",
        "1tkr",
        "0,001+mkr",
    ],
)
def test_a_number_with_its_thousands_apart_is_read(visit: Visit, sent: str) -> None:
    page = visit(f"/?budgetFrom={sent}")
    assert page.heading == visit("/?budgetFrom=1000").heading
    assert page.one("input", id="budgetFrom").attributes["value"] == "1000"
    assert page.link("Hämta som data").query == [("budgetFrom", "1000")]
    assert visit("/?budgetFrom=1,5").status == 400


@pytest.mark.parametrize("address", BAD)
def test_no_page_of_an_error_speaks_of_parameters_by_their_code(visit: Visit, address: str) -> None:
    text = visit(address).one("main").text
    for name in [*PARAMETERS, "parameter", "cursor", "UUID", "unknown", *CODES]:
        assert not re.search(rf"\b{name}\b", text), name


def test_an_address_that_is_too_long_is_a_414_page(visit: Visit) -> None:
    page = visit("/?q=" + "a" * 10_000)
    assert page.status == 414
    assert page.text.count("Korta söktexten") == 1
    assert page.one("input", id="q").attributes["value"].startswith("aaa")


def test_a_table_with_mistakes_leads_to_itself_without_them(visit: Visit) -> None:
    page = visit("/tackning?q=biogas&county=99&rows=goal")
    assert page.status == 400
    address = page.link("Sök utan det som inte går att tolka").attributes["href"]
    assert address == "/tackning?q=biogas&rows=goal"
    assert visit(address).status == 200


@pytest.mark.parametrize("signs", ["(((", "🙂", "*", "AND", "vad är", '"i"', "-och"])
def test_signs_and_function_words_alone_are_said_to_seek_nothing(visit: Visit, signs: str) -> None:
    page = visit(f"/?{urlencode({'q': signs})}")
    assert page.heading == visit("/?q=").heading
    assert f"Sökningen {signs} innehåller inga ord att söka på." in page.text
    assert page.one("input", id="q").attributes["value"] == signs


def test_what_to_search_for_instead_is_links_in_the_language_of_the_page(visit: Visit) -> None:
    assert visit("/?q=zzzzqqq").link("mål 12").query == [("q", "mål 12")]
    assert visit("/en/?q=zzzzqqq").link("goal 12").attributes["href"] == "/en/?q=goal%2012"


def test_a_foreign_host_is_a_400_page_here_and_a_problem_in_the_api(visit: Visit) -> None:
    page = visit("/", Host="evil.example")
    assert page.status == 400
    assert "värdnamn" in page.text
    problem = visit("/api/v1/entries", Host="evil.example")
    assert problem.status == 400
    assert problem.headers["Content-Type"] == "application/problem+json"


def test_a_body_that_is_too_large_is_a_413_page(services: Services) -> None:
    answer = Client(build_application(services)).post("/", data=b"a" * 2_000_000)
    page = Page(answer)
    assert page.status == 413
    assert page.heading == "För mycket på en gång"


def test_a_wrong_method_is_a_405_page_that_names_the_right_ones(services: Services) -> None:
    page = Page(Client(build_application(services)).delete("/"))
    assert page.status == 405
    assert "GET" in page.headers["Allow"]


def test_too_many_calls_is_a_429_page_and_styles_are_still_served(tmp_path: Path) -> None:
    visit = visitor(services_in(tmp_path, EXEMPELBANKEN_RATE_LIMIT="2"))
    pages = [visit("/robots.txt") for _ in range(2)] + [visit("/")]
    assert pages[-1].status == 429
    assert pages[-1].heading == "För många sökningar på kort tid"
    assert 1 <= int(pages[-1].headers["Retry-After"]) <= 60
    assert visit("/api/v1/entries").headers["Content-Type"] == "application/problem+json"
    assert visit("/static/favicon.svg").status == 200
    assert visit("/health/live").status == 200


def test_without_an_index_the_pages_say_so_and_when_to_come_back(tmp_path: Path) -> None:
    visit = visitor(services_in(tmp_path))
    page = visit("/?q=biogas&county=12")
    assert page.status == 503
    assert page.heading == "Sökningen svarar inte just nu"
    assert page.text.count("svarar inte") == 1
    assert page.one("input", id="q").attributes["value"] == "biogas"
    assert page.one("input", name="county").attributes["value"] == "12"
    assert page.link("Försök igen").attributes["href"] == "/?q=biogas&county=12"
    assert int(page.headers["Retry-After"]) > 0
    start = visit(page.link("Till startsidan").attributes["href"])
    assert start.status == 200
    assert "talen saknas" in start.text
    assert start.headers["Cache-Control"] == "no-store"
    ready = visit("/health/ready")
    assert ready.status == 503
    assert '"index":false' in ready.html


def test_an_unknown_address_is_a_404_page_with_a_search_field(visit: Visit) -> None:
    page = visit("/finns-inte")
    assert page.status == 404
    assert page.all("input", id="q")


def test_errors_are_not_kept_by_caches(visit: Visit) -> None:
    for address in ("/finns-inte", "/?page=0"):
        assert visit(address).headers["Cache-Control"] == "no-store"


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    pairs=st.lists(
        st.tuples(
            st.sampled_from(["q", "county", "goal", "year", "yearFrom", "page", "limit", "sort"])
            | st.text(max_size=8),
            st.text(max_size=40) | st.integers().map(str),
        ),
        max_size=5,
    )
)
def test_no_query_string_leads_to_a_500(visit: Visit, pairs: list[tuple[str, str]]) -> None:
    query = urlencode(
        [(n.encode("utf-8", "surrogatepass"), v.encode("utf-8", "surrogatepass")) for n, v in pairs]
    )
    assert visit(f"/?{query}").status in (200, 400, 414)


def test_more_examples_than_can_be_asked_for_are_told_and_none_is_left_out(visit: Visit) -> None:
    ids = [("id", f"00000000-0000-4000-8000-{number:012}") for number in range(MOST_IDS + 1)]
    page = visit(f"/?{urlencode(ids)}")
    assert page.status == 400
    assert "Högst 100 värden får plats." in page.text
    assert visit(f"/?{urlencode(ids[1:])}").status == 200


@pytest.mark.parametrize("name", [*FILTER_NAMES, "ignore"])
def test_more_values_than_can_be_asked_for_cost_no_more_than_the_rest_of_the_search(
    visit: Visit, engine_calls: list[str], name: str
) -> None:
    page = visit(f"/?{urlencode([(name, f'v{each}') for each in range(MOST_VALUES + 1)])}")
    assert page.status == 400
    assert "Högst 50 värden får plats" in page.text
    assert engine_calls == ["search"]


def test_a_search_that_is_too_long_is_told_to_be(visit: Visit) -> None:
    assert visit("/?q=" + "a" * 501).heading == "Sökningen är för lång"
