"""What was found to tell of a person in one place is looked for in all, and in what was public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.entries.personal import personal_warnings
from tests.api.editing import Curator
from tests.api.test_cleaned import CLEAN, LISTED, SPOKEN

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.api.contract import ContractClient

NAME = "Zebulon Kvistberg"
GIVEN_AWAY = f"Kursen leds av {NAME}."
SAID_IN = (
    *(name for name in SPOKEN if name != "summary"),
    *("facts/0", "sectorText/0", "partners/0", "leadOrganisation", "contact"),
    *("source/title", "source/url", "source/registryNumber"),
)
"""Where else a text can hold the name."""
FORMS = (
    *(NAME, "Kvistberg, Zebulon", "KVISTBERG ZEBULON", "zebulon-kvistberg", "zebulon_kvistberg"),
    *(
        "Zebulon\nKvistbergs modell",
        "Kvistbergs modell",
        "zebulonkvistberg",
        "Zebulon\u00a0Kvistberg",
    ),
    *("https://example.org/zebulon.kvistberg", "Modell Kvistberg", "zebulon%20kvistberg"),
)


def with_name(place: str, words: str) -> dict[str, Any]:
    """Return an entry that gives the name away in its summary, and holds words in a place."""
    field, _, inner = place.partition("/")
    value: Any = [words] if inner == "0" else {inner: words} if inner else words
    return {"title": "Pant", "summary": GIVEN_AWAY, field: value}


@pytest.mark.parametrize("place", SAID_IN)
def test_a_name_that_one_text_gives_away_is_found_in_every_other(place: str) -> None:
    found = {each.pointer for each in personal_warnings(with_name(place, f"Modell {NAME}"))}
    assert found == {"/summary", f"/{place}"}


@pytest.mark.parametrize("form", FORMS)
def test_it_is_found_however_it_is_written(form: str) -> None:
    found = {each.pointer for each in personal_warnings(with_name("methods", form))}
    assert found == {"/summary", "/methods"}


@pytest.mark.parametrize(
    ("said", "again"),
    [
        ("Ring 070-123 45 67.", "https://example.org/?tel=+46701234567"),
        ("Ring noll sju noll 123 45 67. Eller 070-123 45 67", "nr 0701234567"),
        ("Skriv till zebulon.kvistberg@example.org", "Enligt Zebulon Kvistberg"),
        ("Skriv till nils.kvarnlöf@example.org", "nils.kvarnlof"),
        ("Bor på Storgatan 14", "Storgatan-14"),
        ("Kursen hölls av Pekka.", "Modellen heter efter Pekka"),
    ],
)
def test_numbers_and_addresses_are_found_again_as_well(said: str, again: str) -> None:
    told = personal_warnings({"title": "Pant", "summary": said, "results": again})
    assert "/results" in {each.pointer for each in told}


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("Leds av Anna Lund.", "Företag i Lund"),
        ("Leds av Anna Berg.", "Ett berg av pant"),
        ("Ring 070-123 45 67.", "dnr 501-1234-2018"),
        ("Leds av Zebulon Kvistberg.", "Kvistar och bergkross"),
    ],
)
def test_places_words_and_other_numbers_are_left_alone(said: str, other: str) -> None:
    told = personal_warnings({"title": "Pant", "summary": said, "results": other})
    assert {each.pointer for each in told} == {"/summary"}


@pytest.mark.parametrize(
    "key", ["anna.andersson-1", "birgitta.berg", "anna_lindqvist", "pekka-virtanen2"]
)
@pytest.mark.parametrize("name", ["externalId", "sourceSystem"])
def test_a_key_that_names_somebody_is_pointed_out_with_the_way_to_change_it(
    name: str, key: str
) -> None:
    (warning,) = personal_warnings({"title": "Pant", "summary": "Pant.", name: key})
    assert warning.pointer == f"/{name}"
    assert "exempelbanken erase" in warning.message_sv
    assert "exempelbanken erase" in warning.message_en


@pytest.mark.parametrize(
    "key", ["atgarder-per-aktor-2018", "miljo-halland", "rus-2018", "lrf-skane-12"]
)
def test_other_keys_are_left_alone(key: str) -> None:
    assert personal_warnings({"title": "Pant", "summary": "Pant.", "externalId": key}) == ()


@pytest.fixture
def curator(fresh: ContractClient, empty_services: Services) -> Curator:
    return Curator(fresh, empty_services, "admin")


def pointers(answer: dict[str, Any]) -> set[str]:
    return {each["pointer"] for each in answer["_meta"]["warnings"]}


CONFIRMED = [NAME]


def planted() -> dict[str, Any]:
    words = f"Modell {NAME}"
    return {
        **dict.fromkeys(SPOKEN, words),
        **{key: [words] for key in LISTED},
        "summary": GIVEN_AWAY,
        "leadOrganisation": words,
        "source": {"type": "web-page", "title": words, "url": None, "registryNumber": NAME},
    }


def test_what_was_cleaned_in_one_place_stays_pointed_out_until_it_is_cleaned_in_all(
    curator: Curator, fresh: ContractClient
) -> None:
    entry_id = curator.create(**planted(), publish=True, confirmPersonal=CONFIRMED)["id"]
    path = f"/entries/{entry_id}"
    first = curator.patch(
        entry_id, summary="Kursen leds väl.", publish=True, confirmPersonal=CONFIRMED
    ).get_json()
    assert "/summary" not in pointers(first)
    assert {"/title", "/leadOrganisation", "/source/title", "/source/registryNumber"} <= pointers(
        first
    )
    second = curator.patch(entry_id, **CLEAN, publish=True).get_json()
    assert second["_meta"]["warnings"] == []
    shown = fresh.get(f"{path}/versions").get_json()["items"]
    assert [each["version"] for each in shown] == [3]
    assert [fresh.get(f"{path}/versions/{number}").status_code for number in (1, 2, 3)] == [
        *(404, 404, 200)
    ]
    assert "Kvistberg" not in fresh.get(path).text


def test_a_name_in_a_draft_alone_hides_what_was_public_of_it(
    curator: Curator, fresh: ContractClient
) -> None:
    entry_id = curator.create(title=f"Modell {NAME}", publish=True)["id"]
    curator.patch(entry_id, summary=GIVEN_AWAY)
    curator.patch(entry_id, title="Modell", summary="Pant.", publish=True)
    assert fresh.get(f"/entries/{entry_id}/versions/1").status_code == 404


def test_what_still_stands_in_public_hides_nothing(curator: Curator, fresh: ContractClient) -> None:
    entry_id = curator.create(
        title="Pant", summary=GIVEN_AWAY, publish=True, confirmPersonal=CONFIRMED
    )["id"]
    curator.patch(entry_id, title="Pant igen", publish=True)
    assert fresh.get(f"/entries/{entry_id}/versions/1").status_code == 200
