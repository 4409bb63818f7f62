from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.errors import InvalidQuery, NotFound, SearchUnavailable
from app.searching.coverage import coverage
from app.searching.finding import WEIGHED
from app.searching.requests import SearchAnswer, SearchRequest
from app.searching.search import index_state, live_index, search, similar
from tests.fixtures.services import row, services_in

if TYPE_CHECKING:
    from pathlib import Path

    from app.wiring import Services
    from tests.fixtures.services import Loader

CODES = "01 03 04 05 06 07 08 09 10 12 13 14 17 18 19 20 21 22 23 24 25"
ALL_COUNTIES = CODES.split()


def ids(answer: SearchAnswer) -> list[str]:
    return [item["externalId"] for item in answer.items]


def issues(services: Services, request: SearchRequest) -> list[tuple[str, str]]:
    with pytest.raises(InvalidQuery) as raised:
        search(services, request)
    return [(issue.parameter, issue.code) for issue in raised.value.issues]


def test_a_compound_finds_what_its_parts_say(services: Services) -> None:
    titles = [item["title"] for item in search(services, SearchRequest("skogsprogram")).items]
    assert any("skogsprogram" in title.lower() for title in titles[:3])


def test_a_word_of_the_name_of_a_linked_concept_finds_nothing(
    load: Loader, empty_services: Services
) -> None:
    load(row("mat", title="Matsvinn", sectors=["betong"], goals=["2"], objectives=["6"]))
    for word in ("glas", "skyddande"):
        answer = search(empty_services, SearchRequest(word))
        assert answer.total == 0
    assert search(empty_services, SearchRequest("Cement, betong och glas")).total == 1


def test_a_misspelling_finds_the_word_that_was_meant(services: Services) -> None:
    answer = search(services, SearchRequest("livsmedelstrategi"))
    assert answer.total
    assert "livsmedelsstrategi" in answer.items[0]["title"].lower()


def test_a_goal_by_number_finds_the_entries_linked_to_it(services: Services) -> None:
    answer = search(services, SearchRequest("mål 12", limit=100))
    assert answer.total
    assert all("12" in item["goals"] for item in answer.items)
    assert [concept["id"] for concept in answer.query["concepts"]] == ["12"]


@pytest.mark.parametrize("value", ["12", "Skåne", "skåne län", "M", "SE-M", "Skåne County"])
def test_a_filter_takes_id_notation_or_label(services: Services, value: str) -> None:
    answer = search(services, SearchRequest(filters={"county": (value,)}))
    assert answer.query["filters"]["county"] == [{"id": "12", "label": "Skåne län"}]


def test_an_entry_is_looked_up_by_its_own_key(services: Services) -> None:
    known = search(services, SearchRequest(limit=1)).items[0]
    keys = {name: (known[name], "no-such-key") for name in ("sourceSystem", "externalId")}
    answer = search(services, SearchRequest(filters=keys))
    assert ids(answer) == [known["externalId"]]
    assert answer.query["filters"] == {
        name: [{"id": each, "label": each} for each in values] for name, values in keys.items()
    }


def test_a_key_that_no_entry_has_finds_nothing(services: Services) -> None:
    assert search(services, SearchRequest(filters={"externalId": ("no-such-key",)})).total == 0


def test_an_unknown_value_names_the_nearest(services: Services) -> None:
    with pytest.raises(InvalidQuery) as raised:
        search(services, SearchRequest(filters={"county": ("Skone",)}))
    assert "12" in raised.value.issues[0].nearest


def test_an_organisation_is_found_and_counted_under_one_name(
    empty_services: Services, load: Loader
) -> None:
    load(
        row("a", leadOrganisation="Länsstyrelsen Skåne"),
        row("b", partners=["Länsstyrelsen i Skåne län", "Länsstyrelsen Skåne"]),
    )
    for name in ("Länsstyrelsen Skåne", "Länsstyrelsen i Skåne län"):
        filters = {"organisation": (name,)}
        found = search(empty_services, SearchRequest(filters=filters, facets=("organisation",)))
        assert {item["externalId"] for item in found.items} == {"a", "b"}
        assert [(each["id"], each["count"]) for each in found.facets["organisation"]] == [
            ("Länsstyrelsen i Skåne län", 2)
        ]
        assert found.items[0]["leadOrganisation"] in {"Länsstyrelsen Skåne", None}


