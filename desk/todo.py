"""Att göra: what waits for whoever has signed in, and how far the review has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import abort
from flask import request as http
from werkzeug.wrappers import Response

from app.accounts.access import READ_DRAFTS
from app.candidates.progress import SurveyOfYear, review_progress, surveys_to_review
from app.entries.provenance import HARVEST
from app.entries.reading import Wanted, list_by_status
from app.entries.transitions import last_steps
from app.reports import ReportFilter, list_reports
from app.surveys.links import forms_of_county
from app.tasks import list_tasks
from app.usage.reading import UNANSWERED_DAYS, list_unanswered
from desk.access import caller, home, services
from desk.entries import PATH as ENTRIES
from desk.erasures import LOOKS
from desk.pages import page, page_count, page_number
from desk.routes import Routes
from desk.work_lists import TASK_PATH, in_list
from record.lists import DRAFT, IN_REVIEW, PUBLISHED, WITHDRAWN
from record.tasks import TASKS, WORK_LISTS
from web.language import home as start_page
from web.language import language, marked
from web.wording import InLanguage

routes = Routes()
PATH = TASK_PATH
UNANSWERED_PATH = "sokningar-utan-bra-svar"
AT_ONCE = 50
REPORT = "report"
MOST_REPORTS = 100
"""Open at a time, all on one page."""
OWN_STATES = InLanguage(
    {
        "draft": marked("Utkast, inte skickat"),
        "in-review": marked("Skickat till granskning"),
        "returned": marked("Återlämnat"),
        "published": marked("Publicerat"),
        "withdrawn": marked("Tillbakadraget"),
    }
)
"""State of an entry -> what whoever wrote it reads."""


@routes.get("")
def todo_page() -> Response:
    """Show what waits; to a contributor their own drafts."""
    who = caller()
    if not who.may(READ_DRAFTS):
        return page(
            "desk/own_drafts.html",
            drafts=_own((DRAFT, IN_REVIEW)),
            ended=_own((PUBLISHED, WITHDRAWN)),
            states=OWN_STATES,
            county=who.county,
            forms=forms_of_county(services(), who.county or ""),
        )
    counts = list_tasks(services(), who, (), 1, 0).counts
    surveys = surveys_to_review(services()) if who.may(HARVEST) else []
    shown = next((each for each in surveys if _query_of(each) == http.query_string.decode()), None)
    shown = shown or next(iter(surveys), None)
    progress = review_progress(services(), shown.survey, shown.year) if shown else []
    counties = [each for each in progress if each.county]
    return page(
        "desk/todo.html",
        waiting_kinds=_named(counts, of_entries=False),
        work_lists=_named(counts, of_entries=True),
        unanswered=len(list_unanswered(services(), language())),
        progress=progress,
        asked=shown,
        others=[(each, _query_of(each)) for each in surveys if each != shown],
        counties=len(counties),
        answered=sum(each.answered for each in counties),
        waiting=sum(each.waiting for each in progress),
        decided=sum(each.decided for each in progress),
    )


def _named(counts: Mapping[str, int], *, of_entries: bool) -> list[tuple[str, str, int]]:
    """Return kind, name and count of the lists of entries to improve, or of the others."""
    return [
        (kind, TASKS[kind].name.text(language()), count)
        for kind, count in counts.items()
        if (kind in WORK_LISTS) is of_entries
    ]


def _query_of(survey: SurveyOfYear) -> str:
    """Return what asks for the progress of a survey."""
    return urlencode({"survey": survey.survey, "year": survey.year})


class Own(NamedTuple):
    """An entry of somebody's own; `state` is one of `OWN_STATES`, `reason` why it is in it."""

    entry: Mapping[str, Any]
    state: str
    at: str
    reason: str


def _own(statuses: Sequence[str]) -> list[Own]:
    """Return what the caller has written, the latest change first."""
    who = caller()
    wanted = Wanted(statuses, {}, who.name, who.county, alone=True)
    found = list_by_status(services(), wanted, 1, AT_ONCE).items
    steps = last_steps(services(), [each["id"] for each in found])
    return [_own_state(each, steps.get(each["id"])) for each in found]


def _own_state(entry: Mapping[str, Any], step: Mapping[str, Any] | None) -> Own:
    if entry["status"] != DRAFT and step is not None:
        reason = step["reason"] if entry["status"] == WITHDRAWN else None
        return Own(entry, entry["status"], step["at"], reason or "")
    if step is not None and step["transition"] == "return":
        return Own(entry, "returned", step["at"], step["reason"] or "")
    return Own(entry, entry["status"], entry["updatedAt"], "")


@routes.get(f"/{UNANSWERED_PATH}", READ_DRAFTS)
def unanswered_page() -> Response:
    """List subjects and counties of searches that ended without a good answer."""
    return page(
        "desk/unanswered_searches.html",
        found=[
            (each, f"{start_page()}?{urlencode(each['asFilter'], doseq=True)}")
            for each in list_unanswered(services(), language())
        ],
        days=UNANSWERED_DAYS,
        is_counting=services().settings.keep_statistics_days > 0,
    )


@routes.get(f"/{PATH}/<kind>", READ_DRAFTS)
def tasks_page(kind: str) -> Response:
    """List what waits of one kind, the longest first; of reports, those on personal data."""
    if kind not in TASKS:
        abort(404)
    number, at_once = page_number(), MOST_REPORTS if kind == REPORT else AT_ONCE
    found = list_tasks(services(), caller(), (kind,), number, at_once)
    if kind not in found.counts:
        abort(404)
    personal = _reports_on_persons() if kind == REPORT else frozenset[str]()
    tasks = sorted(found.items, key=lambda each: each["reportId"] not in personal)
    return page(
        "desk/tasks.html",
        kind=kind,
        name=TASKS[kind].name.text(language()),
        is_work_list=kind in WORK_LISTS,
        tasks=[(each, _address(each)) for each in tasks],
        personal=personal,
        total=found.total,
        number=number,
        pages=page_count(found.total, at_once),
    )


def _reports_on_persons() -> frozenset[str]:
    """Return the ids of open reports on personal data."""
    wanted = ReportFilter(open_ones=True, kinds=("personal-data",))
    return frozenset(each["id"] for each in list_reports(services(), wanted, 1, MOST_REPORTS)[1])


def _address(task: Mapping[str, Any]) -> str:
    """Return where something is to be done; what is wrong with an entry is mended in the editor."""
    if task["kind"] == "erased-place":
        return home(LOOKS)
    if task["candidateId"]:
        return home(f"kandidat/{task['candidateId']}")
    if task["reportId"]:
        return home(f"rapport/{task['reportId']}")
    if task["replyId"]:
        return home(f"svar/{task['replyId']}")
    kind = task["kind"]
    return home(in_list(f"{ENTRIES}/{task['entryId']}", kind if kind in WORK_LISTS else ""))
