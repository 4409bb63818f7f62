"""Plain texts and Markdown: paragraphs, bullets, quotations, encodings."""

from __future__ import annotations

import pytest

from harvest.documents.reading import read

WRAPPED = """\
Ja, vi har avstämningar mellan energi/klimat, landsbygd och miljöskydd i
länet, bl.a. inför tillsynen av energi- och klimatfrågor hos företagen,
och det fungerar bra.
Med vänlig hälsning
Maj-Britt
"""


def texts(text: str, name: str | None = None) -> list[str]:
    return [block.text for block in read(text.encode(), name).blocks]


def test_lines_that_a_program_broke_are_joined() -> None:
    assert texts(WRAPPED) == [
        " ".join(WRAPPED.splitlines()[:3]),
        "Med vänlig hälsning",
        "Maj-Britt",
    ]


def test_lines_that_each_end_a_sentence_are_paragraphs_however_long_they_are() -> None:
    lines = ["Vi driver ett nätverk för bryggerier.", "En kurs för lantbrukare hölls i Ånge i maj."]

    assert texts("\n".join(lines)) == lines


def test_numbers_of_pages_are_left_out() -> None:
    assert texts("KALMAR   sid 1 (2)\nbygg\n            sid 2 (2)\nhandel\n") == [
        "KALMAR sid 1 (2)",
        "bygg",
        "handel",
    ]


def test_lines_that_nobody_broke_stay_apart() -> None:
    assert texts("bygg\nhandel\nlantbruk\n") == ["bygg", "handel", "lantbruk"]


def test_lines_that_each_begin_anew_are_a_list_however_long_one_is() -> None:
    lines = [
        "Vattendagen i Västervik, 60 företagare",
        "Ölandsgruppen (LRF, grönsaksodlare, livsmedelsföretag och vi)",
        "Standardbrev om vattensparande till alla med tillstånd",
        "Utbildning för campingägare om bräddning, maj 2018",
    ]

    assert texts("\n".join(lines)) == lines


def test_a_line_that_begins_small_goes_on_beside_lines_of_any_length() -> None:
    long = "En mening som är längre än vad något program bryter vid. " * 3
    broken = (
        "Påhittad upphandling. Köpare och säljare av transporter får en",
        "roll i ett fiktivt fall och kan diskutera öppet vad som går.",
        "Metoden har vi lånat från försvaret.",
    )

    assert texts("\n".join([long, "", *broken])) == [long.strip(), " ".join(broken)]


def test_lines_of_somebody_who_writes_small_letters_only_stay_apart() -> None:
    lines = [
        "möte på residenset med fyrtio företag om klimatbokslut",
        "ringrunda om oljepannor",
        "pappersgruppen: bruken och vi ses varannan månad om vatten, slam och utsläpp",
        "sms-påminnelse till alla täkter innan rapporten ska in",
        "2d",
    ]

    assert texts("\n".join(lines)) == lines


def test_a_number_that_counts_on_begins_a_line_of_a_wrapped_text() -> None:
    first = "1. Telefontid torsdagar 9-10 där handläggare svarar på företagens alla frågor"

    assert texts(f"{first}\n2. Skogsdialog med bolagen") == [first, "2. Skogsdialog med bolagen"]


def test_a_line_that_breaks_off_goes_on_wherever_its_writer_broke_it() -> None:
    longest = "Köpare och åkerier kan då prata öppet om vilka krav som fungerar, i ett råd."
    broken = "Logistik (genom energirådet), lantbruk (genom rådgivning och", "Agro), täkter"

    assert texts("\n".join([longest, "", *broken])) == [longest, " ".join(broken)]


def test_a_bullet_begins_a_new_line_of_a_wrapped_text() -> None:
    long = "och företag, kommuner och andra organisationer i hela länet samarbetar med"

    assert texts(f"* {long}\n* {long}\n  varandra\n") == [long, f"{long} varandra"]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Textil-\nåtervinning drivs av Humana", ["Textilåtervinning drivs av Humana"]),
        ("- Mat-\nsvinn mäts", ["Matsvinn mäts"]),
        ("energi-\noch klimatråd", ["energi-", "och klimatråd"]),
        ("bygg-\nLantbruk", ["bygg-", "Lantbruk"]),
        ("LRF-\nnätverk", ["LRF-", "nätverk"]),
    ],
)
def test_a_word_that_was_parted_by_hand_is_one_again(written: str, read_as: list[str]) -> None:
    assert texts(written) == read_as


