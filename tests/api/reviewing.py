"""Who sends in replies and decides on candidates in tests, with a token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.api.contract import BASE
from tests.app.importing import ndjson, work_off
from tests.app.replying import REPLY
from tests.fixtures.accounts import bearer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.test import TestResponse

    from app.wiring import Services
    from tests.api.contract import ContractClient

NOWHERE = "01a210e8-4655-76a4-bef8-4b5abfff35d5"
TEXT, NDJSON = "text/plain", "application/x-ndjson"
VERKTYG, KLIMAT, KURSER = range(3)
"""The candidates, in the order of the reply."""


class Reviewer:
    """A caller; what it sends in is read at once, and a change starts from the version last seen.

    Without scopes it has no token.
    """

    def __init__(self, client: ContractClient, services: Services, *scopes: str) -> None:
        self._client = client
        self._services = services
        self.headers: Mapping[str, str] = bearer(services, *scopes) if scopes else {}

    def get(self, path: str) -> TestResponse:
        return self._client.get(path, headers=dict(self.headers))

    def post(self, path: str, data: Any = None, **options: Any) -> TestResponse:
        headers = {**self.headers, **options.pop("headers", {})}
        return self._client.post(path, data=data, headers=headers, **options)

    def finished(self, response: TestResponse) -> dict[str, Any]:
        """Have the work done that a 202 promised, and return what it was done on."""
        work_off(self._services)
        found: dict[str, Any] = self.get(response.headers["Location"].removeprefix(BASE)).get_json()
        return found

    def send(self, content: str | bytes = REPLY, query: str = "", **options: Any) -> dict[str, Any]:
        data = content.encode() if isinstance(content, str) else content
        options.setdefault("content_type", TEXT)
        response = self.post(f"/replies{query}", data, **options)
        assert response.status_code in {200, 202}, response.get_json()
        return self.finished(response)

    def load(self, *rows: dict[str, Any], query: str = "source=test") -> None:
        """Load entries."""
        response = self.post(f"/imports?{query}", ndjson(*rows), content_type=NDJSON)
        assert self.finished(response)["state"] == "loaded"

    def candidates(self, query: str = "") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.get(f"/candidates{query}").get_json()["items"]
        return found

    def candidate(self, at: int) -> dict[str, Any]:
        return self.candidates()[at]

    def patch(self, candidate_id: str, etag: str | None = None, **changes: Any) -> TestResponse:
        return self._change("PATCH", f"/candidates/{candidate_id}", changes, etag)

    def take(self, candidate_id: str, transition: str, **content: Any) -> TestResponse:
        path = f"/candidates/{candidate_id}/transitions"
        return self._change("POST", path, {"transition": transition, **content})

    def edit_entry(self, entry_id: str, **changes: Any) -> TestResponse:
        return self._change("PATCH", f"/entries/{entry_id}", changes)

    def take_entry(self, entry_id: str, transition: str, **content: Any) -> TestResponse:
        path = f"/entries/{entry_id}/transitions"
        return self._change("POST", path, {"transition": transition, **content})

    def _change(
        self, method: str, path: str, content: Any, etag: str | None = None
    ) -> TestResponse:
        changed = path.removesuffix("/transitions")
        headers = {**self.headers, "If-Match": etag or self.get(changed).headers["ETag"]}
        return self._client.open(path, method=method, json=content, headers=headers)

    def patch_from_nowhere(self, candidate_id: str) -> TestResponse:
        path = f"/candidates/{candidate_id}"
        return self._client.patch(path, json={}, headers=dict(self.headers))

    def many(self, **content: Any) -> TestResponse:
        headers = dict(self.headers)
        return self._client.post("/candidates/transitions", json=content, headers=headers)
