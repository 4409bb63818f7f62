from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.imports.files.conversion import convert
from app.imports.files.file_type import format_of
from tests.unit.import_files.making import workbook

if TYPE_CHECKING:
    from pathlib import Path


def rows_of(path: Path) -> list[list[Any]]:
    target = path.with_name("rows")
    found = convert(format_of(path).kind, str(path), str(target))
    assert "fault" not in found, found
    return [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]


def fault_of(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = convert(format_of(path).kind, str(path), str(path.with_name("rows")))[
        "fault"
    ]
    return found


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    file = tmp_path / "file"
    file.write_bytes(text.encode(encoding))
    return file


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_csv_is_read_with_any_delimiter_and_encoding(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    lines = ["externalId", "Titel"], ["a", "Återbruk på Öland"]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    file = written(tmp_path, text, encoding)
    assert rows_of(file) == [[2, {"externalId": "a", "title": "Återbruk på Öland"}]]


def test_a_quoted_line_break_stays_in_its_cell_and_counts_as_one_row(tmp_path: Path) -> None:
    file = written(tmp_path, 'externalId;facts\na;"ett\ntvå; fortfarande två"\n\nb;tre; fyra\n')
    assert rows_of(file) == [
        [2, {"externalId": "a", "facts": ["ett", "två; fortfarande två"]}],
        [4, {"externalId": "b", "facts": ["tre"]}, "stray-cells", ["fyra"]],
    ]


def test_a_cell_that_is_too_long_is_called_so(tmp_path: Path) -> None:
    fault = fault_of(written(tmp_path, f"externalId;title\na;b\nc;{'x' * 1_000_001}\n"))
    assert (fault["code"], "rad 3" in fault["message_sv"]) == ("cell-too-long", True)


def test_a_dash_is_an_empty_cell_and_a_row_that_counts_is_left_out(tmp_path: Path) -> None:
    text = "externalId;title;facts\na;–;-\nTotalt;Allt om pant;\nSumma:;2;1\n"
    assert rows_of(written(tmp_path, text)) == [
        [2, {"externalId": "a"}],
        [3, {"externalId": "Totalt", "title": "Allt om pant"}],
    ]


def test_an_object_with_the_same_name_twice_is_refused(tmp_path: Path) -> None:
    fault = fault_of(written(tmp_path, '[{"externalId": "a"},\n {"title": "b", "title": "c"}]'))
    assert (fault["code"], "rad 2" in fault["message_sv"]) == ("repeated-name", True)


def test_cells_without_head_are_kept_in_order(tmp_path: Path) -> None:
    file = written(tmp_path, "externalId;;title;\na;mitt;b;;bortom;;längst bort;\nc;;d;;;\n")
    assert rows_of(file) == [
        [
            *(2, {"externalId": "a", "title": "b"}),
            *("stray-cells", ["mitt", "", "bortom", "", "längst bort"]),
        ],
        [3, {"externalId": "c", "title": "d"}],
    ]


def test_the_line_that_tells_excel_the_delimiter_is_no_row(tmp_path: Path) -> None:
    file = written(tmp_path, "sep=,\nexternalId,title\na,b\n")
    assert rows_of(file) == [[2, {"externalId": "a", "title": "b"}]]


@pytest.mark.parametrize("cell", ["12; 4", "12|04", "12\n04"])
def test_a_list_is_parted_and_a_county_gets_its_zero_back(tmp_path: Path, cell: str) -> None:
    file = written(tmp_path, f'externalId\tLän\na\t"{cell}"\n')
    assert rows_of(file)[0][1]["counties"] == ["12", "04"]


def test_heads_fill_nested_fields_and_cells_become_what_fields_take(tmp_path: Path) -> None:
    heads = ["external id", "SOURCE.URL", "Startår", "Status", "national", "Belägg", "Hinder"]
    heads += ["Pengar", "relations"]
    relation = "part-of 01a210e8-4655-76a4-bef8-4b5abfff35d5"
    cells = ["a", "https://example.org/", "2026", "completed", "ja", "goals 12: minskat svinn"]
    cells += [r"Få bokade \| körde | Lägre pris", "2 mkr"]
    file = written(tmp_path, "\t".join(heads) + "\n" + "\t".join([*cells, relation]))
    assert rows_of(file)[0][1] == {
        "externalId": "a",
        "source": {"url": "https://example.org/"},
        "startYear": 2026,
        "state": "completed",
        "lessons": [{"obstacle": "Få bokade | körde", "solution": "Lägre pris"}],
        "resources": {"money": "2 mkr"},
        "national": True,
        "evidence": [{"field": "goals", "value": "12", "quote": "minskat svinn"}],
        "relations": [{"type": "part-of", "entryId": "01a210e8-4655-76a4-bef8-4b5abfff35d5"}],
    }


def test_a_relation_may_name_the_entry_by_its_id_in_the_source_system(tmp_path: Path) -> None:
    file = written(tmp_path, "externalId;relations\na;part-of musslor-2\n")
    assert rows_of(file)[0][1]["relations"] == [{"type": "part-of", "externalId": "musslor-2"}]


def test_what_a_field_cannot_take_is_passed_on_as_it_stands(tmp_path: Path) -> None:
    file = written(tmp_path, "externalId;startYear;national\na;snart;kanske\n")
    assert rows_of(file)[0][1] == {"externalId": "a", "startYear": "snart", "national": "kanske"}


def test_a_workbook_keeps_row_numbers_and_reads_numbers_and_dates(tmp_path: Path) -> None:
    heads = ["externalId", "counties", "startYear", "source.receivedOn", "targets"]
    rows = [heads, [], [7, 4, 2026.0, date(2026, 11, 24), 12.3]]
    file = workbook(tmp_path / "book.xlsx", rows)
    assert rows_of(file) == [
        [
            3,
            {
                "externalId": "7",
                "counties": ["04"],
                "startYear": 2026,
                "source": {"receivedOn": "2026-11-24"},
                "targets": ["12.3"],
            },
        ]
    ]


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("wrapped", [True, False])
def test_json_is_read_entry_by_entry(tmp_path: Path, indent: int | None, *, wrapped: bool) -> None:
    entries = [{"externalId": str(n), "title": "å" * 1000} for n in range(900)]
    content = {"entries": entries} if wrapped else entries
    file = written(tmp_path, json.dumps(content, indent=indent))
    found = rows_of(file)
    assert [row[1] for row in found] == entries
    lines = file.read_text(encoding="utf-8").splitlines()
    assert all("{" in lines[row[0] - 1] for row in found)


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("externalId;titlle\na;b", "unknown-column", "title"),
        ("externalId;title;Titel\na;b;c", "repeated-column", "title"),
        ("fönamn;gata\na;b", "missing-column", "externalId"),
        ("id;title\na;b", "own-id-column", "externalId"),
        ("externalId;title\n", "empty-file", ""),
        ('externalId;title\na;"b\nc;d', "broken-quotes", "2"),
        ('[{"externalId": "a"}, {"externalId":', "broken-json", "1"),
        ('{"other": [{"externalId": "a"}]', "broken-json", "1"),
        ('{"count": 1, "entries": [{"externalId": "a"}]}', "broken-json", "utan andra nycklar"),
        ('{"entries": [{"externalId": "a"}', "broken-json", "1"),
        ('{"entries": [{"externalId": "a"}]', "broken-json", "1"),
        ('{"entries": [{"externalId": "a"}],\n "next": "x"}', "after-list", 'rad 2: "next": "x"}'),
        ('[{"externalId": "a"}]\n[{"externalId": "b"}]', "after-list", '[{"externalId": "b"}]'),
        ('{"entries": [{"externalId": "a"}]} x', "after-list", "x"),
        ("externalId;" + ";".join(f"k{n}" for n in range(199_999)), "too-many-columns", "200000"),
    ],
)
def test_a_broken_file_has_one_clear_fault(tmp_path: Path, text: str, code: str, told: str) -> None:
    fault = fault_of(written(tmp_path, text))
    assert fault["code"] == code
    assert told in fault["message_sv"]


def test_an_unknown_column_names_the_nearest(tmp_path: Path) -> None:
    fault = fault_of(written(tmp_path, "externalId;Sammanfatning\na;b"))
    assert fault["nearest"] == ["Sammanfattning"]


def test_bytes_of_no_encoding_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"externalId;title\na;\x81\x8d\xe5 hej hej hej")
    assert fault_of(file)["code"] == "unknown-encoding"
