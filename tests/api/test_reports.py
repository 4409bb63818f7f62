"""Reports of readers, over HTTP."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update

from app.accounts.access import ADMIN, PUBLISH, READ_DRAFTS, WRITE
from app.erasing.service import erase
from app.reports import NewReport, report_token, take_report
from app.retention import expire
from catalogue import entries
from catalogue.tables import Report
from tests.api.reviewing import NOWHERE, Reviewer
from tests.app.erasure_requests import request, silently
from tests.fixtures.services import row

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.wiring import Services

    Reviewing = Callable[..., Reviewer]


@pytest.fixture
def editor(reviewing: Reviewing) -> Reviewer:
    return reviewing(READ_DRAFTS, PUBLISH)


@pytest.fixture
def report(reviewing: Reviewing, reply_services: Services) -> dict[str, Any]:
    """A report on an entry, as curators see it."""
    admin = reviewing(ADMIN)
    admin.load(row("a", title="Biogas"), query="source=test&publish=true")
    with reply_services.database.read() as connection:
        entry = entries.by_key(connection, "test", "a")
    assert entry is not None
    token = report_token(reply_services.settings, entry.id)
    sent = NewReport("dead-source", "Sidan är borta.", "rut@example.org")
    take_report(reply_services, entry.id, sent, token)
    (found,) = admin.get("/reports").get_json()["items"]
    return {**found, "entry": entry.id}


def test_a_report_is_a_task_until_a_curator_closes_it(
    editor: Reviewer, report: dict[str, Any]
) -> None:
    (task,) = editor.get("/tasks?kind=report").get_json()["items"]
    assert (task["title"], task["reportId"]) == ("Biogas", report["id"])
    assert task["_links"][0]["href"].endswith(f"/reports/{report['id']}")
    path = f"/reports/{report['id']}"
    read = editor.get(path).get_json()
    assert (read["state"], read["entryId"], read["answerTo"]) == (
        "open",
        report["entry"],
        "rut@example.org",
    )
    close = {"transition": "close", "reason": "Källan är bytt."}
    closed = editor.post(f"{path}/transitions", json=close)
    assert closed.status_code == 200
    told = closed.get_json()
    assert (told["state"], told["reason"], told["answerTo"]) == ("closed", "Källan är bytt.", None)
    assert editor.post(f"{path}/transitions", json=close).status_code == 409
    assert editor.get("/tasks?kind=report").get_json()["items"] == []
    assert editor.get("/reports?state=open").get_json()["items"] == []
    assert [each["id"] for each in editor.get("/reports?state=closed").get_json()["items"]] == [
        report["id"]
    ]


def test_closing_takes_a_reason_and_the_right_to_publish(
    editor: Reviewer, reviewing: Reviewing, report: dict[str, Any]
) -> None:
    path = f"/reports/{report['id']}/transitions"
    assert editor.post(path, json={"transition": "close"}).status_code == 422
    reader = reviewing(READ_DRAFTS, WRITE)
    assert reader.post(path, json={"transition": "close", "reason": "x"}).status_code == 403
    assert reviewing().get("/reports").status_code == 401
    missing = f"/reports/{NOWHERE}"
    assert editor.get(missing).status_code == 404
    close = {"transition": "close", "reason": "x"}
    assert editor.post(f"{missing}/transitions", json=close).status_code == 404


def test_the_audit_tells_of_reports_and_nothing_of_their_words(
    reviewing: Reviewing, editor: Reviewer, report: dict[str, Any]
) -> None:
    editor.post(
        f"/reports/{report['id']}/transitions", json={"transition": "close", "reason": "Bytt."}
    )
    subject = f"report:{report['id']}"
    events = reviewing(ADMIN).get(f"/audit?subject={subject}").get_json()["items"]
    assert [(each["action"], each["reason"]) for each in events] == [
        ("close-report", "Bytt."),
        ("submit-report", None),
    ]
    assert events[1]["actor"] == "anonymous"


def test_a_closed_report_is_deleted_after_its_time(
    editor: Reviewer, reply_services: Services, report: dict[str, Any]
) -> None:
    path = f"/reports/{report['id']}"
    editor.post(f"{path}/transitions", json={"transition": "close", "reason": "Bytt."})
    assert "reports" not in _expired(reply_services)
    with reply_services.database.write() as unit:
        unit.connection.execute(update(Report).values(closed_at=unit.now - timedelta(days=91)))
    assert _expired(reply_services) == {"reports": 1}
    assert editor.get(path).status_code == 404


def _expired(services: Services) -> dict[str, int]:
    counts = expire(services, lambda _kind, _count: None)
    return {kind: count for kind, count in counts.items() if count}


def test_erasing_an_entry_erases_what_was_reported_of_it(
    editor: Reviewer, reply_services: Services, report: dict[str, Any]
) -> None:
    assert not erase(reply_services, request(entry_id=report["entry"]), silently)
    read = editor.get(f"/reports/{report['id']}").get_json()
    assert (read["text"], read["answerTo"]) == ("[raderat]", None)
