"""Word documents: what is shown is read, and nothing else."""

from __future__ import annotations

import pytest

from harvest.documents.reading import read
from harvest.documents.remarks import CHANGES_ACCEPTED, NO_COMMENTS
from tests.unit.harvest.documents.file_builder import docx, paragraph, run

BOLD, RED = "<w:b/>", '<w:color w:val="FF0000"/>'


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def test_insertions_are_read_and_deletions_are_not() -> None:
    body = f"<w:p>{run('Ja')}<w:ins>{run(', ofta')}</w:ins><w:del><w:r><w:delText>, sällan"
    body += "</w:delText></w:r></w:del></w:p>"

    document = read(docx(body))

    assert document.text == "Ja, ofta"
    assert document.warnings == (CHANGES_ACCEPTED,)


def test_moved_text_stands_where_it_was_moved_to() -> None:
    body = f"<w:p><w:moveFrom>{run('flyttat')}</w:moveFrom></w:p>"
    body += f"<w:p><w:moveTo>{run('flyttat')}</w:moveTo></w:p>"

    assert read(docx(paragraph("före") + body)).text == "före\nflyttat"


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    first = paragraph("Ja, ", "<w:rPr><w:del/></w:rPr>")

    assert read(docx(first + paragraph("ofta"))).text == "Ja, ofta"


def test_comments_are_left_out_and_told_of() -> None:
    body = f"<w:p><w:commentRangeStart/>{run('Ja')}<w:r><w:commentReference/></w:r></w:p>"

    document = read(docx(body, more={"word/comments.xml": "<x>Stämmer det?</x>"}))

    assert document.text == "Ja"
    assert document.warnings == (NO_COMMENTS,)


def test_hidden_text_is_left_out() -> None:
    assert read(docx(f"<w:p>{run('Ja')}{run('nej', '<w:vanish/>')}</w:p>")).text == "Ja"


def test_text_in_links_fields_and_content_controls_is_read() -> None:
    parts = (
        f"<w:hyperlink>{run('a')}</w:hyperlink>",
        f"<w:fldSimple>{run('b')}</w:fldSimple>",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('c')}</w:sdtContent></w:sdt>",
        "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>",
    )
    outer = f"<w:sdt><w:sdtContent>{paragraph('d')}</w:sdtContent></w:sdt>"

    assert read(docx(f"<w:p>{''.join(parts)}</w:p>{outer}")).text == "abc\nd"


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('i rutan')}</w:txbxContent>"
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )

    assert read(docx(f"<w:p>{run('före')}<w:r>{both}</w:r></w:p>")).text == "före\ni rutan"


def test_a_checked_box_shows() -> None:
    boxes = "".join(
        f'<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val="{on}"/></w:checkBox></w:ffData>'
        f"</w:fldChar></w:r>{run(text)}"
        for on, text in ((1, "Ja"), (0, "Nej"))
    )

    assert read(docx(f"<w:p>{boxes}</w:p>")).text == "☒Ja☐Nej"


def test_a_line_break_goes_on_the_paragraph_on_a_line_of_its_own() -> None:
    blocks = read(docx(f"<w:p>{run('a')}<w:r><w:br/></w:r>{run('b')}</w:p>")).blocks

    assert [(block.text, block.continues) for block in blocks] == [("a", False), ("b", True)]


@pytest.mark.parametrize(("look", "bold"), [(BOLD, True), ('<w:b w:val="0"/>', False), ("", False)])
def test_a_line_is_bold_when_all_of_it_is(look: str, bold: bool) -> None:  # noqa: FBT001  a case
    assert read(docx(paragraph("x", look=look))).blocks[0].bold is bold


def test_a_line_that_is_bold_in_part_is_not() -> None:
    assert not read(docx(f"<w:p>{run('2c', BOLD)}{run(' Ja')}</w:p>")).blocks[0].bold


