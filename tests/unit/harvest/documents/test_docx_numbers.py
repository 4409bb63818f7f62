"""The numbers that Word counts and does not store."""

from __future__ import annotations

import pytest

from harvest.documents.list_numbers import counted
from harvest.documents.reading import read
from tests.unit.harvest.documents.file_builder import abstract, docx, level, listed, num, paragraph

QUESTIONS = level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)") + level(2, "bullet", "o")
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


def numbers(body: str, numbering: str, styles: str = "") -> list[str | None]:
    return [block.number for block in read(docx(body, numbering=numbering, styles=styles)).blocks]


def test_levels_count_and_begin_anew_below_the_next_number() -> None:
    body = "".join(listed("x", level=at) for at in (0, 1, 1, 2, 0, 1))

    assert numbers(body, abstract(QUESTIONS) + num()) == ["1.", "a)", "b)", "o", "2.", "a)"]


def test_a_list_begins_where_its_start_says() -> None:
    levels = level(0, "decimal", "%1", start=2) + level(1, "lowerLetter", "%1%2.", start=3)
    body = listed("x") + listed("x", level=1) + listed("x", level=1)

    assert numbers(body, abstract(levels) + num()) == ["2", "2c.", "2d."]


def test_two_lists_of_a_family_go_on_counting_together() -> None:
    body = listed("x", 1) + listed("x", 2)

    assert numbers(body, abstract(QUESTIONS) + num(1) + num(2)) == ["1.", "2."]


def test_an_override_of_the_start_begins_anew_once() -> None:
    body = listed("x", 1) + listed("x", 2) + listed("x", 2)

    assert numbers(body, abstract(QUESTIONS) + num(1) + num(2, overrides=RESTART)) == [
        *("1.", "1.", "2.")
    ]


def test_an_override_of_a_level_changes_its_look() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "Fråga %1")}</w:lvlOverride>'

    assert numbers(listed("x"), abstract(QUESTIONS) + num(overrides=own)) == ["Fråga I"]


def test_a_level_that_never_restarts_goes_on() -> None:
    levels = level(0, "decimal", "%1.") + level(
        1, "decimal", "%2", more='<w:lvlRestart w:val="0"/>'
    )
    body = "".join(listed("x", level=at) for at in (0, 1, 0, 1))

    assert numbers(body, abstract(levels) + num()) == ["1.", "1", "2.", "2"]


def test_a_legal_level_shows_the_levels_above_in_digits() -> None:
    levels = level(0, "upperRoman", "%1") + level(1, "lowerLetter", "%1.%2", more="<w:isLgl/>")

    assert numbers(listed("x") + listed("x", level=1), abstract(levels) + num()) == ["I", "1.1"]


def test_a_level_without_form_shows_no_number() -> None:
    document = read(docx(listed("x"), numbering=abstract(level(0, "none", "%1.")) + num()))

    assert (document.blocks[0].kind, document.blocks[0].number) == ("paragraph", None)


def test_an_empty_paragraph_counts_as_word_counts_it() -> None:
    assert numbers(listed("") + listed("x"), abstract(QUESTIONS) + num()) == ["2."]


def test_a_symbol_is_shown_as_it_looks() -> None:
    bullets = level(0, "bullet", "\uf0b7") + level(1, "bullet", "\uf0a7")

    assert numbers(listed("x") + listed("x", level=1), abstract(bullets) + num()) == ["•", "▪"]


def test_a_style_brings_its_list_and_its_level() -> None:
    tied = level(0, "decimal", "%1.") + level(
        1, "lowerLetter", "%2)", more='<w:pStyle w:val="Del"/>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="Del"><w:basedOn w:val="Grund"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = listed("x") + paragraph("x", '<w:pStyle w:val="Del"/>')

    assert numbers(body, abstract(tied) + num(), styles) == ["1.", "a)"]


def test_a_paragraph_leaves_the_list_of_its_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    out = '<w:pStyle w:val="L"/><w:numPr><w:numId w:val="0"/></w:numPr>'

    assert numbers(paragraph("x", out), abstract(QUESTIONS) + num(), styles) == [None]


def test_a_list_is_found_through_its_list_style() -> None:
    linked = '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="S"/></w:abstractNum>'
    styles = (
        '<w:style w:type="numbering" w:styleId="S"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    numbering = abstract(QUESTIONS) + linked + num(1, 1) + num(2, 2)

    assert numbers(listed("x", 2), numbering, styles) == ["1."]


def test_a_list_that_does_not_exist_gives_no_number() -> None:
    assert numbers(listed("x", 9), abstract(QUESTIONS) + num()) == [None]


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (3, "lowerLetter", "c"),
        (28, "lowerLetter", "bb"),
        (4, "upperLetter", "D"),
        (49, "lowerRoman", "xlix"),
        (4, "upperRoman", "IV"),
        (2, "ordinalText", "2"),
        (0, "lowerRoman", "0"),
        (10**9, "lowerLetter", "1000000000"),
    ],
)
def test_numbers_are_shown_in_the_forms_of_word(number: int, form: str, shown: str) -> None:
    assert counted(number, form) == shown
