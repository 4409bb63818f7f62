"""What counties answer yes or no to, from a curator's release to its end, and nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from werkzeug.test import Client

from app.accounts.access import ADMIN, PUBLISH
from app.erasing.service import erase
from app.indexing import sync_index
from cli.wsgi import build_application
from tests.api.reviewing import NOWHERE, Reviewer
from tests.app.erasure_requests import request, silently
from tests.web.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.wiring import Services

    Reviewing = Callable[..., Reviewer]

RELEASE, TAKE_BACK = {"transition": "release"}, {"transition": "take-back"}


@pytest.fixture
def reply(curator: Reviewer) -> dict[str, object]:
    """The reply of Kronoberg, which says yes and no."""
    (found,) = curator.get("/replies").get_json()["items"]
    whole: dict[str, object] = curator.get(f"/replies/{found['id']}").get_json()
    return whole


@pytest.fixture
def place(reply: dict[str, object]) -> str:
    return f"/replies/{reply['id']}/transitions"


def public(reader: Reviewer, query: str = "") -> list[tuple[str, str, str]]:
    items = reader.get(f"/survey-answers{query}").get_json()["items"]
    return [(each["county"], each["question"], each["yesNo"]) for each in items]


def test_a_released_answer_is_public_until_it_is_taken_back(
    curator: Reviewer, anonymous: Reviewer, reply: dict[str, object], place: str
) -> None:
    (respondent,) = reply["respondents"]  # type: ignore[misc]
    said = {q: answer for q, answer in respondent["yesNo"].items() if answer}
    assert said
    assert public(anonymous) == []
    released = curator.post(place, json=RELEASE).get_json()
    assert released["releasedAt"]
    assert public(anonymous) == [("07", q, answer) for q, answer in sorted(said.items())]
    assert public(anonymous, "?county=07") == public(anonymous)
    assert public(anonymous, "?county=08") == []
    assert curator.post(place, json=RELEASE).status_code == 409
    assert curator.post(place, json=TAKE_BACK).get_json()["releasedAt"] is None
    assert public(anonymous) == []
    assert curator.post(place, json=TAKE_BACK).status_code == 409


def test_nothing_else_of_a_reply_is_public(
    curator: Reviewer, anonymous: Reviewer, place: str
) -> None:
    curator.post(place, json=RELEASE)
    (item, *_) = anonymous.get("/survey-answers").get_json()["items"]
    assert set(item) == {"survey", "title", "year", "county", "question", "text", "yesNo"}


def test_releasing_takes_the_right_to_publish(
    reviewing: Reviewing, anonymous: Reviewer, curator: Reviewer, place: str
) -> None:
    assert anonymous.post(place, json=RELEASE).status_code == 401
    assert reviewing("replies:harvest").post(place, json=RELEASE).status_code == 403
    assert reviewing(PUBLISH).post(place, json=RELEASE).status_code == 403
    missing = f"/replies/{NOWHERE}/transitions"
    assert curator.post(missing, json=RELEASE).status_code == 404
    assert curator.post(missing, json=TAKE_BACK).status_code == 404


def test_the_audit_tells_who_released_and_took_back_and_why(
    reviewing: Reviewing, curator: Reviewer, reply: dict[str, object], place: str
) -> None:
    curator.post(place, json={**RELEASE, "reason": "Läst med länet."})
    curator.post(place, json=TAKE_BACK)
    events = reviewing(ADMIN).get(f"/audit?subject=reply:{reply['id']}").get_json()["items"]
    assert [(each["action"], each["reason"]) for each in events][:2] == [
        ("take-back-reply", None),
        ("release-reply", "Läst med länet."),
    ]
    assert events[0]["actor"].startswith("token:")


def test_an_erased_reply_takes_its_answers_with_it(
    curator: Reviewer,
    anonymous: Reviewer,
    reply_services: Services,
    reply: dict[str, object],
    place: str,
) -> None:
    curator.post(place, json=RELEASE)
    assert not erase(reply_services, request(reply_id=reply["id"]), silently)
    assert public(anonymous) == []
    assert curator.post(place, json=RELEASE).status_code == 409


def test_pages_of_counties_show_what_is_released_and_nothing_else(
    curator: Reviewer, reply_services: Services, place: str
) -> None:
    sync_index(reply_services)
    client = Client(build_application(reply_services))
    addresses = ("/lan/kronoberg", "/lan/jamfor?county=07&county=08")
    before = [Page(client.get(address)) for address in addresses]
    assert not any("Svar på enkäten" in page.text for page in before)
    curator.post(place, json=RELEASE)
    for address, page in zip(addresses, before, strict=True):
        shown = Page(client.get(address, headers={"If-None-Match": page.headers["ETag"]}))
        assert "Svar på enkäten 2018" in shown.text
        assert "Ja" in shown.text
    assert "Inget svar" in shown.text  # of Kalmar
    assert "Svar på enkäten" not in Page(client.get("/lan/kalmar")).text
    curator.post(place, json=TAKE_BACK)
    assert not any("Svar på enkäten" in Page(client.get(each)).text for each in addresses)
