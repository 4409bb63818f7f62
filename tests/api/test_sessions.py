from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.accounts.users import create_user
from tests.api.conftest import guarded
from tests.api.contract import PROBLEM, ContractClient
from tests.fixtures.accounts import bearer, sent

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from app.wiring import Services

pytestmark = pytest.mark.usefixtures("quick_hashes")
ADDRESS = "kurator@example.org"
PASSWORD = "hav-cykel-torv-ljus"  # noqa: S105  # of an account that the test makes
WRONG = "fel lösenord"


@pytest.fixture
def services(account_services: Services) -> Services:
    create_user(account_services, ADDRESS, "curator", PASSWORD)
    return account_services


@pytest.fixture
def client(services: Services) -> ContractClient:
    client = guarded(services).test_client()
    assert isinstance(client, ContractClient)
    return client


def sign_in(
    client: ContractClient, address: str = ADDRESS, password: str = PASSWORD
) -> TestResponse:
    return client.post("/sessions", json={"address": address, "password": password})


def test_whoever_signs_in_gets_a_token_for_the_day(client: ContractClient) -> None:
    response = sign_in(client)
    assert response.status_code == 201
    assert response.headers["Cache-Control"] == "private, no-store"
    session = response.get_json()
    current = client.get("/sessions/current", headers=sent(session["token"])).get_json()
    assert current["kind"] == "user"
    assert current["scopes"] == sorted(session["scopes"])


def test_signing_in_sets_no_cookie(client: ContractClient) -> None:
    assert "Set-Cookie" not in sign_in(client).headers


def test_signing_out_ends_the_session(client: ContractClient) -> None:
    headers = sent(sign_in(client).get_json()["token"])
    assert client.delete("/sessions/current", headers=headers).status_code == 204
    assert client.get("/sessions/current", headers=headers).status_code == 401


def test_a_token_is_revoked_and_not_signed_out(client: ContractClient, services: Services) -> None:
    response = client.delete("/sessions/current", headers=bearer(services, "entries:write"))
    assert (response.status_code, response.mimetype) == (409, PROBLEM)


def test_an_unknown_account_gets_the_answer_of_a_wrong_password(client: ContractClient) -> None:
    unknown, wrong = sign_in(client, "okand@example.org"), sign_in(client, password="x" * 12)
    assert unknown.status_code == wrong.status_code == 401
    assert unknown.data == wrong.data
    assert unknown.headers["WWW-Authenticate"] == wrong.headers["WWW-Authenticate"]


def test_guessing_is_slowed_down_for_the_account(client: ContractClient) -> None:
    answers = [sign_in(client, password=f"gissning nummer {turn}") for turn in range(6)]
    assert [each.status_code for each in answers] == [401] * 5 + [429]
    assert answers[-1].headers["Retry-After"] == "1"


def test_guessing_is_slowed_down_for_the_calling_address(services: Services) -> None:
    settings = replace(services.settings, sign_in_limit=2)
    client = guarded(replace(services, settings=settings)).test_client()
    assert isinstance(client, ContractClient)
    answers = [sign_in(client, f"{name}@example.org") for name in ("a", "b", "c")]
    assert [each.status_code for each in answers] == [401, 401, 429]


def test_a_password_is_given_back_in_no_problem(client: ContractClient) -> None:
    secret = "hemligt" * 50
    response = sign_in(client, password=secret)
    assert response.status_code == 422
    assert "hemligt" not in response.text


def test_no_log_line_tells_who_signed_in_or_with_what(
    client: ContractClient, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        sign_in(client)
        sign_in(client, password=WRONG)
    written = caplog.text + "".join(capsys.readouterr())
    assert "/sessions" in written
    for told in (ADDRESS, PASSWORD, WRONG, "exs_"):
        assert told not in written
