"""What a page is limited to: each condition of a search in words, with the way to drop it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from record.filters import RANGE_PARAMETERS, numbered_name
from web.wording import TITLES, bound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from web.query_string import QueryString

LIST_PARAMETERS = ("page", "limit", "sort", "explain")
"""What only a list of hits has."""


class Condition(NamedTuple):
    """A condition; `address` is the same page without it."""

    parameter: str
    title: str
    label: str
    address: str


def conditions(query: QueryString, echo: Mapping[str, Any], path: str) -> tuple[Condition, ...]:
    """Return the conditions of a search; `query` holds the values of filters by their ids."""
    return (*_text(query, echo, path), *of_filters(query, echo, path), *of_ranges(query, path))


def _text(query: QueryString, echo: Mapping[str, Any], path: str) -> Iterator[Condition]:
    if echo["text"]:
        yield Condition("q", TITLES["q"], echo["text"], query.without("q").at(path))


def of_filters(query: QueryString, echo: Mapping[str, Any], path: str) -> Iterator[Condition]:
    """Yield the chosen values of filters; `query` holds them by their ids."""
    for name, values in echo["filters"].items():
        for value in values:
            label = numbered_name(name, value["id"], value["label"])
            without = query.without(name, value["id"]).at(path)
            yield Condition(name, TITLES[name], label, without)


def of_ranges(query: QueryString, path: str) -> Iterator[Condition]:
    """Yield the bounds that are set."""
    for name in RANGE_PARAMETERS:
        if query.value(name):
            label = bound(name, int(query.value(name)))
            yield Condition(name, TITLES[name], label, query.without(name).at(path))


def by_ids(query: QueryString, echo: Mapping[str, Any]) -> QueryString:
    """Write the chosen values by their ids, however they were sent."""
    for name, chosen in echo["filters"].items():
        query = query.replacing(name, *(value["id"] for value in chosen))
    return query
