"""Att göra: what waits for whoever has signed in, and how far the review has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import abort

from app.accounts.access import READ_DRAFTS
from app.candidates.progress import review_progress
from app.entries.provenance import HARVEST
from app.entries.reading import Wanted, list_by_status
from app.surveys.links import forms_of_county
from app.tasks import list_tasks
from desk.access import caller, home, services
from desk.entries import PATH as ENTRIES
from desk.pages import page, page_count, page_number
from desk.routes import Routes
from record.lists import DRAFT, IN_REVIEW
from web.language import marked
from web.wording import InLanguage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.wrappers import Response

routes = Routes()
PATH = "att-gora"
AT_ONCE = 50
NAMES = InLanguage(
    {
        "expiring-reply": marked("Svar vars text snart raderas ogranskad"),
        "report": marked("Rapporterade fel"),
        "candidate": marked("Kandidater att granska"),
        "in-review": marked("Utkast under granskning"),
        "draft": marked("Utkast"),
        "dead-source": marked("Källans adress svarar inte"),
        "unchecked": marked("Källan inte kontrollerad på tre år"),
        "without-objective": marked("Saknar miljömål"),
    }
)
"""Kind of task -> what it is called."""


@routes.get("")
def todo_page() -> Response:
    """Show what waits; to a contributor their own drafts."""
    who = caller()
    if not who.may(READ_DRAFTS):
        wanted = Wanted((DRAFT, IN_REVIEW), {}, who.name)
        own = list_by_status(services(), wanted, 1, AT_ONCE)
        return page(
            "desk/own_drafts.html",
            drafts=own.items,
            county=who.county,
            forms=forms_of_county(services(), who.county or ""),
        )
    counts = list_tasks(services(), who, (), 1, 0).counts
    progress = review_progress(services()) if who.may(HARVEST) else []
    counties = [each for each in progress if each.county]
    return page(
        "desk/todo.html",
        counts=[(kind, NAMES[kind], count) for kind, count in counts.items()],
        progress=progress,
        counties=len(counties),
        answered=sum(each.answered for each in counties),
        waiting=sum(each.waiting for each in progress),
        decided=sum(each.decided for each in progress),
    )


@routes.get(f"/{PATH}/<kind>", READ_DRAFTS)
def tasks_page(kind: str) -> Response:
    """List what waits of one kind, the longest first."""
    if kind not in NAMES:
        abort(404)
    number = page_number()
    found = list_tasks(services(), caller(), (kind,), number, AT_ONCE)
    if kind not in found.counts:
        abort(404)
    return page(
        "desk/tasks.html",
        kind=kind,
        name=NAMES[kind],
        tasks=[(each, _address(each)) for each in found.items],
        total=found.total,
        number=number,
        pages=page_count(found.total, AT_ONCE),
    )


def _address(task: Mapping[str, Any]) -> str:
    """Return where something is to be done; what is wrong with an entry is mended in the editor."""
    if task["candidateId"]:
        return home(f"kandidat/{task['candidateId']}")
    if task["reportId"]:
        return home(f"rapport/{task['reportId']}")
    if task["replyId"]:
        return home(f"svar/{task['replyId']}")
    return home(f"{ENTRIES}/{task['entryId']}")
