"""Creating and changing entries over HTTP."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from app.accounts.users import create_user
from app.indexing import sync_index
from tests.api.editing import NEW, Curator
from tests.app.importing import imported, ndjson
from tests.fixtures.accounts import sent

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.api.contract import ContractClient

PASSWORD = "hav-cykel-torv-ljus"  # noqa: S105  # of an account that the test makes


def faults(response: Any) -> list[tuple[str, str]]:
    assert response.status_code == 422, response.text
    return [(each["pointer"], each["code"]) for each in response.get_json()["errors"]]


def test_a_created_entry_is_a_draft_at_its_own_address(
    writer: Curator, reader: ContractClient
) -> None:
    response = reader.post("/entries", json=NEW, headers=writer.headers)
    body = response.get_json()
    assert response.status_code == 201
    assert response.headers["Location"].endswith(f"/entries/{body['id']}")
    assert (body["status"], body["version"], body["publishedVersion"]) == ("draft", 1, None)
    assert body["_meta"]["seq"] > 0
    assert reader.get(f"/entries/{body['id']}").status_code == 404


def test_the_etag_of_a_change_is_that_of_reading_it(
    writer: Curator, reader: ContractClient
) -> None:
    response = reader.post("/entries", json=NEW, headers=writer.headers)
    entry_id = response.get_json()["id"]
    assert response.headers["ETag"] == writer.etag(entry_id)
    changed = writer.patch(entry_id, title="Nytt")
    assert changed.headers["ETag"] == writer.etag(entry_id)
    assert changed.headers["ETag"].startswith('"2-draft.')


def test_publishing_takes_its_own_scope(writer: Curator, publisher: Curator) -> None:
    refused = writer.patch(publisher.create(publish=True)["id"], title="Nytt", publish=True)
    assert (refused.status_code, refused.get_json()["scope"]) == (403, "entries:publish")
    assert publisher.create(publish=True)["status"] == "published"


def test_a_published_entry_can_be_found_when_the_index_has_reached_its_seq(
    fresh: ContractClient, empty_services: Services
) -> None:
    curator = Curator(fresh, empty_services, "entries:write", "entries:publish")
    seq = curator.create(title="Kajakpool", publish=True)["_meta"]["seq"]
    sync_index(empty_services)
    found = fresh.get("/entries?q=kajakpool").get_json()
    assert found["_meta"]["indexSeq"] >= seq
    assert [each["title"] for each in found["items"]] == ["Kajakpool"]


def test_a_patch_changes_what_it_names_and_no_more(writer: Curator) -> None:
    before = writer.create(facts=["Ett", "Två"], endYear=2020)
    after = writer.patch(before["id"], facts=["Tre"], endYear=None).get_json()
    same = before.keys() - {"facts", "endYear", "version", "updatedAt", "_meta"}
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    assert (after["facts"], after["endYear"], after["version"]) == (["Tre"], None, 2)


def test_a_patch_merges_into_objects(writer: Curator) -> None:
    entry_id = writer.create()["id"]
    source = writer.patch(entry_id, source={"title": None, "question": "2c"}).get_json()["source"]
    held = {name: value for name, value in source.items() if value is not None}
    assert held == {"type": "web-page", "url": "https://example.org/", "question": "2c"}


def test_a_merge_patch_may_say_what_it_is(writer: Curator, reader: ContractClient) -> None:
    entry_id = writer.create()["id"]
    headers = {**writer.headers, "If-Match": writer.etag(entry_id)}
    response = reader.patch(
        f"/entries/{entry_id}",
        data=json.dumps({"title": "Nytt"}),
        content_type="application/merge-patch+json",
        headers=headers,
    )
    assert response.get_json()["title"] == "Nytt"


def test_a_patch_without_effect_makes_no_version(writer: Curator) -> None:
    entry_id = writer.create()["id"]
    etag = writer.etag(entry_id)
    response = writer.patch(entry_id, title="Verktygspool")
    assert (response.get_json()["version"], response.headers["ETag"]) == (1, etag)


def test_a_change_of_a_published_entry_stays_beside_it(
    writer: Curator, publisher: Curator, reader: ContractClient
) -> None:
    entry_id = publisher.create(publish=True)["id"]
    draft = writer.patch(entry_id, title="Utkast").get_json()
    assert (draft["status"], draft["publishedVersion"]) == ("draft", 1)
    assert reader.get(f"/entries/{entry_id}").get_json()["title"] == "Verktygspool"
    assert writer.get(f"/entries/{entry_id}").get_json()["title"] == "Utkast"


def test_rows_of_loads_and_changes_are_held_to_the_same_rules(writer: Curator) -> None:
    entry_id = writer.create()["id"]
    response = writer.patch(
        entry_id, titel="Nytt", counties=["Halland"], source={"url": "javascript:alert(1)"}
    )
    errors = {each["pointer"]: each for each in response.get_json()["errors"]}
    assert errors["/titel"]["nearest"][0] == "title"
    assert errors["/counties/0"]["nearest"][0] == "13"
    assert errors["/source/url"]["code"] == "not-url"
    assert writer.get(f"/entries/{entry_id}").get_json()["version"] == 1


def test_every_fault_of_a_new_entry_is_reported_at_once(
    writer: Curator, reader: ContractClient
) -> None:
    response = reader.post(
        "/entries", json={"kind": "annat", "publish": "ja"}, headers=writer.headers
    )
    assert {
        ("/publish", "not-boolean"),
        ("/kind", "not-choice"),
        ("/title", "required"),
        ("/source", "required"),
    } <= set(faults(response))


@pytest.mark.parametrize(
    "name", ["id", "status", "version", "_links", "externalId", "conceptLinks"]
)
def test_what_the_catalogue_itself_says_is_not_changed(writer: Curator, name: str) -> None:
    assert faults(writer.patch(writer.create()["id"], **{name: "x"})) == [(f"/{name}", "read-only")]


@pytest.mark.parametrize("content", ["[]", "1", '"x"', "null", "{", "\ufeff", "[" * 100_000])
def test_content_that_is_no_object_is_refused(
    writer: Curator, reader: ContractClient, content: str
) -> None:
    response = reader.post(
        "/entries", data=content, content_type="application/json", headers=writer.headers
    )
    assert response.status_code == 422


@pytest.mark.parametrize(
    "sent",
    [
        '{"\\ud800": 1}',
        '{"kind": "\\udfff"}',
        '{"title": NaN}',
        '{"reason": "\\u0000"}',
        '{"startYear": 1' + "0" * 5000 + "}",
    ],
    ids=range(5),
)
def test_content_that_no_text_holds_is_refused(
    writer: Curator, reader: ContractClient, sent: str
) -> None:
    response = reader.post(
        "/entries", data=sent, content_type="application/json", headers=writer.headers
    )
    assert response.status_code == 422


def test_control_characters_and_bidi_overrides_are_stripped(writer: Curator) -> None:
    made = writer.create(title="Verk\u202etygs\u0007pool", summary="En\u2066 rad\r\nEn till")
    assert (made["title"], made["summary"]) == ("Verktygspool", "En rad\nEn till")


@pytest.mark.parametrize(
    ("content", "pointer", "code", "value"),
    [
        ('{"title": "a\\u0000b"}', "/title", "null-character", "a?b"),
        ('{"facts": ["a", "b\\u0000"]}', "/facts/1", "null-character", "b?"),
        ('{"title": "a\\ud800"}', "/title", "not-unicode", "a?"),
        ('{"title": "a", "title": "b"}', "", "repeated-member", "title"),
        ('{"source": {"url": "a", "url": "b"}}', "", "repeated-member", "url"),
        ("", "", "no-content", None),
    ],
)
def test_what_would_be_lost_in_silence_is_told(  # noqa: PLR0913, PLR0917  a case is that much
    writer: Curator, reader: ContractClient, content: str, pointer: str, code: str, value: str
) -> None:
    entry_id = writer.create()["id"]
    response = reader.patch(
        f"/entries/{entry_id}",
        data=content,
        content_type="application/json",
        headers={**writer.headers, "If-Match": writer.etag(entry_id)},
    )
    assert response.status_code == 422
    [told] = response.get_json()["errors"]
    assert (told["pointer"], told["code"], told["value"]) == (pointer, code, value)


def test_a_key_is_taken_once(writer: Curator, reader: ContractClient) -> None:
    key = {"sourceSystem": "halland", "externalId": "7"}
    made = writer.create(**key)
    response = reader.post("/entries", json={**NEW, **key}, headers=writer.headers)
    assert response.status_code == 409
    assert made["id"] in response.get_json()["detail"]


def test_personal_data_is_pointed_out_and_hinders_nothing(writer: Curator) -> None:
    made = writer.create(facts=["Ring Anna Lindström på 070-123 45 67."])
    assert [(each["pointer"], each["value"]) for each in made["_meta"]["warnings"]] == [
        ("/facts/0", "Anna Lindström"),
        ("/facts/0", "070-123 45 67"),
    ]


def test_a_change_names_the_version_it_starts_from(writer: Curator, reader: ContractClient) -> None:
    entry_id = writer.create()["id"]
    for method, part in (("PATCH", ""), ("DELETE", "?reason=x"), ("PUT", "/relations")):
        sent: dict[str, Any] = {"items": []} if method == "PUT" else {"reason": "x"}
        response = reader.open(
            f"/entries/{entry_id}{part}", method=method, json=sent, headers=writer.headers
        )
        assert response.status_code == 428, method
    assert writer.patch(entry_id, etag="*", title="x").status_code == 428


def test_the_second_of_two_curators_gets_both_versions(writer: Curator) -> None:
    entry_id = writer.create()["id"]
    etag = writer.etag(entry_id)
    assert writer.patch(entry_id, etag, title="Berits").status_code == 200
    refused = writer.patch(entry_id, etag, title="Cecilias")
    body = refused.get_json()
    assert refused.status_code == 412
    assert (body["basedOn"]["title"], body["current"]["title"]) == ("Verktygspool", "Berits")
    assert writer.patch(entry_id, refused.headers["ETag"], title="Bådas").status_code == 200


@pytest.mark.parametrize("etag", ['"9-draft.sv.x"', '"x"', '""', '"99999999999-draft"'])
def test_a_version_that_never_was_is_not_the_latest(writer: Curator, etag: str) -> None:
    refused = writer.patch(writer.create()["id"], etag, title="Nytt")
    assert (refused.status_code, refused.get_json()["basedOn"]) == (412, None)


@pytest.mark.parametrize("etag", ["x", "1", '"1-draft', '"1-draft" "2-draft"', "W/1"])
def test_what_is_no_etag_is_told_so(writer: Curator, etag: str) -> None:
    refused = writer.patch(writer.create()["id"], etag, title="Nytt")
    assert (refused.status_code, "citationstecken" in refused.get_json()["detail"]) == (400, True)


def test_one_of_several_etags_will_do(writer: Curator) -> None:
    entry_id = writer.create()["id"]
    several = f'"7-draft", {writer.etag(entry_id)}'
    assert writer.patch(entry_id, several, title="Nytt").status_code == 200


def test_a_weak_etag_names_its_version(writer: Curator) -> None:
    entry_id = writer.create()["id"]
    assert writer.patch(entry_id, f"W/{writer.etag(entry_id)}", title="Nytt").status_code == 200


def test_what_never_was_is_not_changed(writer: Curator) -> None:
    assert writer.patch(str(uuid4()), '"1"', title="Nytt").status_code == 404


def test_links_of_a_change_are_a_persons_and_the_others_stay(writer: Curator) -> None:
    quote = {"field": "goals", "value": "12", "quote": "lånar ut verktyg"}
    entry_id = writer.create(evidence=[quote])["id"]
    links = writer.patch(entry_id, goals=["12", "9"], sectors=["handel"]).get_json()["conceptLinks"]
    assert [(each["value"], each["origin"], len(each["evidence"])) for each in links] == [
        ("12", "curated", 1),
        ("9", "curated", 0),
        ("handel", "curated", 0),
    ]


def test_new_evidence_must_stand_in_the_text(writer: Curator) -> None:
    quote = {"field": "goals", "value": "12", "quote": "står inte där"}
    response = writer.patch(writer.create()["id"], evidence=[quote])
    assert faults(response) == [("/evidence/0/quote", "quote-not-found")]


def test_relations_are_replaced_as_a_change_of_the_entry(
    writer: Curator, reader: ContractClient
) -> None:
    method, user = writer.create(kind="working-method"), writer.create()
    path = f"/entries/{user['id']}/relations"
    items = [{"type": "uses-method", "entryId": method["id"]}]
    done = writer.send("PUT", path, {"items": items})
    assert [each["entryId"] for each in done.get_json()["items"]] == [method["id"]]
    assert done.headers["ETag"] == writer.get(path).headers["ETag"]
    again = writer.send("PUT", path, {"items": items})
    assert again.headers["ETag"] == done.headers["ETag"]
    assert reader.get(path).status_code == 404


def test_a_relation_that_leads_nowhere_is_refused(writer: Curator) -> None:
    path = f"/entries/{writer.create()['id']}/relations"
    items = [{"type": "uses-method", "entryId": str(uuid4())}]
    assert faults(writer.send("PUT", path, {"items": items})) == [("/relations/0", "unknown-entry")]


def test_drafts_are_kept_by_no_cache(writer: Curator) -> None:
    entry_id = writer.create()["id"]
    for part in ("", "/versions", "/versions/1", "/relations", "/provenance", "/transitions"):
        kept = writer.get(f"/entries/{entry_id}{part}").headers["Cache-Control"]
        assert kept == "private, no-store", part


@pytest.fixture
def person(reader: ContractClient, account_services: Services, quick_hashes: None) -> Curator:
    """Somebody who has signed in to an account."""
    del quick_hashes
    create_user(account_services, "kurator@example.org", "curator", PASSWORD)
    signed_in = {"address": "kurator@example.org", "password": PASSWORD}
    person = Curator(reader, account_services)
    person.headers = sent(reader.post("/sessions", json=signed_in).get_json()["token"])
    return person


def test_provenance_tells_curators_which_fields_people_have_edited(
    writer: Curator, publisher: Curator, person: Curator, reader: ContractClient
) -> None:
    entry_id = publisher.create(publish=True)["id"]
    assert writer.get(f"/entries/{entry_id}/provenance").get_json()["curatedFields"] == []
    assert person.patch(entry_id, title="För hand", publish=True).status_code == 200
    (edited,) = writer.get(f"/entries/{entry_id}/provenance").get_json()["curatedFields"]
    assert (edited["field"], edited["actor"].partition(":")[0]) == ("title", "user")
    assert "curatedFields" not in reader.get(f"/entries/{entry_id}/provenance").get_json()


def test_what_an_account_changes_stays_when_a_program_loads_the_source(
    publisher: Curator, person: Curator, account_services: Services
) -> None:
    created = publisher.create(publish=True, sourceSystem="test", externalId="a")
    person.patch(created["id"], title="För hand", publish=True)
    loaded = {**NEW, "externalId": "a", "title": "Ny titel", "summary": "Ny text."}
    imported(account_services, ndjson(loaded))
    found = publisher.get(f"/entries/{created['id']}").get_json()
    assert (found["title"], found["summary"]) == ("För hand", "Ny text.")
