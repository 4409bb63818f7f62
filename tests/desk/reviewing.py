"""A candidate's page as curators press its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.candidates.queue import Queued, reply_queue
from app.replies.service import list_replies
from record.links import LINKS

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.desk.conftest import Desk
    from tests.web.page import Page


def reply_id(services: Services) -> str:
    return list_replies(services, (), (), 1, 10)[1][0].record.id


def queue(services: Services) -> list[Queued]:
    return reply_queue(services, reply_id(services))


def first(desk: Desk) -> Page:
    return desk.visit(f"/redaktion/svar/{reply_id(desk.services)}/nasta")


def fields(page: Page) -> dict[str, str]:
    """Return the form of a candidate as it stands, without the boxes that repeat a name."""
    kind = next(each for each in page.all("input", name="kind") if "checked" in each.attributes)
    return {
        "version": page.one("input", name="version").attributes["value"],
        "title": page.one("input", id="title").attributes["value"],
        "summary": page.one("textarea", id="summary").text,
        "kind": kind.attributes["value"],
    }


def boxes(page: Page, name: str) -> list[str]:
    found = page.all("input", name=name)
    return [each.attributes["value"] for each in found if "checked" in each.attributes]


def decide(desk: Desk, page: Page, step: str, **changes: object) -> Page:
    """Press a button of a candidate's form."""
    shown = [each.attributes["value"] for each in page.all("input", name="shown")]
    form = page.one("form", id="granska").attributes["action"]
    given = {**fields(page), **{name: boxes(page, name) for name in ("counties", *LINKS)}}
    data = {"token": desk.token, "do": step, "shown": shown, **given, **changes}
    with desk.client.post(form, data=data, follow_redirects=True) as answer:
        desk.page = type(page)(answer)
    return desk.page


def state(services: Services, at: int) -> str:
    return queue(services)[at].state
