from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from app.about import LARGEST, TO_FILL_IN, UnreadableTexts, read_operator_texts
from app.errors import InvalidSettings
from app.indexing import sync_index
from app.settings import read_settings
from tests.fixtures.repository import text_of
from tests.fixtures.services import row, services_in
from tests.web.conftest import visitor
from web.about_pages import STATED

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fixtures.services import Loader
    from tests.web.conftest import Visit


def test_every_page_leads_to_who_is_responsible_and_to_the_accessibility_statement(
    visit: Visit,
) -> None:
    page = visit("/?q=biogas")
    assert visit(page.link("Om Exempelbanken").attributes["href"]).heading == "Om Exempelbanken"
    statement = visit(page.link("Tillgänglighetsredogörelse").attributes["href"])
    for words in ("2018:1937", "Kända brister", "Digg", "27 november 2026"):
        assert words in statement.text


def test_without_an_address_pages_say_whom_to_tell(visit: Visit) -> None:
    about = visit("/om")
    assert "säg till utgivaren, Exempelbanken" in about.text
    assert about.link("IMY:s webbplats").attributes["href"] == "https://www.imy.se/"
    assert "Säg till utgivaren, Exempelbanken" in visit("/om/tillganglighet").text


def test_the_statement_is_less_than_a_year_old() -> None:
    age = datetime.now(UTC).date() - date.fromisoformat(STATED)
    assert age < timedelta(days=366), "test the pages again, and state it anew (web/about_pages.py)"


def test_numbers_are_told_from_what_the_catalogue_holds_now(visit_own: Visit, load: Loader) -> None:
    load(row("a"), row("b", startYear=2020))
    text = visit_own("/om").text
    assert "Katalogen har nu 2 exempel." in text
    assert "1 exempel saknar årtal" in text


def test_what_the_catalogue_has_is_counted(visit_own: Visit, load: Loader) -> None:
    load(
        row("a", results="Utsläppen halverades 2021.", levers=["loop"], startYear=2020),
        row("b", methods="Företagen möts.", counties=["13"], kind="working-method", budget=1),
    )
    page = visit_own("/om")
    assert "1 av 2 berättar om resultat, 1 om hur man gjorde, 0 om hinder" in page.text
    assert "1 anger en kostnad och 0 någon att fråga" in page.text
    assert "1 exempel började 2019 eller senare" in page.text
    rows = {each.text for each in page.all("tr")}
    assert {"Hallands län 1", "Loopa 1", "Arbetssätt 1", "Gotlands län 0"} <= rows
    assert {"2020 1", "År okänt 1"} <= rows
    assert visit_own(page.link("2020").attributes["href"]).heading == "1 exempel: startår 2020"


def test_how_the_curated_examples_were_checked_is_told_as_beside_them(visit: Visit) -> None:
    told = visit("/om").text
    assert "Av 475 exempel" in told
    assert "har 440 jämförts" in told
    document = " ".join(text_of("seed/entries/README.md").split())
    assert "of 475 entries that were added in November 2026, 440 have been compared" in document
    assert "6.9 per cent together" in document
    assert "82 av katalogens egna exempel har inte jämförts" in told
    assert "för 41 till gick källan inte att hitta igen" in told
    assert "82 entries, all of the first 207; of 41 more" in document
    assert "har 45 av hundra ett resultat med en siffra" in told
    assert "45 per cent of all entries" in document


def test_an_operator_says_it_in_its_own_words(tmp_path: Path) -> None:
    texts = tmp_path / "om.yaml"
    texts.write_text("responsible:\n  sv: |\n    Vi i Kalmar.\n\n    <b>Ring</b> oss.\n", "utf-8")
    services = services_in(tmp_path / "data", EXEMPELBANKEN_ABOUT=str(texts))
    sync_index(services)
    page = visitor(services)("/om")
    services.database.close()
    texts = [each.text for each in page.all("p")]
    at = texts.index("Vi i Kalmar.")
    assert texts[at + 1] == "<b>Ring</b> oss."
    assert "Utgivare:" not in page.text
    assert "Webbplatsen använder inga kakor" in page.text


def test_the_template_of_texts_has_to_be_filled_in_and_is_then_shown_with_headings(
    tmp_path: Path,
) -> None:
    template = text_of("deploy/texts/mall.yaml")
    path = tmp_path / "om.yaml"
    path.write_text(template, "utf-8")
    with pytest.raises(UnreadableTexts, match=r"responsible has 4 places .*myndighetens namn"):
        read_operator_texts(path)
    path.write_text(TO_FILL_IN.sub("info@example.se", template), "utf-8")
    services = services_in(tmp_path / "data", EXEMPELBANKEN_ABOUT=str(path))
    sync_index(services)
    visit = visitor(services)
    statement, about = visit("/om/tillganglighet"), visit("/om")
    services.database.close()
    assert [each.text for each in statement.all("h2")][:2] == [
        "Hur tillgänglig är webbplatsen?",
        "Om du inte kan använda någon del",
    ]
    assert "https://www.digg.se/tdosanmalan" in [
        each.attributes["href"] for each in statement.all("a")
    ]
    assert "mailto:info@example.se" in [each.attributes["href"] for each in about.all("a")]
    assert "När du skriver till oss" in [each.text for each in about.all("h3")]
    assert "När du loggar in används en kaka som bara håller dig inloggad." in [
        each.text for each in about.all("li")
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("nonsense: {sv: a}", "responsible: a", "- a", "a: [", None),
        f"responsible: {{sv: {'a' * LARGEST}}}",
    ],
)
def test_texts_that_cannot_be_read_are_told_at_once(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "om.yaml"
    if text is not None:
        path.write_text(text, "utf-8")
    variables = {"EXEMPELBANKEN_DATA": str(tmp_path), "EXEMPELBANKEN_ABOUT": str(path)}
    with pytest.raises(InvalidSettings) as caught:
        read_settings(variables)
    assert "EXEMPELBANKEN_ABOUT" in str(caught.value)
