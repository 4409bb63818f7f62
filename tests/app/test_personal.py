from __future__ import annotations

import pytest

from app.entries.personal import personal_warnings
from swedish.signs import signs_of


def test_a_warning_says_where_what_and_what_to_do() -> None:
    content = {"title": "Titel", "summary": "S", "facts": ["Bra.", "Ring Anna Lindström."]}
    (warning,) = personal_warnings(content)
    assert (warning.pointer, warning.code) == ("/facts/1", "personal-data")
    assert warning.value == "Anna Lindström"
    assert "personnamn" in warning.message_sv
    assert "person's name" in warning.message_en


@pytest.mark.parametrize(
    "address", ["anna.lind@example.se", "anna@example.se", "a.lind@x.se", "anna at x.se"]
)
def test_a_persons_address_is_pointed_out(address: str) -> None:
    assert [each.value for each in personal_warnings({"summary": f"Skriv till {address}."})] == [
        address
    ]


@pytest.mark.parametrize(
    "address", ["info@example.se", "miljo.halland@example.se", "arena@x.se", "info (at) x.se"]
)
def test_a_functional_mailbox_is_left_alone(address: str) -> None:
    assert personal_warnings({"methods": f"Skriv till {address}."}) == ()


def test_an_entry_without_personal_data_has_no_warnings() -> None:
    content = {"title": "Varbergs cirkulära karta", "partners": ["RISE", "Thomas Betong AB"]}
    assert personal_warnings(content) == ()


def test_a_text_without_personal_data_is_searched_once() -> None:
    entries = [{"title": f"Biokol i {place}", "facts": ["Alla betalar."]} for place in ("Ed", "Mo")]
    for entry in entries:
        personal_warnings(entry)
    searched = signs_of.cache_info().misses
    for entry in entries:
        personal_warnings(entry)
    assert signs_of.cache_info().misses == searched


def test_the_domain_of_an_address_is_no_name() -> None:
    entry = {
        "facts": ["Läs på example.org."],
        "source": {"title": "Example", "url": "https://example.org/?u=anna.andersson@example.org"},
    }
    assert {each.pointer for each in personal_warnings(entry)} == {"/source/url"}


def test_a_name_with_unseen_characters_is_searched_for_in_all_texts() -> None:
    entry = {
        "summary": "Kursen leds av An\u00adna Zyx\u200bberg.",
        "facts": ["Z\u200byxberg sade."],
    }
    assert {each.pointer for each in personal_warnings(entry)} == {"/summary", "/facts/0"}


@pytest.mark.parametrize("address", ["andersson@x.se", "annaandersson@x.se", "aandersson@x.se"])
def test_an_address_with_a_name_in_one_word_is_a_persons(address: str) -> None:
    assert [each.value for each in personal_warnings({"methods": f"Skriv till {address}."})] == [
        address
    ]
