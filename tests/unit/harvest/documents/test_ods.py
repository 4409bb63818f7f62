"""OpenDocument spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harvest.documents.document import Unreadable
from harvest.documents.limits import MOST_COLUMNS
from harvest.documents.reading import read
from tests.unit.harvest.documents import file_builder as build

if TYPE_CHECKING:
    from harvest.documents.document import Document

EMPTY_END = (
    '<table:table-row table:number-rows-repeated="1048576"><table:table-cell'
    ' table:number-columns-repeated="16384"/></table:table-row>'
)


def cells(document: Document) -> list[tuple[int | None, int | None, str]]:
    return [(each.row, each.column, each.text) for each in document.blocks if each.kind == "cell"]


def of_cells(row: str) -> str:
    return f'<table:table table:name="A"><table:table-row>{row}</table:table-row></table:table>'


def test_sheets_of_any_name_are_read_in_order() -> None:
    document = read(build.ods(build.sheet("Vad vi gör", ["Län", "2c"], ["Skåne", "Kurs"])))

    assert document.kind == "ods"
    assert document.blocks[0].text == "Vad vi gör"
    assert cells(document) == [(0, 0, "Län"), (0, 1, "2c"), (1, 0, "Skåne"), (1, 1, "Kurs")]
    assert [each.text for each in document.blocks if each.header] == ["Län", "2c"]


def test_empty_rows_and_columns_to_the_end_of_the_sheet_are_no_cells() -> None:
    sheet = build.sheet("A", ["x", "y"], ["1", "2"]).replace("</table:table>", EMPTY_END)

    assert len(cells(read(build.ods(f"{sheet}</table:table>")))) == 4


def test_a_cell_that_is_repeated_stands_in_each_of_its_columns() -> None:
    row = (
        '<table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell>'
    )

    assert cells(read(build.ods(of_cells(row)))) == [(0, 2, "x"), (0, 3, "x")]


def test_a_hidden_sheet_is_not_read_and_is_named() -> None:
    style = (
        '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    )
    sheets = build.sheet("Synligt", ["a", "b"]) + build.sheet("Dolt", ["c", "d"], style="h")

    document = read(build.ods(sheets, style))

    assert "c" not in document.text
    assert [each.en for each in document.warnings] == ["Hidden sheets were not read: Dolt."]


@pytest.mark.parametrize(
    ("sheets", "manifest", "code"),
    [
        ("", "<encryption-data/>", "encrypted"),
        (build.sheet("Tomt"), "", "empty"),
        (
            of_cells(
                f'<table:table-cell table:number-columns-repeated="{MOST_COLUMNS + 1}">'
                "<text:p>x</text:p></table:table-cell>"
            ),
            "",
            "too-large",
        ),
        (
            build.sheet("A", ["x"]).replace(
                "<table:table-row>",
                f'<table:table-row table:number-rows-repeated="{"9" * 5000}">',
            ),
            "",
            "too-large",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(sheets: str, manifest: str, code: str) -> None:
    with pytest.raises(Unreadable) as error:
        read(build.ods(sheets, manifest=manifest))

    assert error.value.code == code
