"""OpenDocument texts: headings, lists, tables, looks."""

from __future__ import annotations

import pytest

from harvest.documents.document import Unreadable
from harvest.documents.reading import read
from harvest.documents.remarks import CHANGES_ACCEPTED, NO_COMMENTS, NO_FOOTNOTES
from tests.unit.harvest.documents.file_builder import odt

NUMBERED = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."'
    ' text:start-value="2"/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>'
    '<text:list-level-style-bullet text:level="3" text:bullet-char="–"/></text:list-style>'
)


def items(*contents: str) -> str:
    return "".join(f"<text:list-item>{content}</text:list-item>" for content in contents)


def listed(content: str, attributes: str = "") -> str:
    return f'<text:list text:style-name="L" {attributes}>{content}</text:list>'


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def numbers(body: str) -> list[str | None]:
    return [block.number for block in read(odt(body, NUMBERED)).blocks]


def test_lists_count_by_their_style() -> None:
    inner = f"<text:list>{items(p('x'), p('x'))}</text:list>"

    assert numbers(listed(items(p("x") + inner, p("x")))) == ["2.", "a)", "b)", "3."]


def test_a_list_that_goes_on_does_not_begin_anew() -> None:
    going = listed(items(p("x")), 'text:continue-numbering="true"')

    assert numbers(listed(items(p("x"))) + going + listed(items(p("x")))) == ["2.", "3.", "2."]


def test_an_inner_list_goes_on_with_the_one_around_it() -> None:
    inner = f"<text:list>{items(p('x'))}</text:list>"
    going = listed(items(inner), 'text:continue-list="l1"')

    assert numbers(listed(items(p("x") + inner)) + p("y") + going) == ["2.", "a)", None, "b)"]


def test_an_item_may_state_its_number() -> None:
    stated = f'<text:list-item text:start-value="7">{p("x")}</text:list-item>'

    assert numbers(listed(items(p("x")) + stated + items(p("x")))) == ["2.", "7.", "8."]


def test_a_second_paragraph_of_an_item_has_no_number() -> None:
    blocks = read(odt(listed(items(p("x") + p("y"))), NUMBERED)).blocks

    assert [(block.kind, block.number) for block in blocks] == [
        *(("list-item", "2."), ("paragraph", None))
    ]


def test_a_list_without_style_has_bullets_by_depth() -> None:
    inner = f"<text:list>{items(p('y'))}</text:list>"

    assert numbers(f"<text:list>{items(p('x') + inner)}</text:list>") == ["•", "◦"]


def test_headings_have_their_level_and_numbers_of_the_outline() -> None:
    outline = (
        '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1"'
        ' style:num-format="1" style:num-suffix="."/></text:outline-style>'
    )
    body = '<text:h text:outline-level="1">a</text:h><text:h text:outline-level="1">b</text:h>'

    blocks = read(odt(body, outline)).blocks

    assert [(block.kind, block.level, block.number) for block in blocks] == [
        *(("heading", 1, "1."), ("heading", 1, "2."))
    ]


def test_spaces_tabs_and_breaks_are_read() -> None:
    body = "<text:p>a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d</text:p>"

    assert read(odt(body)).text == "a b c\nd"


def test_white_space_of_the_file_is_one_space() -> None:
    assert read(odt("<text:p>a\n   <text:span>b</text:span>\n c</text:p>")).text == "a b c"


def test_bold_and_color_come_from_styles() -> None:
    styles = (
        '<style:style style:name="Bas"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="Svar" style:parent-style-name="Bas">'
        '<style:text-properties fo:color="#00AA00"/></style:style>'
    )

    block = read(odt(p('<text:span text:style-name="Svar">x</text:span>'), styles)).blocks[0]

    assert (block.bold, block.color) == (True, "00aa00")


def test_comments_notes_and_deletions_are_left_out_and_told_of() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>borta</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>a<office:annotation><text:p>Stämmer det?</text:p></office:annotation>"
        "<text:note><text:note-body><text:p>not</text:p></text:note-body></text:note>b</text:p>"
    )

    document = read(odt(body))

    assert document.text == "ab"
    assert document.warnings == (CHANGES_ACCEPTED, NO_COMMENTS, NO_FOOTNOTES)


def test_cells_have_their_place() -> None:
    def cells(*texts: str) -> str:
        return "".join(f"<table:table-cell>{p(text)}</table:table-cell>" for text in texts)

    body = (
        f"<table:table><table:table-header-rows><table:table-row>{cells('Fråga', 'Svar')}"
        f"</table:table-row></table:table-header-rows><table:table-row>"
        f"{cells('2c')}<table:table-cell/>{cells('x')}</table:table-row></table:table>"
    )

    blocks = read(odt(body)).blocks

    assert [(block.row, block.column, block.header) for block in blocks] == [
        *((0, 0, True), (0, 1, True), (1, 0, False), (1, 2, False))
    ]


def test_a_text_box_is_read_after_its_paragraph() -> None:
    box = "<draw:frame><draw:text-box><text:p>i rutan</text:p></draw:text-box></draw:frame>"

    assert read(odt(f"<text:p>före{box}</text:p>")).text == "före\ni rutan"


def test_one_with_a_password_is_told_of() -> None:
    with pytest.raises(Unreadable) as caught:
        read(odt(p("x"), manifest="<manifest:encryption-data/>"))

    assert caught.value.code == "encrypted"