def test_bold_and_color_come_from_styles_too() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Svar"><w:basedOn w:val="Bas"/></w:style>'
        f'<w:style w:type="paragraph" w:styleId="Bas"><w:rPr>{BOLD}{RED}</w:rPr></w:style>'
    )

    block = read(docx(paragraph("x", '<w:pStyle w:val="Svar"/>'), styles=styles)).blocks[0]

    assert (block.bold, block.color) == (True, "ff0000")


def test_black_is_no_color() -> None:
    body = paragraph("x", look='<w:color w:val="000000"/>') + paragraph("y", look=RED)

    assert [block.color for block in read(docx(body)).blocks] == [None, "ff0000"]


def test_headings_have_their_level() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="R2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    )
    body = "".join(
        paragraph("x", properties)
        for properties in (
            '<w:pStyle w:val="R2"/>',
            '<w:pStyle w:val="T"/>',
            '<w:outlineLvl w:val="2"/>',
            '<w:outlineLvl w:val="9"/>',
        )
    )

    found = [(block.kind, block.level) for block in read(docx(body, styles=styles)).blocks]

    assert found == [("heading", 2), ("heading", 1), ("heading", 3), ("paragraph", None)]


def test_cells_have_their_place_and_a_bold_first_row_is_the_head() -> None:
    head = "".join(cell(paragraph(text, look=BOLD)) for text in ("Fråga", "Svar"))
    row = cell(paragraph("2c")) + cell(paragraph("• a") + paragraph("• b"))

    blocks = read(docx(f"<w:tbl><w:tr>{head}</w:tr><w:tr>{row}</w:tr></w:tbl>")).blocks

    assert [(block.row, block.column, block.header) for block in blocks] == [
        *((0, 0, True), (0, 1, True), (1, 0, False), (1, 1, False), (1, 1, False))
    ]
    assert [block.kind for block in blocks] == ["cell"] * 3 + ["list-item"] * 2


def test_a_cell_over_several_columns_takes_their_places() -> None:
    wide = cell(paragraph("a"), '<w:gridSpan w:val="2"/>') + cell(paragraph("b"))
    row = "".join(cell(paragraph(text)) for text in "cde")

    blocks = read(docx(f"<w:tbl><w:tr>{wide}</w:tr><w:tr>{row}</w:tr></w:tbl>")).blocks

    assert [(block.text, block.column) for block in blocks] == [
        *(("a", 0), ("b", 2), ("c", 0), ("d", 1), ("e", 2))
    ]


def test_a_frame_is_no_table() -> None:
    framed = f"<w:tbl><w:tr>{cell(paragraph('x'))}</w:tr></w:tbl>"

    assert [(block.kind, block.table) for block in read(docx(framed)).blocks] == [
        ("paragraph", None)
    ]


def test_deleted_rows_are_left_out() -> None:
    rows = (
        f"<w:tr>{properties}{cell(paragraph(text))}{cell(paragraph('y'))}</w:tr>"
        for text, properties in (("a", ""), ("b", "<w:trPr><w:del/></w:trPr>"))
    )

    assert read(docx(f"<w:tbl>{''.join(rows)}</w:tbl>")).text == "a\ny"


def test_soft_hyphens_and_hard_spaces_become_plain_text() -> None:
    first = run("närings\u00adlivet\u00a0i")

    assert (
        read(docx(f"<w:p>{first}<w:r><w:tab/></w:r>{run('länet')}</w:p>")).text
        == "näringslivet i länet"
    )


def test_letters_of_two_characters_become_one() -> None:
    assert read(docx(paragraph("miljo\u0308ma\u030al"))).text == "miljömål"


def test_headers_and_footers_are_left_out() -> None:
    parts = {"word/header1.xml": paragraph("Länsstyrelsen"), "word/footer1.xml": paragraph("1")}

    assert read(docx(paragraph("Svar"), more=parts)).text == "Svar"
