"""An example in schema.org's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from rdflib import RDF, SDO, Graph, Literal, URIRef

from app.copies.linked.entries import entry_node
from app.copies.linked.names import Names
from app.copies.linked.turtle import to_turtle
from app.vocabularies import Vocabularies
from seed import vocabularies as seed
from tests.fixtures.entries import entry_id, public_entry

if TYPE_CHECKING:
    from collections.abc import Callable

    Describe = Callable[..., Graph]

NAMES = Names("https://exempelbanken.example", "https://exempelbanken.example/api/v1")
ENTRY = URIRef(NAMES.entry(entry_id(1)))
MOMENT = "2026-11-24T10:15:30.000000Z"


@pytest.fixture(scope="module")
def describe() -> Describe:
    """Return a function that describes an entry with the given fields."""
    vocabularies = Vocabularies(seed.read_vocabularies(), seed.read_mappings())

    def describe(**changes: Any) -> Graph:
        shown = {
            "contact": None,
            "relations": [],
            "source": {"type": "web-page", "title": "Sida", "url": "https://example.org/"},
            "version": 2,
            "createdAt": MOMENT,
            "publishedAt": MOMENT,
            "licence": "CC0-1.0",
        }
        entry = public_entry(1, **{**shown, **changes})
        return Graph().parse(data=to_turtle([entry_node(entry, vocabularies, NAMES)]))

    return describe


def test_an_entry_is_an_article_with_its_texts(describe: Describe) -> None:
    graph = describe(title="Verktygspool", facts=["Ett", "Två"], results="Mindre avfall")
    assert (ENTRY, RDF.type, SDO.Article) in graph
    assert graph.value(ENTRY, SDO.headline) == Literal("Verktygspool", lang="sv")
    assert graph.value(ENTRY, SDO.articleBody) == Literal("Ett\nTvå\nMindre avfall", lang="sv")


def test_a_goal_is_a_term_that_is_the_same_as_that_of_the_united_nations(
    describe: Describe,
) -> None:
    graph = describe(goals=["12"])
    goal = URIRef(NAMES.concept("goals", "12"))
    assert (ENTRY, SDO.about, goal) in graph
    assert (goal, RDF.type, SDO.DefinedTerm) in graph
    assert (goal, SDO.sameAs, URIRef("http://metadata.un.org/sdg/12")) in graph
    assert {label.language for label in graph.objects(goal, SDO.name)} == {"sv", "en"}  # type: ignore[attr-defined]


def test_a_concept_that_is_gone_is_left_out(describe: Describe) -> None:
    graph = describe(goals=["99"], counties=["98"])
    assert not list(graph.subjects(RDF.type, SDO.DefinedTerm))


def test_a_county_is_a_place_and_a_national_entry_is_swedens(describe: Describe) -> None:
    county = URIRef(NAMES.concept("counties", "12"))
    assert (ENTRY, SDO.spatialCoverage, county) in describe(counties=["12"])
    places = describe(counties=["12"], national=True).objects(ENTRY, SDO.spatialCoverage)
    assert [str(place) for place in places] == ["http://sws.geonames.org/2661886"]


@pytest.mark.parametrize(
    ("start", "end", "interval"), [(2019, 2021, "2019/2021"), (2019, None, "2019/..")]
)
def test_years_are_an_interval(
    describe: Describe, start: int, end: int | None, interval: str
) -> None:
    graph = describe(startYear=start, endYear=end)
    assert str(graph.value(ENTRY, SDO.temporalCoverage)) == interval


def test_an_entry_without_years_says_none(describe: Describe) -> None:
    assert describe().value(ENTRY, SDO.temporalCoverage) is None


def test_relations_lead_to_the_other_entries(describe: Describe) -> None:
    other = {"type": "part-of", "direction": "outgoing", "entryId": entry_id(2)}
    graph = describe(relations=[other])
    assert (ENTRY, SDO.isPartOf, URIRef(NAMES.entry(entry_id(2)))) in graph


@pytest.mark.parametrize(
    ("contact", "name"),
    [("miljo@example.org", SDO.email), ("https://example.org/kontakt", SDO.url)],
)
def test_a_contact_is_an_address_of_an_organisation(
    describe: Describe, contact: str, name: URIRef
) -> None:
    graph = describe(contact=contact)
    (point,) = graph.subjects(RDF.type, SDO.ContactPoint)
    assert str(graph.value(point, name)) == contact


def test_organisations_stand_behind_the_work(describe: Describe) -> None:
    graph = describe(leadOrganisation="Varbergs kommun", partners=["RISE"])
    work = URIRef(f"{ENTRY}#work")
    names = {str(graph.value(each, SDO.name)) for each in graph.objects(work, SDO.member)}
    assert names == {"RISE"}


def test_what_paid_is_the_funder_of_the_work_and_no_subject(describe: Describe) -> None:
    graph = describe(funding=["klimatklivet"])
    programme = URIRef(NAMES.concept("funding", "klimatklivet"))
    assert set(graph.subjects(SDO.funder, programme)) == {URIRef(f"{ENTRY}#work")}
    assert (ENTRY, SDO.about, programme) not in graph


def test_the_licence_is_the_address_that_the_national_portal_knows(describe: Describe) -> None:
    licence = URIRef("http://creativecommons.org/publicdomain/zero/1.0/")
    assert (ENTRY, SDO.license, licence) in describe()
