"""A database that goes away, before a call or in the middle of it, is 503 and when to come back.

One that somebody else writes to for too long is 503 for what writes, and for nothing else.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from app.accounts.access import ADMIN, COMMAND
from app.accounts.users import create_user
from app.indexing import sync_index
from app.reports import NewReport, report_token, take_report
from app.surveys.opening import open_survey
from catalogue import engines, entries, reports
from catalogue.reports import ReportFilter
from tests.api.conftest import guarded
from tests.api.contract import DOCUMENT, PROBLEM, ContractClient
from tests.app.importing import imported, ndjson
from tests.app.replying import REPLY, candidates_of
from tests.fixtures.accounts import bearer, id_of
from tests.fixtures.away import failing_after
from tests.fixtures.services import row, services_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from werkzeug.test import TestResponse

    from app.wiring import Services

ADDRESS, PASSWORD = "berit@example.org", "en lång hemlighet som ingen gissar"
LET_THROUGH = (0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89)
"""Statements before the database goes away."""
OPERATIONS = [
    (method, path, operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]
OPERATIONS.sort(key=lambda each: each[0] == "delete")  # what they end is asked for before
NAMES = [operation["operationId"] for *_, operation in OPERATIONS]
FILES = {
    "createImport": (ndjson(row("två")), "application/x-ndjson"),
    "createReply": (REPLY.replace("Växjö", "Ljungby").encode(), "text/plain"),
}
CONTENT: dict[str, dict[str, Any]] = {
    "replaceRelations": {"items": []},
    "takeTransition": {"transition": "archive", "reason": "Dubblett"},
    "createSession": {"address": ADDRESS, "password": PASSWORD},
}
"""Where an example of the document names what is not there."""


class Caller:
    """An administrator who asks for what there is."""

    def __init__(self, services: Services) -> None:
        self.services = services
        client = guarded(services).test_client()
        assert isinstance(client, ContractClient)
        self._client = client
        self._headers = bearer(services, ADMIN)
        self._places = {
            **places(services),
            "tokenId": id_of(self._headers["Authorization"].split()[1]),
        }

    def ask(self, method: str, path: str, operation: dict[str, Any]) -> TestResponse:
        return self.open(self.request(method, path, operation))

    def open(self, request: dict[str, Any]) -> TestResponse:
        return self._client.open(**request)

    def request(self, method: str, path: str, operation: dict[str, Any]) -> dict[str, Any]:
        filled = re.sub(r"\{(\w+)\}", lambda name: self._places[name[1]], path)
        return {
            "path": filled,
            "method": method.upper(),
            "headers": {**self._headers, **self._if_match(method, filled)},
            **body_of(operation),
        }

    def _if_match(self, method: str, path: str) -> dict[str, str]:
        parts = path.split("/")
        if method == "get" or parts[1] not in {"entries", "candidates"} or len(parts) < 3:
            return {}
        found = self._client.get("/".join(parts[:3]), headers=self._headers)
        return {"If-Match": found.headers.get("ETag", '"1"')}


def places(services: Services) -> dict[str, str]:
    """Return one of each that an address may name."""
    import_id = imported(services, ndjson(row("ett"), {"externalId": "avvisad"})).record.id
    sync_index(services)
    with services.database.read() as connection:
        entry = entries.by_key(connection, "test", "ett", published_only=True)
        assert entry
    candidate = candidates_of(services)[0]
    return {
        "entryId": entry.id,
        "importId": import_id,
        "jobId": import_id,
        "candidateId": candidate["id"],
        "replyId": candidate["replyId"],
        "reportId": reported(services, entry.id),
        "surveyId": open_survey(services, COMMAND, "rus-2018", 2100, "2100-01-01"),
        "dumpId": import_id,
        "fileName": "entries.csv",
        "version": "1",
        "vocabularyId": "goals",
        "conceptId": "12",
        "problemId": "not-found",
        "sourceSystem": "test",
        "externalId": "två",
    }


def reported(services: Services, entry_id: str) -> str:
    """Report a fault of an entry, and return the report's id."""
    token = report_token(services.settings, entry_id)
    take_report(services, entry_id, NewReport("dead-source", "Sidan är borta.", ""), token)
    with services.database.read() as connection:
        (_, [report]) = reports.page(connection, ReportFilter(), 0, 1)
    return report.id


def body_of(operation: dict[str, Any]) -> dict[str, Any]:
    name = operation["operationId"]
    if name in FILES:
        data, kind = FILES[name]
        return {"data": data, "content_type": kind}
    described = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if described is None:
        return {}
    content = CONTENT.get(name, described["example"])
    return {"data": json.dumps(content), "content_type": "application/json"}


def caller_in(folder: Path, read_once: Path) -> Caller:
    shutil.copytree(read_once, folder, dirs_exist_ok=True)
    services = services_in(folder)
    create_user(services, ADDRESS, "curator", PASSWORD)
    return Caller(services)


@pytest.fixture(scope="module")
def caller(read_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    caller = caller_in(tmp_path_factory.mktemp("away"), read_once)
    yield caller
    caller.services.database.close()


@pytest.mark.parametrize(
    ("method", "path", "operation"),
    OPERATIONS,
    ids=[each["operationId"] for *_, each in OPERATIONS],
)
def test_whichever_statement_of_a_call_fails_the_answer_is_503(
    caller: Caller, method: str, path: str, operation: dict[str, Any]
) -> None:
    for statements in LET_THROUGH:
        with failing_after(caller.services.database, statements):
            response = caller.ask(method, path, operation)
            response.close()
        if response.status_code != 503:
            break
        assert response.mimetype == PROBLEM
        assert int(response.headers["Retry-After"]) > 0
    assert response.status_code < 500, response.text


@pytest.fixture
def hurried(read_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Caller]:
    """A caller whose catalogue does not wait for whoever writes."""
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0)
    caller = caller_in(tmp_path, read_once)
    yield caller
    caller.services.database.close()


def test_while_somebody_else_writes_everything_is_read_and_what_writes_is_told_why(
    hurried: Caller,
) -> None:
    requests = [
        (name, hurried.request(*each)) for name, each in zip(NAMES, OPERATIONS, strict=True)
    ]
    refused = set()
    with closing(sqlite3.connect(hurried.services.database.url.database or "")) as other:
        other.execute("BEGIN IMMEDIATE")
        for name, request in requests:
            with hurried.open(request) as response:
                if response.status_code == 503:
                    refused.add(name)
                    told = response.get_json()
                    assert told["type"].endswith("/writing-unavailable"), name
                    assert "Det går att läsa" in told["detail"]
                assert response.status_code < 500 or name in refused, (name, response.text)
        other.rollback()
    reading = {operation["operationId"] for method, _, operation in OPERATIONS if method == "get"}
    assert refused >= {"createSession", "createImport", "createEntry", "changeEntry"}
    assert not refused & reading
