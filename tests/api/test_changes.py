"""The feed of changes over HTTP."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete

from app.imports.bulk_load import ImportOptions, import_lines
from catalogue import entries
from catalogue.tables import LedgerEvent
from tests.api.conftest import guarded
from tests.api.contract import BASE, ContractClient
from tests.fixtures.services import row, services_in

if TYPE_CHECKING:
    from pathlib import Path

    from app.wiring import Services
    from tests.fixtures.services import Loader


def link(answer: dict[str, Any], rel: str) -> str | None:
    return next((each["href"] for each in answer["_links"] if each["rel"] == rel), None)


def follow(client: ContractClient, address: str) -> list[dict[str, Any]]:
    """Return all items from an address on, by following next."""
    items = []
    while True:
        answer = client.get(address).get_json()
        items += answer["items"]
        onward = link(answer, "next")
        if onward is None:
            return items
        address = onward.removeprefix(BASE)


def test_the_pages_of_the_feed_hold_every_published_entry_once(
    client: ContractClient, services: Services
) -> None:
    items = follow(client, "/changes?limit=50")
    assert [item["seq"] for item in items] == sorted(item["seq"] for item in items)
    with services.database.read() as connection:
        assert len({item["entryId"] for item in items}) == entries.count_published(connection)
    assert len(items) == len({item["entryId"] for item in items})


def test_an_item_holds_the_entry_as_it_is_answered(client: ContractClient) -> None:
    item = client.get("/changes?limit=1").get_json()["items"][0]
    entry = client.get(f"/entries/{item['entryId']}").get_json()
    assert item["entry"].pop("_links") == item["_links"]
    del entry["_links"]
    assert item["entry"] == entry
    assert (item["type"], item["version"]) == ("create", entry["version"])


def test_a_withdrawal_comes_without_content(
    fresh: ContractClient, load: Loader, empty_services: Services
) -> None:
    load(row("one"), row("two"))
    with empty_services.database.write() as unit:
        gone = entries.by_key(unit.connection, "test", "one")
        assert gone
        entries.withdraw(unit, gone.id, "prov", actor="test")
    items = fresh.get("/changes").get_json()["items"]
    assert [(item["type"], item["entry"] is None) for item in items] == [
        ("create", False),
        ("withdraw", True),
    ]


def test_the_answer_says_where_to_read_on_when_there_is_nothing_new(
    fresh: ContractClient, load: Loader
) -> None:
    load(row("draft"), publish=False)
    answer = fresh.get("/changes").get_json()
    assert (answer["items"], answer["_meta"]["seq"]) == ([], 0)
    assert link(answer, "next") is None
    later = link(answer, "changes")
    assert later
    load(row("open"))
    items = fresh.get(later.removeprefix(BASE)).get_json()["items"]
    assert [item["entry"]["externalId"] for item in items] == ["open"]


def test_an_unchanged_feed_is_304_until_something_happens(
    fresh: ContractClient, load: Loader
) -> None:
    load(row("one"))
    first = fresh.get("/changes")
    assert first.headers["Cache-Control"] == "public, no-cache"
    asked = {"If-None-Match": first.headers["ETag"]}
    assert fresh.get("/changes", headers=asked).status_code == 304
    load(row("two"))
    assert fresh.get("/changes", headers=asked).status_code == 200


def test_a_position_beyond_the_ledger_is_gone(client: ContractClient) -> None:
    response = client.get("/changes?since=999999")
    assert response.status_code == 410
    assert response.get_json()["type"].endswith("/problems/position-gone")
    assert response.get_json()["dumps"] == f"{BASE}/dumps"


def test_a_position_whose_followers_were_pruned_is_gone(
    fresh: ContractClient, load: Loader, empty_services: Services
) -> None:
    load(row("one"), row("two"), row("three"))
    with empty_services.database.write() as unit:
        unit.connection.execute(delete(LedgerEvent).where(LedgerEvent.seq <= 2))
    assert fresh.get("/changes?since=1").status_code == 410
    assert len(fresh.get("/changes?since=2").get_json()["items"]) == 1


def test_a_restored_ledger_that_grew_again_is_noticed_by_the_mark(tmp_path: Path) -> None:
    """The number alone would be taken for a position of the new history."""
    folder = tmp_path / "data"
    services = services_in(folder)
    _load(services, "one")
    services.database.close()
    shutil.copytree(folder, tmp_path / "backup")
    _load(services, "lost")
    meta = guarded(services).test_client().get("/changes", base_url=BASE).get_json()["_meta"]
    services.database.close()
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "backup", folder)
    services = services_in(folder)
    _load(services, "other", "further")
    client = guarded(services).test_client()
    assert client.get(f"/changes?since={meta['seq']}", base_url=BASE).status_code == 200
    lost = client.get(f"/changes?since={meta['seq']}&mark={meta['mark']}", base_url=BASE)
    assert lost.status_code == 410
    services.database.close()


def _load(services: Services, *external_ids: str) -> None:
    lines = [json.dumps(row(each)).encode() for each in external_ids]
    options = ImportOptions(source_system="test", publish=True)
    assert import_lines(services, lines, options).rejected == 0


def test_a_negative_position_and_too_long_a_page_are_refused(client: ContractClient) -> None:
    for query in ("since=-1", "since=x", "limit=0", "limit=101", "seq=1"):
        assert client.get(f"/changes?{query}").status_code == 400
