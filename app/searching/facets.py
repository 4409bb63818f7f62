"""Facets with labels, in an order that reads well."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from record.filters import OPEN
from swedish.collation import collation_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.searching.prepared import PreparedSearch

MOST_OPEN_VALUES = 50
"""Values shown of an open list, such as organisations; closed lists are shown whole."""


def labelled_facets(
    search: PreparedSearch, counted: Mapping[str, Mapping[str, int]]
) -> dict[str, tuple[dict[str, Any], ...]]:
    """Return facet -> values with label, count and whether they are chosen."""
    return {facet: _values(search, facet, counts) for facet, counts in counted.items()}


def _values(
    search: PreparedSearch, facet: str, counts: Mapping[str, int]
) -> tuple[dict[str, Any], ...]:
    selected = search.request.filters.get(facet, ())
    shown = {**dict.fromkeys(selected, 0), **counts}
    values = [
        _value(search, facet, each, count, selected=each in selected)
        for each, count in shown.items()
    ]
    values.sort(key=_order(facet))
    if facet in OPEN:
        values = values[:MOST_OPEN_VALUES]
    return tuple(values)


def _value(
    search: PreparedSearch, facet: str, value: str, count: int, *, selected: bool
) -> dict[str, Any]:
    return {
        "id": value,
        "label": search.label(facet, value),
        "count": count,
        "selected": selected,
        "broader": value.partition(".")[0] if facet == "target" else None,
    }


def _order(facet: str) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """Years run backwards, the unknown last; all else goes by choice, count and label."""
    if facet == "year":
        return lambda value: (
            not value["id"].isdigit(),
            -int(value["id"]) if value["id"].isdigit() else 0,
        )
    return lambda value: (not value["selected"], -value["count"], _place(value["label"]))


_place = lru_cache(maxsize=4_096)(collation_key)  # the same labels stand in every answer
