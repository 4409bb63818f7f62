"""The county of a reply: from a table, the sender, the signature, or what it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harvest.county import Counties
from harvest.documents.document import Sender
from seed.schemes import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

COUNTIES = Counties(vocabulary("counties").concepts)


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
    ],
)
def test_a_county_is_named_in_many_ways(text: str, county: str) -> None:
    assert list(COUNTIES.named(text)) == [county]


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
