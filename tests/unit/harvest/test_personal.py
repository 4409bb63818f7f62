"""Personal data in replies is found, wherever it stands again, and taken out of what is public."""

from __future__ import annotations

import pytest

from harvest.answers.field_names import cells_of_persons
from harvest.cutting import without
from harvest.documents.document import Sender
from harvest.documents.reading import read
from harvest.personal import Persons, persons_of
from seed.schemes import vocabulary

ANNA = Persons(["Gotthild Sävmarker"])


def found(text: str, persons: Persons = ANNA) -> list[tuple[str, str]]:
    return [(each.kind, text[each.start : each.end]) for each in persons.find(text)]


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("skriv till x.y@example.se nu", "email", "x.y@example.se"),
        ("ring 070-174 06 11", "phone", "070-174 06 11"),
        ("nås på +46 70 174 06 40", "phone", "+46 70 174 06 40"),
        ("Tfn 22 37 50 00", "phone", "22 37 50 00"),
        ("född 19811218-9876", "personal-number", "19811218-9876"),
        ("född 811218-0000 enligt uppgift", "personal-number", "811218-0000"),
    ],
)
def test_addresses_and_numbers_are_found(text: str, kind: str, part: str) -> None:
    assert found(text) == [(kind, part)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("råd av andersson, anna i maj", "andersson, anna"),
        ("följ @annaandersson i maj", "annaandersson"),
        ("råd av Anna\u200bAndersson i maj", "Anna Andersson"),
    ],
)
def test_names_without_capitals_or_spaces_are_found(text: str, name: str) -> None:
    document = read(text.encode(), "svar.txt")
    assert found(document.text, persons_of(document)) == [("name", name)]


@pytest.mark.parametrize("greeting", ["Hej", "Hejsan", "Tack"])
def test_who_is_greeted_is_a_person(greeting: str) -> None:
    document = read(f"{greeting} Fredrik,\nhär är våra svar.".encode(), "svar.txt")
    assert found(document.text, persons_of(document)) == [("name", "Fredrik")]


def test_a_name_before_an_address_is_found_apart_from_it() -> None:
    text = "(Anna Lindqvist, anna.lindqvist@example.org)"
    assert [kind for kind, _ in found(text)] == ["name", "email"]


@pytest.mark.parametrize(
    "text",
    ["Gotthild Sävmarker leder", "enligt Sävmarkers modell", "Gotthild tog fram", "Sävmarker:"],
)
def test_a_known_person_is_found_in_full_or_in_part(text: str) -> None:
    assert [kind for kind, _ in found(text)] == ["name"]


@pytest.mark.parametrize(
    "text",
    [
        "Uppgiftslämnare: Gotthild Sävmarker",
        "Kontakta gärna Gotthild Sävmarker",
        "Gotthild Sävmarker, 070-174 06 11",
        "Mvh Gotthild Sävmarker",
    ],
)
def test_persons_are_known_from_a_signature_or_a_contact_line(text: str) -> None:
    persons = persons_of(read(f"2c: Råd med Gotthild\n{text}".encode(), "svar.txt"))

    assert ("name", "Gotthild") in found("Råd med Gotthild", persons)


@pytest.mark.parametrize(
    "text",
    [
        "kurser vid Lunds universitet",
        "Lunds kommun och Lunds fabrik",
        "företag i Lund",
        "utanför Lund.",
        "mellan Lund och kusten",
        "Lunds tekniska högskola",
        "kurser i Malmö, Lund och Eslöv",
        "Lund, Malmö och Ystad är med",
    ],
)
def test_a_surname_that_is_a_place_is_left_in_the_names_of_others(text: str) -> None:
    assert found(text, Persons(["Maria Lund"], {"malmö", "eslöv"})) == []


@pytest.mark.parametrize(
    "text", ["enligt Lund", "frågor till Lund", "Lunds modell", "Maria i Lund"]
)
def test_it_is_held_back_where_it_may_be_the_person(text: str) -> None:
    assert [kind for kind, _ in found(text, Persons(["Maria Lund"]))] == ["name"]


@pytest.mark.parametrize("head", ["Handläggare", "Kontaktperson", "Ansvarig"])
def test_whoever_stands_below_a_head_for_persons_is_known(head: str) -> None:
    rows = f"Insats;{head}\nSpånringen;Mirza Delibašić\nKvävekollen;-\n"
    document = read(rows.encode(), "svar.csv")
    persons = persons_of(document, cells_of_persons(document.blocks))

    assert found("frågor till Delibašić om Spånringen", persons) == [("name", "Delibašić")]


def test_an_account_tells_whose_it_is() -> None:
    text = "Vi mejlar hjordis.leksvall@example.se\nDet sköts av Hjördis Leksvall på vår enhet."
    persons = persons_of(read(text.encode(), "svar.txt"))

    assert ("name", "Hjördis Leksvall") in found("frågor till Hjördis Leksvall", persons)


def test_the_sender_of_a_mail_is_known() -> None:
    sender = Sender("Gotthild Sävmarker", "gs@example.se", "", None)
    persons = persons_of(read(b"2c: Energi", "svar.txt"), sender=sender)

    assert found("av Sävmarker", persons) == [("name", "Sävmarker")]


@pytest.mark.parametrize(
    "text",
    [
        "Länsstyrelsen Västra Götaland",
        "Agenda 2030",
        "Höga Kusten",
        "Greppa Näringen 2010–2013",
        "dnr 501-1234-2026",
        "Lindholmen Science Park",
    ],
)
def test_organisations_places_and_registry_numbers_are_left(text: str) -> None:
    assert found(text, Persons([])) == []


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Fråga Gotthild Sävmarker (070-174 06 11) om detta.", "Fråga om detta."),
        ("Ett råd, Gotthild Sävmarker, möts.", "Ett råd, möts."),
        ("Rådet leds av Gotthild Sävmarker.", "Rådet leds."),
        ("Gotthild Sävmarker, tfn 070-174 06 11", ""),
    ],
)
def test_what_is_taken_out_leaves_no_trace(text: str, public: str) -> None:
    assert without(text, ANNA.find(text)) == public


def test_no_place_is_taken_out_of_what_is_there_because_somebody_is_called_that() -> None:
    for place in (each.pref_sv for each in vocabulary("municipalities").concepts):
        persons = Persons([f"Maria {place}"])
        genitive = place if place.endswith(("s", "x", "z")) else f"{place}s"
        if " " in place:
            continue

        assert found(f"företag i {place}", persons) == []
        assert found(f"råd vid {genitive} universitet", persons) == []
        assert found(f"råd till {genitive} kommun", persons) == []


@pytest.mark.parametrize("end", ["..", ". .", "."])
def test_a_sentence_that_ends_with_whom_to_ask_ends_with_one_full_stop(end: str) -> None:
    text = f"Kurser om gas, mejla anna.lind@example.org{end}"
    persons = persons_of(read(text.encode(), "svar.txt"))

    assert without(text, persons.find(text)) == "Kurser om gas."
