from __future__ import annotations

from typing import TYPE_CHECKING

from web.suggested import MOST

if TYPE_CHECKING:
    from tests.web.conftest import Visit


def test_a_concept_leads_to_its_filter_and_comes_first(visit: Visit) -> None:
    page = visit("/forslag?q=livsmedel")
    assert page.status == 200
    first, *others = page.all("li")
    assert first.attributes["data-address"].startswith("/?sector=")
    assert "Bransch" in first.text
    assert 0 < len(others) < MOST


def test_a_title_leads_to_its_example(visit: Visit) -> None:
    addresses = [each.attributes["data-address"] for each in visit("/forslag?q=vessige").all("li")]
    assert any(address.startswith("/exempel/") for address in addresses)


def test_a_topic_leads_to_a_search_for_the_name_that_was_typed(visit: Visit) -> None:
    (option,) = visit("/forslag?q=laddstolp").all("li")
    assert "laddinfrastruktur (laddstolpe)" in option.text
    assert option.attributes["data-address"] == "/?q=laddstolpe"


def test_a_finished_text_leads_to_its_search(visit: Visit) -> None:
    addresses = [
        each.attributes["data-address"] for each in visit("/forslag?q=energi+i+n").all("li")
    ]
    assert "/?q=energi+i+Norrbotten" in addresses


def test_a_number_leads_to_its_goal(visit: Visit) -> None:
    first = visit("/forslag?q=12").all("li")[0]
    assert first.attributes["data-address"] == "/?goal=12"
    assert "(mål 12)" in first.text


def test_what_is_typed_is_never_taken_for_markup(visit: Visit) -> None:
    assert "<script" not in visit("/forslag?q=%3Cscript%3Ealert(1)%3C/script%3E").html


def test_nothing_typed_gives_nothing(visit: Visit) -> None:
    assert visit("/forslag?q=").all("li") == []
    assert visit("/forslag").all("li") == []


def test_a_suggestion_keeps_the_filters_and_counts_nothing_then(visit: Visit) -> None:
    kept = "county=12&goal=12&utm_source=mejl"
    first, *_ = visit(f"/forslag?q=livsmedel&{kept}&page=3").all("li")
    assert first.attributes["data-address"] == "/?county=12&goal=12&sector=livsmedel"
    assert "exempel" not in first.text
    (option,) = visit(f"/forslag?q=laddstolp&{kept}").all("li")
    assert option.attributes["data-address"] == "/?county=12&goal=12&q=laddstolpe"
