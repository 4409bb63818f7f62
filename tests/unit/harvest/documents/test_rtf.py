"""RTF as Word, WordPad and LibreOffice write it."""

from __future__ import annotations

from harvest.documents.reading import read
from tests.unit.harvest.survey import harvest

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}"
    r"{\f3\froman\fcharset2 Symbol;}}{\colortbl ;\red0\green0\blue255;}{\stylesheet{\s0 Normal;}}"
    r"{\*\generator Msftedit 5.41;}"
)


def rtf(body: str) -> bytes:
    return f"{HEAD}\\pard\\f0 {body}}}".encode("ascii")


def row(*cells: str) -> str:
    return (
        r"\trowd\cellx4000\cellx8000\pard\intbl " + "".join(rf"{x}\cell " for x in cells) + r"\row"
    )


def lines(data: bytes) -> list[tuple[str, str, str | None]]:
    return [(block.text, block.kind, block.number) for block in read(data, "svar.rtf").blocks]


def test_a_paragraph_is_read_in_any_writing_of_its_letters() -> None:
    document = read(rtf(r"L\'e4nsstyrelsen i Sk\u229?ne\par Andra stycket\par "), "svar.rtf")

    assert document.kind == "rtf"
    assert document.text == "Länsstyrelsen i Skåne\nAndra stycket"
    assert document.warnings == ()


def test_letters_that_no_mark_stands_for_are_those_of_windows() -> None:
    assert read(rb"{\rtf1\ansi F\'f6re " + "åäö".encode("cp1252") + b"}").text == "Före åäö"


def test_bullets_are_list_items_and_numbers_stand_before_theirs() -> None:
    found = lines(
        rtf(
            r"{\listtext\pard\plain\f3 \'b7\tab}\pard En punkt\par "
            r"{\listtext\pard\plain 2c.\tab}\pard Exempel\par "
            r"{\pntext\f0 3.\tab}\pard Av ett annat program\par "
        )
    )

    assert found == [
        ("En punkt", "list-item", "·"),
        ("2c. Exempel", "paragraph", None),
        ("3. Av ett annat program", "paragraph", None),
    ]


def test_a_line_break_goes_on_with_the_paragraph() -> None:
    (first, second) = read(rtf(r"En rad\line och en till\par ")).blocks

    assert (first.continues, second.continues) == (False, True)


def test_rows_that_follow_each_other_are_one_table() -> None:
    data = rtf(
        r"F\'f6re\par "
        + row(r"Fr\'e5ga", "Svar")
        + row(r"2c\par mer", r"Ett | tv\'e5")
        + r"\pard Mellan\par "
        + row("a", "b")
    )

    found = [(each.text, each.table, each.row, each.column) for each in read(data).blocks]

    assert found == [
        ("Före", None, None, None),
        ("Fråga", 0, 0, 0),
        ("Svar", 0, 0, 1),
        ("2c", 0, 1, 0),
        ("mer", 0, 1, 0),
        ("Ett | två", 0, 1, 1),
        ("Mellan", None, None, None),
        ("a", 1, 0, 0),
        ("b", 1, 0, 1),
    ]


def test_a_picture_and_an_address_are_left_out() -> None:
    picture = r"{\pict\wmetafile8 " + "0123456789abcdef\n" * 200_000 + "}"
    link = r'{\field{\*\fldinst{HYPERLINK "http://127.0.0.1/x"}}{\fldrslt{\ul en l\'e4nk}}}'

    assert read(rtf(f"{picture}Se {link} h\\'e4r")).text == "Se en länk här"


def test_words_that_look_like_those_of_the_format_stay() -> None:
    assert read(rtf(r"C:\\f1 och \\cell och \{a\}")).text == r"C:\f1 och \cell och {a}"


def test_what_is_not_read_is_told() -> None:
    data = rtf(r"Svar{\footnote En not}{\*\annotation Hm}{\deleted bort}")

    assert {each.sv for each in read(data).warnings} == {
        "Fotnoter är inte lästa.",
        "Kommentarer i marginalen är inte lästa.",
        "Text som tagits bort med spårade ändringar är läst som om den stod kvar.",
    }


def test_a_reply_in_rtf_gives_its_answers_and_examples() -> None:
    data = rtf(
        r"L\'e4nsstyrelsen i Kalmar l\'e4n\par "
        r"1. Ja, i en intern grupp.\par "
        r"2c. F\'f6ljande exempel:\par "
        r"{\listtext\pard\plain\f3 \'b7\tab}\pard Vi driver en verktygspool.\par "
        r"{\listtext\pard\plain\f3 \'b7\tab}\pard Vi h\'e5ller kurser om energi f\'f6r hotell.\par "
        r"2d. Skogsbruk\par "
    )

    (respondent,) = harvest(data, "svar.rtf").respondents

    assert respondent.county == "08"
    assert [each.said.text for each in respondent.examples] == [
        "Vi driver en verktygspool.",
        "Vi håller kurser om energi för hotell.",
    ]
    assert [each.said.text for each in respondent.sectors] == ["Skogsbruk"]
