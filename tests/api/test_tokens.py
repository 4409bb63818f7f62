from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from api.access import is_known
from api.app import create_api
from app.accounts.access import COMMAND
from app.accounts.tokens import revoke_token
from edge.guard import guard
from edge.limits import CallLimit
from tests.api.conftest import guarded
from tests.api.contract import PROBLEM, ContractClient
from tests.fixtures.accounts import bearer, expired_bearer, id_of, new_token, sent

if TYPE_CHECKING:
    from pathlib import Path

    from app.wiring import Services

NEW = {"label": "Diariet", "scopes": ["entries:write"], "expiresAt": "2099-01-31T12:00:00+01:00"}


@pytest.fixture
def services(account_services: Services) -> Services:
    return account_services


@pytest.fixture
def client(services: Services) -> ContractClient:
    client = guarded(services).test_client()
    assert isinstance(client, ContractClient)
    return client


@pytest.fixture
def admin(services: Services) -> dict[str, str]:
    return bearer(services, "admin")


def limited(services: Services, failures: int) -> Services:
    return replace(services, settings=replace(services.settings, sign_in_limit=failures))


def errors(client: ContractClient, admin: dict[str, str], **changed: object) -> Any:
    response = client.post("/tokens", json=NEW | changed, headers=admin)
    assert (response.status_code, response.mimetype) == (422, PROBLEM)
    return response.get_json()["errors"]


def test_a_token_is_shown_once(client: ContractClient, admin: dict[str, str]) -> None:
    made = client.post("/tokens", json=NEW, headers=admin)
    assert made.status_code == 201
    token = made.get_json()["token"]
    assert made.headers["Location"].endswith(f"/tokens/{token.split('_')[1]}")
    assert client.get("/sessions/current", headers=sent(token)).get_json()["scopes"] == [
        "entries:write"
    ]
    for path in ("/tokens", f"/tokens/{token.split('_')[1]}"):
        assert token.split("_")[2] not in client.get(path, headers=admin).text


def test_a_token_is_described(client: ContractClient, admin: dict[str, str]) -> None:
    made = client.post("/tokens", json=NEW, headers=admin).get_json()
    assert made["expiresAt"] == "2099-01-31T11:00:00.000000Z"
    assert (made["label"], made["state"], made["lastUsedAt"]) == ("Diariet", "valid", None)
    assert made["createdBy"].startswith("token:")


def test_a_token_of_which_no_end_is_said_is_valid_for_a_year(
    client: ContractClient, admin: dict[str, str]
) -> None:
    said = {name: value for name, value in NEW.items() if name != "expiresAt"}
    made = client.post("/tokens", json=said, headers=admin).get_json()
    lasts = datetime.fromisoformat(made["expiresAt"]) - datetime.fromisoformat(made["createdAt"])
    assert lasts / timedelta(days=1) == pytest.approx(365, abs=0.01)


def test_a_token_without_an_end_has_to_be_asked_for(
    client: ContractClient, admin: dict[str, str]
) -> None:
    made = client.post("/tokens", json=NEW | {"expiresAt": None}, headers=admin)
    assert made.get_json()["expiresAt"] is None


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/entries"), ("GET", "/tokens"), ("POST", "/entries")]
)
def test_revoked_and_expired_tokens_are_answered_as_unknown_ones(
    client: ContractClient, services: Services, method: str, path: str
) -> None:
    revoked = new_token(services, "admin")
    revoke_token(services, COMMAND, id_of(revoked))
    unknown = f"exb_{'0' * 16}_{'A' * 43}"
    headers = [sent(unknown), sent(revoked), expired_bearer(services, "admin")]
    answers = [client.open(path, method=method, headers=each) for each in headers]
    told = {(each.status_code, each.text, each.headers["WWW-Authenticate"]) for each in answers}
    assert len(told) == 1
    assert answers[0].status_code == 401


def test_a_revoked_token_opens_nothing(
    services: Services, client: ContractClient, admin: dict[str, str]
) -> None:
    token = new_token(services, "entries:write")
    path = f"/tokens/{token.split('_')[1]}"
    for _ in range(2):
        assert client.delete(path, headers=admin).status_code == 204
    assert client.get("/entries", headers=sent(token)).status_code == 401
    assert client.get(path, headers=admin).get_json()["state"] == "revoked"


