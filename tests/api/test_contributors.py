"""A contributor writes drafts of one county, and meets no other county's, by API as on pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.accounts.sessions import sign_in
from app.accounts.users import create_user
from tests.api.editing import NEW
from tests.fixtures.accounts import bearer, sent

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.api.contract import ContractClient
    from tests.api.editing import Curator

ADDRESS, PASSWORD = "kalmar@example.org", "fyra-ord-utan-samband"


@pytest.fixture
def headers(account_services: Services, quick_hashes: None) -> dict[str, str]:
    """What somebody in Kalmar sends who has signed in."""
    del quick_hashes
    create_user(account_services, ADDRESS, "contributor", PASSWORD, "08")
    return sent(sign_in(account_services, ADDRESS, PASSWORD).credential.text)


def content(*counties: str) -> dict[str, Any]:
    return {**NEW, "counties": list(counties)}


def test_a_contributor_writes_and_reads_a_draft_of_the_county(
    reader: ContractClient, headers: dict[str, str]
) -> None:
    made = reader.post("/entries", json=content("08"), headers=headers)
    assert (made.status_code, made.get_json()["status"]) == (201, "draft")
    place = f"/entries/{made.get_json()['id']}"
    assert reader.get(place, headers=headers).status_code == 200
    assert reader.get(place).status_code == 404


@pytest.mark.parametrize("counties", [["07"], ["08", "07"], ["07", "08"]])
def test_an_entry_of_another_county_is_refused(
    reader: ContractClient, headers: dict[str, str], counties: list[str]
) -> None:
    refused = reader.post("/entries", json=content(*counties), headers=headers)
    assert refused.status_code == 403
    assert "08" in refused.get_json()["detail"]


def test_a_contributor_publishes_nothing(reader: ContractClient, headers: dict[str, str]) -> None:
    refused = reader.post("/entries", json={**content("08"), "publish": True}, headers=headers)
    assert refused.status_code == 403


def test_an_entry_cannot_be_moved_to_another_county(
    reader: ContractClient, headers: dict[str, str]
) -> None:
    made = reader.post("/entries", json=content("08"), headers=headers)
    changing = {**headers, "If-Match": made.headers["ETag"]}
    place = f"/entries/{made.get_json()['id']}"
    refused = reader.patch(place, json={"counties": ["07"]}, headers=changing)
    assert refused.status_code == 403
    assert reader.get(place, headers=headers).get_json()["counties"] == ["08"]


def test_drafts_of_other_counties_are_neither_read_nor_changed(
    reader: ContractClient, writer: Curator, headers: dict[str, str]
) -> None:
    other = writer.create(counties=["07"])
    place = f"/entries/{other['id']}"
    assert reader.get(place, headers=headers).status_code == 404
    tag = reader.get(place, headers=dict(writer.headers)).headers["ETag"]
    changed = reader.patch(place, json={"title": "Annan"}, headers={**headers, "If-Match": tag})
    assert changed.status_code == 404  # as of one that is not there: nobody learns which there are
    step = {"transition": "withdraw", "reason": "Nej"}
    taken = reader.post(f"{place}/transitions", json=step, headers={**headers, "If-Match": tag})
    assert taken.status_code == 404
    by_key = f"/entries?status=draft&externalId={other['externalId']}"
    assert reader.get(by_key, headers=headers).get_json()["items"] == []


def test_whoever_may_only_write_reads_no_draft_of_others(
    reader: ContractClient, writer: Curator, account_services: Services
) -> None:
    other = writer.create()
    own = bearer(account_services, "entries:write")
    assert reader.get(f"/entries/{other['id']}", headers=own).status_code == 404
    made = reader.post("/entries", json=content("07"), headers=own).get_json()
    assert reader.get(f"/entries/{made['id']}", headers=own).get_json()["status"] == "draft"


def test_a_contributor_is_not_told_of_a_like_draft_that_another_county_shares(
    reader: ContractClient, writer: Curator, headers: dict[str, str]
) -> None:
    twin = {**content("08"), "title": "Stenkoll i Smålands grustag"}
    shared = writer.create(title=twin["title"], counties=["08", "07"])
    mine = reader.post("/entries", json=twin, headers=headers)
    assert shared["id"] not in mine.text
    theirs = reader.post("/entries", json=twin, headers=dict(writer.headers))
    assert shared["id"] in theirs.text
