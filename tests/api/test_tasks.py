"""What waits to be done, over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from app.accounts.access import ADMIN, READ_DRAFTS
from catalogue import replies
from tests.api.reviewing import VERKTYG, Reviewer
from tests.fixtures.services import row

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.wiring import Services


def test_what_waits_is_listed_kind_by_kind(
    curator: Reviewer, reviewing: Callable[..., Reviewer]
) -> None:
    first = curator.candidate(VERKTYG)
    curator.take(first["id"], "accept")
    admin = reviewing(ADMIN)
    old = row(
        "a",
        source={
            "type": "web-page",
            "title": "Sida",
            "url": "https://example.org/",
            "checkedOn": "2020-01-01",
        },
    )
    linked = row("b", objectives=["1"])
    admin.load(old, linked, query="source=test&publish=true")
    found = admin.get("/tasks").get_json()
    assert found["counts"] == {
        "expiring-reply": 0,
        "erased-place": 0,
        "report": 0,
        "tip": 0,
        "reply-without-examples": 0,
        "candidate": 2,
        "in-review": 0,
        "draft": 1,
        "unchecked": 1,
        "without-objective": 1,
        "without-results": 0,
        "general-contact": 0,
        "without-state": 2,
        "older-than-five-years": 0,
    }
    kinds = [each["kind"] for each in found["items"]]
    improvable = ["unchecked", "without-objective", *["without-state"] * 2]
    assert kinds == ["candidate", "candidate", "draft", *improvable]
    page = admin.get("/tasks?limit=2&page=2").get_json()
    assert [each["kind"] for each in page["items"]] == kinds[2:4]
    only = admin.get("/tasks?kind=draft").get_json()
    assert [each["title"] for each in only["items"]] == ["Verktygspool"]


def test_candidates_are_no_tasks_of_those_who_do_not_review(
    reviewing: Callable[..., Reviewer],
) -> None:
    editor = reviewing(READ_DRAFTS)
    counts = editor.get("/tasks").get_json()["counts"]
    assert {"candidate", "expiring-reply"}.isdisjoint(counts)


def test_a_reply_whose_text_goes_soon_is_a_task_with_its_day(
    reviewing: Callable[..., Reviewer], reply_services: Services
) -> None:
    with reply_services.database.write() as unit:
        replies.change(unit, 1, created_at=unit.now - timedelta(days=700))
    (task,) = reviewing(ADMIN).get("/tasks?kind=expiring-reply").get_json()["items"]
    assert task["due"] > datetime.now(UTC).isoformat()
    assert [each["href"].rpartition("/")[2] for each in task["_links"]] == [task["replyId"]]
