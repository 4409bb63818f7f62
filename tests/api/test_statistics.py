"""How often the catalogue is used, over HTTP: what counts, and what is told of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from werkzeug.test import Client

from app.accounts.access import READ_DRAFTS, WRITE
from app.indexing import sync_index
from catalogue import usage
from catalogue.usage import UsageKey
from cli.wsgi import API_BASE, build_application
from record.usage import API, DOWNLOAD, PAGES, READ, SEARCH, UNANSWERED
from tests.api.conftest import guarded
from tests.api.contract import ContractClient
from tests.fixtures.accounts import bearer
from tests.fixtures.services import row, services_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from app.wiring import Services
    from tests.fixtures.services import Loader

    Statistics = Mapping[str, Any]
    Read = Callable[..., Statistics]

DAY = date(2026, 11, 30)
NOVEMBER = "year=2026&month=11"
FIREFOX = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0"}
PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 14; CUBOT NOTE) AppleWebKit/537.36"}
GOOGLE = {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}
FIGURES = ("entriesRead", "searches", "downloads")


@pytest.fixture
def entry_id(load: Loader, fresh: ContractClient) -> str:
    """An entry of a catalogue of the test's own."""
    load(row("a", title="Matsvinn i butik", goals=["12"]))
    found: str = fresh.get("/entries").get_json()["items"][0]["id"]
    return found


@pytest.fixture
def read(empty_services: Services, fresh: ContractClient) -> Read:
    """Return a function that reads the statistics once all is written."""

    def read(query: str = "") -> Statistics:
        assert empty_services.usage.write()
        found: Statistics = fresh.get(f"/statistics?{query}").get_json()
        return found

    return read


@pytest.fixture
def browser(empty_services: Services) -> Client:
    return Client(build_application(empty_services))


def count(services: Services, *counts: tuple[str, str, str, str, int]) -> None:
    """Write counts of a day: kind, channel, subject, place and how often."""
    with services.database.write() as unit:
        usage.add(unit, {UsageKey(DAY, *key): often for *key, often in counts})


def sums(found: Statistics) -> tuple[int, ...]:
    """Return how often entries were read, searches made and files fetched in all."""
    return tuple(sum(day[name] for day in found["days"]) for name in FIGURES)


def repeat(browser: Client, times: int, address: str, **headers: str) -> None:
    for _ in range(times):
        with browser.get(address, headers=headers) as answer:
            assert answer.status_code == 200, answer.text


def test_what_readers_do_on_pages_is_counted(browser: Client, entry_id: str, read: Read) -> None:
    page = browser.get(f"/exempel/{entry_id}", headers=FIREFOX).headers["Location"]
    repeat(browser, 5, page, **FIREFOX)
    repeat(browser, 5, "/?q=matsvinn&goal=12&county=12", **PHONE)
    repeat(browser, 5, f"{API_BASE}/entries/table?format=csv&q=", **FIREFOX)
    found = read(f"channel={PAGES}")

    assert sums(found) == (5, 5, 0)
    assert [(each["id"], each["count"]) for each in found["entries"]] == [(entry_id, 5)]
    assert {"filter": "goal", "id": "12", "label": "Hållbar konsumtion och produktion"} in [
        {name: each[name] for name in ("filter", "id", "label")} for each in found["subjects"]
    ]
    assert found["counties"] == [{"id": "12", "label": "Skåne län", "count": 5}]


def test_calls_of_programs_are_counted_apart(browser: Client, entry_id: str, read: Read) -> None:
    for address in (f"/entries/{entry_id}", "/entries?goal=12", "/entries/table?format=xlsx"):
        repeat(browser, 5, f"{API_BASE}{address}")
    found = read(f"channel={API}")

    assert sums(found) == (5, 5, 5)
    assert found["formats"] == [{"format": "xlsx", "count": 5}]
    assert sums(read()) == (0, 0, 0)


def test_a_sheet_fetched_from_a_page_is_of_the_pages(
    browser: Client, entry_id: str, read: Read
) -> None:
    del entry_id
    headers = {**FIREFOX, "Sec-Fetch-Site": "same-origin"}
    repeat(browser, 5, f"{API_BASE}/entries/table?format=csv", **headers)

    assert sums(read()) == (0, 0, 5)


@pytest.mark.parametrize(
    "headers",
    [{}, GOOGLE, {"User-Agent": "curl/8.5.0"}, {**FIREFOX, "Sec-Purpose": "prefetch"}],
    ids=["nameless", "robot", "program", "ahead"],
)
def test_what_no_reader_looks_at_is_not_counted(
    browser: Client, entry_id: str, read: Read, headers: dict[str, str]
) -> None:
    page = browser.get(f"/exempel/{entry_id}").headers["Location"]
    repeat(browser, 5, page, **headers)
    repeat(browser, 5, "/?q=matsvinn", **headers)

    assert sums(read()) == (0, 0, 0)


def test_robots_are_not_counted_in_the_api(browser: Client, entry_id: str, read: Read) -> None:
    repeat(browser, 5, f"{API_BASE}/entries/{entry_id}", **GOOGLE)

    assert sums(read(f"channel={API}")) == (0, 0, 0)


def test_whoever_edits_is_not_counted(
    browser: Client, entry_id: str, read: Read, empty_services: Services
) -> None:
    repeat(browser, 5, f"{API_BASE}/entries/{entry_id}", **bearer(empty_services, READ_DRAFTS))
    browser.set_cookie("redaktion", "of a session")
    repeat(browser, 5, "/?q=matsvinn", **FIREFOX)

    assert sums(read()) == sums(read(f"channel={API}")) == (0, 0, 0)


