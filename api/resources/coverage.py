"""/coverage: counts for two dimensions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask.views import MethodView

from api.addresses import here
from api.answers import answer, services
from api.smorest import Blueprint
from api.wording import in_readers_language, relabelled
from app.searching.coverage import CoverageRequest, coverage
from record.filters import FILTER_NAMES
from schemas.arguments import CoverageArgsSchema
from schemas.examples import entries as examples
from schemas.searching import CoverageSchema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Response

coverages = Blueprint("coverage", "Where there are examples, and where there are none.")


@coverages.route("/coverage")
class Coverage(MethodView):
    """Coverage."""

    @coverages.arguments(CoverageArgsSchema(), location="query")
    @coverages.answers(CoverageSchema, examples.COVERAGE, 503)
    @coverages.doc(operationId="getCoverage")
    def get(self, args: Mapping[str, Any]) -> Response:
        """Count published entries per pair of values of two dimensions.

        Empty cells are there too: they say that the catalogue has no example, not that the county
        does no work. Counties count their own entries; national ones have a value of their own.
        `query` tells how the conditions were understood, as in /entries.
        """
        filters = {name: args[name] for name in FILTER_NAMES if args[name]}
        asked = CoverageRequest(args["rows"], args["columns"], args["q"], filters, args["ignore"])
        found = coverage(services(), asked)
        _, query = in_readers_language({}, found["query"])
        return answer(
            {
                **found,
                "rows": _axis(found["rows"]),
                "columns": _axis(found["columns"]),
                "query": query,
                "_links": [here()],
            }
        )


def _axis(axis: Mapping[str, Any]) -> dict[str, Any]:
    return {**axis, "values": relabelled(axis["dimension"], axis["values"])}
