"""OpenDocument spreadsheets, as LibreOffice saves them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from app.imports.files.conversion import convert
from app.imports.files.file_type import all_formats, format_of
from app.imports.files.rejects import Reject
from tests.unit.import_files.making import HEADS, archive, open_document
from tests.unit.import_files.test_conversion import fault_of, rows_of

if TYPE_CHECKING:
    from pathlib import Path

TWO = '<table:table-cell office:value-type="string"><text:p>{}</text:p><text:p>{}</text:p>'
TWO_LINES = TWO.format("12", "13") + "</table:table-cell>"
YEAR = '<table:table-cell office:value-type="float" office:value="2019"/>'
DAY = '<table:table-cell office:value-type="date" office:date-value="2024-05-01"/>'
ERROR = (
    '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value=""'
    ' calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
)
UNCALCULATED = '<table:table-cell table:formula="of:=A1"/>'
CALCULATED = YEAR.replace(" office:value-type", ' table:formula="of:=2019" office:value-type')
GAP = '<table:table-cell table:number-columns-repeated="3"/>'


def test_texts_numbers_days_and_lines_of_cells_are_read(tmp_path: Path) -> None:
    heads = ["externalId", "counties", "startYear", "source.retrievedOn"]
    file = open_document(tmp_path / "file", [[], heads, ["a", TWO_LINES, YEAR, DAY]])
    assert format_of(file).kind == "ods"
    row = {"externalId": "a", "counties": ["12", "13"], "startYear": 2019}
    assert rows_of(file) == [[3, {**row, "source": {"retrievedOn": "2024-05-01"}}]]


@pytest.mark.parametrize("cell", [ERROR, UNCALCULATED])
def test_a_cell_that_would_be_read_as_empty_is_named(tmp_path: Path, cell: str) -> None:
    rows = [HEADS, ["a", "activity", CALCULATED, "12"], ["b", GAP, cell]]
    fault = fault_of(open_document(tmp_path / "file", rows))
    assert (fault["code"], fault["value"]) == ("formulas", "E3")


def test_a_calculated_formula_is_its_value(tmp_path: Path) -> None:
    file = open_document(tmp_path / "file", [["externalId"], [CALCULATED]])
    assert rows_of(file) == [[2, {"externalId": "2019"}]]


def test_a_protected_one_is_called_so(tmp_path: Path) -> None:
    manifest = "<encryption-data/>"
    assert fault_of(open_document(tmp_path / "file", [HEADS], manifest))["code"] == "encrypted"


def test_xml_that_defines_entities_is_refused(tmp_path: Path) -> None:
    parts = {"content.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}
    found = convert("ods", str(archive(tmp_path / "file", parts)), str(tmp_path / "rows"))
    assert found["fault"]["code"] == "dangerous-xml"


def test_rejected_rows_are_given_back_as_a_workbook() -> None:
    ods, out = all_formats()["ods"], io.BytesIO()
    ods.write(["externalId"], [Reject({"externalId": "a"}, [], [])], out)
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    assert ods.written_as == "xlsx"
    assert sheet["A2"].value == "a"
