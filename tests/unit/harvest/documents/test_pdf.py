"""PDF: letters on pages into paragraphs."""

from __future__ import annotations

import logging

import pytest

from harvest.documents.document import Unreadable
from harvest.documents.reading import read
from tests.unit.harvest.documents.file_builder import at, pdf

FULL = "Vi samverkar med kommunerna, Region Dalarna och företagen i länet om energi och klimat i"
"""A line as wide as the page; at 11 points it ends near 500."""


def column(*lines: str, x: float = 70, top: float = 760, step: float = 14, **look: object) -> str:
    return "".join(
        at(x, top - step * number, line, **look)  # type: ignore[arg-type]
        for number, line in enumerate(lines)
    )


def texts(*pages: str) -> list[str]:
    return [block.text for block in read(pdf(pages)).blocks]


def test_lines_of_a_paragraph_are_joined() -> None:
    assert texts(column(FULL, "alla branscher.")) == [f"{FULL} alla branscher."]


def test_a_line_with_room_left_ends_a_paragraph() -> None:
    assert texts(column("Ja, i viss mån.", FULL, "alla.")) == ["Ja, i viss mån.", f"{FULL} alla."]


def test_a_larger_distance_parts_paragraphs() -> None:
    page = column(FULL, FULL, FULL) + column("Näringslivet är med.", top=710)

    assert texts(page) == [f"{FULL} {FULL} {FULL}", "Näringslivet är med."]


def test_hyphenation_is_undone() -> None:
    assert texts(column(f"{FULL} energieffek-", "tivisering.")) == [
        f"{FULL} energieffektivisering."
    ]


@pytest.mark.parametrize(
    ("end", "begin", "joined"),
    [
        ("energi-", "och klimat", "energi- och klimat"),
        ("EU-", "projekt", "EU-projekt"),
        ("Jämtland-", "Härjedalen", "Jämtland-Härjedalen"),
        ("e-", "post", "e-post"),
    ],
)
def test_hyphens_that_belong_there_stay(end: str, begin: str, joined: str) -> None:
    assert texts(column(f"{FULL} {end}", begin)) == [f"{FULL} {joined}"]


def test_a_paragraph_goes_on_over_a_page() -> None:
    assert texts(column(FULL, FULL), column("alla branscher.")) == [
        f"{FULL} {FULL} alla branscher."
    ]


def test_heads_feet_and_page_numbers_are_left_out() -> None:
    pages = [
        at(70, 810, "Svar 2026-11-12", size=8)
        + column(f"Fråga {number}", f"Svar på fråga {number}.")
        + at(70, 40, f"Länsstyrelsen Sida {number}", size=8)
        for number in (1, 2)
    ]

    assert texts(*pages) == ["Fråga 1", "Svar på fråga 1.", "Fråga 2", "Svar på fråga 2."]


STAMP, ADDRESS = "2026-11-26 18:18", "file:///C:/Svar/enkat.html"


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("11/26/26, 6:18 PM", f"{ADDRESS} 1/1"),
        (f"{STAMP} Enkätsvar", "https://mail.example.se/svar?id=…  1/1"),
        (f"Enkätsvar {ADDRESS}", f"1 av 1 {STAMP}"),
        ("Enkätsvar Sida 1 av 1", f"{ADDRESS} 2026-11-26"),
    ],
)
def test_what_a_browser_prints_around_one_page_is_left_out(head: str, foot: str) -> None:
    page = at(24, 820, head, size=8) + column("Svar", FULL, top=805) + at(24, 17, foot, size=8)

    document = read(pdf([page]))

    assert [block.text for block in document.blocks] == ["Svar", FULL]
    assert document.margins == tuple(" ".join(line.split()) for line in (head, foot))


def test_the_width_of_what_a_browser_prints_does_not_part_lines() -> None:
    narrow = "Textilslussen är en anläggning där begagnade arbetskläder lagas och säljs"
    page = column(narrow, "vidare.") + at(24, 17, f"{ADDRESS} {'1/1':>180}", size=8)

    assert texts(page) == [f"{narrow} vidare."]


def test_answers_that_begin_each_page_of_a_browser_are_kept() -> None:
    pages = [
        at(24, 820, f"{STAMP} Enkätsvar", size=8)
        + column("Nej.", f"Fråga {number}", top=805, step=30)
        + at(24, 17, f"{ADDRESS} {number}/2", size=8)
        for number in (1, 2)
    ]

    assert texts(*pages) == ["Nej.", "Fråga 1", "Nej.", "Fråga 2"]


@pytest.mark.parametrize("end", ["Läs mer: https://www.example.se", "2026-11-26 18:18"])
def test_an_address_or_a_time_at_the_end_of_a_text_is_kept(end: str) -> None:
    assert texts(column("Svar") + at(70, 30, end)) == ["Svar", end]


