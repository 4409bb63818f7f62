"""Sheets as people make them: columns chosen by hand, and faults corrected in all their rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import select

from catalogue import entries
from catalogue.tables.entries import Entry
from tests.app.importing import work_off
from tests.desk.test_imports import address, sent
from tests.unit.import_files.making import workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.desk.conftest import Desk
    from tests.web.page import Element, Page

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


def corrected(desk: Desk, there: str, written: Mapping[tuple[str, str], str]) -> Page:
    """Send the faults of an import as filled in, but for what is written by field and value."""
    page = desk.visit(there)
    faults = [each.attributes["value"] for each in page.all("input", name="fault")]
    controls = [each for each in page.elements if each.attributes.get("name") == "written"]
    filled = [
        written.get((found[0], found[2]), value_of(page, control))
        for found, control in zip(map(json.loads, faults), controls, strict=True)
    ]
    data = {"token": desk.token, "fault": faults, "written": filled}
    answer = desk.client.post(f"{there}/ratta", data=data)
    assert answer.status_code == 303
    return desk.visit(answer.headers["Location"])


def value_of(page: Page, control: Element) -> str:
    if control.tag == "input":
        return control.attributes["value"]
    options = [each for each in page.all("option") if each.within("select") is control]
    first, *_ = [each for each in options if "selected" in each.attributes] or options
    return first.attributes.get("value", first.text)


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


def test_faults_are_corrected_in_all_rows_by_one_form(as_role: Callable[[str], Desk]) -> None:
    desk = as_role("curator")
    there = address(sent(desk, SHEET, source="lista", publish="yes"))
    tried = chosen(desk, there, column1="title", column4="counties")
    assert "Avvisade 2" in tried.text
    assert "Ett förslag är ifyllt" in tried.text
    stay = {("counties", "Hallland"): "Hallland", ("kind", "Aktivitett"): "Aktivitett"}
    after = corrected(desk, there, stay | {("counties", "Skone"): "Skåne, Blekinge"})
    assert "1 rad är ändrad. 1 av dem har ett fel till." in after.text
    done = corrected(desk, there, {})
    assert "2 rader är ändrade." in done.text
    assert "Nya 3" in done.text
    assert "Rätta det som är fel" not in done.text
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


def test_a_missing_value_is_chosen_for_all_rows_and_stray_cells_are_removed(
    as_role: Callable[[str], Desk],
) -> None:
    desk = as_role("curator")
    content = "Titel;Sammanfattning;Län;Källa\na;b;Skåne;En rapport\nc;d;Skåne;En rapport;löst;\n"
    tried = sent(desk, content)
    there = address(tried)
    assert "/source/type" not in tried.text
    assert "Cellen är tom, eller kolumnen saknas." in tried.text
    corrected(desk, there, {("", ""): "-nothing"})
    chosen_values = {("kind", ""): "Aktivitet", ("source.type", ""): "Rapport"}
    corrected(desk, there, chosen_values)
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
    assert not tried.all("input", name="fault")


def test_a_row_that_repeats_another_is_tried_again_when_that_one_is_corrected(
    as_role: Callable[[str], Desk],
) -> None:
    desk = as_role("curator")
    heads = "Titel;Typ av exempel;Sammanfattning;Län;Ansvarig organisation;Källa\n"
    row = "Pant;Aktivitet;Text;Skåne;{};https://example.org/sida\n"
    misspelt = row.format("Lansstyrelsen i Skåne län")
    rows = heads + misspelt + misspelt + row.format("Region Skåne")
    there = address(sent(desk, rows, source="lista", publish="yes"))
    assert "Avvisade 1" in desk.visit(there).text
    name = ("leadOrganisation", "Lansstyrelsen i Skåne län")
    after = corrected(desk, there, {name: "Länsstyrelsen i Hallands län"})
    assert "Nya 3" in after.text  # it repeats none any more
    after = corrected(desk, there, {name: "Länsstyrelsen i Hallands län"})
    assert "Avvisade 1" in after.text


def test_a_heading_among_rows_and_words_for_nothing_are_no_faults_to_correct(
    as_role: Callable[[str], Desk],
) -> None:
    desk = as_role("curator")
    heads = "Titel;Typ av exempel;Sammanfattning;Län;Webbadress;Källans titel;Källtyp\n"
    rows = ";;;Skåne;;;\nPant;Aktivitet;Text;Skåne;saknas;Sidan;Rapport\n"
    tried = sent(desk, heads + rows, source="lista")
    assert "Raden har varken titel eller sammanfattning." in tried.text
    assert "Nya 1" in tried.text
    assert not tried.all("input", name="fault")


def test_what_is_wrong_with_a_correction_is_said_and_nothing_is_lost(
    as_role: Callable[[str], Desk],
) -> None:
    desk = as_role("curator")
    there = address(sent(desk, SHEET, source="lista"))
    chosen(desk, there, column1="title", column4="counties")
    foreign = desk.send(f"{there}/ratta", fault='["finns-inte", "", "", 0]', written="y")
    assert "0 rader är ändrade." in foreign.text
    desk.send(f"{there}/kolumner", column1="finns-inte", column2="title")
    work_off(desk.services)
    second = "3 kolumner används inte: Nr, Sammanfattning, Kommentar."  # as a second title is
    assert second in desk.visit(there).text


def test_unused_columns_show_whole_numbers_and_addresses_suggest_their_field(
    as_role: Callable[[str], Desk], tmp_path: Path
) -> None:
    rows = [
        ("Titel", "Sammanfattning", "Typ", "Län", "Källa", "Ordning", "Adress"),
        ("Solbruk", "Det som görs.", "Aktivitet", "Kalmar", "En bok", 17, "www.example.org/sol"),
    ]
    desk = as_role("curator")
    tried = sent(desk, workbook(tmp_path / "sheet.xlsx", rows).read_bytes(), "sheet.xlsx")
    form = desk.visit(f"{address(tried)}/kolumner")
    assert "17" in form.text
    assert "17.0" not in form.text
    guessed = [each.text for each in form.all("option") if "selected" in each.attributes]
    assert guessed[-1] == "Källans webbadress"
