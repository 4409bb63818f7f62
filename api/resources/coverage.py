"""/coverage: counts for two dimensions, and for each county on a map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response
from flask.views import MethodView

from api.addresses import names, self_link
from api.answers import address_etag, answer, not_modified, services, weak_answer
from api.language import language
from api.media import JSON, negotiated, offers
from api.smorest import Blueprint
from app.exports.county_map import MEDIA_TYPE as GEO_JSON
from app.exports.county_map import county_map
from app.searching.coverage import coverage
from app.searching.requests import SearchRequest
from app.searching.search import index_state, live_index
from schemas.arguments import ConditionsArgsSchema, CoverageArgsSchema
from schemas.examples import read_examples
from schemas.searching import CountyMapSchema, CoverageSchema

examples = read_examples("entries")

coverages = Blueprint("coverage", "Where there are examples, and where there are none.")


@coverages.route("/coverage")
class Coverage(MethodView):
    """Coverage."""

    @coverages.arguments(CoverageArgsSchema(), location="query")
    @coverages.answers(CoverageSchema, examples.coverage, 503)
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


@coverages.route("/coverage/counties")
class Counties(MethodView):
    """The counties on a map."""

    @offers(GEO_JSON, JSON)
    @coverages.arguments(ConditionsArgsSchema(), location="query")
    @coverages.answers(CountyMapSchema, examples.county_map, 503)
    @coverages.doc(operationId="getCountyMap")
    def get(self, args: Mapping[str, Any]) -> Response:
        """Draw the counties, with what a search finds in each, as GeoJSON (RFC 7946).

        Counties count their own entries, and `national` those of the whole country, all among what
        the search finds: with a filter on counties, others count what they share with these.
        `totalRecords` counts an entry of several counties once. The borders are simplified, in
        WGS 84, for small maps.
        """
        snapshot = live_index(services())
        etag = address_etag(f"{index_state(services(), snapshot)}.{negotiated()}")
        if fresh := not_modified(etag):
            return fresh
        conditions = SearchRequest.of(args, language())
        found = county_map(services(), conditions, snapshot, names())
        return weak_answer({**found, "_links": [self_link()]}, etag, negotiated())