def test_text_that_repeats_on_pages_without_margins_is_kept() -> None:
    pages = [column(f"Svar {number}", "Ja.", top=810) for number in (1, 2)]

    assert texts(*pages) == ["Svar 1", "Ja.", "Svar 2", "Ja."]


def test_the_number_of_a_single_page_is_left_out() -> None:
    assert texts(column("Svar") + at(290, 30, "1 (1)")) == ["Svar"]


def test_bullets_are_list_items_with_depth() -> None:
    page = column("• Klimatråd för företag") + column("– med åkerier", x=90, top=740)

    blocks = read(pdf([page])).blocks

    assert [(block.kind, block.number, block.level, block.text) for block in blocks] == [
        ("list-item", "•", 1, "Klimatråd för företag"),
        ("list-item", "–", 2, "med åkerier"),
    ]


def test_the_lines_of_a_bullet_are_joined() -> None:
    page = column(f"• {FULL}") + column("hela länet.", x=78, top=746)

    assert texts(page + column("• Nätverk", top=732)) == [f"{FULL} hela länet.", "Nätverk"]


def test_bold_shows_from_the_font_and_parts_paragraphs() -> None:
    page = column(FULL, font="F2") + column("Ja, i viss mån.", top=746)

    assert [(block.text, block.bold) for block in read(pdf([page])).blocks] == [
        *((FULL, True), ("Ja, i viss mån.", False))
    ]


def test_larger_text_is_a_heading() -> None:
    page = column("Enkät", size=20) + column("Fråga", top=720, size=14) + column(FULL, top=690)

    assert [(block.kind, block.level) for block in read(pdf([page])).blocks] == [
        *(("heading", 1), ("heading", 2), ("paragraph", None))
    ]


def test_color_is_kept() -> None:
    page = "1 0 0 rg " + column("Svar") + "0 g " + column("Fråga", top=700)

    assert [block.color for block in read(pdf([page])).blocks] == ["ff0000", None]


def test_blocks_know_their_page() -> None:
    assert [block.page for block in read(pdf([column("a."), column("b.")])).blocks] == [1, 2]


def grid(top: float, *rows: float) -> str:
    """Return the rules of a table of two columns."""
    heights = [top]
    for row in rows:
        heights.append(heights[-1] - row)
    across = "".join(f"60 {y} m 540 {y} l S\n" for y in heights)
    return across + "".join(f"{x} {top} m {x} {heights[-1]} l S\n" for x in (60, 200, 540))


def test_a_ruled_table_is_read_cell_by_cell() -> None:
    page = grid(780, 30, 60)
    page += column("Fråga", top=762, font="F2") + column("Svar", x=210, top=762, font="F2")
    page += column("2c) Exempel", "på arbetssätt", top=735)
    page += column("Klimatråd", "Nätverk", x=210, top=735)

    blocks = read(pdf([page])).blocks

    found = [(block.kind, block.row, block.column, block.text) for block in blocks]
    assert found[:2] == [("cell", 0, 0, "Fråga"), ("cell", 0, 1, "Svar")]
    assert found[2:] == [
        *(("cell", 1, 0, "2c) Exempel"), ("cell", 1, 0, "på arbetssätt")),
        *(("cell", 1, 1, "Klimatråd"), ("cell", 1, 1, "Nätverk")),
    ]
    assert [block.header for block in blocks][:3] == [True, True, False]


def test_a_table_goes_on_over_a_page() -> None:
    first = grid(780, 30, 30) + column("Fråga 1", top=762) + column("Ja", x=210, top=762)
    first += column("Fråga 2", top=732) + column("Klimatråd", x=210, top=732)
    second = grid(800, 30, 30) + column("och nätverk", x=210, top=780)
    second += column("Fråga 3", top=750) + column("Nej", x=210, top=750)

    blocks = read(pdf([first, second])).blocks

    assert {block.table for block in blocks} == {0}
    assert [(block.row, block.column, block.text) for block in blocks] == [
        *((0, 0, "Fråga 1"), (0, 1, "Ja"), (1, 0, "Fråga 2"), (1, 1, "Klimatråd")),
        *((1, 1, "och nätverk"), (2, 0, "Fråga 3"), (2, 1, "Nej")),
    ]


def test_one_with_only_pictures_is_told_of() -> None:
    with pytest.raises(Unreadable) as caught:
        read(pdf([""]))

    assert caught.value.code == "no-text"


def test_the_parser_does_not_quote_the_file_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(Unreadable):
        read(b"%PDF-1.4\n1 0 obj <</Hemligt (Karin)>> endobj\nxref\n")

    assert "Karin" not in caplog.text
