"""Candidates of all replies, found by what they say, county, survey, state, person and day."""

from __future__ import annotations

from werkzeug.wrappers import Response

from app.candidates.reading import CandidateFilter, list_briefly
from app.entries.provenance import HARVEST
from desk.access import services
from desk.filters import filter_options, read_filters
from desk.inbox import CANDIDATE_STATES
from desk.pages import page, page_count, page_number
from desk.routes import Routes

routes = Routes()
PATH = "kandidater"
AT_ONCE = 50


@routes.get(f"/{PATH}", HARVEST)
def candidates_page() -> Response:
    """List candidates, in the order of their replies."""
    filters, number = read_filters(CANDIDATE_STATES), page_number()
    wanted = CandidateFilter(
        states=[filters["status"]] if filters["status"] else [],
        counties=[filters["county"]] if filters["county"] else [],
        narrowed=filters.narrowing(),
    )
    total, found = list_briefly(services(), wanted, number, AT_ONCE)
    return page(
        "desk/candidates.html",
        422 if filters.faults else 200,
        filters=filters,
        options=filter_options(),
        states=CANDIDATE_STATES,
        candidates=found,
        total=total,
        number=number,
        pages=page_count(total, AT_ONCE),
    )
