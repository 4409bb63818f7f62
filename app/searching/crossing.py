"""A search counted by two dimensions at once, with what each value has in all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.availability import translates_engine_errors
from app.searching.coverage import check_dimensions
from app.searching.prepared import prepare
from app.searching.query_echo import query_echo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.searching.prepared import PreparedSearch
    from app.searching.requests import SearchRequest
    from app.wiring import Services
    from indexer.engine import Snapshot


@dataclass(frozen=True, slots=True)
class AxisValue:
    """A value of a dimension; `total` are the examples of its cells, each counted once."""

    id: str
    label: str
    total: int


@dataclass(frozen=True, slots=True)
class Crossing:
    """Counts per (row, column); a pair that is not there has no example.

    Attributes:
        rows, columns: every value of the dimension or, when the search chooses some, those.
        counts: counties count their own examples, national ones have a value of their own.
        total: examples that the rest of the search finds, whatever is chosen of the two.
        shown: those that the rows and columns hold.
        query: how the search was understood; see `EntryQuerySchema`.
    """

    rows: tuple[AxisValue, ...]
    columns: tuple[AxisValue, ...]
    counts: Mapping[tuple[str, str], int]
    total: int
    shown: int
    query: dict[str, Any]


@translates_engine_errors()
def cross(
    services: Services,
    rows: str,
    columns: str,
    request: SearchRequest,
    snapshot: Snapshot | None = None,
) -> Crossing:
    """Count what a search finds by two of DIMENSIONS.

    Values that the search chooses of the two are the rows and columns; they do not limit what is
    counted, as a county's filter would: it lets national examples and those of other counties in.

    Raises:
        InvalidQuery: the same dimension twice, or something that cannot be understood.
        SearchUnavailable: the engine does not answer.
    """
    check_dimensions(rows, columns)
    snapshot = snapshot or services.engine.snapshot()
    prepared = prepare(services, snapshot, request)
    chosen = prepared.request.filters
    rest = {name: ids for name, ids in chosen.items() if name not in (rows, columns)}
    search = prepared.with_changes(filters=rest)
    # A value's total lies within what is chosen of the other dimension, as its cells do. The
    # engine is given that by itself: a county that the request chooses brings national ones along.
    narrowed = {name: chosen[name] for name in (rows, columns) if chosen.get(name)}
    selections = {**search.query.selections, **narrowed}
    whole = snapshot.search(
        replace(search.query, selections=selections, facets=(rows, columns), limit=0)
    )
    total = snapshot.counts([search.query])[0] if narrowed else whole.total
    return Crossing(
        rows=_axis(search, rows, chosen.get(rows, ()), whole.facets[rows]),
        columns=_axis(search, columns, chosen.get(columns, ()), whole.facets[columns]),
        counts=snapshot.cross(search.query, rows, (columns,))[columns],
        total=total,
        shown=whole.total,
        query=query_echo(prepared),
    )


def _axis(
    search: PreparedSearch, name: str, chosen: tuple[str, ...], totals: Mapping[str, int]
) -> tuple[AxisValue, ...]:
    values = search.services.vocabularies.values(name, search.request.language)
    return tuple(
        AxisValue(value["id"], value["label"], totals.get(value["id"], 0))
        for value in values
        if not chosen or value["id"] in chosen
    )