def test_a_token_that_is_not_there_is_not_found(
    client: ContractClient, admin: dict[str, str]
) -> None:
    assert client.get("/tokens/nobody", headers=admin).status_code == 404
    assert client.delete("/tokens/nobody", headers=admin).status_code == 404


def test_an_unknown_scope_names_the_nearest(client: ContractClient, admin: dict[str, str]) -> None:
    (error,) = errors(client, admin, scopes=["entries:write", "entries:publsh"])
    assert (error["pointer"], error["value"]) == ("/scopes/1", "entries:publsh")
    assert error["nearest"][0] == "entries:publish"


@pytest.mark.parametrize(
    ("changed", "pointer", "code"),
    [
        ({"scopes": []}, "/scopes", "too-few"),
        ({"label": " "}, "/label", "empty"),
        ({"label": None}, "/label", "null"),
        ({"expiresAt": "2099-01-31"}, "/expiresAt", "not-moment"),
        ({"expiresAt": "2099-01-31T12:00:00"}, "/expiresAt", "not-moment"),
        ({"expiresAt": "0001-01-01T00:00:00+23:00"}, "/expiresAt", "not-moment"),
        ({"expiresAt": "2020-01-31T12:00:00Z"}, "/expiresAt", "out-of-range"),
        ({"lable": "Diariet"}, "/lable", "unknown-field"),
    ],
)
def test_a_faulty_field_is_pointed_at(
    client: ContractClient,
    admin: dict[str, str],
    changed: dict[str, object],
    pointer: str,
    code: str,
) -> None:
    (error,) = errors(client, admin, **changed)
    assert (error["pointer"], error["code"]) == (pointer, code)


def test_an_unknown_field_names_the_nearest(client: ContractClient, admin: dict[str, str]) -> None:
    (error,) = errors(client, admin, lable="Diariet")
    assert error["nearest"] == ["label"]


@pytest.mark.parametrize("content", ["{", "[]", '"x"', "", b"\xff", "[" * 100_000])
def test_content_that_is_no_object_is_refused(
    client: ContractClient, admin: dict[str, str], content: str | bytes
) -> None:
    response = client.post("/tokens", data=content, headers=admin, content_type="application/json")
    assert (response.status_code, response.mimetype) == (422, PROBLEM)
    assert response.get_json()["errors"]


def test_another_scheme_than_bearer_is_refused(client: ContractClient) -> None:
    response = client.get("/entries", headers={"Authorization": "Basic YWRtaW46YWRtaW4="})
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer ")


def test_the_name_of_the_scheme_has_no_case(services: Services, client: ContractClient) -> None:
    token = new_token(services, "admin")
    response = client.get("/tokens", headers={"Authorization": f"bearer  {token}"})
    assert response.status_code == 200


def test_an_address_that_fails_too_often_must_wait(services: Services) -> None:
    client = guarded(limited(services, 3)).test_client()
    sound = bearer(services, "admin")
    wrong = sent(f"exb_{'0' * 16}_{'A' * 43}")
    assert [client.get("/tokens", headers=wrong).status_code for _ in range(3)] == [401] * 3
    refused = client.get("/tokens", headers=sound)
    assert (refused.status_code, refused.mimetype) == (429, PROBLEM)
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert client.get("/tokens", headers=sound, environ_base=elsewhere).status_code == 200
    assert client.get("/api-info").status_code == 200


def test_valid_tokens_are_never_counted_as_failures(services: Services) -> None:
    client = guarded(limited(services, 3)).test_client()
    admin = bearer(services, "admin")
    assert {client.get("/tokens", headers=admin).status_code for _ in range(6)} == {200}


def test_only_calls_without_a_valid_token_are_limited(
    services: Services, tmp_path: Path, admin: dict[str, str]
) -> None:
    calls = CallLimit(tmp_path / "calls", services.settings.secret_key, limit=2)
    limited_api = guard(create_api(services), services.settings, calls, is_known)
    client = limited_api.test_client()
    statuses = [client.get("/api-info", headers=admin).status_code for _ in range(5)]
    assert statuses == [200] * 5
    assert "RateLimit" not in client.get("/api-info", headers=admin).headers
    wrong = sent(f"exb_{'0' * 16}_{'A' * 43}")
    statuses = [client.get("/api-info", headers=wrong).status_code for _ in range(3)]
    assert statuses == [401, 401, 429]
    assert client.get("/api-info").status_code == 429
    calls.close()
