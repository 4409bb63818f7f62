from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.searching.crossing import AxisValue, Crossing
from tests.fixtures.repository import text_of
from web.matrix import matrix
from web.matrix_files import SHADES, as_csv
from web.query_string import QueryString
from web.tones import MOST, classes_of


@pytest.mark.parametrize(
    ("counts", "legend"),
    [
        ([], [(0, "0 (inga exempel)"), (3, "1 eller fler")]),
        ([0, 7], [(0, "0 (inga exempel)"), (3, "1 eller fler")]),
        ([0, 1, 1, 1, 2], [(0, "0 (inga exempel)"), (1, "1"), (5, "2 eller fler")]),
        (
            [28, 29, 34, 35, 35, 36, 36, 40, 40, 41, 41, 42, 43, 46, 56, 82],
            [
                *((0, "0 (inga exempel)"), (1, "1–34"), (2, "35–39"), (4, "40–44")),
                (5, "45 eller fler"),
            ],
        ),
    ],
)
def test_numbers_are_parted_into_classes_of_about_as_many_each(
    counts: list[int], legend: list[tuple[int, str]]
) -> None:
    assert list(classes_of(counts).legend) == legend


@given(counts=st.lists(st.integers(0, 20_000), max_size=400))
def test_none_is_a_class_of_its_own_and_no_other_class_is_empty(counts: list[int]) -> None:
    classes = classes_of(counts)
    tones = [classes.tone(count) for count in sorted(counts)]
    assert tones == sorted(tones)
    assert [tone for tone in tones if not tone] == [0] * counts.count(0)
    if any(counts):
        assert set(tones) - {0} == {tone for tone, _ in classes.legend[1:]}


def test_a_workbook_has_the_colours_of_a_light_screen() -> None:
    light = text_of("web/static/overview.css").partition("}")[0]

    def colours(name: str) -> list[str]:
        found = re.findall(rf"--{name}-[0-9]: #([0-9a-f]+);", light)
        return [f"#{each * 2 if len(each) == 3 else each}" for each in found]

    assert list(zip(colours("tone"), colours("on"), strict=True)) == list(SHADES)
    assert len(SHADES) == 1 + MOST


def test_a_file_for_spreadsheets_holds_no_formula() -> None:
    rows = (AxisValue("12", "=1+1", 2), AxisValue("08", "@kalmar", 0))
    columns = (AxisValue("4", "Giftfri miljö", 2),)
    crossing = Crossing(rows, columns, {("12", "4"): 2}, 2, 2, {})
    table = matrix(QueryString(()), QueryString(()), ("county", "objective"), crossing, "/")
    text = as_csv(table, "https://example.org/tackning").decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == [
        ["Län", "Exempel i allt", "4 Giftfri miljö", "Källa"],
        ["'=1+1", "2", "2", "https://example.org/tackning"],
        ["'@kalmar", "0", "0", "https://example.org/tackning"],
        ["Exempel i allt", "2", "2", "https://example.org/tackning"],
    ]
