"""What a half-typed text may become, in the seeded catalogue and in small ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.searching.suggesting import suggest
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.fixtures.services import Loader


def told(services: Services, typed: str) -> list[tuple[str, str, str | None]]:
    return [(each["type"], each["text"], each["matched"]) for each in suggest(services, typed)]


@pytest.mark.parametrize("typed", ["skåne", "skan", "Skåne l"])
def test_a_half_typed_county_is_suggested_first(services: Services, typed: str) -> None:
    first = suggest(services, typed)[0]
    assert (first["type"], first["vocabulary"], first["id"]) == ("concept", "counties", "12")


@pytest.mark.parametrize("typed", ["skogspro", "skgospro"])
def test_titles_are_suggested_also_with_a_slip(services: Services, typed: str) -> None:
    texts = [each["text"].lower() for each in suggest(services, typed) if each["type"] == "entry"]
    assert texts
    assert all("skogspro" in text for text in texts)


@pytest.mark.parametrize("typed", ["matsvinn", "livsmedel", "lantbruk", "miljö"])
def test_a_text_is_suggested_once(services: Services, typed: str) -> None:
    texts = [each["text"].casefold() for each in suggest(services, typed, limit=20)]
    assert texts
    assert len(texts) == len(set(texts))


def test_letters_with_marks_find_titles_with_just_those(services: Services) -> None:
    titles = [text for kind, text, _ in told(services, "åk") if kind == "entry"]
    assert titles
    assert all("åk" in title.lower() for title in titles)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("12", ("concept", "Hållbar konsumtion och produktion", "mål 12")),
        ("laddstolp", ("topic", "laddinfrastruktur", "laddstolpe")),
        ("LRF", ("topic", "Lantbrukarnas Riksförbund", "LRF")),
        ("fri miljö", ("concept", "Giftfri miljö", None)),
        ("i norr", ("concept", "Norrbottens län", None)),
        ("hur får vi åk", ("concept", "Transport och logistik", "åkeri")),
    ],
)
def test_what_is_suggested_can_be_recognised(
    services: Services, typed: str, first: tuple[str, str, str | None]
) -> None:
    assert told(services, typed)[0] == first


def test_a_topic_without_examples_is_not_suggested(load: Loader, empty_services: Services) -> None:
    load(row("a", title="Skog"))
    assert suggest(empty_services, "laddstolp") == ()


def test_the_last_word_of_a_text_is_finished(load: Loader, empty_services: Services) -> None:
    load(
        row("north", title="Biogas i norr", counties=["25"]),
        row("forest", title="Skog", counties=["12"], sectors=["skogsbruk"]),
    )
    texts = {each["text"]: each["count"] for each in suggest(empty_services, "biogas i n")}
    assert texts["biogas i Norrbotten"] == 1
    found = suggest(empty_services, "biogas sk")
    assert [(each["text"], each["count"]) for each in found] == [
        ("biogas Skåne", 0),
        ("biogas skogsbruk", 0),
    ]


def test_a_name_that_the_text_begins_is_not_taken_apart(services: Services) -> None:
    assert "text" not in {kind for kind, _, _ in told(services, "cirkulär ek")}


def test_a_keyword_alone_suggests_no_concept(services: Services) -> None:
    concepts = [each["text"] for each in suggest(services, "livs") if each["type"] == "concept"]
    assert "Livsmedel" in concepts
    assert "Generationsmålet" not in concepts  # one of its keywords is livsstil
