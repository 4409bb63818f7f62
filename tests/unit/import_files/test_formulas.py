from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter

from app.imports.files.faults import UnreadableFile
from app.imports.files.formats.xlsx import sheet_rows
from tests.unit.import_files.making import HEADS, with_part, workbook

if TYPE_CHECKING:
    from pathlib import Path

SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def told(path: Path) -> str:
    """Return the message about the cells of a workbook that lack a value."""
    with pytest.raises(UnreadableFile) as refused:
        list(sheet_rows(path))
    assert refused.value.fault.code == "formulas"
    return refused.value.fault.message_sv


def with_cells(tmp_path: Path, cells: str, namespace: str = MAIN, prefix: str = "") -> Path:
    """Write a workbook whose first sheet, as Excel saved it, has these cells in row 2."""
    heads = "".join(
        f'<c r="{column}1" t="inlineStr"><is><t>{head}</t></is></c>'
        for column, head in zip("ABCD", HEADS, strict=True)
    )
    xml = f'<sheetData><row r="1">{heads}</row><row r="2">{cells}</row></sheetData>'
    xml = f"<worksheet>{xml}</worksheet>".replace("</", "\0").replace("<", f"<{prefix}")
    xml = xml.replace("\0", f"</{prefix}").replace("worksheet>", f"worksheet {namespace}>", 1)
    plain = workbook(tmp_path / "plain.xlsx", [HEADS])
    book = with_part(plain, tmp_path / "file.xlsx", SHEET, xml.encode())
    calculated = book.with_name("calculated.xlsx")
    part = b"<workbook %s %s><sheets><sheet name='A' sheetId='1' r:id='rId1'/></sheets></workbook>"
    relations = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return with_part(book, calculated, BOOK, part % (MAIN.encode(), relations))


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('<c r="C2" t="e"><v>#REF!</v></c>', "C2 (#REF!)"),
        ('<c r="C2" s="1" t="e"><f>A1/0</f><v>#DIV/0!</v></c>', "C2 (#DIV/0!)"),
        ('<c r="C2"><f>A1&amp;B1</f><v></v></c>', "C2 (=A1&B1)"),
        ('<c r="C2"><f>A1</f></c>', "C2 (=A1)"),
        ('<c r="C2"><f>A1</f><v/></c>', "C2 (=A1)"),
        ('<c r="C2"><f t="shared" si="0"/></c>', "C2 (=)"),
        ("<c t='e'><v>#N/A</v></c>", "#N/A"),
    ],
)
def test_a_cell_whose_formula_has_no_value_is_named(tmp_path: Path, cell: str, shown: str) -> None:
    message = told(with_cells(tmp_path, f'<c r="A2"><v>1</v></c>{cell}'))
    assert f"räknats ut: {shown}. Öppna filen" in message


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="C2" t="str"><f>""</f><v></v></c>',
        '<c r="C2" t="str"><f>""</f></c>',
        '<c r="C2"><f>B1*2</f><v>0</v></c>',
        '<c r="C2" t="str"><f>B1</f><v>text</v></c>',
        '<c r="C2" t="inlineStr"><is><t>&lt;f>t="e"</t></is></c>',
        '<c r="C2"/>',
    ],
)
def test_a_formula_with_a_value_is_read(tmp_path: Path, cell: str) -> None:
    assert len(list(sheet_rows(with_cells(tmp_path, f'<c r="A2"><v>1</v></c>{cell}')))) == 2


def test_a_sheet_with_prefixed_names_is_looked_through(tmp_path: Path) -> None:
    namespace = MAIN.replace("xmlns", "xmlns:x")
    file = with_cells(tmp_path, '<c r="B2"><f>A1</f></c>', namespace, "x:")
    assert "B2 (=A1)" in told(file)


def test_the_first_cells_are_named_wherever_the_sheet_is_cut(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADS)
    for number in range(3000):
        sheet.append([f"a{number}", "=B1" if number % 300 == 7 else "x" * 1000])
    book.save(tmp_path / "file.xlsx")
    named = ", ".join(f"B{number} (=B1)" for number in (9, 309, 609, 909, 1209))
    assert f"{named}, …." in told(tmp_path / "file.xlsx")


def test_a_nought_that_nobody_calculated_is_no_value(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "file.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADS)
        sheet.write_row(1, 0, ["a", "activity"])
        sheet.write_formula(1, 2, "=B1")
    assert "C2 (=B1)" in told(tmp_path / "file.xlsx")


def test_other_sheets_may_hold_errors(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADS)
    book.create_sheet("Annat", 1).append(["=1/0"])
    book.save(tmp_path / "file.xlsx")
    assert len(list(sheet_rows(tmp_path / "file.xlsx"))) == 1
