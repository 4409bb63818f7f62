"""The county of a reply: from a table, the sender, the signature, or what it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from harvest.county import Counties, words_of_file
from harvest.documents.document import Sender
from seed.schemes import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

COUNTIES = Counties(vocabulary("counties").concepts, vocabulary("municipalities").concepts)


def sender(name: str = "", address: str = "", subject: str = "") -> Sender:
    return Sender(name, address, subject, None)


@pytest.mark.parametrize(
    ("text", "county"),
    [
        ("Länsstyrelsen i Kalmar län", "08"),
        ("Länsstyrelsen Västra Götaland", "14"),
        ("Skåne län", "12"),
        ("Norrbotten/Länsstyrelsen", "25"),
        ("Härnösand", "22"),
        ("Norrbottens", "25"),
        ("AC-län", "24"),
        ("svar z-lan", "23"),
        ("Länsstyrelsen (BD)", "25"),
        ("www.lansstyrelsen.se/vastra-gotaland", "14"),
        ("anna.ek@dalarna.lansstyrelsen.example.se", "20"),
        ("reningsverket i Borgholm", "08"),
    ],
)
def test_a_county_is_named_in_many_ways(text: str, county: str) -> None:
    assert list(COUNTIES.named(text)) == [county]


@pytest.mark.parametrize("text", ["I länet", "i-land", "bolaget Kalmarsund", "på vara vägnar"])
def test_other_words_name_no_county(text: str) -> None:
    assert COUNTIES.named(text) == {}


@pytest.mark.parametrize(
    ("of", "county"),
    [
        ({"places": ["BD"]}, "25"),
        ({"letter": [words_of_file("Enkätsvar_K-lan_2026.docx")]}, "10"),
        (
            {
                "letter": [words_of_file("svar kalmar.txt")],
                "answers": ["Ihop med Länsstyrelsen i Skåne"],
            },
            "08",
        ),
        ({"letter": ["Till Länsstyrelsen i Stockholms län", "Kalmar i november"]}, "08"),
        ({"answers": ["Vi i Dalarna ses", "Strategi med Gävleborgs län och Uppsala län"]}, "20"),
        ({"answers": ["Gårdar i Borgholm", "En fabrik i Mönsterås"]}, "08"),
    ],
)
def test_the_sender_is_told_from_neighbours(of: dict[str, Any], county: str) -> None:
    assert COUNTIES.of(**of) == county


def test_the_board_says_more_than_a_city() -> None:
    assert COUNTIES.named("Länsstyrelsen Skåne")["12"] > COUNTIES.named("Malmö")["12"]


def test_a_table_goes_before_all_else() -> None:
    found = COUNTIES.of(places=["Uppsala"], letter=["Länsstyrelsen i Kalmar län"])

    assert found == "03"


@pytest.mark.parametrize(
    "who",
    [
        sender(address="anna.ek@lansstyrelsen-kalmar.example.se"),
        sender(name="Kalmar/Länsstyrelsen"),
        sender(subject="Svar från Kalmar län"),
    ],
)
def test_the_head_of_a_mail_tells(who: Sender) -> None:
    assert COUNTIES.of(sender=who) == "08"


def test_the_asker_in_a_quoted_mail_does_not_count() -> None:
    quoted = ["Länsstyrelsen i Stockholms län"] * 3

    assert COUNTIES.of(letter=["Länsstyrelsen i Kalmar län"], quoted=quoted) == "08"


def test_counties_that_an_answer_names_do_not_outweigh_the_signature() -> None:
    answers = ["Skogsstrategi med Jönköping och Kronoberg"] * 5

    assert COUNTIES.of(letter=["Länsstyrelsen i Kalmar län"], answers=answers) == "08"


def test_answers_tell_where_nothing_else_does() -> None:
    assert COUNTIES.of(answers=["Klimatrådet i Kalmar län", "Kalmar läns hamnar"]) == "08"


@pytest.mark.parametrize("letter", [[], ["Hej!"], ["Kalmar län", "Blekinge län"]])
def test_nothing_or_two_counties_tell_none(letter: Sequence[str]) -> None:
    assert COUNTIES.of(letter=letter) is None


def test_the_organisation_is_the_countys_board() -> None:
    assert COUNTIES.organisation("08") == "Länsstyrelsen i Kalmar län"
