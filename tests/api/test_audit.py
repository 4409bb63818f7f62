"""What the audit tells beside changes of entries: tokens, accounts, imports, replies."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from app.accounts.access import COMMAND
from app.accounts.tokens import rotate_token
from app.accounts.users import create_user, disable_user, set_password
from tests.api.test_imports import Admin
from tests.app.importing import ndjson
from tests.fixtures.accounts import id_of, new_token, sent
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.api.contract import ContractClient
    from tests.api.editing import Curator

ADDRESS = "kurator@example.org"
PASSWORD = "hav-cykel-torv-ljus"  # noqa: S105  # of an account that the tests make


@pytest.fixture
def services(account_services: Services) -> Services:
    return account_services


def audited(admin: Curator, query: str) -> list[dict[str, Any]]:
    """Return the events, the earliest first."""
    items: list[dict[str, Any]] = admin.get(f"/audit?{query}").get_json()["items"]
    return items[::-1]


def actions(admin: Curator, query: str) -> list[str]:
    return [each["action"] for each in audited(admin, query)]


def test_a_token_is_reported_from_its_creation_to_its_end(
    reader: ContractClient, admin: Curator
) -> None:
    made = reader.post(
        "/tokens", json={"label": "Diariet", "scopes": ["entries:write"]}, headers=admin.headers
    ).get_json()
    for _ in range(2):
        reader.delete(f"/tokens/{made['id']}", headers=admin.headers)
    created, revoked = audited(admin, f"subject=token:{made['id']}")
    assert (created["action"], revoked["action"]) == ("create-token", "revoke-token")
    own = id_of(admin.headers["Authorization"].removeprefix("Bearer "))
    assert {created["actor"], revoked["actor"]} == {f"token:{own}"}
    assert created["_links"][0]["href"].endswith(f"/tokens/{made['id']}")
    assert made["token"].split("_")[2] not in admin.get("/audit").text


def test_a_rotation_is_reported_of_both_tokens(services: Services, admin: Curator) -> None:
    old = id_of(new_token(services, "imports:run"))
    until = datetime.now(UTC) + timedelta(days=1)
    new, _ = rotate_token(services, COMMAND, old, old_until=until, expires_at=None)
    assert actions(admin, f"subject=token:{old}") == ["create-token", "rotate-token"]
    assert actions(admin, f"subject=token:{new.id}") == ["create-token"]


def test_an_account_is_reported_by_its_id_alone(services: Services, admin: Curator) -> None:
    account = create_user(services, ADDRESS, "curator", PASSWORD)
    set_password(services, ADDRESS, "fjäll-tåg-vante-ost")
    for _ in range(2):
        disable_user(services, ADDRESS)
    events = audited(admin, f"subject=user:{account.id}")
    assert [each["action"] for each in events] == [
        "create-account",
        "change-password",
        "close-account",
    ]
    assert {each["actor"] for each in events} == {"command"}
    assert ADDRESS not in admin.get("/audit").text


@pytest.mark.usefixtures("quick_hashes")
@pytest.mark.parametrize("address", [ADDRESS, "okand@example.org"])
def test_failures_that_slow_an_account_down_are_reported_once(
    services: Services, reader: ContractClient, admin: Curator, address: str
) -> None:
    account = create_user(services, ADDRESS, "curator", PASSWORD)
    for turn in range(4):
        _sign_in(reader, address, f"gissning nummer {turn}")
    assert audited(admin, "action=slow-sign-in") == []
    for _ in range(2):
        _sign_in(reader, address, "gissning till")
    (event,) = audited(admin, "action=slow-sign-in")
    subject = f"user:{account.id}" if address == ADDRESS else None
    assert (event["actor"], event["subject"]) == ("anonymous", subject)
    assert address not in admin.get("/audit").text


@pytest.mark.usefixtures("quick_hashes")
def test_a_right_password_at_the_last_attempt_slows_nobody_down(
    services: Services, reader: ContractClient, admin: Curator
) -> None:
    create_user(services, ADDRESS, "curator", PASSWORD)
    for turn in range(4):
        _sign_in(reader, ADDRESS, f"gissning nummer {turn}")
    _sign_in(reader, ADDRESS, PASSWORD)
    assert audited(admin, "action=slow-sign-in") == []


def _sign_in(reader: ContractClient, address: str, password: str) -> None:
    reader.post("/sessions", json={"address": address, "password": password})


def test_an_import_is_reported_though_it_changes_no_entry(
    services: Services, admin: Curator
) -> None:
    loader = Admin(services, "imports:run")
    checked = loader.load(ndjson(row("a")), "source=test&dryRun=true")
    submitted, finished = audited(admin, f"importId={checked['id']}")
    assert (submitted["action"], finished["action"]) == ("submit-import", "finish-import")
    assert finished["reason"] == "checked, created: 1"
    assert submitted["actor"] == finished["actor"] == checked["createdBy"]
    assert submitted["_links"][0]["href"].endswith(f"/imports/{checked['id']}")


def test_a_file_that_cannot_be_read_is_reported(services: Services, admin: Curator) -> None:
    loader = Admin(services, "imports:run")
    failed = loader.load(b"PK\x03\x04 halvt", "source=test")
    assert [each["reason"] for each in audited(admin, f"importId={failed['id']}")] == [
        None,
        "failed",
    ]


def test_who_commits_and_who_reverts_is_reported(services: Services, admin: Curator) -> None:
    loader, other = Admin(services, "imports:run"), Admin(services, "imports:run")
    import_id = loader.load(ndjson(row("a")), "source=test&dryRun=true")["id"]
    other.finished(other.post(f"/imports/{import_id}/commit"))
    other.finished(other.post(f"/imports/{import_id}/revert"))
    found = audited(admin, f"importId={import_id}")
    assert [(each["action"], each["entryId"] is None) for each in found] == [
        ("submit-import", True),
        ("finish-import", True),
        ("commit-import", True),
        ("create", False),
        ("finish-import", True),
        ("revert-import", True),
        ("withdraw", False),
        ("finish-import", True),
    ]
    assert len({each["actor"] for each in found[:2]}) == 1
    assert {each["actor"] for each in found[2:]} == {
        f"token:{id_of(other.headers['Authorization'].removeprefix('Bearer '))}"
    }


def test_a_file_that_is_sent_twice_under_one_key_is_reported_once(
    services: Services, admin: Curator
) -> None:
    loader = Admin(services, "imports:run")
    for _ in range(2):
        loader.post("/imports", ndjson(row("a")), headers={"Idempotency-Key": "k"})
    assert actions(admin, "action=submit-import") == ["submit-import"]


def test_a_reply_that_is_sent_in_is_reported(
    services: Services, reader: ContractClient, admin: Curator
) -> None:
    token = new_token(services, "replies:harvest")
    for _ in range(2):
        response = reader.post(
            "/replies", data="Svar på enkäten", content_type="text/plain", headers=sent(token)
        )
    reply_id = response.get_json()["id"]
    (event,) = audited(admin, "action=submit-reply")
    assert (event["actor"], event["subject"]) == (f"token:{id_of(token)}", f"reply:{reply_id}")
    assert event["_links"][0]["href"].endswith(f"/replies/{reply_id}")


def test_the_feed_passes_over_what_is_of_no_entry(
    services: Services, reader: ContractClient, admin: Curator
) -> None:
    new_token(services, "entries:write")
    page = reader.get("/changes?since=0").get_json()
    assert page["items"] == []
    assert page["_meta"]["seq"] < audited(admin, "limit=1")[0]["seq"]
