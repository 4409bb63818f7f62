"""Which hits are told to have all that was asked: those that say each thing of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.searching.requests import SearchRequest
from app.searching.search import search
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.fixtures.services import Loader

TITLES = {
    "old": "Skydd av gammal skog",
    "any": "Skydd av skog",
    "hull": "Sanering av båtskrov",
    "soil": "Sanering av förorenad mark",
    "meat": "Livsmedel och kött från gården",
    "vegetarian": "Livsmedel utan kött",
    "together": "Gröna plagg under ett tak",
    "roof": "Gröna tak",
    "water": "Dricksvatten i kommuner",
    "wetland": "Restaurering av våtmarker",
    "reuse": "Återbruk i byggandet",
    "restored": "Återställning av åker",
    "freight": "Godstransporter med el",
    "transport": "Transporter med el",
    "programme": "EU-projekt om laxtrappor",
    "mould": "Mögel vid museet",
    "acid": "Sjö med försurning",
}
FACTS = {
    "restored": ["Lantbruket använder marken."],
    "transport": ["En mindre verkstad och ett bageri deltog."],
}


@pytest.fixture
def catalogue(load: Loader, empty_services: Services) -> Services:
    load(*(row(name, title=title, facts=FACTS.get(name, [])) for name, title in TITLES.items()))
    return empty_services


def test_a_hit_has_all_where_it_says_each_thing(catalogue: Services) -> None:
    expected = {
        "skydda gammal skog": {"old"},
        "sanering förorenad mark": {"soil"},
        "livsmedel utan kött": {"vegetarian"},
        "grönt tak": {"roof"},
        "små kommuner med dåligt vatten": set(),
        "wetland restoration": {"wetland"},
        "byggåterbruk": {"reuse"},
        "goda skogar": {"old", "any"},
        "återbruk": {"reuse"},
        "transport": {"freight", "transport"},
        "godstransport": {"freight"},
        "interreg lax": set(),
        "små bagerier": set(),
        "försurade sjöar": {"acid"},
    }
    assert {text: _having_all(catalogue, text) for text in expected} == expected


def test_utan_leaves_out_as_a_hyphen_does(catalogue: Services) -> None:
    left = [search(catalogue, SearchRequest(text)) for text in ("utan skog", "-skog")]
    assert [answer.total for answer in left] == [len(TITLES) - 2] * 2


def test_what_may_be_had_in_other_words_is_told_where_nothing_says_it_all(
    catalogue: Services,
) -> None:
    told = {"fuktskador museum": 1, "laxtrappor museum": 0, "mögel museum": 0}
    queries = {text: search(catalogue, SearchRequest(text)).query for text in told}
    assert {text: query["inOtherWords"] for text, query in queries.items()} == told
    assert [query["partial"] for query in queries.values()] == [True, True, False]


def _having_all(services: Services, text: str) -> set[str]:
    items = search(services, SearchRequest(text)).items
    return {each["externalId"] for each in items if each["complete"]}


NAMED = {
    "forest": "Råd från Skogsstyrelsen om mat",
    "nature": "Naturskyddsföreningen köper lampor",
    "sea": "Pengar från Havs- och vattenmyndigheten till lampor",
    "cars": "Det mäter Bilprovningen",
    "again": "Skogsstyrelsen ger råd om skogsbruk",
}


@pytest.mark.parametrize(
    ("text", "having", "marked"),
    [
        ("skog", {"again"}, {"skogsbruk"}),
        ("skydda natur", set(), set()),
        ("hav", set(), set()),
        ("bil", set(), set()),
        ("styrelse", set(), set()),
        ("skogsstyrelsen", {"forest", "again"}, {"Skogsstyrelsen"}),
        ("skogstyrelsen", {"forest", "again"}, {"Skogsstyrelsen"}),
        ("naturskyddsför", {"nature"}, {"Naturskyddsföreningen"}),
        ("bilprovningens", {"cars"}, {"Bilprovningen"}),
        ("havs- och vattenmyndigheten", {"sea"}, {"vattenmyndigheten"}),
    ],
)
def test_the_name_of_an_organisation_says_itself_only(
    load: Loader, empty_services: Services, text: str, having: set[str], marked: set[str]
) -> None:
    load(*(row(name, title=title) for name, title in NAMED.items()))
    items = search(empty_services, SearchRequest(text)).items
    assert {item["externalId"] for item in items if item["complete"]} == having
    titles = [item["highlights"].get("title", [""])[0] for item in items]
    assert {word for title in titles for word in re.findall("<mark>(.*?)</mark>", title)} == marked
