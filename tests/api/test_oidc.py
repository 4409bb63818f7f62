"""Signing in through an identity provider: a real one, if small, in a process of its own."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from app.accounts.oidc import ATTEMPT_SECONDS
from app.accounts.oidc_settings import OidcSettings
from app.accounts.users import create_user, disable_user
from tests.api.conftest import guarded
from tests.api.contract import BASE, PROBLEM, ContractClient
from tests.fixtures.accounts import sent
from tests.fixtures.away import failing_after
from tests.fixtures.oidc import ADDRESS, call
from tests.fixtures.oidc_provider import CLIENT_ID, CLIENT_SECRET

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.test import TestResponse

    from app.wiring import Services

    Behave = Callable[..., None]

COOKIE_PATH = "/api/v1/sessions/oidc"


@pytest.fixture
def services(account_services: Services, issuer: str) -> Services:
    create_user(account_services, ADDRESS, "curator", None)
    oidc = OidcSettings(issuer, CLIENT_ID, CLIENT_SECRET)
    return replace(account_services, settings=replace(account_services.settings, oidc=oidc))


@pytest.fixture
def client(services: Services, behave: Behave) -> ContractClient:
    del behave
    return browser(services)


def browser(services: Services) -> ContractClient:
    client = guarded(services).test_client()
    assert isinstance(client, ContractClient)
    return client


def sent_back(client: ContractClient) -> str:
    """Go to the provider and be approved; return the path one is sent back to."""
    gone = client.get("/sessions/oidc")
    assert gone.status_code == 303
    status, back = call(gone.headers["Location"])
    assert status == 302
    assert back.startswith(f"{BASE}/sessions/oidc/callback?")
    return back.removeprefix(BASE)


def signed_in(client: ContractClient) -> TestResponse:
    return client.get(sent_back(client))


def keep(client: ContractClient, value: str) -> None:
    client.set_cookie("exempelbanken-sign-in", value, path=COOKIE_PATH, domain="127.0.0.1")


def assert_refused(response: TestResponse) -> None:
    assert (response.status_code, response.mimetype) == (401, PROBLEM)
    assert response.get_json()["type"].endswith("/problems/sign-in-failed")
    assert "token" not in response.get_json()


def test_whoever_the_provider_vouches_for_is_signed_in(client: ContractClient) -> None:
    response = signed_in(client)
    assert response.status_code == 201
    assert response.headers["Cache-Control"] == "private, no-store"
    session = response.get_json()
    current = client.get("/sessions/current", headers=sent(session["token"])).get_json()
    assert (session["role"], current["kind"]) == ("curator", "user")


def test_the_provider_is_asked_with_pkce_state_and_nonce(client: ContractClient) -> None:
    asked = parse_qs(urlsplit(client.get("/sessions/oidc").headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert {len(asked[name][0]) for name in ("state", "nonce", "code_challenge")} == {43}
    again = parse_qs(urlsplit(client.get("/sessions/oidc").headers["Location"]).query)
    for name in ("state", "nonce", "code_challenge"):
        assert asked[name] != again[name]


def test_what_the_browser_keeps_is_of_no_use_to_scripts_and_other_paths(
    client: ContractClient,
) -> None:
    cookie = client.get("/sessions/oidc").headers["Set-Cookie"]
    for part in ("HttpOnly", "SameSite=Lax", f"Path={COOKIE_PATH}", f"Max-Age={ATTEMPT_SECONDS}"):
        assert part in cookie
    assert "Secure" not in cookie


def test_over_https_the_cookie_is_secure(services: Services, behave: Behave) -> None:
    behave()
    settings = replace(services.settings, public_url="https://exempelbanken.example")
    client = browser(replace(services, settings=settings))
    response = client.get("/sessions/oidc", base_url="https://exempelbanken.example/api/v1")
    assert "Secure" in response.headers["Set-Cookie"]


def test_the_cookie_is_gone_afterwards(client: ContractClient) -> None:
    assert "Max-Age=0" in signed_in(client).headers["Set-Cookie"]


def test_an_address_without_an_account_is_refused(client: ContractClient, behave: Behave) -> None:
    behave(email="okand@example.org")
    assert_refused(signed_in(client))


def test_a_closed_account_is_refused(client: ContractClient, services: Services) -> None:
    disable_user(services, ADDRESS)
    assert_refused(signed_in(client))


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": None},
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "https://other.example"},
        {"aud": "somebody-else"},
        {"aud": [CLIENT_ID, "somebody-else"]},
        {"azp": "somebody-else"},
        {"exp": 1},
        {"iat": 9_999_999_999},
        {"at_hash": "AAAA"},
        {"sub": None},
    ],
    ids=str,
)
def test_an_identity_that_is_not_for_us_is_refused(
    client: ContractClient, behave: Behave, claims: dict[str, Any]
) -> None:
    behave(**claims)
    assert_refused(signed_in(client))


@pytest.mark.parametrize("fault", ["unsigned", "shared key", "other key"])
def test_an_identity_with_a_wrong_signature_is_refused(
    client: ContractClient, behave: Behave, fault: str
) -> None:
    behave(fault)
    assert_refused(signed_in(client))


def test_whoever_does_not_approve_is_not_signed_in(client: ContractClient, behave: Behave) -> None:
    behave("denied")
    assert_refused(signed_in(client))


def test_another_browser_cannot_finish(client: ContractClient, services: Services) -> None:
    assert_refused(browser(services).get(sent_back(client)))


def test_another_browser_that_also_began_cannot_finish(
    client: ContractClient, services: Services
) -> None:
    other = browser(services)
    other.get("/sessions/oidc")
    assert_refused(other.get(sent_back(client)))


def test_an_altered_cookie_is_refused(client: ContractClient) -> None:
    back = sent_back(client)
    kept = client.get_cookie("exempelbanken-sign-in", "127.0.0.1", COOKIE_PATH)
    assert kept
    signature = kept.value.rpartition(".")[2]
    other = signature[::-1]  # the last letter alone may hold bits that do not count
    keep(client, kept.value.removesuffix(signature) + other)
    assert_refused(client.get(back))


def test_nobody_is_signed_in_twice_with_one_code(client: ContractClient) -> None:
    back = sent_back(client)
    kept = client.get_cookie("exempelbanken-sign-in", "127.0.0.1", COOKIE_PATH)
    assert kept
    assert client.get(back).status_code == 201
    keep(client, kept.value)
    assert_refused(client.get(back))


def test_whoever_takes_too_long_must_begin_again(
    client: ContractClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = sent_back(client)
    later = time.time() + ATTEMPT_SECONDS + 1
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: later)
    assert_refused(client.get(back))


def test_failures_are_counted_for_the_calling_address(services: Services, behave: Behave) -> None:
    behave()
    limited = replace(services, settings=replace(services.settings, sign_in_limit=1))
    client = browser(limited)
    assert client.get("/sessions/oidc/callback?state=x&code=y").status_code == 401
    assert client.get("/sessions/oidc/callback?state=x&code=y").status_code == 429


def test_a_provider_that_is_another_is_not_believed(client: ContractClient, behave: Behave) -> None:
    behave("other issuer")
    response = client.get("/sessions/oidc")
    assert (response.status_code, response.mimetype) == (503, PROBLEM)


def test_our_secret_does_not_follow_a_redirect(client: ContractClient, behave: Behave) -> None:
    behave("moved")
    response = signed_in(client)
    assert (response.status_code, response.mimetype) == (503, PROBLEM)


def test_a_provider_that_does_not_answer_is_reported(services: Services) -> None:
    oidc = OidcSettings("http://127.0.0.1:9", CLIENT_ID, CLIENT_SECRET)
    client = browser(replace(services, settings=replace(services.settings, oidc=oidc)))
    response = client.get("/sessions/oidc")
    assert (response.status_code, response.mimetype) == (503, PROBLEM)
    assert int(response.headers["Retry-After"]) > 0


def test_a_database_that_is_away_on_the_way_back_is_503(
    services: Services, client: ContractClient
) -> None:
    way_back = sent_back(client)
    with failing_after(services.database, 0):
        response = client.get(way_back)
    assert (response.status_code, response.mimetype) == (503, PROBLEM)
    assert int(response.headers["Retry-After"]) > 0


def test_a_wrong_secret_of_ours_signs_nobody_in(
    services: Services, issuer: str, behave: Behave
) -> None:
    behave()
    oidc = OidcSettings(issuer, CLIENT_ID, "another")
    client = browser(replace(services, settings=replace(services.settings, oidc=oidc)))
    assert_refused(signed_in(client))


def test_without_a_provider_there_is_nothing_there(account_services: Services) -> None:
    client = browser(account_services)
    for path in ("/sessions/oidc", "/sessions/oidc/callback"):
        assert client.get(path).status_code == 404
