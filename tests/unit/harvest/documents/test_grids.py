"""Sheets and delimited files: cells with their places."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING

import openpyxl  # type: ignore[import-untyped]
import pytest

from harvest.documents.document import Unreadable
from harvest.documents.reading import read
from tests.unit.harvest.survey import harvest

if TYPE_CHECKING:
    from harvest.documents.document import Document

CSV = "Län;Fråga 2c;Fråga 2d\nSkåne;{};bygg\nKalmar;Nej;handel\n"


def workbook(*rows: list[object], title: str = "Svar", hidden: bool = False) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if hidden:
        book.create_sheet("Dolt").sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def cells(document: Document) -> list[tuple[int | None, int | None, str]]:
    return [
        (block.row, block.column, block.text) for block in document.blocks if block.kind == "cell"
    ]


def test_a_workbook_is_read_sheet_by_sheet() -> None:
    document = read(workbook(["Län", "2c"], ["Skåne", "x"]))

    assert (document.blocks[0].kind, document.blocks[0].text) == ("heading", "Svar")
    assert cells(document) == [(0, 0, "Län"), (0, 1, "2c"), (1, 0, "Skåne"), (1, 1, "x")]
    assert [block.header for block in document.blocks] == [False, True, True, False, False]


def test_values_are_shown_as_a_swedish_spreadsheet_shows_them() -> None:
    values = [1001, 34.6, True, date(2026, 11, 9), datetime(2026, 11, 9, 8, 15), None]  # noqa: DTZ001  sheets have no zones

    document = read(workbook(["a", "b"], values))

    assert [text for row, _, text in cells(document) if row == 1] == [
        *("1001", "34,6", "Ja", "2026-11-09", "2026-11-09 08:15:00")
    ]


def test_rows_and_columns_count_from_the_corner_of_the_sheet() -> None:
    document = read(workbook([], [None, "Län", "2c"]))

    assert cells(document) == [(1, 1, "Län"), (1, 2, "2c")]


def test_lines_of_a_cell_are_blocks_of_the_same_cell() -> None:
    document = read(workbook(["Län", "2c"], ["Skåne", "Ett axplock:\n• a\n  o b\nslut"]))

    found = [
        (block.kind, block.level, block.number, block.text, block.continues)
        for block in document.blocks
        if (block.row, block.column) == (1, 1)
    ]
    assert found == [
        ("cell", None, None, "Ett axplock:", False),
        ("list-item", 1, "•", "a", False),
        ("list-item", 2, "o", "b", False),
        ("cell", None, None, "slut", True),
    ]


def test_a_hidden_sheet_is_not_read_and_told_of() -> None:
    assert read(workbook(["a", "b"], hidden=True)).warnings == (
        ("Dolda blad är inte lästa: Dolt.", "Hidden sheets were not read: Dolt."),
    )


def test_a_cell_far_out_is_refused() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["XFD1"] = "x"
    file = io.BytesIO()
    book.save(file)

    with pytest.raises(Unreadable) as caught:
        read(file.getvalue())

    assert (caught.value.code, "kolumner" in caught.value.sv) == ("too-large", True)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_any_usual_delimiter_parts_cells(delimiter: str) -> None:
    text = CSV.format("x").replace(";", delimiter)

    assert [text for row, _, text in cells(read(text.encode())) if row == 1] == [
        *("Skåne", "x", "bygg")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252", "cp850"])
def test_any_usual_encoding_is_read(encoding: str) -> None:
    assert "Skåne" in read(CSV.format("åtgärder för miljömål").encode(encoding)).text


def test_quoted_cells_keep_delimiters_breaks_and_quotation_marks() -> None:
    document = read(CSV.format('"- a; b\n- ""c"""').encode())

    assert [block.text for block in document.blocks if (block.row, block.column) == (1, 1)] == [
        *("a; b", '"c"')
    ]


def test_a_comment_above_the_heads_is_no_row_of_the_table() -> None:
    document = read(("# Export\n" + CSV.format("x")).encode())

    assert (document.blocks[0].kind, document.blocks[0].text) == ("paragraph", "# Export")
    assert [block.text for block in document.blocks if block.header] == [
        *("Län", "Fråga 2c", "Fråga 2d")
    ]


def test_the_hint_for_excel_is_no_row() -> None:
    assert read(("sep=;\n" + CSV.format("x")).encode()).text.startswith("Län")


def test_ordinary_text_with_semicolons_is_no_table() -> None:
    text = "Fråga 1: ja; nej; kanske\n\nFråga 2 c: klimatråd; nätverk\n\nHej\n"

    assert read(text.encode(), "svar.csv").kind == "txt"


NUMBERED = "Fråga;Kalmar län;Örebro län\n1;Ja;Nej\n2a;Ja;Nej\n2b;Nej;Ja\n3;Nej;Ja\n4;Bra;Kort\n"


def test_numbers_alone_are_questions_in_a_column_that_holds_some_with_letters() -> None:
    for_all = harvest(NUMBERED, "svar.csv").respondents
    rows = [line.split(";")[:2] for line in NUMBERED.splitlines()]
    cells = "".join(f"<tr><td>{number}</td><td>{said}</td></tr>" for number, said in rows)
    (for_one,) = harvest(f"<table>{cells}</table>", "svar.html").respondents

    for found in (*for_all, for_one):
        assert [each.question for each in found.answers] == ["1", "2a", "2b", "3", "4"]
