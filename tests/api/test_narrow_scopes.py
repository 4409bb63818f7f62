"""Who may send files in, and no more, learns nothing of what is not public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.accounts.access import ADMIN
from tests.api.reviewing import VERKTYG
from tests.fixtures.services import row

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.api.reviewing import Reviewer

PUBLIC = "Verktygspool för byggföretag"
DRAFTED = "Verktygspool för åkerier"


def loaded(**changes: Any) -> dict[str, Any]:
    """Return a row that the first candidate is like."""
    told = {"summary": "Vi lånar ut verktyg till tolv byggföretag i Växjö.", "counties": ["07"]}
    return row("one", **{"title": DRAFTED, **told, **changes})


@pytest.fixture
def insider(reviewing: Callable[..., Reviewer]) -> Reviewer:
    return reviewing(ADMIN)


def imported(caller: Reviewer, title: str, key: str = "two") -> dict[str, Any]:
    """Load a row of another source, and return what became of it."""
    caller.load(row(key, title=title, counties=["07"]), query="source=other")
    import_id = caller.get("/imports").get_json()["items"][0]["id"]
    (found,) = caller.get(f"/imports/{import_id}/rows").get_json()["items"]
    return dict(found)


def titles(found: dict[str, Any]) -> list[str]:
    return [each["value"] for each in found["warnings"] if each["code"] == "possible-duplicate"]


def test_an_import_tells_of_no_draft_that_a_row_is_like(
    insider: Reviewer, reviewing: Callable[..., Reviewer]
) -> None:
    insider.load(loaded(), query="source=test")
    assert titles(imported(reviewing("imports:run"), DRAFTED)) == []
    assert titles(imported(insider, DRAFTED, "three")) == [DRAFTED]


def test_an_import_tells_of_what_is_public_under_its_public_title(
    insider: Reviewer, reviewing: Callable[..., Reviewer]
) -> None:
    insider.load(loaded(title=PUBLIC), query="source=test&publish=true")
    assert titles(imported(reviewing("imports:run"), PUBLIC)) == [PUBLIC]
    insider.load(loaded(), query="source=test")
    assert titles(imported(reviewing("imports:run"), DRAFTED, "three")) == []


def test_a_candidate_tells_of_no_draft_that_it_is_like(
    insider: Reviewer, reviewing: Callable[..., Reviewer]
) -> None:
    insider.load(loaded(), query="source=test")
    found = insider.candidate(VERKTYG)
    insider.patch(found["id"], title=DRAFTED)
    outsider = reviewing("replies:harvest")
    answers = [
        outsider.get("/candidates"),
        outsider.get(f"/candidates/{found['id']}"),
        outsider.patch(found["id"], summary="Verktyg lånas ut"),
        outsider.patch(found["id"], etag='"1"', summary="Verktyg"),
    ]
    assert [each.status_code for each in answers] == [200, 200, 200, 412]
    assert not any('"duplicates":[{' in each.text for each in answers)
    assert [each["title"] for each in insider.candidate(VERKTYG)["duplicates"]] == [DRAFTED]
