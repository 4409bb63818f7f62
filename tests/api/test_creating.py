"""Creating an entry once, however often it is sent, and seeing which ones it resembles."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from app.accounts.access import WRITE
from app.indexing import sync_index
from catalogue import creations
from tests.api.conftest import guarded
from tests.api.contract import BASE, PROBLEM, ContractClient
from tests.api.editing import NEW, Curator
from tests.fixtures.services import row, services_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from werkzeug.test import TestResponse

    from app.wiring import Services

TITLE = "Återbruk av pallkragar i Varbergs hamn"


def sent(client: ContractClient, curator: Curator, key: str, **changes: Any) -> TestResponse:
    headers = {**curator.headers, "Idempotency-Key": key}
    return client.post("/entries", json={**NEW, **changes}, headers=headers)


def drafts(curator: Curator) -> int:
    total: int = curator.get("/entries?status=draft").get_json()["_meta"]["totalRecords"]
    return total


def duplicates(body: dict[str, Any]) -> list[tuple[str, str]]:
    warnings = body["_meta"]["warnings"]
    return [
        (each["entryId"], each["value"])
        for each in warnings
        if each["code"] == "possible-duplicate"
    ]


@pytest.fixture
def curator(fresh: ContractClient, empty_services: Services) -> Curator:
    """Somebody who may write and publish, where there is an index."""
    return Curator(fresh, empty_services, "entries:read-drafts", "entries:write", "entries:publish")


def test_the_same_key_and_content_create_one_entry(reader: ContractClient, writer: Curator) -> None:
    first, again = (sent(reader, writer, "mitt eget") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.headers["Location"] == again.headers["Location"]
    assert first.headers["ETag"] == again.headers["ETag"]
    assert first.get_json()["id"] == again.get_json()["id"]
    assert drafts(writer) == 1


def test_the_order_of_members_does_not_make_another_content(
    reader: ContractClient, writer: Curator
) -> None:
    headers = {**writer.headers, "Idempotency-Key": "k"}
    turned = dict(reversed(NEW.items()))
    ids = {
        reader.post("/entries", json=each, headers=headers).get_json()["id"]
        for each in (NEW, turned)
    }
    assert len(ids) == 1


def test_the_same_key_with_other_content_is_refused(
    reader: ContractClient, writer: Curator
) -> None:
    sent(reader, writer, "k")
    refused = sent(reader, writer, "k", title="En annan")
    assert (refused.status_code, refused.mimetype) == (409, PROBLEM)
    assert "Idempotency-Key" in refused.get_json()["detail"]
    assert drafts(writer) == 1


def test_a_key_is_of_the_one_who_sent_it(
    reader: ContractClient, writer: Curator, publisher: Curator
) -> None:
    ids = {sent(reader, each, "k").get_json()["id"] for each in (writer, publisher)}
    assert len(ids) == 2


def test_keys_that_differ_only_past_the_limit_are_not_taken_for_one(
    reader: ContractClient, writer: Curator
) -> None:
    for end in "ab":
        refused = sent(reader, writer, "k" * 200 + end)
        assert refused.status_code == 400
        assert refused.get_json()["errors"][0]["parameter"] == "Idempotency-Key"
    assert drafts(writer) == 0
    assert sent(reader, writer, "k" * 200).status_code == 201


def test_a_creation_that_was_refused_leaves_its_key_free(
    reader: ContractClient, writer: Curator
) -> None:
    assert sent(reader, writer, "k", counties=[]).status_code == 422
    assert sent(reader, writer, "k").status_code == 201


def test_an_entry_that_was_changed_meanwhile_is_given_as_it_is_now(
    reader: ContractClient, writer: Curator
) -> None:
    entry_id = sent(reader, writer, "k").get_json()["id"]
    writer.patch(entry_id, title="Ändrad")
    again = sent(reader, writer, "k").get_json()
    assert (again["id"], again["title"], again["version"]) == (entry_id, "Ändrad", 2)


def test_a_key_is_forgotten_after_its_time(
    reader: ContractClient, writer: Curator, account_services: Services
) -> None:
    first = sent(reader, writer, "k").get_json()["id"]
    with account_services.database.write() as unit:
        unit.connection.exec_driver_sql(
            "UPDATE creation SET created_at = ?",
            ((unit.now - creations.FORGOTTEN_AFTER - timedelta(1)).isoformat(" ", "microseconds"),),
        )
    assert sent(reader, writer, "k").get_json()["id"] != first


def test_a_published_entry_with_nearly_the_same_title_is_pointed_out(
    curator: Curator, load: Callable[..., object]
) -> None:
    load(row("a", title=TITLE), row("b", title="Något helt annat"))
    ((entry_id, title),) = duplicates(curator.create(title=TITLE.replace("hamn", "hamnen")))
    assert title == TITLE
    assert curator.get(f"/entries/{entry_id}").status_code == 200


def test_a_draft_with_the_same_title_is_pointed_out(curator: Curator) -> None:
    first = curator.create(title=TITLE)
    assert duplicates(first) == []
    assert duplicates(curator.create(title=TITLE)) == [(first["id"], TITLE)]


def test_an_entry_that_was_published_at_once_does_not_resemble_itself(
    fresh: ContractClient, curator: Curator, empty_services: Services
) -> None:
    sent(fresh, curator, "k", title=TITLE, publish=True)
    sync_index(empty_services)
    assert duplicates(sent(fresh, curator, "k", title=TITLE, publish=True).get_json()) == []


def test_an_entry_of_another_county_is_no_duplicate(
    curator: Curator, load: Callable[..., object]
) -> None:
    load(row("a", title=TITLE, counties=["14"]))
    assert duplicates(curator.create(title=TITLE, counties=["12"])) == []


def test_a_national_entry_is_of_every_county(
    curator: Curator, load: Callable[..., object], empty_services: Services
) -> None:
    everywhere = [each["id"] for each in empty_services.vocabularies.values("county")]
    load(row("a", title=TITLE, counties=[each for each in everywhere if each.isdigit()]))
    assert [title for _, title in duplicates(curator.create(title=TITLE))] == [TITLE]


def test_a_title_of_function_words_resembles_nothing(
    curator: Curator, load: Callable[..., object]
) -> None:
    load(row("a", title=TITLE))
    assert duplicates(curator.create(title="Och det som är")) == []


def test_an_entry_is_created_though_the_engine_does_not_answer(
    tmp_path: Path,
) -> None:
    services = services_in(tmp_path, EXEMPELBANKEN_ELASTICSEARCH_URL="http://127.0.0.1:9")
    client = guarded(services).test_client()
    assert isinstance(client, ContractClient)
    curator = Curator(client, services, "entries:write")
    first, second = (curator.create(title=TITLE) for _ in range(2))
    assert (duplicates(first), duplicates(second)) == ([], [(first["id"], TITLE)])
    services.database.close()


def test_a_key_that_is_taken_names_the_entry_that_has_it(
    reader: ContractClient, writer: Curator
) -> None:
    key = {"sourceSystem": "own", "externalId": "a"}
    taken = writer.create(**key)["id"]
    refused = reader.post("/entries", json={**NEW, **key}, headers=writer.headers)
    assert refused.status_code == 409
    problem = refused.get_json()
    assert problem["entryId"] == taken
    [way] = problem["_links"]
    assert (way["rel"], way["method"]) == ("item", "GET")
    assert writer.get(way["href"].removeprefix(BASE)).get_json()["id"] == taken
    [fault] = problem["errors"]
    assert (fault["pointer"], fault["code"], fault["value"]) == ("/externalId", "exists", "a")


def test_a_key_of_a_draft_of_others_is_taken_without_naming_it(
    reader: ContractClient, writer: Curator, account_services: Services
) -> None:
    taken = writer.create(sourceSystem="own", externalId="a")["id"]
    other = Curator(reader, account_services, WRITE)
    again = {**NEW, "sourceSystem": "own", "externalId": "a"}
    refused = reader.post("/entries", json=again, headers=other.headers)
    assert refused.status_code == 409
    assert taken not in refused.text
    assert "externalId" in refused.get_json()["detail"]


@pytest.mark.parametrize("title", [NEW["title"], "Ett annat exempel"])
def test_a_key_of_a_withdrawn_entry_names_it_and_the_way_back(
    reader: ContractClient, writer: Curator, account_services: Services, title: str
) -> None:
    other = Curator(reader, account_services, WRITE)
    key = {"sourceSystem": "own", "externalId": "a"}
    made = writer.create(**key)
    writer.withdraw(made["id"], reason="Dubblett")
    refused = reader.post("/entries", json={**NEW, **key, "title": title}, headers=other.headers)
    assert refused.status_code == 409
    problem = refused.get_json()
    assert problem["entryId"] == made["id"]
    [fault] = problem["errors"]
    assert (fault["pointer"], fault["code"]) == ("/externalId", "withdrawn")
    assert "restore" in problem["detail"]
    found = other.get("/entries?status=withdrawn&externalId=a").get_json()["items"]
    assert [each["id"] for each in found] == [made["id"]]
    assert other.get("/entries?status=withdrawn").get_json()["items"] == []
