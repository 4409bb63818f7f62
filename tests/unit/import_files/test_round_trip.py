from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from app.imports.files.cell_terms import CellTerms
from app.imports.files.cells import cells_of, row_of, stray_cells
from app.imports.files.columns import COLUMNS, STATE, columns_of
from app.imports.files.conversion import convert
from app.imports.files.file_type import all_formats
from app.imports.files.rejects import Reject
from app.imports.files.templates import xlsx_template
from app.vocabularies import Vocabularies
from record.fields import BY_NAME, VOCABULARY_OF
from schemas.imports import TEMPLATES
from schemas.rows import EntryRowSchema, parts_schema
from seed.entries import entries_path
from seed.vocabularies import read_mappings, read_vocabularies

if TYPE_CHECKING:
    from pathlib import Path

ERROR = {
    "pointer": "/counties/0",
    "code": "unknown-value",
    "sv": "Det finns inget sådant värde.",
    "en": "There is no such value.",
    "value": "Halland",
    "nearest": ["13"],
}


def seed_rows() -> list[dict[str, Any]]:
    with entries_path().open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def without_empty(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value not in (None, [])}


def test_every_entry_of_the_seed_survives_a_sheet() -> None:
    for row in seed_rows():
        assert row_of(COLUMNS, cells_of(COLUMNS, row)) == without_empty(row)


def test_every_field_of_the_load_format_has_a_column() -> None:
    fields = {column.field.partition(".")[0] for column in COLUMNS}
    assert fields == {str(field.data_key) for field in EntryRowSchema().fields.values()}
    parts = {column.field.split(".")[1] for column in COLUMNS if column.field.startswith("source.")}
    assert parts == {
        str(field.data_key) for field in parts_schema(BY_NAME["source"])().fields.values()
    }


def test_swedish_and_english_heads_stand_for_the_same_columns() -> None:
    swedish = columns_of([column.head for column in COLUMNS])
    english = columns_of([column.field for column in COLUMNS])
    assert swedish == english == list(COLUMNS)


WORDING = CellTerms(Vocabularies(read_vocabularies(), read_mappings()))
WORKBOOK = xlsx_template(WORDING.values)


def test_the_template_names_all_valid_values_and_cells_take_their_names() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(WORKBOOK))["Giltiga värden"]
    listed = {(head, code): name for head, name, code in sheet.iter_rows(2, values_only=True)}
    field_of = {column.head: column.field for column in COLUMNS} | {"Dokument": "documents.kind"}
    assert {field_of[head] for head, _ in listed} == set(WORDING.values)
    fields = {head: field_of[head] for head, _ in listed if field_of[head] in VOCABULARY_OF}
    for (head, code), name in listed.items():
        if head in fields:
            assert WORDING.coded({fields[head]: [name]}) == {fields[head]: [code]}


def test_the_template_offers_short_lists_to_choose_from() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(WORKBOOK))["Exempel"]
    offered = {rule.formula1.strip('"') for rule in sheet.data_validations.dataValidation}
    assert "Aktivitet,Arbetssätt,Branschsamverkan" in offered
    assert "ja,nej" in offered
    assert "Uppmätt,Beräknat,Egen uppgift,Utvärderat" in offered
    assert len(offered) == 5


def test_a_row_needs_what_the_template_says() -> None:
    needed = {column.field for column in COLUMNS if column.required}
    assert needed == {"kind", "title", "summary", "counties", "source.type"}


@pytest.mark.parametrize("kind", TEMPLATES)
def test_a_template_is_read_as_it_is_and_only_lacks_rows(tmp_path: Path, kind: str) -> None:
    make = all_formats()[kind].template
    assert make
    file = tmp_path / "template"
    file.write_bytes(make(WORDING.values))
    found = convert(kind, str(file), str(tmp_path / "rows"))
    assert found["fault"]["code"] == "empty-file"


