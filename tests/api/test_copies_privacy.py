"""What is not published is in no copy and in no linked data."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from app.copies.dumps import service as dumps
from app.copies.dumps.files import MEDIA_TYPES
from catalogue import entries
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.api.contract import ContractClient
    from tests.fixtures.services import Loader

PLANTED = "zeppelinarkitektur"


def id_of(services: Services, external_id: str) -> str:
    """Return the id of an entry, whatever its state."""
    with services.database.read() as connection:
        found = entries.by_key(connection, "test", external_id, published_only=False)
    assert found
    return found.id


@pytest.fixture
def planted(load: Loader, empty_services: Services) -> Services:
    """A published entry, and the word in a draft, in a draft beside it, and in a withdrawn one."""
    load(row("open", title="Biogas"), row("gone", title=PLANTED, leadOrganisation=PLANTED))
    relation = {"type": "uses-method", "entryId": id_of(empty_services, "open")}
    load(row("draft", title=PLANTED, relations=[relation]), publish=False)
    load(row("open", title=PLANTED), publish=False)
    with empty_services.database.write() as unit:
        gone = entries.by_key(unit.connection, "test", "gone")
        assert gone is not None
        entries.withdraw(unit, gone.id, PLANTED, actor=PLANTED)
    dumps.make_dump(empty_services)
    return empty_services


def test_the_feed_holds_published_entries_and_bare_withdrawals(
    fresh: ContractClient, planted: Services
) -> None:
    response = fresh.get("/changes")
    assert PLANTED not in response.get_data(as_text=True)
    items = response.get_json()["items"]
    assert [(item["type"], bool(item["entry"])) for item in items] == [
        ("create", True),
        ("withdraw", False),
    ]
    assert id_of(planted, "draft") not in response.get_data(as_text=True)


@pytest.mark.parametrize("name", MEDIA_TYPES)
def test_no_file_of_a_dump_holds_the_word(planted: Services, name: str) -> None:
    path, _ = dumps.get_file(planted, dumps.latest_id(planted), name)
    data = path.read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode()
    assert "Biogas" in text
    assert PLANTED not in text


@pytest.mark.parametrize("accept", ["application/ld+json", "text/turtle", "application/rdf+xml"])
def test_linked_data_of_entries_holds_what_is_published(
    fresh: ContractClient, planted: Services, accept: str
) -> None:
    statuses = {}
    for key in ("open", "draft", "gone"):
        response = fresh.get(f"/entries/{id_of(planted, key)}", headers={"Accept": accept})
        statuses[key] = response.status_code
        if response.status_code == 200:
            assert PLANTED not in response.get_data(as_text=True)
    assert statuses == {"open": 200, "draft": 404, "gone": 410}
    assert PLANTED not in fresh.get("/catalog").get_data(as_text=True)
