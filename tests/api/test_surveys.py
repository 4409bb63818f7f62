"""/surveys: opened by a program, and followed county by county."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.accounts.access import COMMAND
from app.surveys.calendar import today
from app.surveys.links import make_links

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.wiring import Services
    from tests.api.reviewing import Reviewer


def test_a_survey_is_opened_and_followed(
    reviewing: Callable[..., Reviewer], reply_services: Services
) -> None:
    curator = reviewing("replies:harvest")
    new = {
        "questionnaire": "rus-2018",
        "year": 2027,
        "closesOn": (today() + timedelta(days=9)).isoformat(),
    }
    made = curator.post("/surveys", json=new)
    assert made.status_code == 201
    survey = made.get_json()
    assert (survey["state"], survey["year"], len(survey["forms"])) == ("open", 2027, 21)
    assert {each["state"] for each in survey["forms"]} == {"waiting"}
    make_links(reply_services, COMMAND, survey["id"], ["12"])
    read = curator.get(f"/surveys/{survey['id']}")
    assert [each["county"] for each in read.get_json()["forms"] if each["hasLink"]] == ["12"]
    assert "exf_" not in read.get_data(as_text=True)
    (listed,) = curator.get("/surveys").get_json()["items"]
    assert listed["id"] == survey["id"]
    assert curator.post("/surveys", json=new).status_code == 409
    late = curator.post("/surveys", json={**new, "closesOn": "2020-01-01"})
    assert late.status_code == 422
    assert [each["pointer"] for each in late.get_json()["errors"]] == ["/closesOn"]
    assert reviewing("entries:write").get("/surveys").status_code == 403