def test_an_unknown_organisation_names_the_nearest(services: Services) -> None:
    with pytest.raises(InvalidQuery) as raised:
        search(services, SearchRequest(filters={"organisation": ("Lansstyrelsen Skåne",)}))
    assert "Länsstyrelsen Skåne" in raised.value.issues[0].nearest


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (SearchRequest(page=501, limit=20), ("page", "too-deep")),
        (SearchRequest(cursor="x", sort="seq"), ("cursor", "invalid-cursor")),
        (SearchRequest(ranges={"year": (2020, 2019)}), ("yearFrom", "reversed-range")),
        (SearchRequest(filters={"year": ("förr",)}), ("year", "invalid-year")),
    ],
)
def test_what_cannot_be_understood_is_named(
    services: Services, request_: SearchRequest, expected: tuple[str, str]
) -> None:
    assert issues(services, request_) == [expected]


def test_every_fault_is_named_at_once(services: Services) -> None:
    request = SearchRequest(page=501, filters={"county": ("x9",), "goal": ("99",)})
    assert len(issues(services, request)) == 3


def test_a_county_finds_national_entries_too_after_its_own(
    load: Loader, empty_services: Services
) -> None:
    load(row("national", counties=ALL_COUNTIES), row("own"), row("other", counties=["24"]))
    answer = search(empty_services, SearchRequest(filters={"county": ("12",)}, facets=("county",)))
    assert ids(answer) == ["own", "national"]
    counts = {value["id"]: value["count"] for value in answer.facets["county"]}
    assert counts == {"12": 1, "24": 1, "national": 1}


def test_a_year_range_tells_how_many_have_no_year(load: Loader, empty_services: Services) -> None:
    load(row("with", startYear=2020), row("without"))
    answer = search(empty_services, SearchRequest(ranges={"year": (2019, None)}))
    assert ids(answer) == ["with"]
    assert answer.query["withoutYear"] == 1


def test_entries_without_a_year_are_found_under_year_unknown(
    load: Loader, empty_services: Services
) -> None:
    load(row("with", startYear=2020), row("without"))
    request = SearchRequest(filters={"year": ("okänt",)}, facets=("year",))
    answer = search(empty_services, request)
    assert ids(answer) == ["without"]
    assert [(v["id"], v["label"]) for v in answer.facets["year"]] == [
        ("2020", "2020"),
        ("unknown", "År okänt"),
    ]


def test_a_search_without_hits_says_what_would_have_had_hits(
    load: Loader, empty_services: Services
) -> None:
    load(row("a", title="Biogas"), row("b", title="Solel", counties=["24"]))
    answer = search(empty_services, SearchRequest("biogas", filters={"county": ("24",)}))
    assert answer.total == 0
    assert {
        "type": "without-filter",
        "label": "Västerbottens län",
        "parameters": {"q": ["biogas"]},
        "count": 1,
    } in answer.query["relaxations"]


def test_a_cursor_reads_the_whole_catalogue_once(services: Services) -> None:
    seen: list[str] = []
    cursor = None
    while True:
        answer = search(services, SearchRequest(sort="seq", limit=50, cursor=cursor))
        seen += ids(answer)
        cursor = answer.next_cursor
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == search(services, SearchRequest()).total


def test_what_a_range_leaves_out_is_counted_alike_wherever_a_cursor_stands(
    load: Loader, empty_services: Services
) -> None:
    load(row("without"), row("a", startYear=2020), row("b", startYear=2021))
    request = SearchRequest(ranges={"year": (2019, None)}, sort="seq", limit=1)
    first = search(empty_services, request)
    second = search(empty_services, replace(request, cursor=first.next_cursor))
    assert ids(second) == ["b"]
    assert first.query["withoutYear"] == second.query["withoutYear"] == 1