@pytest.mark.parametrize(
    ("first", "rest", "word"),
    [
        ("till-", "sammans", "tillsammans"),
        ("be-", "talar", "betalar"),
        ("Klimat-", "anpassning", "Klimatanpassning"),
        ("sam-", "arbetar", "samarbetar"),
        ("före-", "tagen", "företagen"),
        ("va-", "bolag", "va-bolag"),
        ("steg-", "för-steg", "steg-för-steg"),
        ("dag-för-", "dag", "dag-för-dag"),
        ("prova-", "på-dagar", "prova-på-dagar"),
        ("Skärvet-", "gruppen", "Skärvet-gruppen"),
        ("LRF-", "nätverk", "LRF-nätverk"),
    ],
)
def test_a_known_word_that_a_full_line_parts_is_one_again(first: str, rest: str, word: str) -> None:
    begun = "Vi bjuder in alla åkerier i länet till tolv kvällar i maj där vi"
    written = (
        f"{begun} {first}\n{rest} gör det som vi har sagt att vi ska, och sedan går vi\nhem.\n"
    )

    assert texts(written)[0].startswith(f"{begun} {word} gör")


def test_a_hyphen_before_och_keeps_its_space() -> None:
    first = "Vi arbetar tillsammans med kommunerna i länet med tillsyn av energi-"

    assert texts(f"{first}\noch klimatfrågor hos företagen.\n") == [
        f"{first} och klimatfrågor hos företagen."
    ]


@pytest.mark.parametrize("mark", ["-", "–", "•", "*", "·", "\uf0b7"])
def test_a_typed_bullet_is_taken_off_and_kept_as_number(mark: str) -> None:
    block = read(f"{mark} Klimatråd\n{mark} Nätverk".encode()).blocks[0]

    assert (block.kind, block.number, block.level, block.text) == (
        "list-item",
        mark,
        1,
        "Klimatråd",
    )


def test_a_lone_hyphen_is_an_answer_and_no_bullet() -> None:
    assert [(block.kind, block.text) for block in read(b"Svar:\n-\n").blocks][1] == (
        *("paragraph", "-"),
    )


def test_typed_numbers_stay_in_the_text() -> None:
    assert texts("2c) Exempel\n1. a") == ["2c) Exempel", "1. a"]


def test_quotation_marks_tell_the_depth() -> None:
    blocks = read(b"svar\n> fraga\n> > innan\n>> samma\nsvar\n").blocks

    assert [(block.quote, block.text) for block in blocks] == [
        *((0, "svar"), (1, "fraga"), (2, "innan"), (2, "samma"), (0, "svar"))
    ]


def test_what_stands_below_the_head_of_a_mail_is_quoted() -> None:
    head = "Från: Karin\nSkickat: i går\nTill: alla\nÄmne: Frågor\n"

    blocks = read(f"Svar\n\n{head}\nFråga 1\n".encode()).blocks

    assert [block.quote for block in blocks] == [0, 1, 1, 1, 1, 1]


def test_answers_between_marked_lines_below_a_head_are_not_quoted() -> None:
    head = "-----Ursprungligt meddelande-----\nFrån: Karin\nSkickat: i går\nÄmne: Frågor\n"

    blocks = read(f"Hej\n\n{head}\n> Fråga 1\n\nVårt svar\n".encode()).blocks

    assert [(block.text, block.quote) for block in blocks][-2:] == [
        ("Fråga 1", 1),
        ("Vårt svar", 0),
    ]
    assert [block.quote for block in blocks] == [0, 1, 1, 1, 1, 1, 0]


def test_the_head_of_a_mail_saved_as_text_quotes_nothing() -> None:
    head = "Från: Karin\nSkickat: i går\nTill: alla\nÄmne: Svar\n"

    assert {block.quote for block in read(f"{head}\nVårt svar\n".encode()).blocks} == {0}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252", "mac_roman"])
def test_swedish_letters_are_right_in_any_usual_encoding(encoding: str) -> None:
    text = "Åtgärder för miljömålen i länet, även på Öland"

    assert read(text.encode(encoding)).text == text


def test_unseen_characters_are_taken_out() -> None:
    assert texts("närings\u00adlivet\u200b i\u00a0 länet\ufeff") == ["näringslivet i länet"]


def test_markdown_has_headings_emphasis_quotations_and_lists() -> None:
    text = "# Svar\n\n## 2c\n**Exempel**\n\n- *Klimatråd* med [länk](https://example.se)\n> citat\n"

    blocks = read(text.encode()).blocks

    assert [(block.kind, block.level, block.text) for block in blocks] == [
        ("heading", 1, "Svar"),
        ("heading", 2, "2c"),
        ("paragraph", None, "Exempel"),
        ("list-item", 1, "Klimatråd med länk https://example.se"),
        ("paragraph", None, "citat"),
    ]
    assert [block.bold for block in blocks] == [False, False, True, False, False]
    assert [block.quote for block in blocks] == [0, 0, 0, 0, 1]


def test_a_markdown_table_has_cells() -> None:
    text = "| Fråga | Svar |\n|---|---|\n| 2c | a<br>b |\n"

    blocks = read(text.encode(), "svar.md").blocks

    assert [(block.row, block.column, block.header, block.text) for block in blocks] == [
        *((0, 0, True, "Fråga"), (0, 1, True, "Svar"), (1, 0, False, "2c")),
        *((1, 1, False, "a"), (1, 1, False, "b")),
    ]
