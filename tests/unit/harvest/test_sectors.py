"""Sectors are found as the reply lists them, and by the names of the vocabulary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvest.collaborations import collaborations
from harvest.documents.reading import read
from harvest.sectors import sector_items
from seed.schemes import vocabulary
from tests.unit.harvest.survey import SECTORS, blocks


def items(text: str) -> list[str]:
    return [each.text for each in sector_items(blocks(text), SECTORS)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("skog, jordbruk och energi", ["skog", "jordbruk", "energi"]),
        (
            "Bygg och fastighet, transporter samt hamnar",
            ["Bygg och fastighet", "transporter", "hamnar"],
        ),
        ("skog; bygg och anläggning; energi", ["skog", "bygg och anläggning", "energi"]),
        ("gruvor och vård och omsorg", ["gruvor", "vård och omsorg"]),
        ("Industri / fiske / skog", ["Industri", "fiske", "skog"]),
        ("- Skog\n- Bygg och fastighet", ["Skog", "Bygg och fastighet"]),
        ("- Plast\n- (ej handel)", ["Plast"]),
        ("1. Skog\n2. Handel", ["Skog", "Handel"]),
        ("1, Skog\n2, Handel", ["Skog", "Handel"]),
        ("1, skog 2, handel", ["skog", "handel"]),
        ("Skog 1, handel 2", ["Skog 1", "handel 2"]),
        ("Vi arbetar främst med dessa branscher:\n- Skog\n- Handel", ["Skog", "Handel"]),
        ("skog, bygg samt i viss mån energi.", ["skog", "bygg", "energi"]),
        ("a) batterier b) vattenkraft", ["batterier", "vattenkraft"]),
        ("Främst lantbruk, skog m.fl.", ["lantbruk", "skog"]),
        ("skog (sågverk, massa), energi", ["skog (sågverk, massa)", "energi"]),
        ("Främst turism och rennäring, i viss mån jordbruk", ["turism", "rennäring", "jordbruk"]),
        ("Livsmedel\nSkog", ["Livsmedel", "Skog"]),
        (
            "Vi arbetar med skog och papper, fiske samt gruvor",
            ["skog och papper", "fiske", "gruvor"],
        ),
        (
            "skog, fiske, gruvor samt lantbruk och handel",
            ["skog", "fiske", "gruvor", "lantbruk och handel"],
        ),
        (
            "Mest gruvor och åkerier, sedan skog och handel.",
            ["gruvor", "åkerier", "skog", "handel"],
        ),
        ("Lantbruk, kvarnar\nhandel, hotell", ["Lantbruk", "kvarnar", "handel", "hotell"]),
        ("Bönder + krogar + vindkraft. Inte IT-bolag.", ["Bönder", "krogar", "vindkraft"]),
        ("lantbruk (hotell jobbar vi inte med ännu)", ["lantbruk"]),
        ("☒ Handel\n☐ Skog\nAnnan, vilken: växthus", ["Handel", "växthus"]),
        ("Skog, genom ett råd\nStål, också via oss", ["Skog", "Stål"]),
        ("Turism (särskilt vid kusten), handel också", ["Turism", "handel"]),
        ("Kemi – tillsyn och råd\nSjöfart – mest i hamnar", ["Kemi", "Sjöfart"]),
        (
            "Bygg och fastighet (genom råd), skog (via oss) och handel (än så länge lite).",
            ["Bygg och fastighet", "skog", "handel"],
        ),
        ("Turism (mest), skogsbruk och fiske", ["Turism", "skogsbruk", "fiske"]),
    ],
)
def test_a_list_is_parted_at_its_sectors(text: str, found: list[str]) -> None:
    assert items(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi arbetar inte med något särskilt", []),
        ("Vi riktar oss inte till någon särskild bransch.", []),
        ("Har hittills inte omfattats.", []),
        ("Nej, inte i dag.", []),
        ("Vi arbetar inte med skogsbruk, fiske eller energi.", []),
        ("Skogsbruk omfattas inte.", []),
        ("Skog, inte jordbruk", ["Skog"]),
        ("Skog och energi men inte jordbruk", ["Skog", "energi"]),
        ("Ingen särskild bransch, men mest lantbruk", ["lantbruk"]),
        ("Vi har inte valt någon. Skog och energi är störst.", ["Skog", "energi"]),
        ("Vi arbetar inte bara med skog utan även med energi", ["skog", "energi"]),
        ("Inte minst skog och energi", ["skog", "energi"]),
        ("Vi arbetar med skogen eftersom andra inte gör det", ["skogen"]),
        ("Jordbruk (inte fiske), energi", ["Jordbruk (inte fiske)", "energi"]),
        ("skog, handel, turism. inte fiske än", ["skog", "handel", "turism"]),
        ("Främst skog, handel och turism, däremot inte fiske", ["skog", "handel", "turism"]),
        ("skog / handel / turism. Fiske inte ännu men vi vill", ["skog", "handel", "turism"]),
    ],
)
def test_what_is_not_worked_with_is_no_sector(text: str, found: list[str]) -> None:
    assert items(text) == found


def test_sentences_give_the_sectors_that_they_name() -> None:
    text = "Vi arbetar främst med lantbruket, badhus och fastighetsägare men även med skogen."

    assert items(text) == ["lantbruket", "badhus", "fastighetsägare", "skogen"]


def test_a_sector_of_two_words_with_a_hyphen_is_one() -> None:
    text = "Vi arbetar med lantbruk, sten- och kalkindustri samt lite grann med hantverkare."

    assert items(text) == ["lantbruk", "sten- och kalkindustri", "hantverkare"]


def test_a_sentence_that_announces_and_lists_is_read_beside_others() -> None:
    text = "Vi har valt tre områden: skog, fiske och energi. Nästa år tillkommer handel."

    assert items(text) == ["skog", "fiske", "energi", "handel"]


def test_whom_to_ask_leaves_the_sectors_before_it() -> None:
    assert items("Handel, restaurang. Kontakta Hanna Lund.") == ["Handel", "restaurang"]


def test_of_a_table_its_first_column_names_the_sectors() -> None:
    rows = "| Nr | Hur |\n|---|---|\n| Skog | tillsyn och råd |\n| Handel | biogas, kurser |"
    lines = read(rows.encode(), "svar.md").blocks

    assert [each.text for each in sector_items(lines, SECTORS)] == ["Skog", "Handel"]


def test_what_hangs_on_a_sector_tells_how_it_is_worked_with() -> None:
    lines = read(b"- Skog\n  - genom ett forum\n- Industri\n  - gruvor\n", "svar.md").blocks

    assert [each.text for each in sector_items(lines, SECTORS)] == ["Skog", "Industri", "gruvor"]


def test_a_list_and_a_sentence_after_it_are_read_each_in_its_way() -> None:
    text = "Bygg och fastighet, handel samt gruvor. Skogsbruk sköter vi tillsammans med andra."

    assert items(text) == ["Bygg och fastighet", "handel", "gruvor", "Skogsbruk"]
    assert items("Det blir mest livsmedel och skog, men även bygg och energi.") == [
        *("livsmedel", "skog", "bygg", "energi")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Arbetet avser i huvudsak täkter och energi. Även handel.",
            ["täkter", "energi", "handel"],
        ),
        ("På senare tid är det skogen och, lite grann, turismen.", ["skogen", "turismen"]),
        ("Turism mest. Sedan handel.", ["Turism", "handel"]),
    ],
)
def test_words_around_a_sector_are_left_out(text: str, found: list[str]) -> None:
    assert items(text) == found


def test_a_sector_that_is_told_more_of_counts_once() -> None:
    text = "Det är livsmedel och kemi. Inom livsmedel har vi bred dialog, inom kemi mest tillsyn."

    assert items(text) == ["livsmedel", "kemi"]


@pytest.mark.parametrize(
    "text",
    [
        "Inga.",
        "Se ovan",
        "Se tabellen ovan",
        "Se 2c",
        "Se exempel 1, 2 och 3.",
        "Här följer några exempel:",
    ],
)
def test_what_names_none_gives_none(text: str) -> None:
    assert items(text) == []


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("lantbruket", ("lantbruk",)),
        ("Skogsbruk", ("skogsbruk",)),
        ("besöksnäringen", ("besoksnaring",)),
        ("åkerier", ("transport",)),
        ("alla branscher", ("branschovergripande",)),
        ("miljömål", ()),
    ],
)
def test_words_are_found_in_the_vocabulary(text: str, sectors: tuple[str, ...]) -> None:
    assert SECTORS.of(text) == sectors


def test_a_sentence_on_a_collaboration_is_told_from_a_list() -> None:
    text = (
        "Skog. Tillsammans med skogsbruket och sågverken driver vi ett nätverk om körskador. "
        "Lantbruk."
    )

    assert [each.text for each in collaborations(blocks(text), SECTORS)] == [
        "Tillsammans med skogsbruket och sågverken driver vi ett nätverk om körskador."
    ]


def test_no_sector_is_found_where_it_is_said_that_it_is_not_worked_with() -> None:
    for concept in vocabulary("sectors").concepts:
        for said in ("Vi arbetar inte med {}.", "Länsstyrelsen har inte riktat sig till {}."):
            assert items(said.format(concept.pref_sv.lower())) == []


PIECES = (
    *"()[],.;:-–/|+&!?…x☐☒_·",
    *("(ej handel)", "ej", "inte", "nej", "inga", "men", "utan", "och", "samt", "1", "2)", "a)"),
    *("skog", "bygg", "Vård och omsorg", "skogs-", "vi arbetar med", "främst", "via", "är", "\n- "),
)


@given(st.lists(st.sampled_from(PIECES), max_size=9))
def test_no_answer_of_any_signs_denials_and_sectors_ends_the_reading(pieces: list[str]) -> None:
    text = "\n".join(["2d)", " ".join(["skog", *pieces]), " ".join([*pieces, "."])])
    lines = blocks(text)

    assert all(each.text for each in sector_items(lines, SECTORS))
    assert all(each.text for each in collaborations(lines, SECTORS))
    assert all(each.text for line in lines[1:] for each in sector_items([line], SECTORS))
