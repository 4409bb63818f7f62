"""Entries put in place under their own keys."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
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

    def put(self, external_id: str, **sent: Any) -> TestResponse:
        """Put an entry; If_Match and If_None_Match are sent as headers, the rest as its fields."""
        headers, changes = self._split(sent)
        return self._client.put(path_of(external_id), json={**NEW, **changes}, headers=headers)

    def get(self, external_id: str) -> TestResponse:
        return self._client.get(path_of(external_id), headers=self._headers)

    def delete(self, external_id: str, **sent: Any) -> TestResponse:
        headers, arguments = self._split(sent)
        return self._client.delete(path_of(external_id), query_string=arguments, headers=headers)

    def _split(self, sent: dict[str, Any]) -> tuple[dict[str, str], dict[str, Any]]:
        conditions = {name for name in sent if name.startswith("If_")}
        headers = {name.replace("_", "-"): sent[name] for name in conditions}
        return self._headers | headers, {name: sent[name] for name in sent.keys() - conditions}


def path_of(external_id: str) -> str:
    return f"/keyed-entries/test/{quote(external_id, safe='')}"


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
    assert source.put("a", If_Match=etag, title="Ny").status_code == 200
    refused = source.put("a", If_Match=etag, title="Nyare")
    assert refused.status_code == 412
    assert refused.get_json()["current"]["title"] == "Ny"


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


def test_a_key_must_be_new_with_if_none_match(source: Source) -> None:
    made = source.put("a", If_None_Match="*")
    assert made.status_code == 201
    refused = source.put("a", If_None_Match="*", title="Ny")
    body = refused.get_json()
    assert (refused.status_code, body["type"].rpartition("/")[2]) == (412, "condition-failed")
    assert body["entryId"] == made.get_json()["id"]
    assert source.get("a").get_json()["title"] == NEW["title"]
    listed = source.put("a", If_None_Match=made.headers["ETag"])
    assert (listed.status_code, "If-None-Match" in listed.get_json()["detail"]) == (400, True)


@pytest.mark.parametrize("etag", ["*", '"1-draft.sv.0a1b"'])
def test_a_key_must_exist_with_if_match(source: Source, etag: str) -> None:
    refused = source.put("a", If_Match=etag)
    body = refused.get_json()
    assert (refused.status_code, body["type"].rpartition("/")[2]) == (412, "condition-failed")
    assert "If-Match" in body["detail"]
    assert source.get("a").status_code == 404
    source.put("a")
    assert source.put("a", If_Match="*", title="Ny").status_code == 200


def test_equal_calls_at_once_make_one_entry(source: Source) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: source.put("a", publish=True), range(4)))
    assert sorted(each.status_code for each in made) == [200, 200, 200, 201]
    assert len({each.get_json()["id"] for each in made}) == 1
    assert {each.get_json()["version"] for each in made} == {1}


def test_of_different_calls_at_once_one_creates_and_the_others_replace(source: Source) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda number: source.put("a", title=f"Titel {number}"), range(4)))
    assert sorted(each.status_code for each in made) == [200, 200, 200, 201]
    assert {each.get_json()["version"] for each in made} == {1, 2, 3, 4}
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: source.put("b", If_None_Match="*"), range(4)))
    assert sorted(each.status_code for each in made) == [201, 412, 412, 412]


def test_an_entry_is_read_by_its_key(source: Source, reader: ContractClient) -> None:
    made = source.put("a/b", publish=True)
    read = reader.get("/keyed-entries/test/a/b?expand=labels")
    assert (read.status_code, read.get_json()["id"]) == (200, made.get_json()["id"])
    assert read.get_json()["labels"]["counties"] == {"12": "Skåne län"}
    assert source.get("a/b").headers["ETag"] == made.headers["ETag"]
    source.put("draft")
    assert reader.get("/keyed-entries/test/draft").status_code == 404
    assert source.get("draft").status_code == 200


def test_an_entry_is_withdrawn_by_its_key(source: Source, reader: ContractClient) -> None:
    first = source.put("a", publish=True)
    source.put("a", publish=True, title="Ny")
    refused = source.delete("a", If_Match=first.headers["ETag"], reason="Dubblett")
    assert refused.status_code == 412
    done = source.delete("a", reason="Dubblett")
    assert (done.status_code, done.get_json()["status"]) == (200, "withdrawn")
    assert reader.get(f"/entries/{done.get_json()['id']}").status_code == 410
    assert reader.get("/keyed-entries/test/a").status_code == 410
    assert source.delete("b", reason="Dubblett").status_code == 404
    assert source.delete("a").status_code == 400
