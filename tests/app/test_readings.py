"""What is read into a search text, and taken back; why a hit was found; what is next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.errors import InvalidQuery
from app.geography import county_neighbours
from app.searching.requests import SearchRequest
from app.searching.search import search
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.fixtures.services import Loader


FOOD = ("target:12.3",)
"""What else matsvinn means."""


def query(services: Services, text: str, **asked: Any) -> dict[str, Any]:
    return search(services, SearchRequest(text, **asked)).query


def named(read: dict[str, Any], kind: str) -> list[str]:
    return [each["id"] for each in read[kind]]


@pytest.mark.parametrize(
    ("text", "filter_", "concept"),
    [
        ("mål 12", "goal", "12"),
        ("SDG13", "goal", "13"),
        ("globala målen 6", "goal", "6"),
        ("giftfri miljö", "objective", "4"),
        ("delning", "lever", "share"),
        ("åkeri", "sector", "transport"),
        ("biogas i Norrbotten", "county", "25"),
        ("skånska företag", "county", "12"),
        ("sörmländska", "county", "04"),
        ("västernorrländskt", "county", "22"),
        ("gävleborgsk", "county", "21"),
        ("kalmarska", "county", "08"),
        ("uppsaliensiska", "county", "03"),
        ("Svealand", "county", "20"),
        ("AC-län", "county", "24"),
        ("Y län", "county", "22"),
        ("BD", "county", "25"),
        ("län 12", "county", "12"),
        ("vara kommun", "county", "14"),
        ("hela landet", "county", "national"),
        ("nationellt", "county", "national"),
        ("klimat i Sverige", "county", "national"),
    ],
)
def test_a_concept_is_recognised(services: Services, text: str, filter_: str, concept: str) -> None:
    found = [(each["filter"], each["id"]) for each in query(services, text)["concepts"]]
    assert (filter_, concept) in found


@pytest.mark.parametrize("text", ["energi i länet", "företag i län", "vad görs i länet"])
def test_in_the_county_is_not_the_county_of_the_letter_i(services: Services, text: str) -> None:
    concepts = query(services, text)["concepts"]
    assert [each["id"] for each in concepts if each["filter"] == "county"] == []


@pytest.mark.parametrize("text", ["kommun", "kommuner i Halland", "mål", "AB", "AC"])
def test_a_word_of_a_longer_name_is_not_the_name(services: Services, text: str) -> None:
    read = query(services, text)
    assert {each["id"] for each in read["concepts"]} <= {"13", "offentlig"}
    assert "losningsmedel" not in named(read, "topics")


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("CO₂", "klimatpåverkan"),
        ("ko", "djurhållning"),
        ("bi", "pollinatörer och bin"),
        ("delning", "delningsekonomi"),
        ("dela", "delningsekonomi"),
        ("virtualisera", "digitalisering"),
        ("optimering", "resurseffektivitet"),
        ("loopa", "cirkulär ekonomi"),
        ("regenerera", "restaurering av natur"),
    ],
)
def test_a_topic_is_recognised(services: Services, text: str, topic: str) -> None:
    assert topic in {each["label"] for each in query(services, text)["topics"]}


def test_a_lowered_digit_finds_what_a_plain_one_does(
    load: Loader, empty_services: Services
) -> None:
    load(row("a", title="Mindre CO₂ från gårdar"), row("b", title="Pris på CO2 från flyg"))
    asked = SearchRequest("CO₂", ignore=("topics",))
    found = search(empty_services, asked).items
    assert {item["highlights"]["title"][0] for item in found} == {
        "Mindre <mark>CO₂</mark> från gårdar",
        "Pris på <mark>CO2</mark> från flyg",
    }


def test_a_part_of_a_longer_name_names_no_topic(services: Services) -> None:
    assert named(query(services, "AC-län"), "topics") == []
    assert named(query(services, "AC"), "topics") != []


@pytest.mark.parametrize(
    "text", ["Dalarnas grannlän", "matsvinn grannlän till Dalarna", "biogas hos Dalarnas grannar"]
)
def test_the_neighbours_of_a_county_are_named_together(services: Services, text: str) -> None:
    counties = [
        each["id"] for each in query(services, text)["concepts"] if each["filter"] == "county"
    ]
    assert sorted(counties) == sorted(county_neighbours()["20"])


def test_the_country_is_a_filter_too(services: Services) -> None:
    (concept,) = query(services, "matsvinn i hela landet", ignore=FOOD)["concepts"]
    assert concept["asFilter"] == {"county": ["national"], "q": ["matsvinn"], "ignore": [*FOOD]}


def test_a_recognised_concept_becomes_a_filter_without_its_words(services: Services) -> None:
    (concept,) = query(services, "matsvinn i Norrbotten", ignore=FOOD)["concepts"]
    assert concept["asFilter"] == {"county": ["25"], "q": ["matsvinn"], "ignore": [*FOOD]}


def test_a_concept_that_is_named_by_number_becomes_a_filter(services: Services) -> None:
    concept = query(services, "nätverk mål 12")["concepts"][0]
    assert concept["asFilter"] == {"goal": ["12"], "q": ["nätverk"]}


def test_years_in_a_text_come_first_leave_nothing_out_and_are_offered_as_a_filter(
    load: Loader, empty_services: Services
) -> None:
    load(
        row("a", title="Gården", facts=["Biogas säljs."], startYear=2019, endYear=2020),
        row("b", title="Biogas i stan", startYear=2012, endYear=2013),
        row("c", title="Solel sedan 2019"),
    )
    found = search(empty_services, SearchRequest("biogas sedan 2019"))
    assert [each["externalId"] for each in found.items] == ["a", "b"]
    assert [
        each["externalId"] for each in search(empty_services, SearchRequest("biogas")).items
    ] == [
        "b",
        "a",
    ]
    assert found.query["period"] == {
        "text": "sedan 2019",
        "yearFrom": 2019,
        "yearTo": None,
        "begun": False,
        "sought": "biogas",
        "total": 1,
        "asFilter": {"q": ["biogas"], "yearFrom": ["2019"]},
    }
    chosen = SearchRequest("biogas 2019", ranges={"year": (2019, None)})
    assert search(empty_services, chosen).query["period"] is None


def test_years_are_no_words_of_the_text(load: Loader, empty_services: Services) -> None:
    load(
        row("a", title="Vatten i stan före 2015", startYear=2016, endYear=2020),
        row("b", title="Vatten på landet", startYear=2012, endYear=2013),
        row("c", title="Projektet sedan 2010", startYear=2016),
        row("d", title="Vatten i tre år", startYear=2019, endYear=2022),
    )

    def found(text: str) -> list[str]:
        return [each["externalId"] for each in search(empty_services, SearchRequest(text)).items]

    assert found("före 2015") == ["b"]
    assert found("vatten före 2015")[0] == "b"
    assert found("vatten startade 2019")[0] == "d"
    assert "a" in found("vatten 2012 eller 2022")
    for text in ("2020", "projekt före 2015", "startade 2016"):
        answer = search(empty_services, SearchRequest(text))
        assert answer.query["period"]["total"] == answer.total > 0
        assert "q" not in answer.query["period"]["asFilter"]
    chosen = search(empty_services, SearchRequest("vatten startade 2019")).query["period"]
    assert (chosen["begun"], chosen["total"]) == (True, 1)
    assert chosen["asFilter"] == {"q": ["vatten"], "year": ["2019"]}


def test_counties_in_a_text_leave_nothing_out_and_their_hits_are_counted(
    load: Loader, empty_services: Services
) -> None:
    load(
        row("a", title="Biogas på gård", counties=["25"]),
        row("b", title="Biogas i stan", counties=["12"]),
        row("c", title="Solel", counties=["25"]),
    )
    found = search(empty_services, SearchRequest("biogas i Norrbotten"))
    assert {each["externalId"] for each in found.items} == {"a", "b"}
    assert found.query["place"] == {
        "counties": [{"id": "25", "label": "Norrbottens län"}],
        "sought": "biogas",
        "total": 1,
    }
    for request in (
        SearchRequest("Norrbotten"),
        SearchRequest("biogas"),
        SearchRequest("biogas i Norrbotten", {"county": ("25",)}),
    ):
        assert search(empty_services, request).query["place"] is None


def test_a_concept_can_be_left_unread(services: Services) -> None:
    read = query(services, "nätverk i Norrbotten")
    again = query(services, "nätverk i Norrbotten", ignore=("county:25",))
    assert [each["ignored"]["ignore"] for each in read["concepts"]] == [["county:25"]]
    assert again["concepts"] == []
    assert again["ignored"] == ["county:25"]


def test_the_words_of_a_number_left_unread_are_words(services: Services) -> None:
    read = query(services, "mål 12", ignore=("goal:12",))
    assert [word["text"] for word in read["words"]] == ["mål", "12"]


def test_a_topic_is_found_by_other_words_and_can_be_left_unread(
    load: Loader, empty_services: Services
) -> None:
    load(row("solar", title="Solceller på ladugårdar"))
    found = search(empty_services, SearchRequest("solpaneler"))
    assert [item["externalId"] for item in found.items] == ["solar"]
    ignored = tuple(f"topic:{each['id']}" for each in found.query["topics"])
    assert search(empty_services, SearchRequest("solpaneler", ignore=ignored)).total == 0
    assert search(empty_services, SearchRequest("solpaneler", ignore=("topics",))).total == 0


def test_spelling_can_be_left_as_it_is(services: Services) -> None:
    assert query(services, "matsvin")["words"][0]["status"] == "corrected"
    assert query(services, "matsvin", ignore=("spelling",))["words"][0]["status"] == "unknown"


@pytest.mark.parametrize("value", ["", "x", "county:99", "topic:", "sector:", "county", ":"])
def test_what_cannot_be_left_unread_is_reported(services: Services, value: str) -> None:
    with pytest.raises(InvalidQuery) as raised:
        search(services, SearchRequest("biogas", ignore=(value,)))
    (issue,) = raised.value.issues
    assert (issue.parameter, issue.value) == ("ignore", value)


@pytest.mark.parametrize(
    ("text", "written", "meant"),
    [
        ("biogsa", "biogsa", "biogas"),
        ("jord- och skogsbruk", "jord-", "jordbruk"),
        ("biogas", "biogas", "biogas"),
    ],
)
def test_a_concept_is_told_by_the_words_as_they_were_read(
    services: Services, text: str, written: str, meant: str
) -> None:
    first = query(services, text)["concepts"][0]
    assert (first["text"], first["meant"]) == (written, meant)


def why(services: Services, text: str, language: str = "sv") -> list[str]:
    (item,) = search(services, SearchRequest(text, explain=True, language=language)).items
    return [reason["message"] for reason in item["explanation"]]


def test_each_hit_tells_why_in_both_languages(load: Loader, empty_services: Services) -> None:
    load(row("biogas", title="Biogas på gårdar", counties=["12"], facts=["Biogas säljs."]))
    assert why(empty_services, "biogas i Skåne") == [
        "”biogas” står i rubriken och fakta.",
        "”skåne” tolkas som Skåne län, som exemplet är kopplat till.",
    ]
    assert why(empty_services, "biogas", "en") == ["“biogas” stands in the title and the facts."]


def test_several_fields_are_listed_as_swedish_does(load: Loader, empty_services: Services) -> None:
    text = {"title": "Biogas", "summary": "Biogas.", "partners": ["Biogas AB"]}
    load(row("biogas", sectorText=["Biogas"], **text))
    (reason,) = why(empty_services, "biogas")
    assert reason == "”biogas” står i rubriken, sammanfattningen, branscherna och organisationerna."


def test_a_concept_called_by_its_own_name_is_named_once(
    load: Loader, empty_services: Services
) -> None:
    load(row("farm", title="Gödsel", sectors=["lantbruk"]))
    assert "Exemplet är kopplat till branschen Lantbruk." in why(empty_services, "lantbruk")


def test_what_a_misspelled_word_means_is_reported_of_the_word_that_was_meant(
    load: Loader, empty_services: Services
) -> None:
    load(row("biogas", title="Biogas", sectors=["energi"]))
    told = why(empty_services, "biogsa")
    assert "”biogas” tolkas som branschen Energi, som exemplet är kopplat till." in told


@pytest.mark.parametrize(
    ("text", "title", "told"),
    [
        ("solpaneler", "Solceller på tak", "”Solceller” i rubriken hör ihop med ”solpaneler”."),
        ("lantbrukare", "Lantbrukare", "”lantbrukare” står i rubriken."),
    ],
)
def test_a_topic_is_told_by_other_words_only(
    load: Loader, empty_services: Services, text: str, title: str, told: str
) -> None:
    load(row("a", title=title, summary="Kort.", sectors=["handel"]))
    assert why(empty_services, text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        *("energikartläggning", "klimatrådgivning", "elbilsladdning"),
        *("livsmedelsstrategi", "energi- och klimatstrategi", "biogsa", "hållbarhetsarbete"),
        *("Danmark", "mål 12", '"från jord till bord" biogas', "skånska företag"),
        *("klimat- och energistrategi", "jord- och skogsbruk", "Sverige"),
        *("livsmedels strategi", "småland", "AC-län"),
    ],
)
def test_no_hit_is_left_unexplained(services: Services, text: str) -> None:
    items = search(services, SearchRequest(text, limit=50, explain=True)).items
    assert items
    assert [item["title"] for item in items if not item["explanation"]] == []


def test_without_being_asked_nothing_is_explained(services: Services) -> None:
    assert "explanation" not in search(services, SearchRequest("biogas")).items[0]


def test_an_objective_without_examples_leads_to_related_goals(services: Services) -> None:
    answer = search(services, SearchRequest("skyddande ozonskikt"))
    assert answer.total == 0
    offered = {each["type"]: each for each in answer.query["relaxations"]}
    related = offered["related-concept"]
    goal = tuple(related["parameters"]["goal"])
    assert search(services, SearchRequest(filters={"goal": goal})).total == related["count"]


def test_a_kind_of_something_leads_to_it(load: Loader, empty_services: Services) -> None:
    load(row("predators", title="Samverkan om rovdjur"), row("other", title="Solel"))
    answer = search(empty_services, SearchRequest("lodjur"))
    assert answer.total == 0
    assert [(e["type"], e["label"]) for e in answer.query["relaxations"]] == [
        ("wider-topic", "rovdjur")
    ]


def test_where_no_single_step_helps_a_word_alone_is_offered(
    load: Loader, empty_services: Services
) -> None:
    load(row("a", title="Biogas", counties=["12"]))
    filters = {"county": ("25",), "goal": ("14",)}
    answer = search(empty_services, SearchRequest("biogas", filters=filters))
    assert answer.total == 0
    assert ("only-word", "biogas") in {
        (each["type"], each["label"]) for each in answer.query["relaxations"]
    }


def test_a_part_of_a_sector_is_read_but_finds_nothing_alone(
    load: Loader, empty_services: Services
) -> None:
    load(
        row("a", title="Vindkraft vid kusten", sectors=["energi"]),
        row("b", title="Vindkraft i skogen", sectors=["skogsbruk"]),
        row("c", title="Energirådgivning", sectors=["energi"]),
    )
    answer = search(empty_services, SearchRequest("vindkraft"))
    assert {item["externalId"] for item in answer.items} == {"a", "b"}
    assert named(answer.query, "concepts") == ["energi"]


def test_both_sides_of_a_compound_stand_for_it_only_when_they_tell_something(
    load: Loader, empty_services: Services
) -> None:
    said = "Arbete för miljö i hela länet"
    load(*(row(str(number), title=f"{said} {number}") for number in range(20)))
    load(row("svinn", title="Kök minskar svinn av mat"))
    assert search(empty_services, SearchRequest("arbetsmiljö")).total == 0
    assert search(empty_services, SearchRequest("matsvinn")).total == 1


def test_a_part_of_a_sector_that_nothing_holds_leads_to_the_sector(services: Services) -> None:
    answer = search(services, SearchRequest("spedition"))
    assert answer.total == 0
    offered = [each["parameters"] for each in answer.query["relaxations"]]
    assert offered[0] == {"sector": ["transport"]}


def test_a_function_word_is_no_form_of_another_word(load: Loader, empty_services: Services) -> None:
    said = "Företag skall laga mat och ska samlas"
    load(*(row(str(number), title=f"{said} {number}") for number in range(3)))
    load(row("skola", title="Ny skola", summary="Den ska laga mat."))
    answer = search(empty_services, SearchRequest("skola"))
    assert [item["externalId"] for item in answer.items] == ["skola"]
    assert answer.items[0]["highlights"] == {"title": ["Ny <mark>skola</mark>"]}


def test_what_is_of_the_place_comes_first(load: Loader, empty_services: Services) -> None:
    gas = {"title": "Biogas, biogas och mer biogas", "summary": "Biogas."}
    load(row("far", **gas, counties=["25"]), row("farther", **gas, counties=["23"]))
    every = [f"{code:02}" for code in (1, *range(3, 11), *range(12, 15), *range(17, 26))]
    load(row("national", title="Biogas", counties=every))
    load(row("mentioned", results="Det finns biogas.", counties=["12"]))
    load(row("led", title="Gas", summary="Bönder gör biogas.", counties=["12", "13"]))
    load(row("other", title="Torv i Skåne", counties=["12"]))
    answer = search(empty_services, SearchRequest("biogas i Skåne"))
    found = [item["externalId"] for item in answer.items]
    assert sorted(found[:2]) == ["led", "mentioned"]
    assert sorted(found[2:5]) == ["far", "farther", "national"]
