"""Who answered, in a column, a line or a note of a call, is no part of an answer or a candidate."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from app.replies.parsing import harvested_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Read = Callable[..., dict[str, str]]

EXAMPLES = "Biogasnätverk för tolv åkerier.\nVerktygspool för byggföretag."


def workbook(*rows: list[str]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.fixture
def public(tmp_path: Path) -> Read:
    """Read what is public of the answers, by question, and of the candidates as "candidates"."""

    def read(content: bytes, name: str = "svar.txt") -> dict[str, str]:
        path = tmp_path / "reply"
        path.write_bytes(content)
        (respondent,) = harvested_file(str(path), name, "rus-2018")["respondents"]
        answers = {each["question"]: each["publicText"] for each in respondent["answers"]}
        titles = "; ".join(each["title"] for each in respondent["candidates"])
        return {**answers, "candidates": titles}

    return read


@pytest.mark.parametrize(
    "head", ["Ifylld av", "Besvarad av", "Svarande", "Sign.", "Uppgiftslämnare", "Antecknat av"]
)
def test_a_column_of_who_answered_is_no_part_of_the_answers(public: Read, head: str) -> None:
    content = workbook(
        ["Fråga", "Svar", head],
        ["1", "Ja", "YK"],
        ["2c", EXAMPLES, "YK, TR"],
        ["3", "Mer tid", "YK"],
        ["4", "Inget", "TR"],
    )
    found = public(content, "svar.xlsx")
    assert (found["1"], found["3"], found["4"]) == ("Ja", "Mer tid", "Inget")
    assert found["candidates"] == "Biogasnätverk för tolv åkerier; Verktygspool för byggföretag"


@pytest.mark.parametrize(
    "line",
    [
        "Svarat av: Malte, naturvård",
        "Besvarad av YK",
        "Formuläret är ifyllt av: Yrsa K, Tuva R",
        "Svar från: Yrsa på naturvård",
        "Antecknat av MB",
        "Samtal med: växeln",
    ],
)
def test_a_line_that_tells_who_answered_is_left_out(public: Read, line: str) -> None:
    text = f"Länsstyrelsen Kronoberg\n1. Ja\n{line}\n2c. {EXAMPLES}\n{line}\n3. Mer tid\n{line}\n"
    found = public(text.encode())
    assert (found["1"], found["3"]) == ("Ja", "Mer tid")
    assert found["candidates"] == "Biogasnätverk för tolv åkerier; Verktygspool för byggföretag"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Mer tid, tycker Yrsa Krokström.", "Mer tid."),
        ("Mer tid enligt Yrsa Krokström.", "Mer tid."),
        ("Mer tid /Yrsa Krokström", "Mer tid"),
        ("Yrsa Krokström berättade att de vill ha mer tid.", "De vill ha mer tid."),
        ("Ringde Yrsa Krokström på måndagen, hon sa att de vill ha tid.", "De vill ha tid."),
        ("Samtal med Yrsa Krokström: de vill ha mer tid.", "De vill ha mer tid."),
        ("Hon sa att de vill ha mer tid.", "De vill ha mer tid."),
    ],
)
def test_what_somebody_said_stays_without_who_said_it(public: Read, said: str, left: str) -> None:
    text = f"Länsstyrelsen Kronoberg\n1. Ja\n2c. {EXAMPLES}\n3. {said}\n4. Nej\n"
    assert public(text.encode())["3"] == left


def test_an_example_that_somebody_told_of_is_kept(public: Read) -> None:
    text = "Kronoberg\n1. Ja\n2c.\n- Biogasnätverk för tolv åkerier, berättade Yrsa.\n3. Nej\n"
    assert public(text.encode())["candidates"] == "Biogasnätverk för tolv åkerier"


def test_a_name_in_another_cell_of_the_row_is_no_heading(tmp_path: Path) -> None:
    path = tmp_path / "reply"
    content = workbook(
        ["Fråga", "Svar", "Handläggare"],
        ["1. Arbetar ni med näringslivet?", "Ja", "Yrsa Krokström"],
        ["2c. Ge exempel", "Biogasnätverk: tolv åkerier möts.", "Yrsa Krokström"],
        ["", "Verktygspool: vi lånar ut verktyg.", "Tuva Ranelid"],
        ["", "Klimatkontrakt: företag skrev kontrakt.", "Malte Brink"],
        ["3. Övrigt", "Nej", "Tuva Ranelid"],
    )
    path.write_bytes(content)
    (respondent,) = harvested_file(str(path), "svar.xlsx", "rus-2018")["respondents"]
    found = [(each["title"], each["context"]) for each in respondent["candidates"]]
    assert found == [("Biogasnätverk", None), ("Verktygspool", None), ("Klimatkontrakt", None)]
