"""No cell that is written becomes a formula, whatever delimiter a spreadsheet takes."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.imports.files.apostrophes import plain_cell, safe_cell

TEXTS = st.text(alphabet="=+-@\t\r\n;,|'\"a ", max_size=12)


@given(st.lists(TEXTS, min_size=1, max_size=4), st.sampled_from(",;"))
def test_no_part_of_a_cell_begins_a_formula_for_any_reader(texts: list[str], written: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=written).writerow(["id", *map(safe_cell, texts)])
    for delimiter in ",;\t":
        for line in file.getvalue().splitlines():  # a reader that minds no quotation marks
            for cell in line.split(delimiter) if delimiter != "," else ():
                assert not cell.lstrip('"').startswith(("=", "+", "-", "@"))
        rows = csv.reader(io.StringIO(file.getvalue(), newline=""), delimiter=delimiter)
        if delimiter != "," or written == ",":  # commas within cells are the delimiter of neither
            cells = [cell for row in rows for cell in row]
            assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@given(TEXTS)
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert plain_cell(str(safe_cell(text))) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("råd;=cmd|' /C calc'!A0", "råd;'=cmd|' /C calc'!A0"),
        ("först\n=1+1", "först\n'=1+1"),
        ("a\t@b", "a\t'@b"),
        ('a;"=b', "a;'\"=b"),
        ("=;-", "'=;'-"),
        ("a - b; c", "a - b; c"),
    ],
)
def test_what_begins_a_cell_elsewhere_is_guarded_too(text: str, written: str) -> None:
    assert safe_cell(text) == written
