"""What a half-typed text may become, in the seeded catalogue and in small ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.searching.requests import SearchRequest
from app.searching.search import search
from app.searching.suggesting import suggest
from swedish.analysis import is_generic
from swedish.naming import name_keys
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.fixtures.services import Loader


def told(services: Services, typed: str) -> list[tuple[str, str, str | None]]:
    return [(each["type"], each["label"], each["matched"]) for each in suggest(services, typed)]


@pytest.mark.parametrize("typed", ["skåne", "skan", "Skåne l"])
def test_a_half_typed_county_is_suggested_first(services: Services, typed: str) -> None:
    first = suggest(services, typed)[0]
    assert (first["type"], first["vocabulary"], first["id"]) == ("concept", "counties", "12")


@pytest.mark.parametrize("typed", ["skogspro", "skgospro"])
def test_titles_are_suggested_also_with_a_slip(services: Services, typed: str) -> None:
    texts = [each["label"].lower() for each in suggest(services, typed) if each["type"] == "entry"]
    assert texts
    assert all("skogspro" in text for text in texts)


@pytest.mark.parametrize("typed", ["matsvinn", "livsmedel", "lantbruk", "miljö"])
def test_a_text_is_suggested_once(services: Services, typed: str) -> None:
    texts = [each["label"].casefold() for each in suggest(services, typed, limit=20)]
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
        ("hur får vi åk", ("topic", "åkeri", None)),
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
    texts = {each["label"]: each["count"] for each in suggest(empty_services, "biogas i n")}
    assert texts["biogas i Norrbotten"] == 1
    assert not suggest(empty_services, "biogas sk")


@pytest.mark.parametrize("begun", ["matsvinn", "elbil", "våtmark", "mat", "solceller", "biogas"])
def test_the_last_word_is_finished_by_what_stands_beside_the_others(
    services: Services, begun: str
) -> None:
    for last in ("sk", "sko", "la", "lan", "ek", "f", "ko", "gr"):
        for each in suggest(services, f"{begun} {last}"):
            if each["type"] == "text":
                assert each["count"], each
                assert search(services, SearchRequest(each["label"], limit=0)).total, each


def test_a_word_finishes_a_text_that_no_concept_does(
    load: Loader, empty_services: Services
) -> None:
    load(
        row("a", title="Matsvinn i skolor"),
        row("b", title="Skogsbruk", sectors=["skogsbruk"]),
        row("c", title="Skor"),
    )
    texts = [text for kind, text, _ in told(empty_services, "matsvinn sko") if kind == "text"]
    assert texts == ["matsvinn skola"]


@pytest.mark.parametrize("before", ["företag", "byggnader", "avfall"])
def test_no_general_word_finishes_a_text(services: Services, before: str) -> None:
    """It did where a form of it (gjort) is none of the list, though what is shown (göra) is."""
    for letters in ("g", "ge", "gj", "må", "hå", "sö", "ta", "an"):
        for kind, text, _ in told(services, f"{before} {letters}"):
            last = text.split()[-1].casefold()
            assert kind != "text" or " " in text.removeprefix(f"{before} ") or not is_generic(last)


@pytest.mark.parametrize("typed", ["hot", "livsmedelsstrat", "återb", "cirk", "dela", "bilp"])
def test_no_topic_is_called_by_a_list_or_suggested_by_two_names(
    services: Services, typed: str
) -> None:
    topics = [
        each["label"] for each in suggest(services, typed, limit=20) if each["type"] == "topic"
    ]
    assert not [each for each in topics if ", " in each]
    assert len({name_keys(each.partition(" och ")[0]) for each in topics}) == len(topics)


def test_a_name_that_the_text_begins_is_not_taken_apart(services: Services) -> None:
    assert "text" not in {kind for kind, _, _ in told(services, "cirkulär ek")}


def test_a_keyword_alone_suggests_no_concept(services: Services) -> None:
    concepts = [each["label"] for each in suggest(services, "livs") if each["type"] == "concept"]
    assert "Livsmedel" in concepts
    assert "Generationsmålet" not in concepts  # one of its keywords is livsstil


def test_the_number_beside_a_topic_is_that_of_its_search(services: Services) -> None:
    suggested = [each for typed in ("hot", "cirk", "bio") for each in suggest(services, typed)]
    topics = [each for each in suggested if each["type"] == "topic"]
    assert topics
    for each in topics:
        request = SearchRequest(*each["asFilter"]["q"], limit=0)
        assert each["count"] == search(services, request).total, each


def test_no_two_suggestions_lead_to_the_same_search(services: Services) -> None:
    for typed in ("småföretag", "mats", "återbr"):
        topics = [each for each in suggest(services, typed, 20) if each["type"] == "topic"]
        assert topics
        assert len({each["asFilter"]["q"][0] for each in topics}) == len(topics), typed


def test_a_place_is_suggested_by_its_own_name(services: Services) -> None:
    assert told(services, "Täb")[0] == ("text", "Täby", None)
    assert not [each for each in told(services, "skån") if each[0] == "concept" and each[2]]


def test_what_is_short_begins_a_title_without_a_slip(services: Services) -> None:
    titles = [text.lower() for kind, text, _ in told(services, "jätt") if kind == "entry"]
    assert not [each for each in titles if "jätt" not in each]


def test_an_abbreviation_that_no_entry_says_is_suggested(services: Services) -> None:
    assert told(services, "mkn")[0] == ("topic", "miljökvalitetsnorm", "MKN")


def test_the_word_that_begins_a_sector_is_suggested_beside_it(services: Services) -> None:
    assert "vatten" in [text for _, text, _ in told(services, "vatt")]


def test_what_is_sought_is_suggested_before_places(services: Services) -> None:
    texts = [text for _, text, _ in told(services, "sol")]
    assert texts.index("solceller") < texts.index("Sollefteå")


@pytest.mark.parametrize("typed", ["småföretag", "små", "matsvinn", "vattenkval"])
def test_no_target_is_suggested_by_a_word_within_it(services: Services, typed: str) -> None:
    assert "targets" not in {each["vocabulary"] for each in suggest(services, typed, limit=20)}


@pytest.mark.parametrize("typed", ["12.3", "delmål 12.3", "halvera mat"])
def test_a_target_is_suggested_by_its_number_and_its_own_name(
    services: Services, typed: str
) -> None:
    assert suggest(services, typed)[0]["id"] == "12.3"


@pytest.mark.parametrize(
    ("typed", "first"), [("cirk", "cirkulär ekonomi"), ("sol", "solceller"), ("åter", "återbruk")]
)
def test_the_commonest_topic_comes_before_concepts_by_other_names(
    services: Services, typed: str, first: str
) -> None:
    suggested = suggest(services, typed)
    texts = [each["label"] for each in suggested]
    assert first in texts[:4]
    others = [
        at
        for at, each in enumerate(suggested)
        if each["type"] == "concept" and each["matched"] and each["matched"] not in each["label"]
    ]
    assert all(at > texts.index(first) for at in others)
