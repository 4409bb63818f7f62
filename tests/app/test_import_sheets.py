"""Sheets as people fill them in: words for codes, and cells that stand where none should."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from app.imports.rejected_rows import write_rejected
from app.imports.service import keys_made
from tests.app.importing import codes, counts, entry_of, imported, ndjson, rows_of
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.imports.service import ImportWithJob
    from app.wiring import Services

HEADS = (
    "Id i källsystemet;Typ av exempel;Titel;Sammanfattning;Län;Globala mål;Källtyp;Källans titel"
    ";Mottaget"
)
WORDS = "a;Aktivitet;Titel;Text;Skåne län | Halland;Mål 12;Webbsida;Sida;1 maj 2024"
CODES = "a;activity;Titel;Text;12 | 13;12;web-page;Sida;2024-05-01"


@pytest.fixture
def services(empty_services: Services) -> Services:
    return empty_services


def sheet(*lines: str) -> bytes:
    return "\n".join((HEADS, *lines)).encode()


def rejected(services: Services, found: ImportWithJob) -> bytes:
    out = io.BytesIO()
    write_rejected(services, found.record.id, out)
    return out.getvalue()


def test_words_and_codes_in_a_sheet_make_the_same_entry(services: Services) -> None:
    assert counts(imported(services, sheet(WORDS))) == {"created": 1}
    entry = entry_of(services, "a")
    assert entry is not None
    assert entry.content["counties"] == ["12", "13"]
    assert counts(imported(services, sheet(CODES))) == {"unchanged": 1}


def test_words_in_json_are_refused(services: Services) -> None:
    found = imported(services, ndjson(row("a", kind="Aktivitet", counties=["Skåne"])))
    (told,) = rows_of(services, found)
    errors = {error["pointer"]: error["nearest"] for error in told.errors or ()}
    assert errors == {"/kind": ["activity"], "/counties/0": ["12"]}


def test_a_rejected_row_comes_back_in_its_own_words(services: Services) -> None:
    found = imported(services, sheet(WORDS.replace("Halland", "Hallland")))
    (told,) = rows_of(services, found)
    assert [error["nearest"][0] for error in told.errors or ()] == ["Hallands län (13)"]
    back = rejected(services, found).decode("utf-8-sig")
    assert "Aktivitet;Titel;Text;Skåne län; Hallland" in back.replace('"', "")
    corrected = back.replace("Hallland", "Hallands län (13)", 1)
    assert counts(imported(services, corrected.encode())) == {"created": 1}


def test_stray_cells_are_given_back_and_rejected_again(services: Services) -> None:
    found = imported(services, sheet(f"{CODES};och resten av texten"))
    assert codes(rows_of(services, found)) == ["stray-cells"]
    back = rejected(services, found)
    assert b"och resten av texten" in back
    again = imported(services, back)
    assert codes(rows_of(services, again)) == ["stray-cells"]
    assert rejected(services, again) == back


def test_a_row_without_source_says_which_columns_it_needs(services: Services) -> None:
    found = imported(services, sheet("a;Aktivitet;Titel;Text;Skåne;;;;"))
    (told,) = rows_of(services, found)
    (error,) = told.errors or ()
    assert (error["pointer"], error["code"]) == ("/source", "required")
    assert "Källtyp och Källans titel" in error["sv"]
    assert "Källtyp och Källans titel" in rejected(services, found).decode()


def test_people_head_columns_in_their_own_words(services: Services) -> None:
    told = imported(
        services,
        "Id i källsystemet;Typ av exempel;Rubrik;Beskrivning;Län;År;Källa\n"
        "r;Aktivitet;Rubriken;Text;Skåne;2019–2021;https://example.org/sida\n".encode(),
    )
    assert counts(told) == {"created": 1}
    entry = entry_of(services, "r")
    assert entry is not None
    assert entry.content["title"] == "Rubriken"
    assert (entry.content["startYear"], entry.content["endYear"]) == (2019, 2021)
    assert entry.content["source"] == {"type": "web-page", "url": "https://example.org/sida"}
    refused = imported(services, "externalId;Rubrik;Källa\nk;Titel;En rapport\n".encode())
    assert ";En rapport;" in rejected(services, refused).decode()


def test_rows_without_id_are_known_by_what_they_say(services: Services) -> None:
    head = "Titel;Typ av exempel;Sammanfattning;Län;Ansvarig organisation;Källa\n"
    told = "Pant;Aktivitet;Text;Skåne, Halland;Region Skåne;https://example.org/sida\n"
    first = imported(services, (head + told).encode())
    assert counts(first) == {"created": 1}
    assert keys_made(services, first.record) == 1
    other = "pant ;activity;Text;13 | 12;region  skåne;https://example.org/sida\n"
    assert counts(imported(services, (head + other).encode())) == {"updated": 1}
    twice = imported(services, (head + told + told).encode(), dry_run=True)
    assert codes(rows_of(services, twice)) == ["repeated-content"]
    elsewhere = told.replace(", Halland", "")
    assert counts(imported(services, (head + elsewhere).encode())) == {"created": 1}


def test_a_row_without_id_and_title_is_only_told_of_the_title(services: Services) -> None:
    told = imported(services, "Titel;Typ av exempel;Sammanfattning;Län;Källa\n;x;y;;\n".encode())
    pointers = {each["pointer"] for row in rows_of(services, told) for each in row.errors or ()}
    assert "/title" in pointers
    assert "/externalId" not in pointers
