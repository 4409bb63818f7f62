"""The pages beside the search: matrix, map, counties, subjects, the catalogue, the API, forms."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from edge.limits import form_limit
from web.about_pages import about_pages
from web.columns_page import columns_page
from web.county_pages import county_pages
from web.developer_page import developer_page
from web.follow_page import follow_page
from web.list_file import list_file
from web.map_page import map_page
from web.matrix_page import matrix_page
from web.report_page import report_page
from web.subject_pages import subject_pages
from web.tip_page import tip_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Blueprint

    from app.wiring import Services


def overviews(services: Services, release: str) -> Iterator[Blueprint]:
    """Make the routes."""
    yield matrix_page(services, release)
    yield map_page(services, release)
    yield county_pages(services, release)
    yield subject_pages(services, release)
    yield columns_page(services, release)
    yield list_file(services)
    yield about_pages(services, release)
    yield developer_page(services, release)
    calls = cache(partial(form_limit, services.settings))  # its file is opened when it is needed
    yield follow_page(services, calls)
    yield tip_page(services, calls)
    yield report_page(services, calls)