HEADS = {
    "Län": [column.head for column in COLUMNS],
    "counties": [column.field for column in COLUMNS],
    "LÄN ": [column.head.upper() + " " for column in COLUMNS],
}
"""What a head is called -> heads of that kind."""


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("head", HEADS)
def test_rejected_rows_come_under_the_heads_that_were_sent_and_can_be_read_again(
    tmp_path: Path, kind: str, head: str
) -> None:
    row = without_empty(seed_rows()[0])
    out = io.BytesIO()
    all_formats()[kind].write(HEADS[head], [Reject(row, [], [ERROR])], out)
    (tmp_path / "file").write_bytes(out.getvalue())
    convert(kind, str(tmp_path / "file"), str(tmp_path / "rows"))
    ((number, again),) = map(json.loads, (tmp_path / "rows").read_text("utf-8").splitlines())
    told = again.pop("_errors")
    assert (number, again) == (2, row)
    assert told == f"{head}: Det finns inget sådant värde. Värde: Halland. Närmast: 13."


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_looks_like_a_formula_is_none_and_comes_back_as_it_was(
    tmp_path: Path, kind: str
) -> None:
    row = {
        "externalId": "a",
        "title": "=HYPERLINK(1)",
        "summary": "- ett\n- två",
        "methods": "'=redan",
        "results": "''-",
        "targetGroup": "'citat' först",
        "contact": "@oss",
    }
    out = io.BytesIO()
    all_formats()[kind].write(list(row), [Reject(row, ["+46"], [])], out)
    (tmp_path / "file").write_bytes(out.getvalue())
    convert(kind, str(tmp_path / "file"), str(tmp_path / "rows"))
    again = json.loads((tmp_path / "rows").read_text("utf-8"))
    assert again == [2, row, "stray-cells", ["+46"]]
    if kind == "csv":
        assert ";'=HYPERLINK(1);" in out.getvalue().decode()


def test_more_errors_than_a_cell_holds_are_cut(tmp_path: Path) -> None:
    with (tmp_path / "file.xlsx").open("wb") as out:
        all_formats()["xlsx"].write(
            ["externalId"], [Reject({"externalId": "a"}, [], [ERROR] * 999)], out
        )
    sheet = openpyxl.load_workbook(tmp_path / "file.xlsx").active
    assert sheet is not None
    assert str(sheet["C2"].value).startswith("counties: ")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_stray_cells_come_back_stray(tmp_path: Path, kind: str) -> None:
    out = io.BytesIO()
    stray = ["andra halvan", "", "12"]
    all_formats()[kind].write(
        ["externalId", "_errors"], [Reject({"externalId": "a"}, stray, [])], out
    )
    (tmp_path / "file").write_bytes(out.getvalue())
    convert(kind, str(tmp_path / "file"), str(tmp_path / "rows"))
    assert json.loads((tmp_path / "rows").read_text("utf-8"))[2:] == ["stray-cells", stray]


@pytest.mark.parametrize("kind", ["ndjson", "json"])
def test_rejected_json_carries_its_errors(kind: str) -> None:
    out = io.BytesIO()
    all_formats()[kind].write(
        (), [Reject({"externalId": "a"}, [], [ERROR]), Reject("{", [], [ERROR])], out
    )
    text = out.getvalue().decode()
    rows = json.loads(text) if kind == "json" else [json.loads(line) for line in text.splitlines()]
    assert [row.get("externalId") or row["_line"] for row in rows] == ["a", "{"]
    assert all(row["_errors"][0].startswith("counties: ") for row in rows)


def test_what_the_catalogue_fills_in_of_a_dump_is_ignored() -> None:
    heads = [*(column.field for column in STATE), "externalId", "title"]
    cells = [*("x" for _ in STATE), "a", "Titel"]
    columns = columns_of(heads)
    assert row_of(columns, cells) == {"externalId": "a", "title": "Titel"}
    assert stray_cells(columns, cells) == []
