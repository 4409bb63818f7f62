"""/reports: faults of entries that readers report, for curators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from api.access import actor, require_scope
from api.addresses import LinkDescription, link
from api.answers import answer, changed, services
from api.language import language
from api.paging import page_list
from api.smorest import Blueprint
from app import reports as use_cases
from app.accounts.access import PUBLISH, READ_DRAFTS
from app.reports import ReportFilter
from schemas.examples import read_examples
from schemas.reports import (
    NewReportTransitionSchema,
    ReportsArgsSchema,
    ReportSchema,
    ReportsSchema,
)

examples = read_examples("reports")

reports = Blueprint("reports", "Read what readers report about entries, and close reports.")


@reports.route("/reports")
class Reports(MethodView):
    """All reports."""

    @require_scope(READ_DRAFTS)
    @reports.operation("listReports", ReportsArgsSchema())
    @reports.answers(ReportsSchema, examples.reports, 503)
    def get(self, args: Mapping[str, Any]) -> Response:
        """List what readers have reported by the form on an entry's page, the newest first.

        A report stays for 90 days after it was closed, and for a year at most.
        """
        filters = ReportFilter(
            open_ones="open" in args["state"] if len(set(args["state"])) == 1 else None,
            kinds=args["kind"],
            entry_ids=args["entry"],
        )
        total, found = use_cases.list_reports(services(), filters, args["page"], args["limit"])
        return answer(page_list(args, total, [_report_with_links(each) for each in found]))


@reports.route("/reports/<uuid:reportId>")
class OneReport(MethodView):
    """One report."""

    @require_scope(READ_DRAFTS)
    @reports.operation("getReport")
    @reports.answers(ReportSchema, examples.report, 404, 503)
    def get(self, reportId: UUID) -> Response:  # noqa: N803
        """Read a report."""
        return answer(_report_with_links(use_cases.get_report(services(), str(reportId))))


@reports.route("/reports/<uuid:reportId>/transitions")
class ReportTransitions(MethodView):
    """Steps with a report."""

    @require_scope(PUBLISH)
    @reports.operation("takeReportTransition")
    @reports.content(NewReportTransitionSchema(), examples.close)
    @reports.changes(200, ReportSchema, examples.closed, 404, 409, 503)
    def post(self, content: Mapping[str, Any], reportId: UUID) -> Response:  # noqa: N803
        """Close a report, with the reason: what came of it.

        Answer its sender first: closing deletes the address for the answer.
        """
        found = use_cases.close_report(services(), actor(), str(reportId), content["reason"])
        return changed(
            _report_with_links(found), {}, version=found["state"], location=None, spoken=language()
        )


def _report_with_links(found: Mapping[str, Any]) -> dict[str, Any]:
    return {**found, "_links": _links(found)}


def _links(found: Mapping[str, Any]) -> list[LinkDescription]:
    steps = [link("transitions", "reports", found["id"], "transitions", method="POST")]
    return [
        link("self", "reports", found["id"]),
        link("collection", "reports"),
        link("related", "entries", found["entryId"]),
        *(steps if found["state"] == "open" else []),
    ]
