"""Every method of openapi.yaml, asked with every scope, with none, and with what is not valid."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from app.accounts.access import ADMIN, SCOPES
from app.accounts.callers import SCOPES_OF_ROLE
from catalogue.tables import accounts as rows
from schemas import accounts as wire
from tests.api.conftest import guarded
from tests.api.contract import DOCUMENT, PROBLEM, ContractClient
from tests.fixtures.accounts import bearer, expired_bearer
from tests.fixtures.services import services_in

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from app.wiring import Services

OPERATIONS = [
    (method, path, operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]
NAMES = [operation["operationId"] for _, _, operation in OPERATIONS]
REFUSED = {401, 403}
PLACES = {"version": "1", "vocabularyId": "goals", "conceptId": "12", "problemId": "not-found"}
NOBODYS_ID = "0199f3a2-7c54-7d01-8a2b-3f1c5d7e9b10"

each_operation = pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS, ids=NAMES)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Services:
    """An empty catalogue: what is asked for here is refused or not found, never changed."""
    return services_in(tmp_path_factory.mktemp("walked"))


@pytest.fixture(scope="module")
def walker(walked: Services) -> ContractClient:
    client = guarded(walked).test_client()
    assert isinstance(client, ContractClient)
    return client


@pytest.fixture(scope="module")
def headers(walked: Services) -> dict[str, dict[str, str]]:
    return {scope: bearer(walked, scope) for scope in SCOPES}


def alternatives(operation: dict[str, Any]) -> list[set[str]]:
    """Return the sets of scopes each of which is enough; the empty document asks for nothing."""
    declared = operation.get("security", DOCUMENT["security"])
    return [set(one["bearer"]) for one in declared if one]


def is_public(operation: dict[str, Any]) -> bool:
    declared = operation.get("security", DOCUMENT["security"])
    return not declared or {} in declared


def ask(
    client: ContractClient, method: str, path: str, headers: dict[str, str] | None = None
) -> TestResponse:
    filled = re.sub(r"\{(\w+)\}", lambda name: PLACES.get(name[1], NOBODYS_ID), path)
    content = {} if method == "get" else {"json": {}}
    return client.open(filled, method=method.upper(), headers=headers, **content)


@each_operation
def test_without_a_token_only_what_is_declared_public_answers(
    walker: ContractClient, method: str, path: str, operation: dict[str, Any]
) -> None:
    response = ask(walker, method, path)
    if is_public(operation):
        assert response.status_code not in REFUSED
    else:
        assert (response.status_code, response.mimetype) == (401, PROBLEM)
        assert response.headers["WWW-Authenticate"] == 'Bearer realm="Exempelbanken"'


@each_operation
@pytest.mark.parametrize("scope", SCOPES)
def test_a_scope_opens_what_declares_it_and_nothing_else(  # noqa: PLR0913, PLR0917  # fixtures
    walker: ContractClient,
    headers: dict[str, dict[str, str]],
    method: str,
    path: str,
    operation: dict[str, Any],
    scope: str,
) -> None:
    response = ask(walker, method, path, headers[scope])
    enough = [needed for needed in alternatives(operation) if needed <= {scope}]
    if is_public(operation) or enough or scope == ADMIN:
        assert response.status_code not in REFUSED
    else:
        assert (response.status_code, response.mimetype) == (403, PROBLEM)
        missing = response.get_json()["scope"]
        assert any(missing in needed for needed in alternatives(operation))
        assert f'scope="{missing}"' in response.headers["WWW-Authenticate"]


@each_operation
def test_an_expired_token_opens_nothing_even_what_is_public(
    walked: Services, walker: ContractClient, method: str, path: str, operation: dict[str, Any]
) -> None:
    del operation
    response = ask(walker, method, path, expired_bearer(walked, *SCOPES))
    assert (response.status_code, response.mimetype) == (401, PROBLEM)
    assert 'error="invalid_token"' in response.headers["WWW-Authenticate"]


@each_operation
def test_what_takes_a_scope_is_kept_by_no_cache(
    walker: ContractClient,
    headers: dict[str, dict[str, str]],
    method: str,
    path: str,
    operation: dict[str, Any],
) -> None:
    response = ask(walker, method, path, headers[ADMIN])
    if not is_public(operation):
        assert "no-store" in response.headers["Cache-Control"]


def test_every_method_that_changes_something_takes_a_scope() -> None:
    open_to_all = {
        operation["operationId"]
        for method, _, operation in OPERATIONS
        if method != "get" and is_public(operation)
    }
    assert open_to_all <= {"createSession", "createLinkSuggestions"}


def test_a_declared_scope_is_one_that_can_be_granted() -> None:
    declared = set().union(*(one for *_, each in OPERATIONS for one in alternatives(each)))
    assert declared
    assert declared <= set(SCOPES)


@pytest.mark.parametrize(
    "operation_id",
    ["searchEntries", "getEntry", "listVersions", "getProvenance", "listVocabularies"],
)
def test_reading_what_is_published_takes_no_token(operation_id: str) -> None:
    (found,) = [each for *_, each in OPERATIONS if each["operationId"] == operation_id]
    assert is_public(found)


def test_scopes_and_roles_are_the_same_on_the_wire_in_use_cases_and_in_rows() -> None:
    assert wire.SCOPES == SCOPES
    assert wire.ROLES == rows.ROLES == tuple(SCOPES_OF_ROLE)
    assert {scope for scopes in SCOPES_OF_ROLE.values() for scope in scopes} == set(SCOPES)