def test_a_cursor_of_another_search_is_refused(services: Services) -> None:
    cursor = search(services, SearchRequest(sort="seq", limit=5)).next_cursor
    request = SearchRequest("biogas", sort="seq", limit=5, cursor=cursor)
    assert issues(services, request) == [("cursor", "invalid-cursor")]


def test_the_state_follows_the_index(load: Loader, empty_services: Services) -> None:
    def state() -> str:
        return index_state(empty_services, live_index(empty_services))

    load(row("a"))
    before = state()
    assert state() == before
    load(row("b"))
    assert state() != before


def test_pages_neither_repeat_nor_miss_where_meaning_ceases_to_order(services: Services) -> None:
    whole = search(services, SearchRequest("klimat företag", limit=100))
    pages = [
        search(services, SearchRequest("klimat företag", limit=15, page=number))
        for number in range(1, 7)
    ]
    assert whole.total > WEIGHED + 15
    assert [each for page in pages for each in ids(page)] == ids(whole)[:90]
    scores = [item["score"] for item in whole.items[:WEIGHED]]
    assert scores == sorted(scores, reverse=True)
    assert {page.total for page in pages} == {whole.total}


@pytest.mark.parametrize("text", ["biogas", "klimat företag", '"cirkulär ekonomi"', ""])
def test_a_facet_counts_what_its_filter_finds(services: Services, text: str) -> None:
    counties = search(services, SearchRequest(text, facets=("county",))).facets["county"]
    for each in counties[::4]:
        chosen = SearchRequest(text, filters={"county": (each["id"],)}, national=False)
        found = search(services, replace(chosen, limit=100))
        assert found.total == each["count"] == len(found.items)


def test_of_entries_that_say_as_much_those_about_the_same_come_first(
    load: Loader, empty_services: Services
) -> None:
    title = "Energi på taket"
    load(
        row("forest", title=title, summary="Skogsägare planterar lövträd."),
        row("power", title=title, summary="Elbolaget säljer solceller."),
        *(row(f"other-{number}", title="Mat") for number in range(9)),
    )
    assert ids(search(empty_services, SearchRequest("energi tak"))) == ["power", "forest"]


def test_similar_entries_share_links_and_leave_the_entry_out(services: Services) -> None:
    entry = search(services, SearchRequest("skogsprogram", limit=1)).items[0]
    found = similar(services, entry["id"], 5)
    assert len(found) == 5
    assert entry["id"] not in [each["id"] for each in found]
    assert any(set(each["sectors"]) & set(entry["sectors"]) for each in found)


def test_nothing_is_similar_to_an_unknown_entry(services: Services) -> None:
    with pytest.raises(NotFound):
        similar(services, "0190b6c4-0000-7000-8000-000000000000")


def test_coverage_counts_own_and_national_entries_apart(
    load: Loader, empty_services: Services
) -> None:
    load(row("national", counties=ALL_COUNTIES, goals=["7"]), row("own", goals=["7", "12"]))
    answer = coverage(empty_services, "county", "goal", SearchRequest())
    cells = {(cell["row"], cell["column"]): cell["count"] for cell in answer["cells"]}
    assert cells["12", "7"] == cells["12", "12"] == cells["national", "7"] == 1
    assert cells["24", "7"] == 0
    assert len(cells) == 22 * 17


def test_coverage_needs_two_dimensions(services: Services) -> None:
    with pytest.raises(InvalidQuery):
        coverage(services, "county", "county", SearchRequest())


def test_without_an_index_search_is_unavailable(tmp_path: Path) -> None:
    services = services_in(tmp_path)
    assert not services.engine_ready()
    with pytest.raises(SearchUnavailable):
        search(services, SearchRequest())
    services.database.close()


