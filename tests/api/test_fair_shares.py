"""Expensive requests: what is refused while one runs, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from werkzeug.test import Client

from api.access import is_known
from api.app import create_api
from app.accounts.access import WRITE
from cli.wsgi import API_BASE, build_application
from edge.guard import guard
from edge.refusals import AddressBusy, ProcessBusy
from edge.shares import LONG_TEXT, FairShares
from tests.api.contract import ContractClient
from tests.api.faults import PROBLEM
from tests.fixtures.accounts import bearer
from web.app import create_web

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask
    from werkzeug.test import TestResponse

    from app.wiring import Services

CALLER = "127.0.0.1"
"""What test clients call from."""
LONG = "matsvinn " * (LONG_TEXT // 8)


@pytest.fixture
def shares(services: Services, tmp_path: Path) -> Iterator[FairShares]:
    opened = FairShares(tmp_path / "expensive", services.settings.secret_key)
    yield opened
    opened.close()


def with_shares(services: Services, shares: FairShares) -> Flask:
    built = create_api(services)
    built.test_client_class = ContractClient
    return guard(built, services.settings, None, is_known, shares)


@pytest.fixture
def api(services: Services, shares: FairShares) -> Flask:
    return with_shares(services, shares)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/entries/table"),
        ("HEAD", "/entries/table?format=csv"),
        ("POST", "/link-suggestions"),
        ("GET", f"/entries?q={LONG}"),
        ("GET", f"/entries/feed?q={LONG}"),
    ],
)
def test_while_one_runs_another_of_the_address_is_refused(
    api: Flask, shares: FairShares, method: str, path: str
) -> None:
    content = {"json": {"text": "Matsvinn"}} if method == "POST" else {}
    client = api.test_client()
    leave = shares.admit(CALLER)
    refused = client.open(path, method=method, **content)
    assert (refused.status_code, refused.mimetype) == (429, PROBLEM)
    assert int(refused.headers["Retry-After"]) > 0
    leave()
    assert client.open(path, method=method, **content).status_code == 200


def test_a_plain_search_is_answered_while_an_expensive_one_runs(
    api: Flask, shares: FairShares
) -> None:
    shares.admit(CALLER)
    assert api.test_client().get("/entries?q=matsvinn&limit=100").status_code == 200


@pytest.mark.parametrize(
    ("language", "address", "service"),
    [("sv", "Ett tungt anrop pågår redan", "Tjänsten har fullt upp"),
     ("en", "An expensive request is already running", "The service is busy")],
)  # fmt: skip
def test_a_refusal_says_in_both_languages_why_and_what_to_do(
    api: Flask, shares: FairShares, language: str, address: str, service: str
) -> None:
    headers = {"Accept-Language": language}
    leave = shares.admit(CALLER)
    problem = api.test_client().get("/entries/table", headers=headers).get_json()
    assert problem["type"].endswith("/problems/address-busy")
    assert problem["title"] == address
    leave()
    shares.admit("203.0.113.1")
    shares.admit("203.0.113.2")
    problem = api.test_client().get("/entries/table", headers=headers).get_json()
    assert problem["type"].endswith("/problems/service-busy")
    assert problem["title"] == service


def test_a_caller_with_a_token_takes_a_share_of_the_process_and_none_of_the_address(
    account_services: Services, shares: FairShares
) -> None:
    client = with_shares(account_services, shares).test_client()
    token = bearer(account_services, WRITE)

    def status() -> int:
        text = {"text": "Matsvinn"}
        return client.post("/link-suggestions", json=text, headers=token).status_code

    shares.admit(CALLER)
    assert status() == 200
    shares.admit("203.0.113.1")
    assert status() == 503


def test_a_page_that_is_refused_can_be_read(services: Services, shares: FairShares) -> None:
    client = guard(create_web(services), services.settings, None, shares=shares).test_client()
    shares.admit(CALLER)
    page = client.get(f"/?q={LONG}")
    assert page.status_code == 429
    assert "En tung sökning pågår redan" in page.text
    assert "Vänta tills det är klart" in page.text
    shares.admit("203.0.113.1")
    page = client.get(f"/en/?q={LONG}", environ_base={"REMOTE_ADDR": "203.0.113.2"})
    assert page.status_code == 503
    assert ProcessBusy.message.en in page.text


def test_a_table_that_is_refused_is_a_page_to_a_browser(
    services: Services, shares: FairShares, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.wsgi.fair_shares", lambda _settings: shares)
    client = Client(build_application(services))
    shares.admit(CALLER)
    address = f"{API_BASE}/entries/table?q=matsvinn&format=xlsx"

    def response(accept: str, language: str) -> TestResponse:
        headers = {"Accept": accept, "Accept-Language": language}
        return client.get(
            address,
            headers=headers,
            base_url="http://localhost",
            environ_overrides={"REMOTE_ADDR": CALLER},
        )

    page = response("text/html,application/xhtml+xml,*/*;q=0.8", "en")
    assert (page.status_code, page.mimetype) == (429, "text/html")
    assert AddressBusy.message.en in page.text
    assert f'href="{address.replace("&", "&amp;")}"' in page.text
    assert int(page.headers["Retry-After"]) > 0
    assert "default-src" in page.headers["Content-Security-Policy"]
    for accept in ("*/*", "application/json", "text/csv"):
        assert response(accept, "en").mimetype == PROBLEM


def test_the_tables_that_pages_link_to_are_expensive(services: Services) -> None:
    page = create_web(services).test_client().get("/?q=matsvinn").text
    assert f"{API_BASE}/entries/table?" in page
