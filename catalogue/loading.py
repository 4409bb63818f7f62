"""Loading entries in bulk: made, changed or left alone by (source system, external id)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.editing_marks import forget
from catalogue.load_plan import plan
from catalogue.load_rows import (
    CREATED,
    REJECTED,
    UNCHANGED,
    UPDATED,
    LoadResult,
    LoadRow,
    RelationKey,
    RowError,
)
from catalogue.load_write import LoadWriter
from catalogue.locks import Lock, lock_until_commit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from catalogue.load_plan import Plan
    from catalogue.unit import Unit

__all__ = [
    "CREATED",
    "MAX_ROWS",
    "REJECTED",
    "UNCHANGED",
    "UPDATED",
    "LoadResult",
    "LoadRow",
    "RelationKey",
    "RowError",
    "load",
]

MAX_ROWS = 5_000
"""Rows of one call: both databases take 32,000 parameters in a statement, and some to spare."""


def load(  # noqa: PLR0913  how to load is told in full
    unit: Unit,
    rows: Sequence[LoadRow],
    *,
    actor: str,
    publish: bool,
    job_id: str | None = None,
    overwrite: bool = False,
) -> list[LoadResult]:
    """Load at most MAX_ROWS rows; return what became of each, in the same order.

    The outcome is that of loading the rows one by one: a key that occurs twice is an update the
    second time. The one difference is that a relation may point at a later row of the same call.

    Text, links and relations that equal those of the latest version change nothing, except that
    with `publish` a draft holding them is published. Without `publish` a change of a published
    entry is a draft beside it. A withdrawn entry stays withdrawn: the same text again is
    unchanged, another is rejected as "withdrawn", for the withdrawal was somebody's decision.

    Fields that a person has edited stay as they are, and the result names those that the row says
    something else of; with `overwrite` the row wins, and the edits are forgotten. A load does not
    publish a draft that holds such an edit: it becomes a new draft with the rest of the row.
    """
    if len(rows) > MAX_ROWS:
        raise ValueError(f"{len(rows)} rows in one load; {MAX_ROWS} are the most")
    lock_until_commit(unit.connection, Lock.LOAD)  # or two loads of one file could cross
    writer = LoadWriter(unit, actor=actor, publish=publish, job_id=job_id)
    results: dict[int, LoadResult] = {}
    for places in _rounds(rows):
        plans = plan(unit.connection, [rows[place] for place in places], overwrite=overwrite)
        writer.write(plans)
        if overwrite:
            _forget_edits(unit, plans)
        results.update(zip(places, map(_result, plans), strict=True))
    return [results[place] for place in range(len(rows))]


def _rounds(rows: Sequence[LoadRow]) -> Iterator[list[int]]:
    """Part the rows' places so that no key occurs twice in a round."""
    rounds: list[list[int]] = []
    seen: dict[tuple[str, str], int] = {}
    for place, row in enumerate(rows):
        key = (row.source_system, row.external_id)
        turn = seen.get(key, 0)
        seen[key] = turn + 1
        if turn == len(rounds):
            rounds.append([])
        rounds[turn].append(place)
    yield from rounds


def _forget_edits(unit: Unit, plans: Sequence[Plan]) -> None:
    pks = [item.known.pk for item in plans if item.known and not item.errors]
    if pks:
        forget(unit.connection, pks)


def _result(item: Plan) -> LoadResult:
    return LoadResult(
        external_id=item.row.external_id,
        entry_id=item.entry_id if item.version else None,
        action=item.action,
        version=item.version,
        errors=tuple(item.errors),
        kept=item.kept,
    )
