"""Reading the problems that the API answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.api.contract import ContractClient

PROBLEM = "application/problem+json"


def problem(client: ContractClient, path: str, status: int, language: str = "sv") -> dict[str, Any]:
    response = client.get(path, headers={"Accept-Language": language})
    assert (response.status_code, response.mimetype) == (status, PROBLEM)
    assert response.headers["Content-Language"] == language
    body: dict[str, Any] = response.get_json()
    assert body["status"] == status
    return body


def only_error(client: ContractClient, query: str, language: str = "sv") -> dict[str, Any]:
    (error,) = problem(client, f"/entries?{query}", 400, language)["errors"]
    assert isinstance(error, dict)
    return error
