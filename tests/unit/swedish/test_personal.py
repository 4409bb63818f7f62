from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seed.entries import entries_path
from swedish.personal import AT, addresses, find_personal
from swedish.personal_spelt import spelt_out


def found(text: str) -> list[tuple[str, str]]:
    return [(each.kind, text[each.start : each.end]) for each in find_personal(text)]


@pytest.mark.parametrize(
    "name",
    [
        "Anna Lindström",
        "Anna-Karin von Sydow",
        "Per E. Hansson",
        "Lars Erik Björkqvist",
        "Åke Öhman",
        "Fatima Al-Hassan",
        "Eva Ek-Lund",
    ],
)
def test_a_first_name_with_a_surname_is_a_person(name: str) -> None:
    assert found(f"Kontakta {name}, som leder arbetet.") == [("name", name)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Fatima Al-Hassan och Nguyen Thi Hoa driver", ["Fatima Al-Hassan", "Nguyen Thi Hoa"]),
        ("Nguyen Thi Hoa och Fatima Al-Hassan driver", ["Nguyen Thi Hoa", "Fatima Al-Hassan"]),
        ("E. Lundqvist leder arbetet", ["E. Lundqvist"]),
        ("Frågor: E Lundqvist", ["E Lundqvist"]),
        ("Ansvarig M. al-Hassan", ["M. al-Hassan"]),
        ("Hos Gunnel Strids gård", ["Gunnel Strids"]),
        ("SVENSSON, Anna håller kurser", ["SVENSSON, Anna"]),
        ("Kontakta Kalle Blomberg", ["Kalle Blomberg"]),
    ],
)
def test_names_are_found_in_pairs_with_initials_and_surname_first(
    text: str, names: list[str]
) -> None:
    assert found(text) == [("name", name) for name in names]


@pytest.mark.parametrize(
    "text",
    [
        "Karl Hedins Sågverk",
        "E. Svenssons Åkeri AB",
        "I Sandström provas biogas",
        "Gunnel Strids Gård AB",
        "Anna Linds Handelsträdgård",
        "A. Kronoberg",
        "LRF, Anna berättade",
        "Erik Dahlbergs gata",
        "Stiftelsen Anna Ahlström",
        "Anders Andersson AB",
        "Maria Nyman Foundation",
        "Sara Kulturhus",
        "Karolina Institutet",
        "Karl Johan",
        "Sankta Maria Kyrka",
        "Länsstyrelsen i Västra Götalands län och Region Skåne",
        "Blekinge Arkipelag, Östersjön och Bergslagen",
        "Anna berättade om arbetet.",
    ],
)
def test_organisations_places_and_single_names_are_no_persons(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "number",
    [
        "070-123 45 67",
        "070\u00a0123\u00a045\u00a067",
        "0701234567",
        "08-123 456 78",
        "08-12 34 56",
        "010-224 80 00",
        "0920-555 01 97",
        "0456-82 20 30",
        "+46 70 123 45 67",
        "+46 (0)70-123 45 67",
        "0046701234567",
        "073.555.12.34",
        "0480-45.00.99",
    ],
)
def test_a_telephone_number_is_found(number: str) -> None:
    assert found(f"Ring {number}.") == [("phone", number)]


@pytest.mark.parametrize(
    "text",
    [
        "2018-2020",
        "dnr 501-1234-2018",
        "diarienummer 0123-2018",
        "kl. 08-17",
        "kl. 08.00-17.00",
        "SNI 01.110",
        "2018-12-01",
        "012345",
        "https://example.se/070-123 45 67",
        "0,123 456 789",
        "100 000 000 kronor",
    ],
)
def test_other_numbers_are_no_telephone_numbers(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("number", ["811218-9876", "19811218-9876", "8112189876", "811278-9873"])
def test_a_personal_number_is_found_also_one_of_coordination(number: str) -> None:
    assert found(f"född {number}") == [("personal-number", number)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("personnummer 19810203 1234", "19810203 1234"),
        ("Personnr: 810203 1234 är", "810203 1234"),
        ("(pnr 810203-1234)", "810203-1234"),
        ("född 1981 02 03 1234", "1981 02 03 1234"),
        ("född 19810203 1234", "19810203 1234"),
    ],
)
def test_a_personal_number_with_a_slip_of_the_pen_is_one_where_it_says_so(
    text: str, number: str
) -> None:
    assert found(text) == [("personal-number", number)]


def test_a_date_with_a_time_is_no_personal_number() -> None:
    assert found("den 2024-05-03 1400, dnr 20240203 1234") == []


@pytest.mark.parametrize("number", ["811218-9875", "811318-9876", "556036-0793", "1811218-9876"])
def test_what_does_not_add_up_or_is_of_an_organisation_is_no_personal_number(number: str) -> None:
    assert found(f"nummer {number}") == []


def test_an_address_is_found_with_its_place() -> None:
    text = "Skriv till anna.lindstrom@example.se eller ring."
    (only,) = find_personal(text)
    assert text[only.start : only.end] == "anna.lindstrom@example.se"
    assert only.kind == "email"


