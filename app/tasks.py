"""Att göra: what waits for those who look after the catalogue."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from app.accounts.access import READ_DRAFTS
from app.availability import reading
from app.entries.documents import timestamp
from app.entries.provenance import HARVEST
from catalogue import tasks
from catalogue.tasks import Times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.accounts.access import Actor
    from app.wiring import Services
    from catalogue.tasks import Task

NOTICE = timedelta(days=60)
"""How long before the text of a reply goes, though something of it waits, that is told."""
OF_REPLIES = (tasks.CANDIDATE, tasks.EXPIRING, tasks.UNDECIDED, tasks.ERASED)
ENTRY_ID = "entryId"
ID_OF = {
    tasks.CANDIDATE: "candidateId",
    tasks.EXPIRING: "replyId",
    tasks.UNDECIDED: "replyId",
    tasks.REPORT: "reportId",
}
"""Kind -> what its id is called; that of every other kind is an entry's."""
CHECKED_EVERY = timedelta(days=3 * 365)
"""How long a source may go without being looked at."""
LABELS = {
    "expiring-reply": "Svar vars text snart raderas ogranskad",
    "erased-place": "Läs det som står bredvid något raderat",
    "report": "Rapporterade fel",
    "tip": "Tips från läsare",
    "reply-without-examples": "Svar utan exempel: läs och bestäm",
    "candidate": "Kandidater att granska",
    "in-review": "Utkast under granskning",
    "draft": "Utkast",
    "dead-source": "Källans adress svarar inte",
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
        and (kind != tasks.DEAD_SOURCE or services.settings.source_check_days)
        and actor.may(HARVEST if kind in OF_REPLIES else READ_DRAFTS)
    ]
    now, keep_for = datetime.now(UTC), timedelta(days=services.settings.keep_replies_at_most_days)
    before = Times(now - CHECKED_EVERY, now - keep_for + NOTICE)
    offset = (page - 1) * limit
    found: list[Task] = []
    with reading(services.database) as connection:
        counts = tasks.count_by_kind(connection, wanted, before)
        for kind, count in zip(wanted, counts, strict=True):
            room = limit - len(found)
            if room and offset < count:
                found += tasks.page(connection, kind, before, offset, room)
            offset = max(0, offset - count)
    return Tasks(
        [_view(task, keep_for) for task in found],
        dict(zip(wanted, counts, strict=True)),
        sum(counts),
    )


def _view(task: Task, limit: timedelta) -> dict[str, Any]:
    return {
        "kind": task.kind,
        "title": task.title,
        "counties": list(task.counties),
        "since": timestamp(task.since),
        "due": timestamp(task.since + limit) if task.kind == tasks.EXPIRING else None,
        **dict.fromkeys((ENTRY_ID, *ID_OF.values())),
        f"{task.of}Id" if task.of else ID_OF.get(task.kind, ENTRY_ID): task.id,
    }
