"""What readers do is counted in memory and written now and then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from app.retention import expire
from app.searching.requests import SearchRequest
from app.searching.search import search
from app.usage import counting
from app.usage.counting import UsageCounter, Use, uses_of_search
from catalogue import usage
from catalogue.usage import UsageKey
from record.usage import PAGES, READ, SEARCH, UNANSWERED
from tests.fixtures.away import failing_after

if TYPE_CHECKING:
    from app.wiring import Services

READS = Use(READ, "a")


def written(services: Services) -> dict[str, int]:
    """Return how often each entry was read, by the rows."""
    today = datetime.now(UTC).date()
    first = today - timedelta(days=1)  # midnight may pass within a test
    with services.database.read() as connection:
        found = usage.sum_by_key(connection, READ, first, today, least=1)
    return {subject: count for subject, _, count in found}


def uses(services: Services, text: str, **more: object) -> set[Use]:
    request = SearchRequest(text, **more)  # type: ignore[arg-type]
    return set(uses_of_search(request, search(services, request)))


def test_counts_are_written_when_it_is_time_and_once(empty_services: Services) -> None:
    counter = UsageCounter(empty_services.database)
    counter.add([READS, READS], PAGES)
    assert written(empty_services) == {}

    assert counter.write()
    assert counter.write()
    assert written(empty_services) == {"a": 2}


def test_what_the_database_does_not_take_is_written_later(empty_services: Services) -> None:
    counter = UsageCounter(empty_services.database)
    counter.add([READS], PAGES)
    with failing_after(empty_services.database, 0):
        assert not counter.write()
    counter.add([READS], PAGES)

    assert counter.write()
    assert written(empty_services) == {"a": 2}


def test_what_is_counted_at_the_end_is_written(
    empty_services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "WRITE_PAUSE", 3600)
    counter = UsageCounter(empty_services.database)
    counter.begin_writing()
    counter.add([READS], PAGES)
    counter.end_writing()

    assert written(empty_services) == {"a": 1}


def test_memory_holds_a_limited_number_of_counts(
    empty_services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MOST_KEYS", 2)
    counter = UsageCounter(empty_services.database)
    counter.add([Use(READ, each) for each in "abcab"], PAGES)

    assert counter.write()
    assert written(empty_services) == {"a": 2, "b": 2}


def test_a_search_is_counted_by_its_subjects_and_places(services: Services) -> None:
    found = uses(services, "matsvinn i skåne", filters={"goal": ("12",)})

    assert {Use(SEARCH), Use(SEARCH, "goal:12"), Use(SEARCH, place="12")} <= found
    assert any(each.subject.startswith(f"{counting.TOPIC}:") for each in found)
    assert all(each.kind == SEARCH for each in found)


def test_no_text_is_counted(services: Services) -> None:
    assert uses(services, "Göran Skårmyr 0701234567") <= {Use(SEARCH), Use(UNANSWERED)}


def test_a_search_that_finds_nothing_is_counted_by_pairs(services: Services) -> None:
    assert uses(services, "xyzzyqvx") == {Use(SEARCH), Use(UNANSWERED)}
    found = uses(services, "xyzzyqvx", filters={"goal": ("12",), "county": ("12", "13")})

    missed = {each for each in found if each.kind == UNANSWERED}
    assert missed == {Use(UNANSWERED, "goal:12", place) for place in ("12", "13")}


def test_a_search_that_finds_nothing_in_its_county_is_unanswered(services: Services) -> None:
    request = SearchRequest("biogas i gotland")
    answer = search(services, request)
    assert answer.query["place"]
    somewhere = answer.query | {"place": answer.query["place"] | {"total": 0}}

    found = uses_of_search(request, replace(answer, query=somewhere))

    assert "09" in {each.place for each in found if each.kind == UNANSWERED}


@pytest.mark.parametrize(
    "further",
    [{"page": 2}, {"limit": 0}, {"ids": ("0190b6a4-0000-7000-8000-000000000000",)}],
)
def test_what_is_no_new_search_is_not_counted(
    services: Services, further: dict[str, object]
) -> None:
    assert uses(services, "matsvinn", **further) == set()


def test_a_list_of_everything_is_no_search(services: Services) -> None:
    assert uses(services, "") == set()


def test_one_search_is_counted_for_a_few_subjects_only(services: Services) -> None:
    every = tuple(each["id"] for each in services.vocabularies.values("sector"))
    found = uses(services, "", filters={"sector": every})

    assert len(found) == 1 + counting.MOST_NAMED


def test_counts_are_deleted_after_their_time(empty_services: Services) -> None:
    today = datetime.now(UTC).date()
    days = empty_services.settings.keep_statistics_days
    kept, old = (today - timedelta(days=each) for each in (days - 1, days + 1))
    with empty_services.database.write() as unit:
        usage.add(
            unit, dict.fromkeys((UsageKey(each, READ, PAGES, "a") for each in (kept, old)), 5)
        )

    expire(empty_services, lambda _kind, _count: None)

    with empty_services.database.read() as connection:
        assert usage.first_day(connection) == kept
