"""The pages about the catalogue: who is responsible, how it is made, what its numbers mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from app.overview import published_by_field, published_by_source
from app.searching.requests import SearchRequest
from app.searching.search import search
from record.filters import NATIONAL, YEAR_UNKNOWN, numbered_name
from web.bars import bars
from web.caching import once_per_state
from web.facets import counts
from web.language import home, language
from web.query_string import found_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Response

    from app.wiring import Services
    from web.bars import Bar

PATH = "om"
ACCESSIBILITY = "om/tillganglighet"
STATED = "2026-11-27"
"""When the accessibility statement was written and the tests in it were made; a test fails a year
later: the statement has to be made anew then."""
AGREEMENT = (("objective", 92), ("goal", 81), ("lever", 83), ("sector", 96))
"""How far two readers agreed on the links of the curated entries (F1 in hundredths); see
seed/entries/README.md."""
READ_AGAIN = {"read": 440, "added": 475, "faulty": 7, "unread": 82, "unfound": 41, "figures": 45}
"""Of the curated entries that were added, those that somebody other than the writer has compared
with the source, and the statements in a hundred that were at fault; of all, those that no second
reader has compared, or found the source of, and those in a hundred whose results hold a figure; see
seed/entries/README.md."""
LISTED = ("county", "objective", "lever", "kind")
"""Filters whose every value is counted on the page."""
YEAR = "year"
RECENT = 2019
"""The first of the years that count as recent."""


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
        answer = search(services, SearchRequest(facets=(*LISTED, YEAR), limit=0))
        years = counts(answer, YEAR)
        return render_template(
            "about.html",
            own=own,
            publisher=services.settings.publisher,
            total=answer.total,
            national=counts(answer, "county").get(NATIONAL, 0),
            without_year=years.get(YEAR_UNKNOWN, 0),
            recent=sum(
                count for year, count in years.items() if year.isdigit() and int(year) >= RECENT
            ),
            since=RECENT,
            filled_in=published_by_field(services),
            lists=[
                *((name, _bars(services, name, counts(answer, name))) for name in LISTED),
                (YEAR, _year_bars(services, years)),
            ],
            sources=published_by_source(services),
            agreement=AGREEMENT,
            again=READ_AGAIN,
            address=f"{home()}{PATH}",
        )

    @routes.get(f"/{ACCESSIBILITY}")
    def accessibility() -> str:
        return render_template(
            "accessibility.html", own=own, stated=STATED, address=f"{home()}{ACCESSIBILITY}"
        )

    return routes


def _bars(services: Services, name: str, counted: Mapping[str, int]) -> tuple[Bar, ...]:
    """Return every value of a filter in the order of its vocabulary, the empty ones too."""
    return bars(
        (
            numbered_name(name, each["id"], each["label"]),
            counted.get(each["id"], 0),
            found_at((name, each["id"])),
        )
        for each in services.vocabularies.values(name, language())
    )


def _year_bars(services: Services, years: Mapping[str, int]) -> tuple[Bar, ...]:
    """Return the years in which examples began, the latest first, and those without one last."""
    known = sorted(years.keys() - {YEAR_UNKNOWN}, reverse=True)
    return bars(
        (services.vocabularies.label(YEAR, year, language()), years[year], found_at((YEAR, year)))
        for year in (*known, *(years.keys() & {YEAR_UNKNOWN}))
    )
