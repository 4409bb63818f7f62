from __future__ import annotations

import csv
import io
import re

from app.searching.crossing import AxisValue, Crossing
from tests.fixtures.repository import text_of
from web.matrix import matrix
from web.matrix_files import SHADES, as_csv
from web.query_string import QueryString
from web.tones import CLASSES, tone


def test_no_examples_are_a_class_of_their_own() -> None:
    assert [tone(count) for count in (0, 1, 3, 4, 9, 10, 39, 40, 49, 50, 5_000)] == [
        *(0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5)
    ]
    assert [each for each, _ in CLASSES] == [0, 1, 2, 3, 4, 5]


def test_a_workbook_has_the_colours_of_a_light_screen() -> None:
    light = text_of("web/static/overview.css").partition("}")[0]

    def colours(name: str) -> list[str]:
        found = re.findall(rf"--{name}-[0-9]: #([0-9a-f]+);", light)
        return [f"#{each * 2 if len(each) == 3 else each}" for each in found]

    assert list(zip(colours("tone"), colours("on"), strict=True)) == list(SHADES)
    assert len(SHADES) == len(CLASSES)


def test_a_file_for_spreadsheets_holds_no_formula() -> None:
    rows = (AxisValue("12", "=1+1", 2), AxisValue("08", "@kalmar", 0))
    columns = (AxisValue("4", "Giftfri miljö", 2),)
    crossing = Crossing(rows, columns, {("12", "4"): 2}, 2, {})
    table = matrix(QueryString(()), QueryString(()), ("county", "objective"), crossing, "/")
    text = as_csv(table, [("Sökord", "-1")]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == [
        ["Län", "Exempel i allt", "4 Giftfri miljö"],
        ["'=1+1", "2", "2"],
        ["'@kalmar", "0", "0"],
        ["Exempel i allt", "2", "2"],
        [],
        ["Sökord", "'-1"],
    ]