def test_who_has_an_answer_already_does_not_count_again(
    browser: Client, entry_id: str, read: Read
) -> None:
    addresses = (f"{API_BASE}/entries/{entry_id}", f"{API_BASE}/entries?q=matsvinn")
    for address in addresses:
        etag = browser.get(address).headers["ETag"]
        for _ in range(9):
            assert browser.get(address, headers={"If-None-Match": etag}).status_code == 304
        browser.head(address)
        browser.get(f"{address}x")

    assert sums(read(f"channel={API}")) == (0, 0, 0)


def test_counts_are_told_in_steps_of_five(empty_services: Services, read: Read) -> None:
    count(
        empty_services,
        (SEARCH, PAGES, "", "", 14),
        (SEARCH, PAGES, "goal:12", "", 9),
        (SEARCH, PAGES, "goal:13", "", 4),
        (SEARCH, PAGES, "", "12", 4),
        (DOWNLOAD, PAGES, "csv", "", 3),
    )
    found = read(NOVEMBER)

    assert [each for each in found["days"] if each["date"] == DAY.isoformat()] == [
        {"date": DAY.isoformat(), "entriesRead": 0, "searches": 10, "downloads": 0}
    ]
    assert [(each["id"], each["count"]) for each in found["subjects"]] == [("12", 5)]
    assert found["counties"] == found["formats"] == []


def test_every_day_is_listed_so_that_none_stands_out(empty_services: Services, read: Read) -> None:
    count(empty_services, (READ, PAGES, "a", "", 1))
    found = read("year=2026&month=10")

    assert [day["date"] for day in found["days"]] == [f"2026-10-{n:02}" for n in range(1, 32)]
    assert read("year=9999&month=12")["days"] == []
    assert len(read()["days"]) in {datetime.now(UTC).day - 1, datetime.now(UTC).day}


def test_what_is_gone_is_not_told(empty_services: Services, entry_id: str, read: Read) -> None:
    gone = "0190b6a4-0000-7000-8000-000000000000"
    count(
        empty_services,
        (READ, PAGES, gone, "", 9),
        (READ, PAGES, entry_id, "", 5),
        (SEARCH, PAGES, "goal:99", "", 9),
        (SEARCH, PAGES, "topic:nothing-such", "", 9),
    )
    found = read(NOVEMBER)

    assert [each["id"] for each in found["entries"]] == [entry_id]
    assert found["subjects"] == []


def test_the_month_before_is_linked_while_there_are_counts(
    empty_services: Services, read: Read
) -> None:
    count(empty_services, (READ, PAGES, "a", "", 1))

    def links(query: str) -> dict[str, str]:
        return {each["rel"]: each["href"] for each in read(query)["_links"]}

    assert links("year=2027&month=1&channel=api")["prev"].endswith(
        "/statistics?year=2026&month=12&channel=api"
    )
    assert links(NOVEMBER).keys() == {"self"}
    assert read(NOVEMBER)["countedSince"] == DAY.isoformat()


@pytest.mark.parametrize("query", ["year=1", "month=13", "channel=phone", "day=1"])
def test_what_is_no_month_is_refused(fresh: ContractClient, query: str) -> None:
    assert fresh.get(f"/statistics?{query}").status_code == 400


def test_an_operator_can_switch_counting_off(tmp_path: Path) -> None:
    services = services_in(tmp_path, EXEMPELBANKEN_KEEP_STATISTICS_DAYS="0")
    sync_index(services)
    repeat(Client(build_application(services)), 5, f"{API_BASE}/entries/table?format=csv")
    services.usage.write()
    client = guarded(services).test_client()
    found = client.get("/statistics?channel=api").get_json()
    services.database.close()

    assert found["isCounting"] is False
    assert found["countedSince"] is None


def test_editors_see_what_is_sought_in_vain(
    empty_services: Services, fresh: ContractClient
) -> None:
    today = datetime.now(UTC).date()
    missed = UsageKey(today, UNANSWERED, PAGES, "goal:12", "09")
    topic = next(iter(empty_services.topics))
    counts = {
        missed: 4,
        missed._replace(channel=API): 4,
        missed._replace(subject="goal:13"): 4,
        missed._replace(subject="", place=""): 21,
        missed._replace(subject="goal:99"): 30,
        missed._replace(subject=f"topic:{topic.id}", place=""): 10,
    }
    with empty_services.database.write() as unit:
        usage.add(unit, counts)
    asked = "/statistics/unanswered-searches"
    items = fresh.get(asked, headers=bearer(empty_services, READ_DRAFTS)).get_json()["items"]

    assert [(each["count"], each["asFilter"]) for each in items] == [
        (20, {}),
        (10, {"q": [topic.label]}),
        (5, {"goal": ["12"], "county": ["09"]}),
    ]
    assert items[0]["subject"] is items[0]["county"] is None
    assert items[2]["county"] == {"id": "09", "label": "Gotlands län"}
    assert items[2]["_links"][0]["href"].endswith("/entries?goal=12&county=09")


def test_only_editors_see_what_is_sought_in_vain(
    empty_services: Services, fresh: ContractClient
) -> None:
    asked = "/statistics/unanswered-searches"

    assert fresh.get(asked).status_code == 401
    assert fresh.get(asked, headers=bearer(empty_services, WRITE)).status_code == 403
