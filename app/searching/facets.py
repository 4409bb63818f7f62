"""Facets with labels, in an order that reads well."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from record.filters import OPEN
from swedish.collation import collation_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.searching.prepared import PreparedSearch

MOST_OPEN_VALUES = 50
"""Values shown of an open list, such as organisations; closed lists are shown whole."""


def labelled_facets(
    search: PreparedSearch, counted: Mapping[str, Mapping[str, int]]
) -> dict[str, tuple[dict[str, Any], ...]]:
    """Return facet -> values with label, count and whether they are chosen.

    What is chosen comes first, then by count and label.
    """
    return {facet: _values(search, facet, counts) for facet, counts in counted.items()}


def _values(
    search: PreparedSearch, facet: str, counts: Mapping[str, int]
) -> tuple[dict[str, Any], ...]:
    selected = search.request.filters.get(facet, ())
    labels = search.services.vocabularies.labels(facet, search.request.language)
    shown = {**dict.fromkeys(selected, 0), **counts}
    values = [
        {
            "id": value,
            "label": labels.get(value, value),
            "count": count,
            "selected": value in selected,
            "broader": value.partition(".")[0] if facet == "target" else None,
        }
        for value, count in shown.items()
    ]
    values.sort(key=_by_year if facet == "year" else _by_count)
    return tuple(values[:MOST_OPEN_VALUES] if facet in OPEN else values)


def _by_year(value: Mapping[str, Any]) -> tuple[bool, int]:
    """Years run backwards, the unknown last."""
    is_known = value["id"].isdigit()
    return not is_known, -int(value["id"]) if is_known else 0


def _by_count(value: Mapping[str, Any]) -> tuple[bool, int, Any]:
    return not value["selected"], -value["count"], _place(value["label"])


_place = lru_cache(maxsize=4_096)(collation_key)  # the same labels stand in every answer
