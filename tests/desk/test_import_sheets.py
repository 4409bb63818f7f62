"""Sheets as people make them: columns chosen by hand, and faults corrected in all their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from catalogue import entries
from catalogue.tables.entries import Entry
from tests.app.importing import work_off
from tests.desk.test_imports import address, sent

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.desk.conftest import Desk
    from tests.web.page import Page

HEADS = "Nr;Vad heter insatsen?;Sammanfattning;Typ;Var;Länk;Kommentar"
SHEET = f"""Exempel från länet;;;;;;
{HEADS}
1;Solceller på tak;Det som görs.;Aktivitet;Skåne;www.example.org/sol;bra
2;Mindre matsvinn;Det som görs.;Aktivitett;Skone;https://example.org/mat.pdf;
3;Bättre jord;Det som görs.;Aktivitett;Skåne, Hallland;example.org/jord;
"""


def chosen(desk: Desk, there: str, **fields: str) -> Page:
    """Choose what columns are, by number, and return the page of the import when it is tried."""
    desk.visit(f"{there}/kolumner")
    desk.send(f"{there}/kolumner", **fields)
    work_off(desk.services)
    return desk.visit(there)


def test_unknown_columns_are_named_chosen_and_remembered(as_role: Callable[[str], Desk]) -> None:
    desk = as_role("curator")
    tried = sent(desk, SHEET, source="")
    assert "4 kolumner används inte: Nr, Vad heter insatsen?, Var, Kommentar." in tried.text
    assert "Ingen kolumn är vald för Titel, Län." in tried.text
    there = address(tried)
    form = desk.visit(f"{there}/kolumner")
    assert "Solceller på tak | Mindre matsvinn | Bättre jord" in form.text
    guessed = [each.text for each in form.all("option") if "selected" in each.attributes]
    assert guessed[4] == "Län"  # as most of the cells hold names of counties
    assert "gissat" in form.text
    tried = chosen(desk, there, column1="title", column4="counties")
    assert "2 kolumner används inte: Nr, Kommentar." in tried.text
    assert "Nya 1" in tried.text
    again = sent(desk, SHEET.replace("Solceller", "Solpaneler"), source="")
    assert "2 kolumner används inte: Nr, Kommentar." in again.text
    other = sent(desk, SHEET, source="annan")
    assert "4 kolumner används inte" in other.text


def test_the_same_fault_is_corrected_in_all_rows_by_one_click(
    as_role: Callable[[str], Desk],
) -> None:
    desk = as_role("curator")
    there = address(sent(desk, SHEET, source="lista", publish="yes"))
    tried = chosen(desk, there, column1="title", column4="counties")
    assert "Avvisade 2" in tried.text
    kinds = {each.attributes["value"] for each in tried.all("button", name="written")}
    assert "Aktivitet" in kinds
    fault = {"field": "kind", "code": "not-choice", "value": "Aktivitett"}
    after = desk.send(f"{there}/ratta", **fault, written="Aktivitet")
    assert "2 rader är ändrade. 2 av dem har fler fel." in after.text
    county = {"field": "counties", "code": "unknown-value"}
    after = desk.send(f"{there}/ratta", **county, value="Hallland", written="Hallands län (13)")
    assert "1 rad är ändrad." in after.text
    desk.send(f"{there}/ratta", **county, value="Skone", written="-other", other="Skåne, Blekinge")
    done = desk.visit(there)
    assert "Nya 3" in done.text
    assert "Rätta det som avvisats" not in done.text
    desk.send(f"{there}/las-in")
    work_off(desk.services)
    with desk.services.database.read() as connection:
        ids = connection.scalars(select(Entry.id)).all()
        sources = {
            each.content["title"]: each.content["source"]
            for each in entries.get_many(connection, ids)
        }
    assert sources["Solceller på tak"]["url"] == "https://www.example.org/sol"
    assert sources["Mindre matsvinn"]["type"] == "report"
    assert sources["Bättre jord"] == {"type": "web-page", "url": "https://example.org/jord"}


def test_faults_with_one_suggestion_are_corrected_together(
    as_role: Callable[[str], Desk],
) -> None:
    desk = as_role("curator")
    there = address(sent(desk, SHEET, source="lista"))
    tried = chosen(desk, there, column1="title", column4="counties")
    assert "3 fel har ett enda förslag" in tried.text
    assert "Skone → Skåne län (12)" in tried.text
    after = desk.send(f"{there}/ratta-alla")
    assert "4 celler är ändrade." in after.text
    assert "Nya 3" in desk.visit(there).text


def test_a_missing_value_is_chosen_for_all_rows_and_stray_cells_are_removed(
    as_role: Callable[[str], Desk],
) -> None:
    desk = as_role("curator")
    content = "Titel;Sammanfattning;Län;Källa\na;b;Skåne;En rapport\nc;d;Skåne;En rapport;löst;\n"
    tried = sent(desk, content)
    there = address(tried)
    assert "/source/type" not in tried.text
    assert "Cellen är tom, eller kolumnen saknas." in tried.text
    stray = {"field": "", "code": "stray-cells", "value": ""}
    desk.send(f"{there}/ratta", **stray, written="-nothing")
    for field, value in (("kind", "Aktivitet"), ("source.type", "Rapport")):
        desk.visit(there)
        fault = {"field": field, "code": "required", "value": ""}
        desk.send(f"{there}/ratta", **fault, written=value)
    assert "Nya 2" in desk.visit(there).text


def test_a_row_that_repeats_another_is_left_out_and_not_corrected(
    as_role: Callable[[str], Desk],
) -> None:
    desk = as_role("curator")
    heads = "Titel;Typ av exempel;Sammanfattning;Län;Ansvarig organisation;Källa\n"
    row = "Pant;Aktivitet;Text;Skåne;Region Skåne;https://example.org/sida\n"
    tried = sent(desk, heads + row + row, source="lista")
    assert "Lämna den här raden utanför" in tried.text
    assert "Hela raden" in tried.text
    assert not tried.all("button", name="written")


def test_what_is_wrong_with_a_correction_is_said_and_nothing_is_lost(
    as_role: Callable[[str], Desk],
) -> None:
    desk = as_role("curator")
    there = address(sent(desk, SHEET, source="lista"))
    chosen(desk, there, column1="title", column4="counties")
    nothing = desk.send(f"{there}/ratta", field="kind", code="not-choice", value="x", written="y")
    assert "0 rader är ändrade." in nothing.text
    odd = desk.send(f"{there}/ratta", field="finns-inte", code="", value="", written="y")
    assert "0 rader är ändrade." in odd.text
    desk.send(f"{there}/kolumner", column1="finns-inte", column2="title")
    work_off(desk.services)
    second = "3 kolumner används inte: Nr, Sammanfattning, Kommentar."  # as a second title is
    assert second in desk.visit(there).text
