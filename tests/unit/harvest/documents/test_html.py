"""HTML, plain and as Outlook writes it."""

from __future__ import annotations

import pytest

from harvest.documents.reading import read

MSO = (
    "<p class=MsoListParagraph style='mso-list:l0 level{} lfo1'><![if !supportLists]>"
    "<span style='mso-list:Ignore'>{}<span style='font:7.0pt'>&nbsp;&nbsp; </span></span><![endif]>"
    "{}<o:p></o:p></p>"
)


def page(body: str) -> bytes:
    return (
        f"<html><head><title>Titel</title><style>p{{}}</style></head><body>{body}</body>".encode()
    )


def texts(body: str) -> list[str]:
    return [block.text for block in read(page(body)).blocks]


def test_paragraphs_and_breaks_part_lines() -> None:
    blocks = read(page("<p>a\n b<br>c<p>d<div>e</div>")).blocks

    assert [(block.text, block.continues) for block in blocks] == [
        *(("a b", False), ("c", True), ("d", False), ("e", False))
    ]


def test_scripts_styles_and_hidden_text_are_left_out() -> None:
    body = "<script>x()</script><p style='display:none'>dolt</p><p>svar</p>"

    assert texts(body) == ["svar"]


def test_lists_are_numbered_as_they_are_shown() -> None:
    body = "<ol start=2><li>a<ol type=a><li>b<li>c</ol><li value=7>d</ol><ul><li><p>e</ul><p>f"

    blocks = read(page(body)).blocks

    assert [(block.number, block.level, block.text) for block in blocks] == [
        *(("2.", 1, "a"), ("a.", 2, "b"), ("b.", 2, "c"), ("7.", 1, "d"), ("•", 1, "e")),
        (None, None, "f"),
    ]


def test_the_marks_of_outlooks_lists_are_numbers() -> None:
    blocks = read(page(MSO.format(1, "2.", "a") + MSO.format(2, "c)", "b"))).blocks

    assert [(block.kind, block.number, block.level, block.text) for block in blocks] == [
        *(("list-item", "2.", 1, "a"), ("list-item", "c)", 2, "b"))
    ]


def test_a_blockquote_is_a_depth_of_quotation() -> None:
    blocks = read(page("<p>a<blockquote><p>b<blockquote>c</blockquote></blockquote><p>d")).blocks

    assert [(block.text, block.quote) for block in blocks] == [
        *(("a", 0), ("b", 1), ("c", 2), ("d", 0))
    ]


def test_the_head_of_a_quoted_mail_in_one_paragraph_is_seen() -> None:
    body = "<p>svar<p><b>Från:</b> K<br><b>Skickat:</b> i går<br><b>Ämne:</b> F<p>fråga"

    assert [block.quote for block in read(page(body)).blocks] == [0, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("markup", "bold", "color"),
    [
        ("<b>x</b>", True, None),
        ("<span style='font-weight:700;color:#1F497D'>x</span>", True, "1f497d"),
        ("<font color=red>x</font>", False, "ff0000"),
        ("<span style='color:rgb(0, 112, 192)'>x</span>", False, "0070c0"),
        ("<span style='color:#f00'>x</span>", False, "ff0000"),
        ("<span style='color:windowtext'>x</span>", False, None),
        ("<b>x</b> y", False, None),
        ("<b><span style='font-weight:normal'>x</span></b>", False, None),
    ],
)
def test_bold_and_color_are_those_of_the_whole_line(
    markup: str,
    bold: bool,  # noqa: FBT001  a case
    color: str | None,
) -> None:
    block = read(page(f"<p>{markup}</p>")).blocks[0]

    assert (block.bold, block.color) == (bold, color)


def test_headings_have_their_level() -> None:
    block = read(page("<h2>Fråga 2</h2>")).blocks[0]

    assert (block.kind, block.level, block.bold) == ("heading", 2, True)


def test_cells_have_their_place_and_frames_have_none() -> None:
    inner = "<table><tr><th>Fråga<th>Svar<tr><td>2c<td><ul><li>a<li>b</ul></table>"

    blocks = read(page(f"<table><tr><td><p>hej</p>{inner}</td></tr></table>")).blocks

    assert [
        (block.kind, block.table, block.row, block.column, block.header) for block in blocks
    ] == [
        ("paragraph", None, None, None, False),
        *(("cell", 0, 0, 0, True), ("cell", 0, 0, 1, True), ("cell", 0, 1, 0, False)),
        *(("list-item", 0, 1, 1, False), ("list-item", 0, 1, 1, False)),
    ]


def test_the_encoding_that_the_page_names_is_used() -> None:
    data = "<html><meta charset=iso-8859-2><p>Łódź".encode("iso-8859-2")

    assert read(data).text == "Łódź"


def test_kept_white_space_keeps_its_lines() -> None:
    assert texts("<pre>a\nb</pre>") == ["a", "b"]
