"""/statistics: how often the catalogue is used."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask.views import MethodView

from api.access import require_scope
from api.addresses import LinkDescription, link, self_link
from api.answers import answer, services
from api.language import language
from api.paging import whole_list
from api.smorest import Blueprint
from app.accounts.access import READ_DRAFTS
from app.usage.reading import list_unanswered, month_of, read_statistics
from schemas.examples import read_examples
from schemas.statistics import StatisticsArgsSchema, StatisticsSchema, UnansweredSearchesSchema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Response

    from app.usage.reading import Period

examples = read_examples("statistics")

statistics = Blueprint("statistics", "How often the catalogue is used.")


@statistics.route("/statistics")
class Statistics(MethodView):
    """Use in a month."""

    @statistics.operation("getStatistics", StatisticsArgsSchema())
    @statistics.answers(StatisticsSchema, examples.statistics, 503)
    def get(self, args: Mapping[str, Any]) -> Response:
        """Count what was read, searched for and downloaded in a month.

        Counts are rounded down to multiples of five, and what remains 0 is not listed. Robots,
        editors and answers 304 are not counted; nothing is stored of who called, nor any text.
        """
        period = month_of(args.get("year"), args.get("month"))
        found = read_statistics(services(), period, args["channel"], language())
        return answer({**found, "_links": [self_link(), *_before(period, found)]})


def _before(period: Period, found: Mapping[str, Any]) -> list[LinkDescription]:
    """Return the link to the month before, if there are counts of it."""
    first = period.first.isoformat()
    if not found["countedSince"] or found["countedSince"] >= first:
        return []
    before = period.first - timedelta(days=1)
    query = [("year", str(before.year)), ("month", str(before.month))]
    return [link("prev", "statistics", query=[*query, ("channel", found["channel"])])]


@statistics.route("/statistics/unanswered-searches")
class UnansweredSearches(MethodView):
    """What was sought in vain."""

    @require_scope(READ_DRAFTS)
    @statistics.operation("listUnansweredSearches")
    @statistics.answers(UnansweredSearchesSchema, examples.unanswered, 503)
    def get(self) -> Response:
        """List what was sought in vain in the last 90 days, by subject and county.

        A search is unanswered if it finds nothing, or nothing of the counties that its text names.
        Pages and API count together, in steps of five; texts are not kept.
        """
        items = [
            {**each, "_links": [_search(each)]} for each in list_unanswered(services(), language())
        ]
        return answer(whole_list(items))


def _search(found: Mapping[str, Any]) -> LinkDescription:
    query = [(name, value) for name, values in found["asFilter"].items() for value in values]
    return link("related", "entries", query=query)
