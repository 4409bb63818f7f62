from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import pytest

from schemas.faults import MOST_FAULTS
from schemas.loading import LoadedEntry, RowRejected, load_entry

if TYPE_CHECKING:
    from schemas.faults import FieldFault

KNOWN = {
    "counties": {"10": "Blekinge län", "12": "Skåne län", "13": "Hallands län"},
    "sectors": {"lantbruk": "Lantbruk", "besoksnaring": "Besöksnäring"},
    "objectives": {"1": "Begränsad klimatpåverkan", "7": "Ingen övergödning"},
    "goals": {"2": "Ingen hunger", "12": "Hållbar konsumtion"},
    "targets": {"12.3": "Halvera matsvinnet"},
    "levers": {"loop": "Loopa", "share": "Dela"},
}
ID = "01a210e8-4655-76a4-bef8-4b5abfff35d5"


def row(**changes: object) -> dict[str, Any]:
    return {
        "externalId": "musslor",
        "kind": "activity",
        "title": "Musslor mot övergödning",
        "summary": "Odlade musslor tar upp näring ur havet.",
        "facts": ["Åtta odlingar ingår."],
        "counties": ["10"],
        "source": {"type": "web-page", "url": "https://example.se/musslor"},
    } | changes


def load(value: object, source_system: str | None = "prov") -> LoadedEntry:
    return load_entry(value, source_system, KNOWN)


def faults(value: object, source_system: str | None = "prov") -> list[FieldFault]:
    with pytest.raises(RowRejected) as caught:
        load(value, source_system)
    return list(caught.value.faults)


def only_fault(**changes: object) -> FieldFault:
    (fault,) = faults(row(**changes))
    return fault


def test_a_short_row_gets_every_field_of_the_record() -> None:
    entry = load(row())
    assert (entry.source_system, entry.external_id) == ("prov", "musslor")
    assert entry.content["methods"] is None
    assert entry.content["partners"] == []
    assert entry.content["state"] == "unknown"
    assert entry.content["licence"] == "CC0-1.0"


def test_keys_links_and_relations_are_no_content() -> None:
    content = load(row(goals=["12"])).content
    assert not content.keys() & {"externalId", "sourceSystem", "goals", "evidence", "relations"}


def test_the_source_system_of_the_row_goes_before_the_default() -> None:
    assert load(row(sourceSystem="eget")).source_system == "eget"


def test_a_row_without_any_source_system_is_refused() -> None:
    (fault,) = faults(row(), source_system=None)
    assert (fault.pointer, fault.code) == ("/sourceSystem", "required")


def test_links_carry_their_quotes() -> None:
    entry = load(
        row(
            goals=["12", "2"],
            evidence=[{"field": "goals", "value": "2", "quote": "tar upp näring"}],
        )
    )
    assert [(link.field, link.value, link.evidence) for link in entry.links] == [
        ("goals", "12", []),
        ("goals", "2", [{"quote": "tar upp näring"}]),
    ]
    assert {(link.origin, link.score) for link in entry.links} == {("curated", None)}


def test_a_value_named_twice_is_one_link() -> None:
    assert len(load(row(goals=["12", "12"])).links) == 1


def test_an_unknown_value_names_the_nearest_valid_ones() -> None:
    fault = only_fault(counties=["10", "Skane"])
    assert (fault.pointer, fault.code, fault.value) == ("/counties/1", "unknown-value", "Skane")
    assert fault.nearest == ("12",)


def test_an_unknown_field_names_the_nearest_field() -> None:
    fault = only_fault(sumary="x")
    assert (fault.pointer, fault.code) == ("/sumary", "unknown-field")
    assert "summary" in fault.nearest


def test_every_fault_of_a_row_is_reported_at_once() -> None:
    pointers = {fault.pointer for fault in faults(row(kind="x", title="", goals=["99"]))}
    assert pointers == {"/kind", "/title", "/goals/0"}


def test_a_row_with_thousands_of_faults_is_reported_in_part() -> None:
    wide = row() | {f"column{number}": "" for number in range(5000)}
    assert len(faults(wide)) == MOST_FAULTS


def test_a_pointer_escapes_slashes() -> None:
    assert only_fault(**{"a/b~c": 1}).pointer == "/a~1b~0c"


