"""The pages about the catalogue: who is responsible, how it is made, what its numbers mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from app.overview import published_by_source
from app.searching.requests import SearchRequest
from app.searching.search import search
from record.filters import NATIONAL, YEAR_UNKNOWN
from web.caching import once_per_state
from web.facets import counts
from web.language import home, language

if TYPE_CHECKING:
    from flask import Response

    from app.wiring import Services

PATH = "om"
ACCESSIBILITY = "om/tillganglighet"
STATED = "2026-11-27"
"""When the accessibility statement was written and the tests in it were made; a test fails a year
later: the statement has to be made anew then."""
AGREEMENT = (("objective", 92), ("goal", 81), ("lever", 83), ("sector", 96))
"""How far two readers agreed on the links of the curated entries (F1 in hundredths); see
seed/entries/README.md."""
COUNTED = ("county", "year")


def about_pages(services: Services, release: str) -> Blueprint:
    """Make the routes."""
    routes = Blueprint("about", __name__)
    texts = services.settings.about

    def own(part: str) -> tuple[str, ...]:
        return texts.get(part, {}).get(language(), ())

    @routes.get(f"/{PATH}")
    def about() -> Response:
        return once_per_state(services, release, page)

    def page() -> str:
        answer = search(services, SearchRequest(facets=COUNTED, limit=0))
        return render_template(
            "about.html",
            own=own,
            publisher=services.settings.publisher,
            total=answer.total,
            national=counts(answer, "county").get(NATIONAL, 0),
            without_year=counts(answer, "year").get(YEAR_UNKNOWN, 0),
            sources=published_by_source(services),
            agreement=AGREEMENT,
            address=f"{home()}{PATH}",
        )

    @routes.get(f"/{ACCESSIBILITY}")
    def accessibility() -> str:
        return render_template(
            "accessibility.html", own=own, stated=STATED, address=f"{home()}{ACCESSIBILITY}"
        )

    return routes
