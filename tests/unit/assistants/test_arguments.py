from __future__ import annotations

import pytest

from assistants.arguments import check
from assistants.refusals import Refusal
from assistants.tools import BY_NAME, MOST_HITS
from record.filters import FILTERS, RANGE_PARAMETERS

SEARCH = BY_NAME["search_entries"].takes


def refused(
    arguments: dict[str, object], language: str = "en", tool: str = "search_entries"
) -> str:
    with pytest.raises(Refusal) as found:
        check(BY_NAME[tool].takes, arguments, language)
    return str(found.value)


def test_a_search_takes_every_filter_and_range_of_the_record() -> None:
    assert set(SEARCH["properties"]) >= {each.name for each in FILTERS} | set(RANGE_PARAMETERS)
    assert all(each.about in str(SEARCH["properties"][each.name]) for each in FILTERS)


def test_drafts_and_copies_are_not_for_assistants() -> None:
    assert set(SEARCH["properties"]) & {"status", "cursor", "fields"} == set()


def test_a_single_value_is_a_list_of_one_and_null_is_nothing() -> None:
    given = {"county": "12", "goal": ["7", 13], "q": None, "sector": [], "yearFrom": 2020.0}

    found = check(SEARCH, given, "sv")

    assert found == {"county": ["12"], "goal": ["7", "13"], "yearFrom": ["2020"]}


def test_an_argument_that_there_is_none_of_is_told_with_the_nearest() -> None:
    assert refused({"conty": "12"}) == "conty: There is no such parameter. Nearest: county."
    assert refused({"conty": "12"}, "sv") == (
        "conty: Det finns ingen sådan parameter. Närmast: county."
    )


def test_all_faults_are_told_at_once() -> None:
    told = refused({"limit": MOST_HITS + 1, "sort": "best", "q": ["a", "b"], "language": "fi"})

    orders = ", ".join(SEARCH["properties"]["sort"]["enum"])
    assert told.splitlines() == [
        f"limit: The value must be between 0 and {MOST_HITS}.",
        f"sort: There is no such value. Nearest: {orders}.",
        "q: The parameter may be given only once.",
        "language: There is no such value. Nearest: sv, en.",
    ]


def test_a_number_in_quotes_is_held_to_its_bounds_too() -> None:
    assert "between" in refused({"limit": str(MOST_HITS + 1)})


@pytest.mark.parametrize(
    "value",
    [{"a": 1}, [["a"]], "\ud800", 10**5000],
    ids=["object", "lists", "surrogate", "endless"],
)
def test_what_is_no_plain_value_is_refused(value: object) -> None:
    assert refused({"q": value}) == "q: The value must be a text."


def test_what_is_required_is_asked_for() -> None:
    told = refused({"concept": "12"}, tool="get_concept")

    assert told == "vocabulary: The field is required."