@pytest.mark.parametrize("value", [None, [], "text", 3])
def test_what_is_no_object_is_refused(value: object) -> None:
    (fault,) = faults(value)
    assert (fault.pointer, fault.code) == ("", "not-object")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("title", 3, "not-text"),
        ("title", "x" * 201, "too-long"),
        ("title", " \u200b\t", "empty"),
        ("title", None, "null"),
        ("facts", "en mening", "not-list"),
        ("facts", ["x"] * 51, "too-many"),
        ("counties", [], "too-few"),
        ("externalId", "två ord", "not-identifier"),
        ("kind", "aktivitet", "not-choice"),
        ("startYear", "2019", "not-integer"),
        ("startYear", True, "not-integer"),
        ("startYear", 1066, "out-of-range"),
        ("national", "ja", "not-boolean"),
        ("national", True, "not-national"),
        ("contact", "ring oss", "not-contact"),
        ("contact", "eva.ek@example.se", "personal-address"),
        ("contact", "E_Ek2@example.se", "personal-address"),
        ("state", "avslutad", "not-choice"),
        ("relations", [{"type": "part-of", "entryId": "1"}], "not-uuid"),
        ("relations", [{"type": "part-of", "externalId": "två ord"}], "not-identifier"),
        ("relations", [{"type": "part-of"}], "relation-target"),
        ("relations", [{"type": "part-of", "entryId": ID, "externalId": "a"}], "relation-target"),
        ("source", {"type": "web-page", "url": "javascript:alert(1)"}, "not-url"),
        ("source", {"type": "web-page", "url": "https://u:p@example.se/"}, "not-url"),
        ("source", {"type": "web-page", "retrievedOn": "2026-02-30"}, "not-date"),
        ("source", {"type": "web-page", "retrievedOn": "20260230"}, "not-date"),
        ("source", {"type": "report", "quote": {"start": 9, "end": 3}}, "offsets-reversed"),
        ("source", {"type": "report", "quote": {"start": 9}}, "required"),
    ],
)
def test_a_bad_value_is_refused(field: str, value: object, code: str) -> None:
    fault = only_fault(**{field: value})
    assert fault.code == code
    assert fault.pointer.startswith(f"/{field}")
    assert fault.message_sv != fault.message_en


@pytest.mark.parametrize(
    "contact",
    ["miljo@example.se", "miljo.halland@example.se", "https://example.se/kontakt"],
)
def test_functional_mailboxes_and_pages_are_contacts(contact: str) -> None:
    assert load(row(contact=contact)).content["contact"] == contact


def test_an_end_year_before_the_start_year_is_refused() -> None:
    assert only_fault(startYear=2020, endYear=2019).pointer == "/endYear"


def test_national_is_derived_from_the_counties() -> None:
    assert not load(row()).content["national"]
    assert load(row(counties=["12", "10", "13"], national=True)).content["national"]


def test_a_quote_must_occur_in_the_texts() -> None:
    fault = only_fault(
        goals=["12"], evidence=[{"field": "goals", "value": "12", "quote": "havet.\n\nÅtta"}]
    )
    assert (fault.pointer, fault.code) == ("/evidence/0/quote", "quote-not-found")


def test_evidence_must_be_for_a_link_of_the_entry() -> None:
    fault = only_fault(
        goals=["12"], evidence=[{"field": "goals", "value": "2", "quote": "Odlade musslor"}]
    )
    assert (fault.pointer, fault.code) == ("/evidence/0/value", "not-linked")


def test_texts_are_composed_and_rid_of_control_characters() -> None:
    title = unicodedata.normalize("NFD", "Må\x07sslor\u202e i\thavet ")
    assert load(row(title=title)).content["title"] == "Måsslor i havet"


@pytest.mark.parametrize(("text", "code"), [("a\0b", "null-character"), ("a\ud800", "not-unicode")])
def test_what_no_database_holds_is_told(text: str, code: str) -> None:
    fault = only_fault(title=text)
    assert (fault.pointer, fault.code, "\0" in fault.value) == ("/title", code, False)


def test_line_breaks_stay_in_long_texts_only() -> None:
    content = load(row(methods="Ett\r\ntvå", facts=["Ett\ntvå"])).content
    assert (content["methods"], content["facts"]) == ("Ett\ntvå", ["Ett två"])


def test_a_long_value_is_not_echoed_whole() -> None:
    assert len(only_fault(title="x" * 5000).value) == 200