@pytest.mark.parametrize(
    "address", ["anna.berg (at) kalmar.example", "anna at x.se", "anna [at] x.se", "anna(@)x.se"]
)
def test_an_address_that_hides_from_machines_is_found(address: str) -> None:
    assert found(f"Skriv till {address} om biokol") == [("email", address)]


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("se linkedin.com/in/petra-holmkvist", "linkedin.com/in/petra-holmkvist"),
        ("Skype: maria_lst", "maria_lst"),
    ],
)
def test_an_account_in_another_service_is_an_address(text: str, account: str) -> None:
    assert found(text) == [("email", account)]


def test_who_is_joined_to_a_person_by_and_is_no_person_when_an_organisation() -> None:
    assert found("Anna Lind och Länsstyrelsen Skåne") == [("name", "Anna Lind")]


def test_findings_come_in_order_and_do_not_overlap() -> None:
    text = "Anna Lind, anna.lind@example.se, 070-123 45 67"
    places = [(each.start, each.end) for each in find_personal(text)]
    assert places == sorted(places)
    assert len(places) == 3


def test_the_curated_entries_name_no_person() -> None:
    text = entries_path().read_text(encoding="utf-8")
    assert [each for each in found(text) if each[0] != "email"] == []


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("ring (070) 174 06 11 nu", "phone", "(070) 174 06 11"),
        ("ring 07 01 74 06 11 nu", "phone", "07 01 74 06 11"),
        ("ring +47 22 12 34 56 nu", "phone", "+47 22 12 34 56"),
        ("ring +358 40 123 45 67 nu", "phone", "+358 40 123 45 67"),
        ("ring 0047 22 12 34 56 nu", "phone", "0047 22 12 34 56"),
        ("född 811218 - 9876 i", "personal-number", "811218 - 9876"),
        ("född 81 12 18-9876 i", "personal-number", "81 12 18-9876"),
        ("född 1981-12-18-9876 i", "personal-number", "1981-12-18-9876"),
        ("född 1981 12 18 9876 i", "personal-number", "1981 12 18 9876"),
        ("till SE45 5000 0000 0583 9825 7466 nu", "account", "SE45 5000 0000 0583 9825 7466"),
        ("till SE4550000000058398257466.", "account", "SE4550000000058398257466"),
        ("skriv till anna.lind @ x.se nu", "email", "anna.lind @ x.se"),
        ("skriv till anna.lind@ x.se nu", "email", "anna.lind@ x.se"),
        ("bor på Storgatan 14 i stan", "address", "Storgatan 14"),
        ("bor på Norra Kallbäcksvägen 12 B.", "address", "Kallbäcksvägen 12 B"),
        ("bor på Anna Linds väg 3", "address", "Anna Linds väg 3"),
    ],
)
def test_what_leads_to_a_person_is_found_in_any_writing(text: str, kind: str, part: str) -> None:
    assert found(text) == [(kind, part)]


@pytest.mark.parametrize(
    "text",
    [
        "Länsväg 505 och Europaväg 6",
        "i Storgatan 2018 och Klimatvägen 2030",
        "SE45 5000 0000 0583 9825 7467",
        "dnr 2018-12-01 1234",
        "+20 procent under 2018-2020",
        "04/16/300/000",
    ],
)
def test_roads_years_and_registry_numbers_lead_to_nobody(text: str) -> None:
    assert found(text) == []


PLAIN = re.compile(rf"[\w.+-]{{1,64}}(?:{AT.pattern})(?:[\w-]+\.)+[^\W\d_]{{2,}}", re.IGNORECASE)
"""An address as one pattern, which takes the square of a text's length."""
PIECES = (
    "a",
    "b.",
    ".",
    " ",
    "@",
    " at ",
    "(at)",
    "se",
    "-",
    "x.se",
    "1",
    "[ snabel-a ]",
    "é",
    "\n",
)


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_addresses_are_what_the_plain_pattern_finds(text: str) -> None:
    assert [(each.start, each.end) for each in addresses(text)] == [
        match.span() for match in PLAIN.finditer(text)
    ]


LONG = ("a." * 60_000 + "@" + "b." * 60_000, "@" * 380_000, "a @" * 120_000)


@pytest.mark.parametrize("text", LONG)
def test_a_long_text_of_points_and_signs_holds_no_address(text: str) -> None:
    assert list(addresses(text)) == []


@pytest.mark.parametrize(
    "number",
    [
        *("8101012392", "19810101-23 92", "81 01 01-23 92", "810101 2392", "1981-01-01 2 3 9 2"),
        *("19810101 2392", "810101-tjugotre 92", "19810101, tjugotre nittiotvå"),
        "810101 två tre 9 2",
    ],
)
def test_what_looks_like_an_identity_number_is_pointed_out_whatever_its_last_digit(
    number: str,
) -> None:
    text = f"Hon har {number}, och mer vet vi inte."
    assert ("personal-number", number) in [(e.kind, text[e.start : e.end]) for e in spelt_out(text)]


@pytest.mark.parametrize(
    "number",
    [
        "1 201 150 000",
        "802401-2392",
        "2021-01-15 1400",
        "10 11 12 13 14",
        "5560123456",
        "2019-2024",
    ],
)
def test_other_numbers_are_no_identity_numbers(number: str) -> None:
    assert list(spelt_out(f"Det var {number} i fjol.")) == []
