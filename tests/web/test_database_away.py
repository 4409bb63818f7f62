"""Pages while the database is away: one that says so, or one that needs the index alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.searching.requests import SearchRequest
from app.searching.search import search
from tests.fixtures.away import failing_after

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.web.conftest import Visit


@pytest.mark.parametrize("address", ["/", "/?q=biogas", "/exempel/{entry_id}", "/forslag?q=bi"])
def test_a_database_that_goes_away_is_a_503_page_that_says_so(
    services: Services, visit: Visit, address: str
) -> None:
    entry_id = search(services, SearchRequest(text="biogas", limit=1)).items[0]["id"]
    for statements in range(20):
        with failing_after(services.database, statements):
            page = visit(address.format(entry_id=entry_id))
        if page.status != 503:
            break
        assert page.heading == "Katalogen svarar inte just nu"
        assert int(page.headers["Retry-After"]) > 0
    assert page.status == 200


def test_search_goes_on_while_the_database_is_away(services: Services, visit: Visit) -> None:
    with failing_after(services.database, 0):
        assert visit("/?q=biogas&county=14").status == 200
