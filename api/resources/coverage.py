"""/coverage and /counties: counts for two dimensions or each county, and the counties on a map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response
from flask.views import MethodView

from api.addresses import link, names, self_link
from api.answers import (
    AN_HOUR,
    address_etag,
    answer,
    not_modified,
    services,
    weak_answer,
    without_nulls,
)
from api.language import language
from api.media import JSON, negotiated, offers
from api.smorest import Blueprint
from app.exports.county_map import MEDIA_TYPE as GEO_JSON
from app.exports.county_map import count_by_county, county_borders
from app.searching.coverage import coverage
from app.searching.requests import SearchRequest
from app.searching.search import index_state, live_index
from schemas.arguments import ConditionsArgsSchema, CoverageArgsSchema
from schemas.examples import read_examples
from schemas.searching import CountyCoverageSchema, CountyShapesSchema, CoverageSchema

examples = read_examples("entries")

coverages = Blueprint("coverage", "Where there are examples, and where there are none.")


@coverages.route("/coverage")
class Coverage(MethodView):
    """Coverage."""

    @coverages.operation("getCoverage", CoverageArgsSchema())
    @coverages.answers(CoverageSchema, examples.coverage, 503)
    def get(self, args: Mapping[str, Any]) -> Response:
        """Count published entries per pair of values of two dimensions.

        Empty cells are there too: they say that the catalogue has no example, not that the county
        does no work. Counties count their own entries; national ones have a value of their own.
        `query` tells how the conditions were understood, as in /entries.
        """
        conditions = SearchRequest.of(args, language())
        found = coverage(services(), args["rows"], args["columns"], conditions)
        understood = without_nulls(found["query"])
        return answer({**found, "query": understood, "_links": [self_link()]})


@coverages.route("/coverage/counties")
class CountyCoverage(MethodView):
    """What a search finds in each county."""

    @coverages.operation("getCountyCoverage", ConditionsArgsSchema())
    @coverages.answers(CountyCoverageSchema, examples.county_coverage, 503)
    def get(self, args: Mapping[str, Any]) -> Response:
        """Count what a search finds in each of the 21 counties.

        Counties count their own entries, and `national` those of the whole country, all among what
        the search finds: with a filter on counties, others count what they share with these.
        `totalRecords` counts an entry of several counties once. For a map, join them with the
        features of /counties by `id`.
        """
        snapshot = live_index(services())
        etag = address_etag(index_state(services(), snapshot))
        if fresh := not_modified(etag):
            return fresh
        conditions = SearchRequest.of(args, language())
        found = count_by_county(services(), conditions, snapshot, names())
        return weak_answer({**found, "_links": [self_link(), link("related", "counties")]}, etag)


@coverages.route("/counties")
class Counties(MethodView):
    """The counties on a map."""

    @offers(GEO_JSON, JSON)
    @coverages.operation("getCounties")
    @coverages.answers(CountyShapesSchema, examples.county_shapes)
    def get(self) -> Response:
        """Draw the borders of the counties, as GeoJSON (RFC 7946).

        The borders are simplified, in WGS 84, for small maps. They change with a release only.
        """
        found = county_borders(services(), language(), names())
        links = [self_link(), link("related", "coverage", "counties")]
        return answer({**found, "_links": links}, age=AN_HOUR, mimetype=negotiated())
