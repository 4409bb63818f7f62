"""Hits that have results, a contact or documents, alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from record.filters import HOLDINGS
from tests.fixtures.services import row
from tests.web.conftest import Visit

if TYPE_CHECKING:
    from tests.fixtures.services import Loader


def test_examples_with_results_contact_or_documents_alone_are_shown(
    load: Loader, visit_own: Visit
) -> None:
    load(row("a", title="Utan", results=None), row("b", title="Med", results="Hälften så mycket."))
    start = visit_own("/?q=")
    for each in HOLDINGS:
        box = start.one("input", type="checkbox", name=each.name)
        assert "checked" not in box.attributes
    label = next(each for each in visit_own("/?q=").all("label", for_="f-hasResults"))
    assert label.text.split() == ["med", "resultat", "1", "exempel"]
    page = visit_own("/?hasResults=true")
    assert "med resultat" in page.heading.lower()
    assert [each.text for each in page.all("h3")] == ["Med"]
    assert "checked" in page.one("input", type="checkbox", name="hasResults").attributes
    (chip,) = page.all("a", class_="chip")
    assert "Bara exempel: med resultat" in chip.text
    assert "hasResults" not in dict(chip.query)


def test_examples_that_lack_results_stay_so_when_the_filters_are_sent(
    load: Loader, visit_own: Visit
) -> None:
    load(row("a", title="Utan"), row("b", title="Med", results="Hälften så mycket."))
    page = visit_own("/?hasResults=false")
    assert "utan resultat" in page.heading.lower()
    kept = {
        (e.attributes["type"], e.attributes["value"]) for e in page.all("input", name="hasResults")
    }
    assert kept == {("hidden", "false")}


def test_an_order_by_budget_says_where_examples_without_one_are(visit: Visit) -> None:
    note = "Exempel utan budget i kronor står sist"
    assert note in visit("/?q=energi&sort=-budget").text
    assert note not in visit("/?q=energi&sort=title").text
