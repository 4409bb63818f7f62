"""Entries put in place under their own keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from app.accounts.access import READ_DRAFTS, WRITE
from catalogue import editing
from catalogue.loading.rows import LoadRow
from tests.api.editing import NEW, Curator
from tests.app.importing import entry_of

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from app.wiring import Services
    from tests.api.contract import ContractClient


class Source:
    """A program that puts entries under the keys of its source."""

    def __init__(self, client: ContractClient, curator: Curator) -> None:
        self._client = client
        self._headers = curator.headers

    def put(self, external_id: str, etag: str = "", **changes: Any) -> TestResponse:
        headers = self._headers | ({"If-Match": etag} if etag else {})
        path = f"/keyed-entries/test/{quote(external_id, safe='')}"
        return self._client.put(path, json={**NEW, **changes}, headers=headers)


@pytest.fixture
def source(reader: ContractClient, publisher: Curator) -> Source:
    return Source(reader, publisher)


def test_a_key_that_is_new_creates_an_entry(source: Source) -> None:
    made = source.put("a")
    body = made.get_json()
    assert made.status_code == 201
    assert made.headers["Location"].endswith(f"/entries/{body['id']}")
    assert (body["sourceSystem"], body["externalId"], body["status"]) == ("test", "a", "draft")


def test_the_same_again_makes_no_version(source: Source) -> None:
    first, second = source.put("a", publish=True), source.put("a", publish=True)
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.get_json()["version"] == 1
    assert first.headers["ETag"] == second.headers["ETag"]
    assert "Location" not in second.headers


def test_what_is_left_out_is_emptied(source: Source) -> None:
    source.put("a", goals=["12"], results="Halverat.")
    body = source.put("a", goals=["13"], title="Ny").get_json()
    assert (body["title"], body["goals"], body["results"]) == ("Ny", ["13"], None)
    assert body["version"] == 2


def test_a_published_entry_gets_a_draft_beside_it_unless_it_is_published(
    source: Source, reader: ContractClient
) -> None:
    entry_id = source.put("a", publish=True).get_json()["id"]
    source.put("a", title="Utkast")
    assert reader.get(f"/entries/{entry_id}").get_json()["title"] == NEW["title"]
    source.put("a", title="Utkast", publish=True)
    assert reader.get(f"/entries/{entry_id}").get_json()["title"] == "Utkast"


def test_a_key_may_hold_what_addresses_must_encode(source: Source) -> None:
    for key in ("2024/15", "å?ä#ö", "50%"):
        assert source.put(key).get_json()["externalId"] == key
        assert source.put(key).status_code == 200


def test_an_entry_is_replaced_in_the_state_that_the_caller_knows(source: Source) -> None:
    etag = source.put("a").headers["ETag"]
    assert source.put("a", etag, title="Ny").status_code == 200
    refused = source.put("a", etag, title="Nyare")
    assert refused.status_code == 412
    assert refused.get_json()["current"]["title"] == "Ny"
    missing = source.put("b", etag)
    assert missing.status_code == 409
    assert "If-Match" in missing.get_json()["detail"]


def test_what_a_person_has_edited_stays_and_is_named(
    source: Source, account_services: Services
) -> None:
    source.put("a", publish=True)
    known = entry_of(account_services, "a")
    assert known
    edited = LoadRow("test", "a", {**known.content, "title": "För hand"}, links=known.links)
    with account_services.database.write() as unit:
        editing.change(unit, known.id, edited, editing.Edit("user:1", publish=True))
    body = source.put("a", title="Ny titel", summary="Ny text.", publish=True).get_json()
    assert (body["title"], body["summary"]) == ("För hand", "Ny text.")
    warnings = body["_meta"]["warnings"]
    assert [(each["pointer"], each["code"]) for each in warnings] == [("/title", "kept")]


def test_a_withdrawn_entry_is_not_put_back(source: Source, publisher: Curator) -> None:
    entry_id = source.put("a").get_json()["id"]
    publisher.withdraw(entry_id, reason="Dubblett")
    refused = source.put("a", title="Igen")
    assert (refused.status_code, refused.get_json()["entryId"]) == (409, entry_id)


def test_all_faults_are_reported_at_once(source: Source) -> None:
    source.put("a")
    refused = source.put("a", title="", counties=["99"])
    assert refused.status_code == 422
    pointers = {each["pointer"] for each in refused.get_json()["errors"]}
    assert pointers == {"/title", "/counties/0"}
    other = source.put("a", externalId="b")
    assert [each["pointer"] for each in other.get_json()["errors"]] == ["/externalId"]


def test_personal_data_must_be_confirmed_before_it_is_public(source: Source) -> None:
    source.put("a", publish=True)
    refused = source.put("a", facts=["Ring 070-123 45 67."], publish=True)
    assert refused.get_json()["errors"][0]["code"] == "personal-data"
    words = refused.get_json()["errors"][0]["value"]
    facts = {"facts": ["Ring 070-123 45 67."], "publish": True}
    assert source.put("a", confirmPersonal=[words], **facts).status_code == 200
    assert source.put("a", **facts).status_code == 200


def test_scopes_and_keys_of_others_are_respected(
    reader: ContractClient, account_services: Services, source: Source
) -> None:
    plain = Source(reader, Curator(reader, account_services, WRITE))
    assert plain.put("own").status_code == 201
    refused = plain.put("own", publish=True)
    assert (refused.status_code, refused.get_json()["scope"]) == (403, "entries:publish")
    taken = source.put("theirs").get_json()["id"]
    refused = plain.put("theirs")
    assert refused.status_code == 409
    assert taken not in refused.text
    nobody = Source(reader, Curator(reader, account_services, READ_DRAFTS))
    assert nobody.put("own").status_code == 403
