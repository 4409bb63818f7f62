"""How many examples there are per pair of values of two dimensions, with the empty cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.availability import translates_engine_errors
from app.errors import InvalidQuery, Issue, Message
from app.searching.prepared import prepare
from app.searching.query_echo import query_echo

if TYPE_CHECKING:
    from app.searching.requests import SearchRequest
    from app.wiring import Services

SAME_DIMENSION = Message(
    sv="Välj två olika dimensioner för rader och kolumner.",
    en="Choose two different dimensions for rows and columns.",
)
NO_EXAMPLE = Message(
    sv="0 betyder att exempel saknas här, inte att länet är overksamt.",
    en="0 means that the catalogue has no example here, not that the county does no work.",
)


def check_dimensions(rows: str, columns: str) -> None:
    """Refuse to count by one dimension alone.

    Raises:
        InvalidQuery: it is the same one twice.
    """
    if rows == columns:
        raise InvalidQuery([Issue("columns", "same-dimension", SAME_DIMENSION, columns)])


@translates_engine_errors()
def coverage(
    services: Services, rows: str, columns: str, conditions: SearchRequest
) -> dict[str, Any]:
    """Count published entries per cell; counties count their own entries, national ones separately.

    `rows` and `columns` are two of DIMENSIONS; entries meet the conditions of a search.

    Raises:
        InvalidQuery: the same dimension twice, or an unknown filter value.
        SearchUnavailable: the engine does not answer.
    """
    check_dimensions(rows, columns)
    snapshot = services.engine.snapshot()
    search = prepare(services, snapshot, conditions)
    counted = snapshot.cross(search.query, rows, (columns,))[columns]
    language = conditions.language
    axes = {name: services.vocabularies.values(name, language) for name in (rows, columns)}
    return {
        "rows": {"dimension": rows, "values": axes[rows]},
        "columns": {"dimension": columns, "values": axes[columns]},
        "cells": [
            {
                "row": row["id"],
                "column": column["id"],
                "count": counted.get((row["id"], column["id"]), 0),
            }
            for row in axes[rows]
            for column in axes[columns]
        ],
        "query": query_echo(search),
        "_meta": {
            "totalRecords": snapshot.counts([search.query])[0],
            "indexSeq": snapshot.changed,
        },
        "note": NO_EXAMPLE,
    }
