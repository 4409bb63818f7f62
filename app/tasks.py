"""Att göra: what waits for those who look after the catalogue."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from app.accounts.access import READ_DRAFTS, WRITE
from app.availability import reading, writing
from app.entries.documents import timestamp
from app.entries.provenance import HARVEST
from app.entries.states import check_scope
from app.errors import NO_SUCH_ENTRY, InvalidContent, Issue, Message, NotFound
from app.surveys.calendar import start_of_day, today
from catalogue import ledger, tasks
from catalogue.tasks import Times
from record.tasks import TASKS, WORK_LISTS
from schemas.editing import LONGEST_REASON

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.accounts.access import Actor
    from app.wiring import Services
    from catalogue.tasks import Neighbours, Task

NOTICE = timedelta(days=60)
"""How long before the text of a reply goes, though something of it waits, a task says so."""
OF_REPLIES = (tasks.CANDIDATE, tasks.EXPIRING, tasks.UNDECIDED, tasks.ERASED)
ENTRY_ID = "entryId"
ID_OF = {
    tasks.CANDIDATE: "candidateId",
    tasks.EXPIRING: "replyId",
    tasks.UNDECIDED: "replyId",
    tasks.REPORT: "reportId",
}
"""Kind -> what its id is called; that of every other kind is an entry's."""
LONGEST_PAUSE = timedelta(days=3 * 366)
WRONG_DAY = Message(
    sv="Välj en dag efter i dag, högst tre år bort.",
    en="Choose a day after today, three years away at most.",
)
CHECKED_EVERY = timedelta(days=3 * 365)
"""How long a source may go without being looked at."""


class Tasks(NamedTuple):
    """A page of what waits; `counts` are of all requested kinds."""

    items: list[dict[str, Any]]
    counts: dict[str, int]
    total: int


def list_tasks(
    services: Services, actor: Actor, kinds: Sequence[str], page: int, limit: int
) -> Tasks:
    """Return what waits of some kinds (none = all that the actor may see), kind by kind."""
    wanted = [
        kind
        for kind in TASKS
        if (not kinds or kind in kinds)
        and (kind != tasks.DEAD_SOURCE or services.settings.source_check_days)
        and actor.may(HARVEST if kind in OF_REPLIES else READ_DRAFTS)
    ]
    keep_for, before = _keep_for(services), _times(services)
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


def _keep_for(services: Services) -> timedelta:
    return timedelta(days=services.settings.keep_replies_at_most_days)


def _times(services: Services) -> Times:
    now = datetime.now(UTC)
    return Times(now - CHECKED_EVERY, now - _keep_for(services) + NOTICE, now)


def neighbours_of(services: Services, kind: str, entry_id: str) -> Neighbours:
    """Return what stands before and after an entry in a work list."""
    with reading(services.database) as connection:
        return tasks.neighbours(connection, kind, _times(services), entry_id)


def put_aside(  # noqa: PLR0913, PLR0917  who puts what aside, why and until when
    services: Services, actor: Actor, kind: str, entry_id: str, reason: str, last_day: date
) -> None:
    """Leave an entry out of a work list through a day, as there is nothing to do; say why.

    Raises:
        NotAllowed: whoever asks may not.
        InvalidContent: the reason or the day is missing, or too far away.
        NotFound: there is no such entry.
    """
    check_scope(actor, READ_DRAFTS, WRITE)
    if issues := list(_issues_of_pause(reason, last_day)):
        raise InvalidContent(issues)
    with writing(services.database) as unit:
        until = start_of_day(last_day + timedelta(days=1))
        if kind not in WORK_LISTS or not tasks.pause(unit, kind, entry_id, until):
            raise NotFound(NO_SUCH_ENTRY)
        subject, why = f"entry:{entry_id}", f"{TASKS[kind].name.sv}: {reason}"
        unit.record(ledger.event_without_entry(ledger.PUT_ASIDE, actor.name, subject, reason=why))


def _issues_of_pause(reason: str, last_day: date) -> Iterator[Issue]:
    if not reason:
        yield Issue("/reason", "empty", Message(sv="Skriv varför.", en="Write why."))
    elif len(reason) > LONGEST_REASON:
        too_long = Message(
            sv=f"Skriv högst {LONGEST_REASON} tecken.",
            en=f"Write {LONGEST_REASON} characters at most.",
        )
        yield Issue("/reason", "too-long", too_long)
    if not today() < last_day <= today() + LONGEST_PAUSE:
        yield Issue("/until", "out-of-range", WRONG_DAY, last_day.isoformat())


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
