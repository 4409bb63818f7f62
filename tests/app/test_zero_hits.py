"""What is offered when nothing was found: never what changes the meaning of what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.searching.requests import SearchRequest
from app.searching.search import search
from app.searching.text_clauses import text_clauses, without
from indexer.understanding import understand
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services
    from indexer.readings import Understanding
    from tests.fixtures.services import Loader


def read(services: Services, text: str) -> Understanding:
    return understand(text, services.lexicons.of(services.engine.snapshot()))


def offered(services: Services, text: str, **filters: str) -> list[tuple[str, str, str]]:
    asked = SearchRequest(text, filters={name: (value,) for name, value in filters.items()})
    answer = search(services, asked)
    assert answer.total == 0
    return [
        (each["type"], each["label"], *each["parameters"].get("q", [""]))
        for each in answer.query["relaxations"]
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("biogas från lantbruk", ["biogas", "lantbruk"]),
        ("AC-län", ["AC-län"]),
        ("in- och utförsel", ["in- och utförsel"]),
        ("jord-, skogs- och vattenbruk i Skåne", ["jord-, skogs- och vattenbruk", "Skåne"]),
        ('"cirkulär ekonomi" -solel i', ['"cirkulär ekonomi"', "-solel"]),
        ("”cirkulär ekonomi”", ['"cirkulär ekonomi"']),
        ("energi - klimat", ["energi", "klimat"]),
    ],
)
def test_a_text_is_taken_apart_where_it_means_several_things(
    services: Services, text: str, pieces: list[str]
) -> None:
    assert [each.text for each in text_clauses(read(services, text))] == pieces


@pytest.mark.parametrize(
    ("text", "taken", "left"),
    [
        ("solceller i Skåne", "Skåne", "solceller"),
        ("biogas från lantbruk", "biogas", "lantbruk"),
        ("Bara biogas", "biogas", ""),
        ('"cirkulär ekonomi" i Skåne', "Skåne", '"cirkulär ekonomi"'),
    ],
)
def test_function_words_go_with_what_they_lead_to(
    services: Services, text: str, taken: str, left: str
) -> None:
    start = text.index(taken)
    assert without(read(services, text), start, start + len(taken)) == left


@pytest.mark.parametrize("text", ["XQ-län", "in- och utförsel", "zzzqq", "få zzzqq"])
def test_what_means_one_thing_is_not_offered_in_pieces(services: Services, text: str) -> None:
    assert offered(services, text) == []


def test_the_name_of_a_concept_is_not_offered_in_pieces(services: Services) -> None:
    ways = offered(services, "Bara naturlig försurning")
    assert ways
    assert {(kind, text) for kind, _, text in ways if kind != "wider-topic"} == {
        ("related-concept", "")
    }


@pytest.mark.parametrize("text", ['"cirkular ekonomi"', "”cirkular ekonomi”"])
def test_a_phrase_that_nobody_wrote_is_offered_without_its_quotes(
    services: Services, text: str
) -> None:
    assert offered(services, text) == [("without-quotes", "cirkular ekonomi", "cirkular ekonomi")]


def test_a_compound_is_offered_in_its_parts(load: Loader, empty_services: Services) -> None:
    load(row("a", title="Flytande plast"), row("b", title="Arbetsbåtar"))
    assert offered(empty_services, "plastbåtar") == [
        ("only-word", "plast", "plast"),
        ("only-word", "båtar", "båtar"),
    ]
    assert offered(empty_services, "plastområden") == [("only-word", "plast", "plast")]


def test_what_was_left_out_is_offered(load: Loader, empty_services: Services) -> None:
    load(row("a", title="Biogas av gödsel"))
    for text in ("biogas -gödsel", "biogas men inte gödsel"):
        assert offered(empty_services, text) == [("without-exclusion", "gödsel", "biogas")]


def test_a_text_beside_a_filter_keeps_its_phrase(load: Loader, empty_services: Services) -> None:
    load(row("a", title="Biogas av gödsel", counties=["12"]))
    ways = offered(empty_services, '"biogas av gödsel" zzzqq', county="25")
    assert ("without-filter", "Norrbottens län", '"biogas av gödsel" zzzqq') in ways


def test_a_topic_without_examples_leads_to_the_nearest_wider_one(
    load: Loader, empty_services: Services
) -> None:
    load(row("a", title="Textilinsamling"), row("b", title="Skog"))
    assert offered(empty_services, "kemtvätt") == [("wider-topic", "textil", "textil")]


def test_a_wider_topic_of_most_examples_is_no_way_on(
    load: Loader, empty_services: Services
) -> None:
    load(row("a", title="Textilinsamling"))
    assert offered(empty_services, "kemtvätt") == []


def test_a_wider_topic_is_not_offered_where_something_else_is_asked_as_well(
    load: Loader, empty_services: Services
) -> None:
    load(row("a", title="Textilinsamling"), row("b", title="Skog"))
    assert offered(empty_services, 'kemtvätt "zzz qqq"') == []
