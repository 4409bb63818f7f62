"""The feed of changes with the conditions of a search, and the program that follows one."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete

from app.indexing import sync_index
from app.searching import search as searching
from catalogue import entries
from catalogue.tables import LedgerEvent
from tests.fixtures.repository import text_of
from tests.fixtures.services import row
from tests.web.browser.site import served

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from app.wiring import Services
    from tests.api.contract import ContractClient
    from tests.fixtures.services import Loader

SOUGHT = "q=matsvinn&county=12&national=false"
PROGRAM = re.compile(r"```python\n(\"\"\"Usage: python follow_search.*?)```", re.DOTALL)


def sought(external_id: str, **changes: Any) -> dict[str, Any]:
    return row(external_id, **{"title": f"Mindre matsvinn {external_id}", **changes})


def changes(client: ContractClient, query: str) -> list[tuple[str, str | None]]:
    """Return what has happened to which entry; what is to go has no key."""
    response = client.get(f"/changes?{query}")
    assert response.status_code == 200, response.text
    return [
        (item["type"], item["entry"] and item["entry"]["externalId"])
        for item in response.get_json()["items"]
    ]


def withdraw(services: Services, *external_ids: str) -> None:
    with services.database.write() as unit:
        for each in external_ids:
            found = entries.by_key(unit.connection, "test", each)
            assert found
            entries.withdraw(unit, found.id, "prov", actor="test")


def test_only_what_the_search_finds_is_reported_and_what_left_it(
    fresh: ContractClient, load: Loader
) -> None:
    load(sought("here"), sought("elsewhere", counties=["13"]), row("other", title="Solceller"))
    assert changes(fresh, SOUGHT) == [("create", "here")]
    load(sought("here", counties=["13"]), sought("elsewhere"))
    assert changes(fresh, f"{SOUGHT}&since=3") == [("leave", None), ("update", "elsewhere")]


def test_every_filter_of_a_search_is_one_of_the_feed(fresh: ContractClient, load: Loader) -> None:
    load(sought("plain"), sought("more", results="Halverat.", goals=["12"]))
    for query in ("hasResults=true", "goal=12", "goal=12&hasResults=true"):
        assert changes(fresh, query) == [("create", "more")]
    assert changes(fresh, "goal=12&target=12.3") == []
    assert len(changes(fresh, "updatedSince=2000-01-01")) == 2
    first = fresh.get("/changes").get_json()["items"][0]
    assert changes(fresh, f"id={first['entryId']}") == [("create", first["entry"]["externalId"])]


def test_a_search_that_finds_little_is_followed_in_few_calls(
    fresh: ContractClient, load: Loader
) -> None:
    others = [row(f"other-{number}", title="Solceller") for number in range(250)]
    load(*others, *(sought(f"own-{number}") for number in range(5)))
    first = fresh.get(f"/changes?{SOUGHT}&limit=2").get_json()
    assert [item["entry"]["externalId"] for item in first["items"]] == ["own-0", "own-1"]
    calls, page, found = 1, first, list(first["items"])
    while onward := [link["href"] for link in page["_links"] if link["rel"] == "next"]:
        page = fresh.get(onward[0].partition("/api/v1")[2]).get_json()
        calls, found = calls + 1, found + page["items"]
    assert [item["entry"]["externalId"] for item in found] == [f"own-{at}" for at in range(5)]
    assert calls == 3
    assert page["_meta"]["seq"] == 255


def test_a_withdrawal_is_reported_whatever_the_search(
    fresh: ContractClient, load: Loader, empty_services: Services
) -> None:
    load(sought("here"), row("other"))
    withdraw(empty_services, "here", "other")
    sync_index(empty_services)
    assert changes(fresh, SOUGHT) == [("withdraw", None), ("withdraw", None)]


def test_what_the_index_does_not_hold_yet_comes_later(
    fresh: ContractClient, load: Loader, empty_services: Services
) -> None:
    load(sought("first"))
    withdraw(empty_services, "first")
    page = fresh.get(f"/changes?{SOUGHT}&since=1").get_json()
    assert (page["items"], page["_meta"]["seq"]) == ([], 1)
    assert [link["rel"] for link in page["_links"]] == ["self", "changes"]
    sync_index(empty_services)
    assert changes(fresh, f"{SOUGHT}&since=1") == [("withdraw", None)]


def test_a_pruned_ledger_reports_everything_that_is_not_found(
    fresh: ContractClient, load: Loader, empty_services: Services
) -> None:
    load(row("one"), row("two"))
    with empty_services.database.write() as unit:
        unit.connection.execute(delete(LedgerEvent).where(LedgerEvent.seq <= 1))
    assert changes(fresh, f"{SOUGHT}&since=1") == [("leave", None)]


def test_an_unchanged_feed_of_a_search_is_304_without_searching(
    fresh: ContractClient, load: Loader, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(sought("here"))
    first = fresh.get(f"/changes?{SOUGHT}")
    known = {"If-None-Match": first.headers["ETag"]}
    prepare, prepared = searching.prepare, []

    def counted(*given: Any) -> Any:
        prepared.append(given)
        return prepare(*given)

    monkeypatch.setattr(searching, "prepare", counted)
    assert fresh.get(f"/changes?{SOUGHT}", headers=known).status_code == 304
    assert prepared == []
    load(row("other"))
    assert fresh.get(f"/changes?{SOUGHT}", headers=known).status_code == 200
    assert len(prepared) == 1


def test_a_condition_that_is_none_is_named(client: ContractClient) -> None:
    refused = client.get("/changes?county=Skone&q=matsvinn")
    assert refused.status_code == 400
    assert refused.get_json()["errors"][0]["parameter"] == "county"


def test_the_documented_program_follows_a_search(
    load: Loader, empty_services: Services, tmp_path: Path
) -> None:
    load(sought("stays"), sought("goes"), row("other", title="Solceller"))
    copy = tmp_path / "copy.json"
    program = PROGRAM.search(text_of("docs/feed.md"))
    assert program
    with served(empty_services.settings.data) as address:
        command = [sys.executable, "-c", program[1], f"{address}/api/v1", str(copy), SOUGHT]

        def follow() -> list[str]:
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            return done.stdout.splitlines()

        assert follow() == ["2 entries"]
        assert follow() == follow() == ["2 entries"]
        load(sought("goes", counties=["13"]), row("other", title="Mer om solceller"))
        load(sought("comes", title="Matsvinn i skolan"))
        assert follow() == ["leave Mindre matsvinn goes", "create Matsvinn i skolan", "2 entries"]
        with empty_services.database.write() as unit:
            unit.connection.execute(delete(LedgerEvent).where(LedgerEvent.seq < 6))
        copy.write_text(copy.read_text().replace('"since": 6', '"since": 1'))
        withdraw(empty_services, "stays")
        sync_index(empty_services)
        assert follow() == ["leave Mindre matsvinn stays", "1 entries"]
    kept = copy.read_text()
    assert subprocess.run(command, capture_output=True, check=False).returncode
    assert copy.read_text() == kept
