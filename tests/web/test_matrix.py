from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from openpyxl import load_workbook
from werkzeug.test import Client

from cli.wsgi import build_application
from tests.fixtures.repository import text_of
from tests.fixtures.services import row
from tests.web.conftest import EVERY_COUNTY
from web.matrix import NUMBERED_BY
from web.matrix_files import SHADES

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.fixtures.services import Loader
    from tests.web.conftest import Visit
    from tests.web.page import Element, Page

SENTENCE = "0 betyder att exempel saknas här, inte att länet är overksamt."


def cells(page: Page) -> dict[str, Element]:
    """Return accessible name -> link of every cell."""
    said = {e.attributes["id"]: e.text for e in page.elements if "id" in e.attributes}
    found = [link for link in page.all("a") if "aria-labelledby" in link.attributes]
    return {
        " ".join(said[each] for each in link.attributes["aria-labelledby"].split()): link
        for link in found
    }


def test_every_cell_is_a_link_with_a_whole_name(visit: Visit) -> None:
    page = visit("/tackning")
    named = cells(page)
    assert len(named) == 22 * 17
    zero = named["Kalmar län Giftfri miljö 0 exempel"]
    assert zero.text == "0"
    assert zero.query == [("egna", "08"), ("objective", "4")]
    assert visit(urljoin("/tackning", zero.attributes["href"])).heading.startswith("0 exempel: ")
    assert SENTENCE in page.text


def test_the_table_has_a_caption_and_heads(visit: Visit) -> None:
    page = visit("/tackning?rows=sector&columns=goal")
    assert page.one("caption").text == "Antal exempel per bransch och globalt mål"
    assert page.heading == "Exempel per bransch och globalt mål"
    assert len(page.all("th", scope="col")) == 2 + 17
    assert len(page.all("th", scope="row")) == 39 + 1


def test_national_examples_stand_apart_and_are_no_countys_own(
    visit_own: Visit, load: Loader
) -> None:
    load(row("a", objectives=["4"]), row("b", objectives=["4"], counties=EVERY_COUNTY))
    page = visit_own("/tackning")
    assert "Skåne län Giftfri miljö 1 exempel" in cells(page)
    assert "Nationella exempel Giftfri miljö 1 exempel" in cells(page)
    (apart,) = page.all("tbody", class_="apart")
    assert apart.text.startswith("Nationella exempel 1")
    assert page.one("tfoot").text.startswith("Exempel i allt 2")


@pytest.mark.parametrize("examples", [0, 1])
def test_little_or_nothing_is_a_table_of_noughts(
    visit_own: Visit, load: Loader, examples: int
) -> None:
    load(*[row("a", objectives=["4"])][:examples])
    named = cells(visit_own("/tackning"))
    assert sum(name.endswith(" 1 exempel") for name in named) == examples
    assert sum(name.endswith(" 0 exempel") for name in named) == 22 * 17 - examples


def test_a_cell_has_the_tone_of_the_number_that_names_it() -> None:
    toned = re.findall(
        r'\.cells td:has\(\[aria-labelledby\*=" (.)"\]\) '
        r"\{ color: var\(--on-(\d)\); background: var\(--tone-(\d)\); \}",
        text_of("web/static/overview.css"),
    )
    assert toned == [(letter, str(tone), str(tone)) for tone, letter in enumerate(NUMBERED_BY)]


def test_the_legend_tells_the_classes_of_the_cells(visit: Visit) -> None:
    page = visit("/tackning")
    legend = page.one("ul", class_="legend")
    one, two, *_, last = (each.text for each in page.all("li") if each.parent is legend)
    assert (one, two) == ("0 (inga exempel)", "1")
    most = int(last.removesuffix(" eller fler"))
    darkest = {
        int(link.text) >= most
        for link in cells(page).values()
        if link.attributes["aria-labelledby"].split()[-1].startswith(NUMBERED_BY[-1])
    }
    assert darkest == {True}


def test_the_rest_of_a_search_is_kept_and_counted_with(visit: Visit) -> None:
    page = visit("/tackning?q=biogas&kind=activity&page=2&sort=title")
    (any_cell, *_) = cells(page).values()
    assert any_cell.query[:2] == [("q", "biogas"), ("kind", "activity")]
    assert "Räknar bland" in page.text
    name, cell = next(
        (name, cell)
        for name, cell in cells(page).items()
        if "Nationella" not in name and name.endswith(" 1 exempel")
    )
    found = visit(urljoin("/tackning", cell.attributes["href"]))
    assert found.heading.startswith("1 exempel"), name


def test_chosen_counties_are_the_rows(visit: Visit) -> None:
    page = visit("/tackning?county=Kalmar&county=07")
    heads = [head.text for head in page.all("th", scope="row")]
    assert heads == ["Kronobergs län", "Kalmar län", "Exempel i allt"]
    whole = cells(visit("/tackning"))
    assert cells(page).keys() <= whole.keys()


