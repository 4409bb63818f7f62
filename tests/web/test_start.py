from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.fixtures.services import Loader
    from tests.web.conftest import Visit

SURVEY = {"type": "survey-reply", "survey": "rus-2018", "question": "2c"}


def test_the_start_page_says_how_many_examples_there_are_and_where_they_come_from(
    visit: Visit,
) -> None:
    text = visit("/").text
    assert "Katalogen har 207 exempel." in text
    assert (
        "Alla kommer från offentliga webbsidor. Svar från länens enkät är inte inlagda än." in text
    )


def test_examples_from_replies_are_counted_when_there_are_some(
    visit_own: Visit, load: Loader
) -> None:
    load(row("a"), row("b"), row("c", source=SURVEY))
    text = visit_own("/").text
    assert "Katalogen har 3 exempel." in text
    assert "2 kommer från offentliga webbsidor" in text
    assert "1 kommer från svar på länens enkät." in text
    assert "inlagda än" not in text


def test_an_empty_catalogue_has_a_start_page(visit_own: Visit) -> None:
    page = visit_own("/")
    assert page.status == 200
    assert "Katalogen har 0 exempel." in page.text


def test_every_goal_objective_and_county_leads_to_its_examples(visit: Visit) -> None:
    queries = {tuple(link.query) for link in visit("/").all("a")}
    assert {(("goal", str(number)),) for number in range(1, 18)} <= queries
    assert {(("objective", str(number)),) for number in range(17)} <= queries
    assert {(("county", code),) for code in ("01", "12", "25", "national")} <= queries


def test_the_links_of_every_filter_can_be_followed(visit: Visit) -> None:
    links = [link for link in visit("/").all("a") if link.query]
    by_filter = {link.query[0][0]: link.attributes["href"] for link in links}
    assert {"county", "goal", "kind", "lever", "objective", "sector"} <= by_filter.keys()
    assert {visit(address).status for address in by_filter.values()} == {200}


def test_the_counts_agree_with_what_the_links_lead_to(visit: Visit) -> None:
    start = visit("/")
    for goal in ("Mål 12", "Mål 7", "Mål 1 "):
        (tile,) = [link for link in start.all("a") if link.text.startswith(goal)]
        count = tile.text.split()[-2]
        assert visit(tile.attributes["href"]).heading.startswith(f"{count} exempel: ")


def test_county_counts_are_explained(visit: Visit) -> None:
    sentence = "0 betyder att exempel saknas här, inte att länet är overksamt."
    assert sentence in visit("/").text
    assert sentence in visit("/?q=energi").text


def test_the_map_is_for_the_eye_and_the_list_beside_it_for_everybody(visit: Visit) -> None:
    page = visit("/")
    assert page.one("svg", class_="map").attributes["aria-hidden"] == "true"
    assert len(page.all("path", class_="shade-0")) < len(page.all("path"))


def test_a_change_costs_the_start_page_no_look_at_the_rows(
    visit_own: Visit, load: Loader, empty_services: Services, engine_calls: list[str]
) -> None:
    load(row("a"), row("c"))
    visit_own("/")
    load(row("b", source=SURVEY))
    engine_calls.clear()
    asked: list[str] = []

    def note(*arguments: Any) -> None:
        asked.append(arguments[2])

    event.listen(empty_services.database.engine, "before_cursor_execute", note)
    try:
        assert "1 kommer från svar på länens enkät." in visit_own("/").text
    finally:
        event.remove(empty_services.database.engine, "before_cursor_execute", note)
    assert asked == []
    assert len(engine_calls) <= 4
