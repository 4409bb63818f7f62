"""Curators for tests: who calls, what they send, and the version they start from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.fixtures.accounts import bearer

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from app.wiring import Services
    from tests.api.contract import ContractClient

NEW = {
    "kind": "activity",
    "title": "Verktygspool",
    "summary": "Kommunen lånar ut verktyg.",
    "counties": ["12"],
    "goals": ["12"],
    "source": {"type": "web-page", "title": "Sida", "url": "https://example.org/"},
}


class Curator:
    """Somebody with a token; changes name the ETag that was last seen of the entry."""

    def __init__(self, client: ContractClient, services: Services, *scopes: str) -> None:
        self._client = client
        self.headers = bearer(services, *scopes)

    def get(self, path: str) -> TestResponse:
        return self._client.get(path, headers=self.headers)

    def create(self, **changes: Any) -> dict[str, Any]:
        response = self._client.post("/entries", json={**NEW, **changes}, headers=self.headers)
        assert response.status_code == 201, response.text
        body: dict[str, Any] = response.get_json()
        return body

    def etag(self, entry_id: str) -> str:
        return self.get(f"/entries/{entry_id}").headers["ETag"]

    def send(self, method: str, path: str, content: Any, etag: str | None = None) -> TestResponse:
        """Send a change of an entry, from its latest version unless told otherwise."""
        if etag is None:
            etag = self.etag(path.split("/")[2])
        return self._client.open(
            path, method=method, json=content, headers={**self.headers, "If-Match": etag}
        )

    def withdraw(self, entry_id: str, **arguments: str) -> TestResponse:
        """Withdraw an entry, from its latest version; the arguments stand in the address."""
        return self._client.delete(
            f"/entries/{entry_id}",
            query_string=arguments,
            headers={**self.headers, "If-Match": self.etag(entry_id)},
        )

    def patch(self, entry_id: str, etag: str | None = None, **changes: Any) -> TestResponse:
        return self.send("PATCH", f"/entries/{entry_id}", changes, etag)

    def take(self, entry_id: str, transition: str, **content: Any) -> TestResponse:
        sent = {"transition": transition, **content}
        return self.send("POST", f"/entries/{entry_id}/transitions", sent)