@pytest.mark.parametrize(
    ("asked", "rows", "last"),
    [
        ("objective=4", {"Skåne län": 2, "Kalmar län": 1, "Nationella exempel": 1}, [3, 3]),
        ("county=12&county=08", {"Skåne län": 3, "Kalmar län": 1}, [3, 2, 2]),
        (
            "county=national&county=12",
            {"Skåne län": 3, "Nationella exempel": 1},
            [4, 3, 2],
        ),
        ("rows=objective&columns=county&county=12", {"4 Giftfri miljö": 2}, [3, 3]),
    ],
)
def test_all_of_a_row_or_column_are_those_of_its_cells_and_its_link_shows_them(
    visit_own: Visit, load: Loader, asked: str, rows: dict[str, int], last: list[int]
) -> None:
    load(
        row("a", objectives=["4"], counties=["12"]),
        row("b", objectives=["4", "5"], counties=["12", "08"]),
        row("c", objectives=["5"], counties=["12"]),
        row("d", objectives=["4"], counties=EVERY_COUNTY),
    )
    answer = visit_own(f"/tackning.csv?{asked}")
    lines = list(csv.reader(io.StringIO(answer.html.removeprefix("\ufeff")), delimiter=";"))
    totals = {line[0]: int(line[1]) for line in lines[1:]}
    assert {name: totals[name] for name in rows} == rows
    assert [int(each) for each in lines[-1][1:-1] if each != "0"] == last
    page = visit_own(f"/tackning?{asked}")
    foot = [cell.text for cell in page.all("td") if cell.within("tfoot")]
    assert [int(each) for each in foot if each != "0"] == last
    for name, total in rows.items():
        (link, *_) = (each for each in page.all("a") if each.within("th") and name in each.text)
        found = visit_own(urljoin("/tackning", link.attributes["href"]))
        assert found.heading.startswith(f"{total} exempel"), name


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("rows=goal&columns=goal", "Kolumner: Globalt mål. Raderna är samma sak. Välj två olika."),
        ("rows=foo&columns=goal", "Rader: foo. Så kan tabellen inte delas in."),
    ],
)
def test_what_makes_no_table_is_told_with_its_form_and_the_search_kept(
    visit: Visit, asked: str, told: str
) -> None:
    page = visit(f"/tackning?{asked}&q=biogas")
    assert page.status == 400
    assert told in page.text
    chosen = [each for each in page.all("option") if "selected" in each.attributes]
    assert chosen[-1].attributes["value"] == "goal"
    assert visit(page.link("Län och miljömål").attributes["href"]).heading.startswith("Exempel per")
    assert page.link("Tillbaka till exemplen").query == [("q", "biogas")]
    assert visit(f"/en/tackning.csv?{asked}").heading == "The table cannot be shown"


def test_one_side_alone_leaves_the_usual_other(visit: Visit) -> None:
    assert visit("/tackning?rows=objective").heading == "Exempel per miljömål och län"
    assert visit("/tackning?columns=goal").heading == "Exempel per län och globalt mål"


def test_the_table_can_be_taken_along(visit: Visit) -> None:
    page = visit("/tackning?kind=activity")
    answer = visit(page.link("CSV").attributes["href"])
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "tackning.csv" in answer.headers["Content-Disposition"]
    lines = list(csv.reader(io.StringIO(answer.html.removeprefix("\ufeff")), delimiter=";"))
    assert lines[0][:3] == ["Län", "Exempel i allt", "Generationsmålet"]
    assert {len(line) for line in lines} == {len(lines[0])}
    assert all(line[-1].endswith("/tackning?kind=activity") for line in lines[1:])


def test_the_workbook_has_the_numbers_of_the_page_and_their_tones(
    visit: Visit, services: Services
) -> None:
    page = visit("/en/tackning?kind=activity")
    address = page.link("XLSX").attributes["href"]
    answer = Client(build_application(services)).get(address)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="tackning.xlsx"'
    book = load_workbook(io.BytesIO(answer.data))
    table, about = book.worksheets
    heads = [cell.value for cell in table[1]]
    assert heads[:2] == ["County", "Examples in all"]
    rows = {row[0].value: row for row in table.iter_rows(min_row=2)}
    assert len(rows) == 22 + 1
    named = cells(page)
    for place, column in (("Skåne County", 3), ("Kalmar County", 6)):
        cell = rows[place][column]
        name = f"{place} {str(heads[column]).partition(' ')[2]} {cell.value} example"
        assert any(each.startswith(name) for each in named), name
        shade = next(
            NUMBERED_BY.index(link.attributes["aria-labelledby"].split()[-1][0])
            for each, link in named.items()
            if each.startswith(name)
        )
        assert cell.fill.start_color.rgb == f"FF{SHADES[shade][0][1:].upper()}"
    told = {row[0].value: row[1].value for row in about.iter_rows()}
    assert told["Source"].endswith("/en/tackning?kind=activity")


def test_a_matrix_costs_four_questions_to_the_engine(visit: Visit, engine_calls: list[str]) -> None:
    visit("/tackning?q=energi")  # the first search of a state of the index counts its topics
    engine_calls.clear()
    visit("/tackning?q=biogas")
    assert sorted(engine_calls) == ["cross", "search", "search", "search"]


def test_a_phone_lists_the_rows_and_each_row_has_its_cells_on_a_page_of_its_own(
    visit: Visit,
) -> None:
    whole = visit("/en/tackning?q=biogas")
    (listed,) = whole.all("ul", class_="matrix-list plain")
    address = "/en/tackning?q=biogas&county=08"
    (row,) = (link for link in whole.all("a") if link.attributes["href"] == address)
    assert row.text == "Kalmar County"
    assert "Non-Toxic" not in listed.text
    alone = visit(address)
    (listed,) = alone.all("ul", class_="matrix-list plain")
    assert len(cells(alone)) == 17
    assert "Toxic" in listed.text
