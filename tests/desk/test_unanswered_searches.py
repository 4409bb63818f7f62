"""What readers search for in vain, as a list at the desk."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from catalogue import usage
from catalogue.usage import UsageKey
from record.usage import PAGES, UNANSWERED

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.wiring import Services
    from tests.desk.conftest import Desk

ADDRESS = "/redaktion/sokningar-utan-bra-svar"


def test_a_curator_sees_subjects_and_counties_and_can_search_again(
    services: Services, as_role: Callable[[str], Desk]
) -> None:
    key = UsageKey(datetime.now(UTC).date(), UNANSWERED, PAGES, "goal:12", "09")
    counts = {key: 12, key._replace(subject="", place=""): 5, key._replace(place="10"): 4}
    with services.database.write() as unit:
        usage.add(unit, counts)
    page = as_role("curator").visit(ADDRESS)

    assert page.status == 200
    cells = [each.text for each in page.all("td")]
    assert cells[:2] == ["Gotlands län", "10"]
    assert "Inget län nämnt" in cells
    assert "Blekinge" not in page.text
    links = [each.attributes["href"] for each in page.all("a")]
    assert "/?goal=12&county=09" in links


def test_without_searches_in_vain_the_page_says_so(as_role: Callable[[str], Desk]) -> None:
    page = as_role("curator").visit(ADDRESS)

    assert "Inget ämne har sökts förgäves fem gånger." in page.text


def test_the_list_of_what_waits_leads_there(as_role: Callable[[str], Desk]) -> None:
    links = [each.attributes["href"] for each in as_role("curator").visit("/redaktion").all("a")]

    assert ADDRESS in links


def test_a_contributor_does_not_see_it(as_role: Callable[[str], Desk]) -> None:
    assert as_role("contributor").answer(ADDRESS).status_code == 403
