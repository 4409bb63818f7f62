from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, update

from app.indexing import rebuild_index
from catalogue.tables import Entry
from cli.wsgi import build_application
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


def test_pages_are_compiled_before_the_first_reader_comes(services: Services) -> None:
    application = build_application(services)
    application.preload()
    cache = application.web.jinja_env.cache
    assert cache is not None
    assert {"start.html", "results.html", "entry.html"} <= {name for _, name in cache}


def test_an_empty_catalogue_has_a_start_page(visit_own: Visit) -> None:
    page = visit_own("/")
    assert page.status == 200
    assert "Katalogen har 0 exempel." in page.text


def test_every_objective_goal_and_county_leads_to_its_page(visit: Visit) -> None:
    paths = [link.attributes["href"] for link in visit("/").all("a")]
    for place, pages in (("miljomal", 17), ("globala-mal", 17), ("lan", 21 + 1)):
        assert len({path for path in paths if path.startswith(f"/{place}/")}) == pages
    assert "/?county=national" in paths


def test_objectives_come_first(visit: Visit) -> None:
    headings = [heading.text for heading in visit("/").all("h2")]
    assert headings[:3] == ["Exempel per län", "Sveriges miljömål", "Senast påbörjade exempel"]


def test_the_links_of_every_part_can_be_followed(visit: Visit) -> None:
    links = {link.attributes["href"] for link in visit("/").all("a")}
    parts = {link.split("/")[1]: link for link in links if link.startswith("/") and "?" not in link}
    assert {"lan", "tackning", "miljomal", "globala-mal", "branscher"} <= parts.keys()
    assert {path: visit(path).status for path in parts.values()} == dict.fromkeys(
        parts.values(), 200
    )


def test_the_counts_agree_with_what_the_links_lead_to(visit: Visit) -> None:
    start = visit("/")
    for name in ("Hållbar konsumtion", "Ingen fattigdom", "Giftfri miljö"):
        link = start.link(name)
        count = link.text.split()[-2]
        page = visit(link.attributes["href"])
        assert page.has_link(f"Visa {count} exempel")


def first_published(services: Services, external_id: str, days_ago: int) -> None:
    """Put back when an example was first published."""
    with services.database.write() as unit:
        moment = unit.now - timedelta(days=days_ago)
        this = Entry.external_id == external_id
        unit.connection.execute(update(Entry).where(this).values(published_at=moment))
    rebuild_index(services, lambda _done: None)


def test_a_change_makes_nothing_new(
    visit_own: Visit, load: Loader, empty_services: Services
) -> None:
    load(row("a", title="Först"))
    load(row("b", title="Sedan"))
    load(row("a", title="Först, ändrat"))
    first_published(empty_services, "a", 3)
    (newest,) = visit_own("/").all("ul", class_="plain brief")
    assert newest.text.startswith("Sedan Aktivitet, Skåne län. Tillagt ")
    assert "Först" not in newest.text
    hits = [
        visit_own(f"/?q=&sort={sort}").all("h3")[-2:] for sort in ("-publishedAt", "-updatedAt")
    ]
    assert [[hit.text for hit in found] for found in hits] == [
        ["Sedan", "Först, ändrat"],
        ["Först, ändrat", "Sedan"],
    ]


def test_what_came_with_the_first_load_is_not_called_new(visit_own: Visit, load: Loader) -> None:
    load(row("a", title="Äldre", startYear=2019), row("b", title="Yngre", startYear=2024))
    for address in ("/", "/lan/skane"):
        page = visit_own(address)
        (begun,) = page.all("ul", class_="plain brief")
        assert begun.text.startswith("Yngre Aktivitet, Skåne län. Start 2024, slut okänt Äldre")
        assert "Senast påbörjade exempel" in page.text
        assert not {"Nytt i katalogen", "Tillagt", "Ändrat"} & set(page.text.split())


def test_county_counts_are_explained(visit: Visit) -> None:
    sentence = "0 betyder att exempel saknas här, inte att länet är overksamt."
    assert sentence in visit("/").text
    assert sentence in visit("/?q=energi").text


def test_the_map_has_every_county_and_the_list_below_says_the_same(visit: Visit) -> None:
    page = visit("/")
    drawn = [link for link in page.all("a") if link.attributes.get("aria-label", "").count(": ")]
    assert len(drawn) == 21
    listed = {link.text for link in page.all("a", class_="row")}
    for link in drawn:
        assert link.attributes["aria-label"].replace(":", "") in listed


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
    assert len(engine_calls) <= 7
