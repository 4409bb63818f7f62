"""From draft to review, to the public, withdrawn and back; versions compared; the audit."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest

from app.accounts.access import WRITE
from tests.api.editing import NEW, Curator

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.api.contract import ContractClient


def steps(curator: Curator, entry_id: str) -> dict[str, bool]:
    items = curator.get(f"/entries/{entry_id}/transitions").get_json()["items"]
    return {each["transition"]: each["allowed"] for each in items}


def audited(admin: Curator, query: str = "") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = admin.get(f"/audit?{query}").get_json()["items"]
    return items


def test_the_way_from_draft_to_the_public(writer: Curator, publisher: Curator) -> None:
    entry_id = writer.create()["id"]
    assert writer.take(entry_id, "submit").get_json()["status"] == "in-review"
    returned = publisher.take(entry_id, "return", reason="Källan saknas").get_json()
    assert returned["status"] == "draft"
    writer.take(entry_id, "submit")
    assert publisher.take(entry_id, "publish").get_json()["status"] == "published"


def test_the_steps_that_can_be_taken_are_reported(writer: Curator, publisher: Curator) -> None:
    entry_id = writer.create()["id"]
    assert steps(writer, entry_id) == {
        "submit": True,
        "publish": False,
        "withdraw": True,
        "restore": True,
    }
    publisher.take(entry_id, "publish")
    assert steps(writer, entry_id) == {"withdraw": False, "restore": True}
    assert steps(publisher, entry_id) == {"withdraw": True, "restore": True}


def test_what_a_caller_may_do_is_linked_with_its_method(
    writer: Curator, publisher: Curator, reader: ContractClient
) -> None:
    entry_id = publisher.create(publish=True)["id"]
    for path, rel, method in (("", "edit", "PATCH"), ("/transitions", "edit", "POST")):
        links = writer.get(f"/entries/{entry_id}{path}").get_json()["_links"]
        assert (rel, method) in {(each["rel"], each["method"]) for each in links}
    links = reader.get(f"/entries/{entry_id}").get_json()["_links"]
    assert {each["method"] for each in links} == {"GET"}


def test_a_step_that_the_state_does_not_allow_names_those_it_does(
    writer: Curator, publisher: Curator
) -> None:
    entry_id = publisher.create(publish=True)["id"]
    refused = writer.take(entry_id, "submit")
    assert refused.status_code == 409
    assert refused.get_json()["alternatives"] == ["withdraw", "restore"]


def test_a_review_that_was_returned_is_not_published_by_who_has_not_seen_it(
    writer: Curator, publisher: Curator
) -> None:
    entry_id = writer.create()["id"]
    writer.take(entry_id, "submit")
    seen = publisher.etag(entry_id)
    writer.take(entry_id, "return", reason="Källan saknas")
    path, content = f"/entries/{entry_id}/transitions", {"transition": "publish"}
    refused = publisher.send("POST", path, content, seen)
    assert (refused.status_code, refused.get_json()["current"]["status"]) == (412, "draft")
    again = publisher.send("POST", path, content, refused.headers["ETag"])
    assert again.get_json()["status"] == "published"


@pytest.mark.parametrize("transition", ["return", "withdraw", "restore"])
def test_a_reason_is_asked_for(writer: Curator, transition: str) -> None:
    entry_id = writer.create()["id"]
    (error,) = writer.take(entry_id, transition).get_json()["errors"]
    assert (error["pointer"], error["code"]) == ("/reason", "required")


def test_what_belongs_to_another_step_is_refused(writer: Curator) -> None:
    (error,) = writer.take(writer.create()["id"], "submit", version=1).get_json()["errors"]
    assert error["pointer"] == "/version"


def test_withdrawing_leaves_a_tombstone_and_a_curators_view(
    publisher: Curator, reader: ContractClient
) -> None:
    heir, entry_id = publisher.create(publish=True)["id"], publisher.create(publish=True)["id"]
    done = publisher.withdraw(entry_id, reason="Dubblett", replacedBy=heir)
    assert done.get_json()["status"] == "withdrawn"
    gone = reader.get(f"/entries/{entry_id}")
    assert gone.status_code == 410
    assert (gone.get_json()["reason"], gone.get_json()["replacedBy"]) == ("Dubblett", heir)
    assert publisher.get(f"/entries/{entry_id}").get_json()["status"] == "withdrawn"


def test_a_withdrawal_needs_a_reason_and_names_it(publisher: Curator) -> None:
    entry_id = publisher.create()["id"]
    for arguments in ({}, {"reason": " "}):
        refused = publisher.withdraw(entry_id, **arguments)
        assert refused.status_code == 400
        (error,) = refused.get_json()["errors"]
        assert (error["parameter"], error["code"]) == ("reason", "required")


def test_a_draft_replaces_nothing_that_is_public(publisher: Curator) -> None:
    draft, entry_id = publisher.create()["id"], publisher.create(publish=True)["id"]
    refused = publisher.take(entry_id, "withdraw", reason="Dubblett", replacedBy=draft)
    assert refused.get_json()["errors"][0]["pointer"] == "/replacedBy"


def test_withdrawing_again_says_what_is_left(publisher: Curator) -> None:
    entry_id = publisher.create(publish=True)["id"]
    for status, reason in ((200, "Dubblett"), (410, "Igen")):
        response = publisher.withdraw(entry_id, reason=reason)
        assert (response.status_code, response.get_json().get("reason", reason)) == (
            status,
            "Dubblett",
        )


def test_withdrawing_what_is_public_takes_the_scope_to_publish(
    writer: Curator, publisher: Curator
) -> None:
    public, draft = publisher.create(publish=True)["id"], writer.create()["id"]
    assert writer.take(public, "withdraw", reason="Fel").status_code == 403
    assert writer.take(draft, "withdraw", reason="Fel").status_code == 200


def test_a_withdrawn_entry_is_not_changed_but_restored(publisher: Curator) -> None:
    entry_id = publisher.create(publish=True)["id"]
    publisher.take(entry_id, "withdraw", reason="Fel")
    refused = publisher.patch(entry_id, title="Nytt")
    assert refused.get_json()["alternatives"] == ["restore"]
    back = publisher.take(entry_id, "restore", reason="Var rätt").get_json()
    assert (back["status"], back["version"]) == ("draft", 2)
    assert publisher.patch(entry_id, title="Nytt").status_code == 200


@pytest.mark.parametrize("successor", ["itself", "nobody"])
def test_nothing_is_replaced_by_what_is_not_there(publisher: Curator, successor: str) -> None:
    entry_id = publisher.create(publish=True)["id"]
    other = entry_id if successor == "itself" else str(uuid4())
    refused = publisher.take(entry_id, "withdraw", reason="Fel", replacedBy=other)
    assert refused.get_json()["errors"][0]["pointer"] == "/replacedBy"


def test_an_earlier_version_is_restored_by_its_number(publisher: Curator) -> None:
    entry_id = publisher.create(publish=True)["id"]
    publisher.patch(entry_id, title="Nytt", publish=True)
    back = publisher.take(entry_id, "restore", reason="Var bättre", version=1, publish=True)
    assert (back.get_json()["title"], back.get_json()["publishedVersion"]) == ("Verktygspool", 3)
    missing = publisher.take(entry_id, "restore", reason="Finns inte", version=9)
    assert missing.get_json()["errors"][0]["pointer"] == "/version"


def test_versions_tell_curators_who_when_and_why(
    writer: Curator, publisher: Curator, reader: ContractClient
) -> None:
    entry_id = publisher.create(publish=True)["id"]
    writer.patch(entry_id, title="Utkast", reason="Bättre rubrik")
    draft, first = writer.get(f"/entries/{entry_id}/versions").get_json()["items"]
    assert (draft["version"], draft["status"], draft["reason"]) == (2, "draft", "Bättre rubrik")
    assert draft["actor"].startswith("token:")
    assert (first["version"], first["current"], draft["publishedAt"]) == (1, True, None)
    (public,) = reader.get(f"/entries/{entry_id}/versions").get_json()["items"]
    assert not {"actor", "reason", "status", "importId"} & public.keys()


def test_two_versions_are_compared_field_by_field(publisher: Curator) -> None:
    other = publisher.create(kind="working-method")["id"]
    entry_id = publisher.create(facts=["Ett", "Två"])["id"]
    publisher.patch(
        entry_id,
        title="Nytt",
        facts=["Två", "Tre"],
        goals=["9"],
        startYear=2020,
        source={"url": "https://example.org/ny"},
        relations=[{"type": "uses-method", "entryId": other}],
    )
    diff = publisher.get(f"/entries/{entry_id}/versions/2?diff=1").get_json()["diff"]
    told = {each["field"]: each for each in diff["differences"]}
    assert (diff["version"], diff["comparedWith"]) == (2, 1)
    assert told.keys() == {"title", "facts", "goals", "startYear", "source.url", "relations"}
    assert (told["title"]["old"], told["title"]["new"]) == ("Verktygspool", "Nytt")
    assert (told["facts"]["added"], told["facts"]["removed"]) == (["Tre"], ["Ett"])
    assert (told["goals"]["added"], told["goals"]["removed"]) == (["9"], ["12"])
    assert told["relations"]["added"] == [{"type": "uses-method", "entryId": other}]
    back = publisher.get(f"/entries/{entry_id}/versions/1?diff=2").get_json()["diff"]
    assert {each["field"]: each for each in back["differences"]}["facts"]["added"] == ["Ett"]


def test_a_reader_compares_published_versions_only(
    publisher: Curator, reader: ContractClient
) -> None:
    entry_id = publisher.create(publish=True)["id"]
    publisher.patch(entry_id, title="Utkast")
    publisher.patch(entry_id, title="Nytt", publish=True)
    assert reader.get(f"/entries/{entry_id}/versions/3?diff=1").status_code == 200
    assert reader.get(f"/entries/{entry_id}/versions/3?diff=2").status_code == 404
    assert reader.get(f"/entries/{entry_id}/versions/2").status_code == 404


def test_entries_are_listed_by_status(
    writer: Curator, publisher: Curator, reader: ContractClient
) -> None:
    draft = writer.create(title="Utkast")["id"]
    beside = publisher.create(publish=True)["id"]
    writer.patch(beside, title="Bredvid")
    body = writer.get("/entries?status=draft&limit=1").get_json()
    assert [each["id"] for each in body["items"]] == [beside]
    assert body["_meta"]["totalRecords"] == 2
    assert [each["rel"] for each in body["_links"]] == ["self", "first", "next", "last"]
    second = writer.get("/entries?status=draft&limit=1&page=2").get_json()
    assert [each["id"] for each in second["items"]] == [draft]
    assert reader.get("/entries?status=draft").status_code == 401


def test_drafts_are_looked_up_by_their_own_key(writer: Curator) -> None:
    first, second = (writer.create(sourceSystem="own", externalId=each) for each in "ab")
    found = writer.get("/entries?status=draft&sourceSystem=own&externalId=b").get_json()
    assert [each["id"] for each in found["items"]] == [second["id"]]
    assert found["query"]["filters"]["externalId"] == [{"id": "b", "label": "b"}]
    both = writer.get("/entries?status=draft&externalId=a&externalId=b&sourceSystem=own")
    assert {each["id"] for each in both.get_json()["items"]} == {first["id"], second["id"]}
    other = writer.get("/entries?status=draft&sourceSystem=another").get_json()
    assert (other["items"], other["_meta"]["totalRecords"]) == ([], 0)


def test_who_may_write_alone_changes_no_draft_of_others(
    writer: Curator, reader: ContractClient, account_services: Services
) -> None:
    draft = writer.create()["id"]
    alone = Curator(reader, account_services, WRITE)
    answer = alone.send("PATCH", f"/entries/{draft}", {"title": "Ändrat"}, writer.etag(draft))
    assert answer.status_code == 404
    assert alone.get("/entries?status=draft").get_json()["items"] == []


def test_a_public_entry_with_a_draft_of_others_is_changed_by_nobody_who_may_not_read_it(
    writer: Curator, publisher: Curator, reader: ContractClient, account_services: Services
) -> None:
    entry = writer.create()["id"]
    publisher.take(entry, "publish")
    writer.patch(entry, title="Hemligt utkast")
    answer = Curator(reader, account_services, WRITE).patch(entry, title="Ändrat")
    assert answer.status_code == 409
    assert "Hemligt" not in answer.text


def test_a_draft_of_others_is_no_entry_to_relate_to(
    writer: Curator, publisher: Curator, reader: ContractClient, account_services: Services
) -> None:
    alone = Curator(reader, account_services, WRITE)
    own = alone.create()
    draft = writer.create(title="Hemligt utkast", sourceSystem="test", externalId="d")
    missing = str(UUID(int=7))
    by_id = [{"type": "part-of", "entryId": each} for each in (missing, draft["id"])]
    by_key = [{"type": "part-of", "sourceSystem": "test", "externalId": each} for each in "xd"]
    for relations in (by_id, by_key):
        for answer in (
            alone.send("PUT", f"/entries/{own['id']}/relations", {"items": relations}),
            reader.post("/entries", json={**NEW, "relations": relations}, headers=alone.headers),
        ):
            found = [(each["pointer"], each["code"]) for each in answer.get_json()["errors"]]
            assert found == [(f"/relations/{at}", "unknown-entry") for at in (0, 1)]
    publisher.take(draft["id"], "publish")
    answer = alone.send("PUT", f"/entries/{own['id']}/relations", {"items": by_id[1:]})
    assert answer.status_code == 200


def test_a_relation_to_a_draft_of_others_that_is_there_stays_and_shows_no_title(
    writer: Curator, publisher: Curator, reader: ContractClient, account_services: Services
) -> None:
    draft = writer.create(title="Hemligt utkast")["id"]
    entry = writer.create(relations=[{"type": "part-of", "entryId": draft}])["id"]
    publisher.take(entry, "publish")
    answer = Curator(reader, account_services, WRITE).patch(entry, title="Ändrat")
    assert answer.status_code == 200
    assert "Hemligt" not in answer.text
    kept = [each["entryId"] for each in writer.get(f"/entries/{entry}").get_json()["relations"]]
    assert kept == [draft]


def test_who_may_write_alone_lists_what_is_their_own(
    writer: Curator, publisher: Curator, reader: ContractClient, account_services: Services
) -> None:
    alone, other = (Curator(reader, account_services, WRITE) for _ in range(2))
    own, changed = alone.create(), writer.create()["id"]
    writer.create(relations=[{"type": "part-of", "entryId": own["id"]}])
    publisher.take(changed, "publish")
    alone.patch(changed, title="Ändrat")
    listed = alone.get("/entries?status=draft").get_json()
    assert [each["id"] for each in listed["items"]] == [changed, own["id"]]
    assert listed["_meta"]["totalRecords"] == 2
    assert other.get("/entries?status=draft").get_json()["items"] == []
    runner = Curator(reader, account_services, "imports:run")
    refused = runner.get("/entries?status=draft")
    assert (refused.status_code, refused.get_json()["scope"]) == (403, "entries:read-drafts")


def test_a_list_by_status_is_no_search(writer: Curator) -> None:
    body = writer.get("/entries?status=draft&q=pool&county=12&sort=title").get_json()
    assert {each["parameter"] for each in body["errors"]} == {"q", "county", "sort"}


def test_the_audit_tells_who_what_and_why(
    writer: Curator, publisher: Curator, admin: Curator
) -> None:
    entry_id = writer.create(reason="Tips")["id"]
    publisher.take(entry_id, "publish")
    publisher.take(entry_id, "withdraw", reason="Dubblett")
    withdrawn, published, created = audited(admin, f"entryId={entry_id}")
    assert [withdrawn["action"], published["action"], created["action"]] == [
        "withdraw",
        "publish",
        "create",
    ]
    assert (withdrawn["reason"], created["reason"]) == ("Dubblett", "Tips")
    assert (withdrawn["public"], created["public"]) == (True, False)
    assert audited(admin, f"actor={created['actor']}") == [created]
    assert audited(admin, "action=publish&action=withdraw") == [withdrawn, published]
    assert audited(admin, f"entryId={entry_id}&until={created['at']}") == []
    assert len(audited(admin, f"since={created['at']}")) == 3
    assert audited(admin, f"entryId={entry_id}&limit=1&page=3") == [created]


def test_a_time_may_be_of_any_zone(writer: Curator, admin: Curator) -> None:
    entry_id = writer.create()["id"]
    (created,) = audited(admin, f"entryId={entry_id}")
    elsewhere = datetime.fromisoformat(created["at"]).astimezone(timezone(timedelta(hours=-9)))

    assert audited(admin, f"entryId={entry_id}&since={quote(elsewhere.isoformat())}") == [created]
    assert audited(admin, f"entryId={entry_id}&until={quote(elsewhere.isoformat())}") == []


def test_the_audit_is_for_administrators(publisher: Curator) -> None:
    assert publisher.get("/audit").status_code == 403


@pytest.mark.parametrize("query", ["since=igår", "actin=publish", "action=publisera", "page=0"])
def test_an_audit_that_cannot_be_understood_is_refused(admin: Curator, query: str) -> None:
    assert admin.get(f"/audit?{query}").status_code == 400
