"""/coverage: counts for two dimensions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask.views import MethodView

from api.addresses import self_link
from api.answers import answer, services
from api.language import language
from api.smorest import Blueprint
from app.searching.coverage import coverage
from app.searching.requests import SearchRequest
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
        conditions = SearchRequest.of(args, language())
        found = coverage(services(), args["rows"], args["columns"], conditions)
        return answer({**found, "_links": [self_link()]})
