"""What may tell of a person is pointed out by less sure signs than a name."""

from __future__ import annotations

import json

import pytest

from app.entries.personal import personal_warnings
from app.personal_data import find_likely
from seed.entries import entries_path
from seed.sensitive import sensitive_statements, sensitive_words

READ = {
    "tomas-eneroth",  # a minister in office, in an official address
    *("LOVA", "Love", "Lova Projekt"),  # grants for water
    *("LOVA-bidrag", "Lova Bidrag", "Sami"),  # the same; English for Sámi, of a whole people
    *("Kristianstads Vattenrike", "Rana Utviklingsselskap"),  # organisations
    *("Selma Stad", "Selma stad", "selma-stad", "aterbruket-selma"),  # a part of Göteborg
    *(
        "Bo Miljo Trafik",
        "Bo Och Miljo",
        "Bo Gron Infrastruktur",
        "Liv Med Nya",
    ),  # words in addresses
    *("Bo Bygga Och", "Liv Och Ungdomar", "Maj Receptet Som"),  # the same
    *("liv med nya", "liv och ungdomar"),  # words in titles
    "Cfc",  # a substance
    *("hm-agda", "goteborg", "Visar Vagen Till Avfallssnalare Goteborg"),  # words in addresses
    *("Ørsted", "August"),  # a company, and the month in which it stopped
    "Per Ar",  # words in an address
    "Fortsatter Kommunen",  # words in an address
    "Svea Solar",  # words in an address
    "svea-solar",  # words in an address
    "sveasolar",  # words in an address
    "until August",  # words in an address
    "until-august",  # words in an address
    *("Bo Klimat Och", "Bo Miljo Hallbara", "Loans"),  # words in addresses
    *("Hallbarhetsarbete Printable", "Miljozonsbestammelser Sakerstallas"),  # the same
    *("August", "Walls", "White", "Sweden by 70"),  # English words that begin a sentence, a month
    *("Paris Agreement", "Sami Parliament"),  # a treaty, an authority
    *("per kubikmeter luft", "Per Kubikmeter Luft"),  # what is measured, in the title of a source
    "cancer",  # a disease of nobody in particular
    *("Lage For Elnatskapaciteten", "forbattrat-lage"),  # words in an address
    "Jonsson",  # of a company, Sandberg & Jonsson
    *("Börjessons Lastbilar", "leif-elbatar"),  # a company; a project, in the key of an entry
}
"""What in the curated entries looks like a name of a person; each has been read in its place."""


def found(text: str) -> list[tuple[str, str]]:
    return [(each.kind, text[each.start : each.end]) for each in find_likely(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kursen leds av Xhevahire Berisha i Växjö.", "Xhevahire Berisha"),
        ("Kontakta Nguyen Thi Hoa om du vill vara med.", "Nguyen Thi Hoa"),
        ("Tillsammans med Pirjo Väänänen från näringslivet.", "Pirjo Väänänen"),
        ("Projektledare: Áilu Sámmol-Eira", "Áilu Sámmol-Eira"),
        ("Ansvarig är Cabdi Xirsi Warsame.", "Cabdi Xirsi Warsame"),
        ("Frågor till Żaneta Brzęczyszczykiewicz.", "Żaneta Brzęczyszczykiewicz"),
    ],
)
def test_a_name_of_any_form_is_found_after_what_leads_to_one(text: str, name: str) -> None:
    assert found(text) == [("name", name)]


@pytest.mark.parametrize(
    "text",
    [
        "Arbetet leds av Region Skåne.",
        "Nätverket samordnas av Energikontoret Sydost.",
        "Tillsammans med Paper Province ordnas kurser.",
        "Kontakta Länsstyrelsen Kronoberg.",
        "Drivs av Ekologiska Lantbrukarna Väst.",
        "Samordnas av LRF Halland.",
        "Tillsammans med Lunds universitet från start.",
        "Leds av Linköping Science Park.",
        "Ansvarig är Växjö Energi AB.",
    ],
)
def test_organisations_after_it_are_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Hon är sjukskriven sedan i våras.", "sjukskriven"),
        ("Han är fackligt  ansluten.", "fackligt  ansluten"),
        ("Ägaren är muslim och äter inte fläsk.", "muslim"),
        ("Företagaren dömdes för bokföringen.", "dömdes"),
        ("Hon fick en diagnos i maj.", "fick en diagnos"),
    ],
)
def test_words_on_what_is_nobodys_business_are_found(text: str, word: str) -> None:
    assert found(text) == [("sensitive", word)]


@pytest.mark.parametrize(
    "text",
    [
        "Tillsyn mot miljöbrott tillsammans med polisen.",
        "Fackförbund, Svenska kyrkan och sjukhuset samverkar om folkhälsa.",
        "Gifter kan ge sjukdomar; hälsan går före.",
    ],
)
def test_organisations_and_subjects_of_that_kind_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_what_looks_like_a_person_in_the_curated_entries_has_been_read() -> None:
    lines = entries_path().read_text(encoding="utf-8").splitlines()
    told = {fault.value for line in lines for fault in personal_warnings(json.loads(line))}
    assert told <= READ


def test_every_sensitive_word_is_found_with_any_ending_it_may_have() -> None:
    missed = [
        word
        for word in sensitive_words()
        if (text := word.replace("*", "ande")) and found(f"Var {text}, då") != [("sensitive", text)]
    ]
    assert missed == []


def test_every_statement_is_found_of_a_person() -> None:
    said = sensitive_statements()
    texts = [
        *(f"Hon är {word}" for word in said["is"]),
        *(f"Grannen har {word}" for word in said["has"]),
        *(f"Han har {word} bakgrund" for word in said["background"]),
    ]
    assert [text for text in texts if "sensitive" not in dict(found(f"{text}."))] == []
