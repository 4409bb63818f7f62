"""What waits to be done, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.accounts.access import ADMIN, READ_DRAFTS
from tests.api.reviewing import VERKTYG, Reviewer
from tests.fixtures.services import row

if TYPE_CHECKING:
    from collections.abc import Callable


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
    linked = row("b", environmentalObjectives=["1"])
    admin.load(old, linked, query="source=test&publish=true")
    found = admin.get("/tasks").get_json()
    assert found["counts"] == {
        "candidate": 2,
        "in-review": 0,
        "draft": 1,
        "unchecked": 1,
        "without-objective": 1,
    }
    kinds = [each["kind"] for each in found["items"]]
    assert kinds == ["candidate", "candidate", "draft", "unchecked", "without-objective"]
    page = admin.get("/tasks?limit=2&page=2").get_json()
    assert [each["kind"] for each in page["items"]] == kinds[2:4]
    only = admin.get("/tasks?kind=draft").get_json()
    assert [each["title"] for each in only["items"]] == ["Verktygspool"]


def test_candidates_are_no_tasks_of_those_who_do_not_review(
    reviewing: Callable[..., Reviewer],
) -> None:
    editor = reviewing(READ_DRAFTS)
    assert "candidate" not in editor.get("/tasks").get_json()["counts"]
