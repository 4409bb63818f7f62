from __future__ import annotations

from typing import Any

import pytest
from marshmallow import ValidationError

from record.filters import BY_NAME
from schemas.arguments import CoverageArgsSchema, SearchArgsSchema
from schemas.faults import FieldFault, flatten

LISTS = ("matchAll", "id", "status", "facets", "fields", "ignore", "expand")


def load(**query: list[str]) -> dict[str, Any]:
    loaded: dict[str, Any] = SearchArgsSchema().load(query)
    return loaded


def only_fault(**query: list[str]) -> FieldFault:
    with pytest.raises(ValidationError) as caught:
        load(**query)
    (fault,) = flatten(caught.value.messages)
    return fault


def test_an_empty_query_string_is_a_search_for_everything() -> None:
    assert load() == {
        "q": "",
        "page": 1,
        "limit": 20,
        "explain": False,
        "national": True,
        **dict.fromkeys((*BY_NAME, *LISTS), ()),
    }


def test_repeated_values_stand_once_and_in_order() -> None:
    assert load(county=["12", "Skåne", "12"])["county"] == ("12", "Skåne")


def test_facets_and_fields_are_repeated() -> None:
    loaded = load(facets=["county", "goal", "year"], fields=["title", "source"])
    assert loaded["facets"] == ("county", "goal", "year")
    assert loaded["fields"] == ("title", "source")


def test_a_filter_value_may_hold_a_comma() -> None:
    assert load(goal=["Industri, innovationer"])["goal"] == ("Industri, innovationer",)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"unheard": ["1"]}, "unknown-parameter"),
        ({"page": ["1", "2"]}, "repeated"),
        ({"page": ["0"]}, "out-of-range"),
        ({"page": ["-1"]}, "out-of-range"),
        ({"page": ["one"]}, "not-integer"),
        ({"page": ["١"]}, "not-integer"),
        ({"page": ["1" * 5000]}, "out-of-range"),
        ({"limit": ["101"]}, "out-of-range"),
        ({"limit": ["1.5"]}, "not-integer"),
        ({"id": ["12"]}, "not-uuid"),
        ({"id": [f"{number:032x}" for number in range(101)]}, "too-many"),
        ({"q": ["x" * 501]}, "too-long"),
        ({"sort": ["relevans"]}, "unknown-value"),
        ({"sort": ["-relevance"]}, "unknown-value"),
        ({"facets": ["countys"]}, "unknown-value"),
        ({"facets": ["county,"]}, "comma-separated"),
        ({"fields": ["title,source.url"]}, "comma-separated"),
        ({"facets": [""]}, "unknown-value"),
        ({"fields": ["source.adress"]}, "unknown-value"),
        ({"cursor": ["x"], "page": ["2"]}, "cursor-with-page"),
        ({"cursor": [""]}, "empty"),
        ({"cursor": [" "]}, "empty"),
        ({"externalId": [""]}, "empty"),
        ({"externalId": ["a b"]}, "not-identifier"),
        ({"externalId": ["x" * 201]}, "too-long"),
        ({"sourceSystem": ["x"] * 101}, "too-many"),
        ({"matchAll": ["externalId"]}, "unknown-value"),
        ({"facets": ["externalId"]}, "unknown-value"),
    ],
)
def test_a_bad_parameter_is_refused(query: dict[str, list[str]], code: str) -> None:
    assert only_fault(**query).code == code


def test_an_unknown_facet_names_the_nearest() -> None:
    assert only_fault(facets=["countys"]).nearest[0] == "county"


def test_control_characters_in_a_text_are_dropped() -> None:
    assert load(q=["fjäll\0\u202e"])["q"] == "fjäll"


def test_parameters_hold_every_filter() -> None:
    assert set(BY_NAME) < set(SearchArgsSchema().fields)
    assert set(BY_NAME) < set(CoverageArgsSchema().fields)
