"""A fault that a reader has reported: read, and closed with what came of it."""

from __future__ import annotations

from werkzeug.wrappers import Response

from app.accounts.access import PUBLISH, READ_DRAFTS
from app.entries.reading import get_entry
from app.reports import close_report, get_report
from desk.access import caller, home, services
from desk.flash import redirect_with_message
from desk.forms import text_of
from desk.pages import page
from desk.routes import Routes
from schemas.editing import LONGEST_REASON
from web.language import gettext
from web.wording import REPORTS

routes = Routes()
PATH = "rapport"
LISTED = "att-gora/report"


@routes.get(f"/{PATH}/<report_id>", READ_DRAFTS)
def report_page(report_id: str) -> Response:
    """Show a report."""
    return _page(report_id, [])


@routes.post(f"/{PATH}/<report_id>/avsluta", PUBLISH)
def send_report_close(report_id: str) -> Response:
    """Close a report; where its sender wants an answer, once somebody says that they have one.

    Closing forgets the address, so that afterwards nobody could answer.
    """
    reason = text_of("reason")[:LONGEST_REASON]
    report, faults = get_report(services(), report_id), []
    if not reason:
        faults.append(("reason", gettext("Skriv vad som hände med rapporten.")))
    if report["answerTo"] and not text_of("answered"):
        faults.append(
            ("answered", gettext("Svara läsaren först, och kryssa i det. Sedan är adressen borta."))
        )
    if faults:
        return _page(report_id, faults)
    close_report(services(), caller(), report_id, reason)
    return redirect_with_message(home(LISTED), gettext("Rapporten är avslutad."))


def _page(report_id: str, faults: list[tuple[str, str]]) -> Response:
    report = get_report(services(), report_id)
    return page(
        "desk/report.html",
        422 if faults else 200,
        report=report,
        entry=get_entry(services(), report["entryId"], caller()),
        kind=REPORTS[report["kind"]],
        faults=faults,
        longest=LONGEST_REASON,
        reason=text_of("reason")[:LONGEST_REASON],
        answered=text_of("answered"),
        listed=LISTED,
    )
