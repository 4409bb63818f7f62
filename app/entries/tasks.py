"""Att göra: what waits for those who look after the catalogue."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from app.accounts.access import READ_DRAFTS
from app.availability import reading
from app.entries.documents import timestamp
from app.entries.provenance import HARVEST
from catalogue import tasks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.accounts.access import Actor
    from app.wiring import Services
    from catalogue.tasks import Task

CHECKED_EVERY = timedelta(days=3 * 365)
"""How long a source may go without being looked at."""
LABELS = {
    "candidate": "Kandidater att granska",
    "in-review": "Utkast under granskning",
    "draft": "Utkast",
    "unchecked": "Källan inte kontrollerad på tre år",
    "without-objective": "Saknar miljömål",
}


class Tasks(NamedTuple):
    """A page of what waits; `counts` are of all kinds that were asked for."""

    items: list[dict[str, Any]]
    counts: dict[str, int]
    total: int


def list_tasks(
    services: Services, actor: Actor, kinds: Sequence[str], page: int, limit: int
) -> Tasks:
    """Return what waits of some kinds (none = all that the actor may see), kind by kind."""
    wanted = [
        kind
        for kind in tasks.KINDS
        if (not kinds or kind in kinds)
        and actor.may(HARVEST if kind == tasks.CANDIDATE else READ_DRAFTS)
    ]
    before = datetime.now(UTC) - CHECKED_EVERY
    offset = (page - 1) * limit
    found: list[Task] = []
    with reading(services.database) as connection:
        counts = tasks.counts(connection, wanted, before)
        for kind, count in zip(wanted, counts, strict=True):
            room = limit - len(found)
            if room and offset < count:
                found += tasks.listed(connection, kind, before, offset, room)
            offset = max(0, offset - count)
    return Tasks(
        [_view(task) for task in found], dict(zip(wanted, counts, strict=True)), sum(counts)
    )


def _view(task: Task) -> dict[str, Any]:
    return {
        "kind": task.kind,
        "title": task.title,
        "counties": list(task.counties),
        "since": timestamp(task.since),
        "entryId": task.entry_id,
        "candidateId": task.candidate_id,
    }
