"""What seed/entries/README.md counts, and the goals of what the entries should cover."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from app.imports.bulk_load import BATCH
from record.fields import WANTED
from record.lists import PART_OF, USES_METHOD
from seed.entries import entries_path
from seed.vocabularies import vocabulary
from tests.fixtures.repository import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ENTRIES = [json.loads(line) for line in entries_path().read_text(encoding="utf-8").splitlines()]
README = text_of("seed/entries/README.md")
COUNTIES = 21
RECENT = 2019
TARGET = 2030
"""The next year in which many plans' targets fall."""
LEAST_OFTEN = ("sector-collaboration", "working-method")
LISTED = {"counties": "Counties", "objectives": "Objectives", "levers": "Levers", "kind": "Kinds"}
VOCABULARY = {"kind": "kinds"}
RELATION_TYPES = (PART_OF, USES_METHOD)
TOLD = (*WANTED, "resultBasis", "state", "english", "funding")

OWN = 18
"""Entries that a county should have of its own."""
OF_AN_OBJECTIVE = 12
NOT_REACHED_OBJECTIVES = {"0", "5"}
"""Ozone has what there is; all objectives at once are what authorities plan for."""
OF_A_LEVER = 15
OF_A_SECTOR = 5
WITH_RESULTS = 0.65
WITH_FIGURES = 0.38
BEGAN_RECENTLY = 0.37
RAN_RECENTLY = 0.48
"""The last four are where it is: the goal of the years is a half; see the document."""
OF_A_KIND = 0.24
"""Where it is: the goal is a quarter."""
YEAR = re.compile(r"\b(1[89]|20)\d\d\b")


def is_national(entry: dict[str, Any]) -> bool:
    return len(entry["counties"]) == COUNTIES


def last_year(entry: dict[str, Any]) -> int:
    """Return the last year that an entry tells, 0 without one."""
    return max(entry["startYear"] or 0, entry["endYear"] or 0)


def first_year(entry: dict[str, Any]) -> int:
    """Return the year in which it began, the end year where that alone is told, 0 without one."""
    return entry["startYear"] or entry["endYear"] or 0


def has_figure(entry: dict[str, Any]) -> bool:
    """Return whether its results hold a figure that is no year."""
    return any(map(str.isdigit, YEAR.sub("", entry.get("results") or "")))


def share(count: int) -> float:
    return count / len(ENTRIES)


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
    figures = sum(map(has_figure, ENTRIES))
    yield (
        f"- **Figures**: {figures} of the results hold a figure that is no year, "
        f"{100 * share(figures):.0f} per cent of all entries."
    )
    began, ran = recently(first_year), recently(last_year)
    unknown = sum(not last_year(entry) for entry in ENTRIES)
    yield (
        f"- **Years**: {began} began in {RECENT} or later, {ran} ran then, "
        f"{unknown} without a year."
    )
    national = sum(map(is_national, ENTRIES))
    yield f"- **Entries**: {len(ENTRIES)}, of which {national} are national."


def recently(year: Callable[[dict[str, Any]], int]) -> int:
    return sum(year(entry) >= RECENT for entry in ENTRIES)


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
    assert share(sum(bool(entry.get("results")) for entry in ENTRIES)) >= WITH_RESULTS
    assert share(sum(map(has_figure, ENTRIES))) >= WITH_FIGURES


def test_enough_entries_are_from_recent_years() -> None:
    assert share(recently(first_year)) >= BEGAN_RECENTLY
    assert share(recently(last_year)) >= RAN_RECENTLY


@pytest.mark.parametrize("kind", LEAST_OFTEN)
def test_enough_entries_are_of_every_kind(kind: str) -> None:
    assert share(counted("kind")[kind]) >= OF_A_KIND


def test_partners_are_names_and_no_plan_is_said_to_end_at_its_target() -> None:
    phrases = [name for entry in ENTRIES for name in entry["partners"] if name[0].islower()]
    assert phrases == []
    assert [entry["externalId"] for entry in ENTRIES if last_year(entry) >= TARGET] == []


def test_every_relation_leads_to_an_entry_that_is_there_when_it_is_loaded() -> None:
    places = {entry["externalId"]: place for place, entry in enumerate(ENTRIES)}
    late = [
        entry["externalId"]
        for entry in ENTRIES
        for each in entry.get("relations", ())
        if places[each["externalId"]] // BATCH > places[entry["externalId"]] // BATCH
    ]
    assert late == []