def test_an_unknown_word_with_a_filter_is_told_what_the_filter_alone_finds(
    services: Services,
) -> None:
    answer = search(services, SearchRequest("zzzqq", filters={"county": ("12",)}))
    assert answer.total == 0
    assert [each["type"] for each in answer.query["relaxations"]] == ["without-word"]


def test_what_is_negated_in_words_is_excluded_and_told(services: Services) -> None:
    said = search(services, SearchRequest("biogas men inte lantbruk"))
    written = search(services, SearchRequest("biogas -lantbruk"))
    assert said.query["excluded"] == ["lantbruk"]
    assert ids(said) == ids(written)


def test_national_entries_are_left_out_without_a_county_too(
    load: Loader, empty_services: Services
) -> None:
    load(row("national", counties=ALL_COUNTIES), row("own"))
    answer = search(empty_services, SearchRequest(national=False, sort="-updatedAt"))
    assert ids(answer) == ["own"]
    chosen = SearchRequest(national=False, filters={"county": ("national",)})
    assert ids(search(empty_services, chosen)) == ["national"]


def test_an_entry_of_which_only_the_end_is_known_began_in_an_unknown_year(
    load: Loader, empty_services: Services
) -> None:
    load(row("ended", startYear=None, endYear=2019), row("began", startYear=2019))
    began = SearchRequest(filters={"year": ("2019",)}, facets=("year",))
    assert ids(search(empty_services, began)) == ["began"]
    assert ids(search(empty_services, SearchRequest(filters={"year": ("unknown",)}))) == ["ended"]


def test_the_state_is_a_filter_that_a_text_names(empty_services: Services, load: Loader) -> None:
    load(row("a", state="ongoing"), row("b", state="completed"), row("c"))
    found = search(
        empty_services, SearchRequest(filters={"state": ("Pågående",)}, facets=("state",))
    )
    assert ids(found) == ["a"]
    assert {each["id"]: each["count"] for each in found.facets["state"]} == {
        "ongoing": 1,
        "completed": 1,
        "unknown": 1,
    }
    for text in ("pågående arbete", "ongoing work"):
        (state,) = search(empty_services, SearchRequest(text)).query["concepts"]
        assert (state["filter"], state["id"]) == ("state", "ongoing")
        assert state["asFilter"]["state"] == ["ongoing"]
    carrying_out = search(empty_services, SearchRequest("hur genomför man en energikartläggning"))
    assert "state" not in [each["filter"] for each in carrying_out.query["concepts"]]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("planera för skyfall", []),
        ("hur avslutar man en deponi", []),
        ("planerad solpark", ["planned"]),
        ("avslutade projekt", ["completed"]),
    ],
)
def test_a_verb_is_not_the_state_of_its_participle(
    services: Services, text: str, states: list[str]
) -> None:
    concepts = search(services, SearchRequest(text)).query["concepts"]
    assert [each["id"] for each in concepts if each["filter"] == "state"] == states


@pytest.mark.parametrize(
    ("text", "field"),
    [("bygglovet", "lessons"), ("hyvelbänk", "resources"), ("manure", "english")],
)
def test_words_of_the_parts_of_a_field_are_found(
    empty_services: Services, load: Loader, text: str, field: str
) -> None:
    load(
        row(
            "a",
            lessons=[{"obstacle": "Kön.", "solution": "Bygglovet söktes tidigt."}],
            resources={"equipment": "En hyvelbänk."},
            english={"title": "Biogas from manure", "summary": "Farms digest it."},
        ),
        row("b"),
    )
    (found,) = search(empty_services, SearchRequest(text)).items
    assert field in found["highlights"]


@pytest.mark.parametrize("text", ["och", "*", "vad är"])
def test_a_text_without_words_that_count_finds_everything_and_tells(
    services: Services, text: str
) -> None:
    found = search(services, SearchRequest(text))
    assert found.total == search(services, SearchRequest()).total
    assert {each["status"] for each in found.query["words"]} == {"ignored"}
    assert found.query["sort"] == "-updatedAt"
