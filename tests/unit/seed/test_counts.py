"""What seed/entries/README.md counts, and the goals of what the entries should cover."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from app.imports.bulk_load import BATCH
from record.lists import PART_OF, USES_METHOD
from seed.entries import entries_path
from seed.vocabularies import vocabulary
from tests.fixtures.repository import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ENTRIES = [json.loads(line) for line in entries_path().read_text(encoding="utf-8").splitlines()]
README = text_of("seed/entries/README.md")
COUNTIES = 21
RECENT = 2019
COLLABORATION = "sector-collaboration"
LISTED = {"counties": "Counties", "objectives": "Objectives", "levers": "Levers", "kind": "Kinds"}
VOCABULARY = {"kind": "kinds"}
RELATION_TYPES = (PART_OF, USES_METHOD)
TOLD = ("results", "methods", "obstacles", "preconditions", "funding", "budget", "contact")

OWN = 18
"""Entries that a county should have of its own."""
OF_AN_OBJECTIVE = 12
NOT_REACHED_OBJECTIVES = {"5", "6"}
"""Radiation and ozone have what there is."""
OF_A_LEVER = 15
OF_A_SECTOR = 5
WITH_RESULTS = 0.4
FROM_RECENT_YEARS = 0.5
COLLABORATIONS = 0.25


def is_national(entry: dict[str, Any]) -> bool:
    return len(entry["counties"]) == COUNTIES


def year_of(entry: dict[str, Any]) -> int:
    """Return the last year that an entry tells, 0 without one."""
    return max(entry["startYear"] or 0, entry["endYear"] or 0)


def counted(field: str) -> Counter[str]:
    """Return value -> entries; national ones count in no county."""
    values = (entry[field] for entry in ENTRIES if field != "counties" or not is_national(entry))
    return Counter(
        value for held in values for value in (held if isinstance(held, list) else [held])
    )


def tables() -> Iterator[str]:
    """Yield the lines of counts, as the document has them."""
    for field, title in LISTED.items():
        concepts = vocabulary(VOCABULARY.get(field, field)).concepts
        numbers = counted(field)
        named = (f"{each.pref_sv} {numbers[each.id]}" for each in concepts)
        yield f"- **{title}**: {', '.join(named)}."
    told = (f"{field} {sum(bool(entry.get(field)) for entry in ENTRIES)}" for field in TOLD)
    yield f"- **Told**: {', '.join(told)}."
    related = Counter(each["type"] for entry in ENTRIES for each in entry.get("relations", ()))
    yield f"- **Relations**: {', '.join(f'{each} {related[each]}' for each in RELATION_TYPES)}."
    recent = sum(year_of(entry) >= RECENT for entry in ENTRIES)
    unknown = sum(not year_of(entry) for entry in ENTRIES)
    yield f"- **Years**: {recent} from {RECENT} or later, {unknown} without a year."
    national = sum(map(is_national, ENTRIES))
    yield f"- **Entries**: {len(ENTRIES)}, of which {national} are national."


@pytest.mark.parametrize("line", list(tables()))
def test_the_document_tells_what_there_is(line: str) -> None:
    assert line in README


def test_every_county_has_enough_of_its_own() -> None:
    numbers = counted("counties")
    few = [each.id for each in vocabulary("counties").concepts if numbers[each.id] < OWN]
    assert few == []


@pytest.mark.parametrize(
    ("field", "least", "not_reached"),
    [
        ("objectives", OF_AN_OBJECTIVE, NOT_REACHED_OBJECTIVES),
        ("levers", OF_A_LEVER, set()),
    ],
)
def test_every_objective_and_lever_has_enough_where_there_is_enough(
    field: str, least: int, not_reached: set[str]
) -> None:
    numbers = counted(field)
    assert {each.id for each in vocabulary(field).concepts if numbers[each.id] < least} == (
        not_reached
    )


def test_every_sector_has_enough() -> None:
    numbers = counted("sectors")
    few = [each.id for each in vocabulary("sectors").concepts if numbers[each.id] < OF_A_SECTOR]
    assert few == []


def test_enough_entries_tell_what_came_of_it() -> None:
    told = sum(bool(entry.get("results")) for entry in ENTRIES)
    assert told >= WITH_RESULTS * len(ENTRIES)


def test_enough_entries_are_from_recent_years() -> None:
    recent = sum(year_of(entry) >= RECENT for entry in ENTRIES)
    assert recent >= FROM_RECENT_YEARS * len(ENTRIES)


def test_enough_entries_are_collaborations_of_branches() -> None:
    assert counted("kind")[COLLABORATION] >= COLLABORATIONS * len(ENTRIES)


def test_every_relation_leads_to_an_entry_that_is_there_when_it_is_loaded() -> None:
    places = {entry["externalId"]: place for place, entry in enumerate(ENTRIES)}
    late = [
        entry["externalId"]
        for entry in ENTRIES
        for each in entry.get("relations", ())
        if places[each["externalId"]] // BATCH > places[entry["externalId"]] // BATCH
    ]
    assert late == []
