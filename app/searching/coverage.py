"""How many examples there are per pair of values of two dimensions, with the empty cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.availability import engine_needed
from app.errors import InvalidQuery, Issue, Message
from app.messages import EMPTY_CELL
from app.searching.query_builder import build_query
from app.searching.query_echo import query_echo
from app.searching.requests import SearchRequest
from app.searching.resolving import resolve, unknown_value
from indexer.understanding import understand
from record.filters import DIMENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.wiring import Services


@dataclass(frozen=True, slots=True)
class CoverageRequest:
    """Two of DIMENSIONS, and the same conditions as a search."""

    rows: str = "county"
    columns: str = "goal"
    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()


@engine_needed()
def coverage(services: Services, request: CoverageRequest) -> dict[str, Any]:
    """Count published entries per cell; counties count their own entries, national ones apart.

    Raises:
        InvalidQuery: unknown dimension or filter value.
        SearchUnavailable: the engine does not answer.
    """
    _check(request)
    snapshot = services.engine.snapshot()
    dimensions = (request.rows, request.columns)
    conditions = SearchRequest(
        text=request.text,
        filters=request.filters,
        facets=dimensions,
        limit=0,
        ignore=request.ignore,
    )
    resolved = resolve(services, snapshot, conditions)
    reading = understand(request.text, services.lexicons.of(snapshot), resolved.ignored)
    asked = build_query(conditions, resolved, reading)
    counted = snapshot.cross(asked, *dimensions)
    axes = {name: services.vocabularies.values(name) for name in dimensions}
    return {
        "rows": {"dimension": request.rows, "values": axes[request.rows]},
        "columns": {"dimension": request.columns, "values": axes[request.columns]},
        "cells": [
            {
                "row": row["id"],
                "column": column["id"],
                "count": counted.get((row["id"], column["id"]), 0),
            }
            for row in axes[request.rows]
            for column in axes[request.columns]
        ],
        "query": query_echo(services, snapshot, conditions, resolved, reading, asked),
        "totalRecords": snapshot.counts([asked])[0],
        "indexSeq": snapshot.seq,
        "note": {"sv": EMPTY_CELL.sv, "en": EMPTY_CELL.en},
    }


def _check(request: CoverageRequest) -> None:
    issues = list(_faults(request))
    if issues:
        raise InvalidQuery(issues)


def _faults(request: CoverageRequest) -> Iterator[Issue]:
    for parameter, value in (("rows", request.rows), ("columns", request.columns)):
        if value not in DIMENSIONS:
            yield unknown_value(parameter, value, DIMENSIONS)
    if request.rows == request.columns:
        yield Issue(
            parameter="columns",
            code="same-dimension",
            message=Message(
                sv="Välj två olika dimensioner för rader och kolumner.",
                en="Choose two different dimensions for rows and columns.",
            ),
            value=request.columns,
        )
