"""How deep the list items of Word documents hang."""

from __future__ import annotations

import pytest

from harvest.documents.reading import read
from tests.unit.harvest.documents.file_builder import abstract, docx, level, listed, num, paragraph
from tests.unit.harvest.survey import WORDING, harvest


def style(name: str, list_id: int | None = None, more: str = "") -> str:
    """Return a style with an id of its own, and perhaps a list of its own."""
    number = f'<w:numPr><w:numId w:val="{list_id}"/></w:numPr>' if list_id else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
        f"{more}<w:pPr>{number}</w:pPr></w:style>"
    )


def bullets(list_id: int, left: int, form: str = "bullet", text: str = "\uf0b7") -> str:
    """Return a list of one level that is set in."""
    indent = f'<w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr>'
    return abstract(level(0, form, text, more=indent), list_id)


def lists(*lefts: int, form: str = "bullet", text: str = "\uf0b7") -> str:
    """Return lists of one level each, numbered from 1, the families before the lists."""
    families = (bullets(at, left, form, text) for at, left in enumerate(lefts, start=1))
    return "".join(families) + "".join(num(at, at) for at in range(1, len(lefts) + 1))


def styled(name: str, text: str = "x") -> str:
    return paragraph(text, f'<w:pStyle w:val="{name.replace(" ", "")}"/>')


def levels(body: str, numbering: str, styles: str = "") -> list[int | None]:
    return [block.level for block in read(docx(body, numbering=numbering, styles=styles)).blocks]


@pytest.mark.parametrize(
    "name", ["List Bullet", "Punktlista", "Numrerad lista", "List Number", "Lst punkter nivå"]
)
def test_the_name_of_a_style_tells_its_level(name: str) -> None:
    names = (name, f"{name} 2", f"{name} 3")
    styles = "".join(style(each, at) for at, each in enumerate(names, start=1))
    body = "".join(styled(names[at]) for at in (0, 1, 2, 1, 0))

    assert levels(body, lists(0, 0, 0), styles) == [1, 2, 3, 2, 1]


def test_a_style_has_the_level_of_the_one_that_it_is_based_on() -> None:
    styles = style("List Bullet", 1) + style("List Bullet 2", 2)
    styles += style("Svar", more='<w:basedOn w:val="ListBullet2"/>')

    assert levels(styled("List Bullet") + styled("Svar"), lists(0, 0), styles) == [1, 2]


def test_a_numbered_copy_of_a_style_without_levels_tells_none() -> None:
    styles = style("List Paragraph", 1) + style("List Paragraph2", 2)
    body = styled("List Paragraph") + styled("List Paragraph2")

    assert levels(body, lists(720, 720), styles) == [1, 1]


def test_a_style_that_is_set_in_further_hangs_on_the_one_above() -> None:
    styles = style("Punkt", 1) + style("Underpunkt", 2)
    body = "".join(styled(each) for each in ("Punkt", "Underpunkt", "Underpunkt", "Punkt"))

    assert levels(body, lists(425, 850), styles) == [1, 2, 2, 1]


def test_the_indent_of_a_style_counts_before_that_of_its_list() -> None:
    indented = style("Underpunkt", 2).replace("<w:pPr>", '<w:pPr><w:ind w:left="850"/>')
    body = styled("Punkt") + styled("Underpunkt")

    assert levels(body, lists(425, 425), style("Punkt", 1) + indented) == [1, 2]


def test_lists_that_were_pasted_at_another_indent_stand_beside_each_other() -> None:
    assert levels(listed("x", 1) + listed("x", 2), lists(360, 720)) == [1, 1]


@pytest.mark.parametrize(
    ("form", "text", "numbers"),
    [("bullet", "\uf0b7", ["•", "•", "•", "•"]), ("decimal", "%1.", ["1.", "1.", "2.", "2."])],
)
def test_a_level_that_the_list_lacks_looks_like_the_one_above_it(
    form: str, text: str, numbers: list[str]
) -> None:
    body = "".join(listed("x", level=at) for at in (0, 1, 1, 0))

    blocks = read(docx(body, numbering=lists(360, form=form, text=text))).blocks

    assert [block.level for block in blocks] == [1, 2, 2, 1]
    assert [block.number for block in blocks] == numbers


@pytest.mark.parametrize("name", ["List Continue", "List Continue 2", "Listafortsättning 2"])
def test_a_paragraph_in_the_style_of_a_continued_list_goes_on_the_bullet(name: str) -> None:
    body = styled("List Bullet", "a") + styled(name, "b") + styled(name, "c")
    styles = style("List Bullet", 1) + style(name)

    blocks = read(docx(body, numbering=lists(360), styles=styles)).blocks

    assert [(block.kind, block.level, block.continues) for block in blocks] == [
        *(("list-item", 1, False), ("list-item", 1, True), ("list-item", 1, True))
    ]


def test_it_does_not_go_on_a_numbered_question_nor_what_is_no_list() -> None:
    body = listed("Fråga") + styled("List Continue", "Svar")
    body += paragraph("Rubrik") + styled("List Continue", "Text")
    numbering = lists(360, form="decimal", text="%1.")

    blocks = read(docx(body, numbering=numbering, styles=style("List Continue"))).blocks

    assert [block.kind for block in blocks] == ["list-item", *["paragraph"] * 3]


def test_bullets_of_a_deeper_style_become_examples_below_their_heading() -> None:
    styles = style("List Bullet", 1) + style("List Bullet 2", 2)
    body = paragraph(f"2c) {WORDING['2c']}", look="<w:b/>")
    body += styled("List Bullet", "Energirådgivning till småföretag:")
    body += styled("List Bullet 2", "Kartläggningar hos livsmedelsbutiker i Kramfors.")
    body += styled("List Bullet 2", "Kvällsträffar om solel för lantbrukare.")
    body += styled("List Bullet", "Kurs i upphandling för kommunernas inköpare.")

    (found,) = harvest(docx(body, numbering=lists(360, 720), styles=styles), "s.docx").respondents

    assert [(each.said.text, each.context and each.context.text) for each in found.examples] == [
        ("Kartläggningar hos livsmedelsbutiker i Kramfors.", "Energirådgivning till småföretag:"),
        ("Kvällsträffar om solel för lantbrukare.", "Energirådgivning till småföretag:"),
        ("Kurs i upphandling för kommunernas inköpare.", None),
    ]
