"""What waits for somebody: reports, candidates, replies that soon go, drafts, old checks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    and_,
    delete,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute

from catalogue.drafts import Keys, latest_in
from catalogue.erasing import looks
from catalogue.gaps import AGE
from catalogue.narrowing import has_waiting, is_undecided
from catalogue.readable_json import ReadableJson
from catalogue.replies import (
    by_pks,
    counties_of,
    unreviewed_since,
)
from catalogue.sql import in_array
from catalogue.tables import (
    Candidate,
    Entry,
    EntryGap,
    EntryVersion,
    Reply,
    Report,
    SourceCheck,
    TaskPause,
)
from catalogue.tables.base import UtcDateTime
from catalogue.unit import Unit
from catalogue.views import LATEST, PUBLIC
from record.lists import DRAFT, IN_REVIEW, PUBLISHED, TIPS

Content = InstrumentedAttribute[dict[str, Any]]
OLD_AFTER = 5
"""Years."""


CANDIDATE, EXPIRING, REPORT, TIP = "candidate", "expiring-reply", "report", "tip"
UNDECIDED = "reply-without-examples"
ERASED = "erased-place"
DEAD_SOURCE, UNCHECKED, WITHOUT_OBJECTIVE = "dead-source", "unchecked", "without-objective"


class Task(NamedTuple):
    """Something to be done with an entry, candidate, reply or report, `since` when it waits.

    `of` is what the id is of, where that does not follow from the kind.
    """

    kind: str
    title: str
    counties: Sequence[str]
    since: datetime
    id: str
    of: str | None = None


class Times(NamedTuple):
    """Before which something is old.

    Attributes:
        checked_before: a source that was last looked at before is to be checked again.
        received_before: the text of a reply that came before and waits for review goes soon.
        now: a pause that ends before is over, and an entry is old five years before.
    """

    checked_before: datetime
    received_before: datetime
    now: datetime


def count_by_kind(connection: Connection, kinds: Sequence[str], times: Times) -> list[int]:
    """Return how many tasks there are of each of some kinds (of `record.tasks`)."""
    return [
        looks.count_open(connection)
        if kind == ERASED
        else connection.scalar(select(func.count()).select_from(_keys(kind, times).subquery())) or 0
        for kind in kinds
    ]


def page(connection: Connection, kind: str, times: Times, offset: int, limit: int) -> list[Task]:
    """Return tasks of a kind, what waits longest first."""
    if kind == ERASED:
        return _unchecked_erasures(connection, offset, limit)
    keys = _keys(kind, times)
    since, key = keys.selected_columns["since"], keys.selected_columns["id"]
    found = connection.execute(keys.order_by(since, key).offset(offset).limit(limit)).all()
    titled = _titles_and_counties(connection, kind, [row.pk for row in found])
    return [Task(kind, *titled[row.pk], row.since, row.id) for row in found]


def _unchecked_erasures(connection: Connection, offset: int, limit: int) -> list[Task]:
    """Return places where something was erased that nobody has looked at since."""
    found = looks.open_places(connection, offset, limit)
    held = looks.held(connection, [each.place for each in found])
    missing = looks.Held("", (), None)
    return [
        Task(
            ERASED, held_by.title, held_by.counties, each.erased_at, each.place.id, each.place.kind
        )
        for each in found
        for held_by in [held.get(each.place, missing)]
    ]


def _titles_and_counties(
    connection: Connection, kind: str, pks: Sequence[int]
) -> dict[int, tuple[str, Sequence[str]]]:
    """Return title and counties of each."""
    if kind in {EXPIRING, UNDECIDED}:
        counties = counties_of(connection, pks)
        return {pk: (each.survey, counties[pk]) for pk, each in by_pks(connection, pks).items()}
    if kind == CANDIDATE:
        of_pk = select(Candidate.pk, *_title_and_counties(Candidate.content))
        found = of_pk.where(in_array(connection, Candidate.pk, pks))
    elif kind == REPORT:
        of_pk = select(Report.pk, *_title_and_counties(EntryVersion.content))
        of_pk = of_pk.select_from(Report).join(Entry)
        found = of_pk.join(EntryVersion, LATEST.of_entry).where(
            in_array(connection, Report.pk, pks)
        )
    else:
        view = LATEST if kind in {TIP, DRAFT, IN_REVIEW} else PUBLIC
        of_pk = select(Entry.pk, *_title_and_counties(EntryVersion.content))
        found = of_pk.join(EntryVersion, view.of_entry).where(in_array(connection, Entry.pk, pks))
    return {pk: (title or "", counties or ()) for pk, title, counties in connection.execute(found)}


def _title_and_counties(content: Content) -> tuple[ColumnElement[str], ColumnElement[Any]]:
    readable = ReadableJson(content)
    return readable["title"].as_string(), readable["counties"]


def _keys(kind: str, times: Times) -> Keys | CompoundSelect[int, str, Any]:
    """Return the statement for what waits, which is found by indexes and read without texts."""
    if kind in {EXPIRING, UNDECIDED}:
        return _of_replies(kind, times)
    if kind == REPORT:
        sent = Report.created_at.label("since")
        reported = select(Report.pk.label("pk"), Report.id.label("id"), sent)
        return reported.where(Report.closed_at.is_(None))
    if kind == CANDIDATE:
        made = Candidate.created_at.label("since")
        waiting = select(Candidate.pk.label("pk"), Candidate.id.label("id"), made)
        return waiting.where(Candidate.state == "waiting")
    if kind in {TIP, DRAFT}:
        is_tip = Entry.source_system == TIPS
        drafts = latest_in([DRAFT], _LATEST_MADE)
        return union_all(*(each.where(is_tip if kind == TIP else ~is_tip) for each in drafts))
    if kind == IN_REVIEW:
        return union_all(*latest_in([kind], _LATEST_MADE))
    return _without_paused(kind, times)


def _of_replies(kind: str, times: Times) -> Keys:
    """Return the statement for what waits of replies as a whole."""
    of_reply = (Reply.pk.label("pk"), Reply.id.label("id"), Reply.created_at.label("since"))
    if kind == UNDECIDED:
        return select(*of_reply).where(is_undecided())
    waits = or_(has_waiting(), is_undecided())
    return select(*of_reply).where(unreviewed_since(times.received_before), waits)


def _of_public(kind: str, times: Times) -> Keys | CompoundSelect[int, str, Any]:
    """Return the statement for what waits of entries in their public version."""
    if kind == DEAD_SOURCE:
        failing = SourceCheck.failing_since.label("since")
        dead = select(Entry.pk.label("pk"), Entry.id.label("id"), failing).join(
            SourceCheck, SourceCheck.entry_pk == Entry.pk
        )
        # Written out, or the index of those that fail would not be used.
        fails = SourceCheck.failures >= literal_column("2")
        return dead.where(fails, SourceCheck.version == Entry.published_version)
    if kind == UNCHECKED:
        undated = EntryVersion.source_seen_on.is_(None)
        return union_all(
            _public(EntryVersion.source_seen_on < times.checked_before.date().isoformat()),
            _public(undated, Entry.published_at < times.checked_before),
        )
    if kind == WITHOUT_OBJECTIVE:
        return _public(~EntryVersion.has_objective)
    keys = select(Entry.pk.label("pk"), Entry.id.label("id"), Entry.published_at.label("since"))
    of_version = and_(EntryGap.entry_pk == Entry.pk, EntryGap.version == Entry.published_version)
    aged = [EntryGap.year < times.now.year - OLD_AFTER] if kind == AGE else []
    return keys.join(EntryGap, of_version).where(EntryGap.kind == kind, *aged)


_LATEST_MADE = (
    select(EntryVersion.created_at).where(LATEST.of_entry).correlate(Entry).scalar_subquery()
)


def _public(*conditions: ColumnElement[bool]) -> Keys:
    """Return the statement for entries whose public version is such."""
    keys = select(Entry.pk.label("pk"), Entry.id.label("id"), Entry.published_at.label("since"))
    public = keys.join(EntryVersion, PUBLIC.of_entry)
    return public.where(EntryVersion.status == PUBLISHED, *conditions)


def _without_paused(kind: str, times: Times) -> Keys:
    """Return the statement for entries of a work list that nobody has put aside."""
    found = _of_public(kind, times).subquery()
    paused = select(TaskPause.entry_pk).where(
        TaskPause.entry_pk == found.c.pk, TaskPause.kind == kind, TaskPause.until > times.now
    )
    return select(found.c.pk, found.c.id, found.c.since).where(~paused.exists())


class Neighbours(NamedTuple):
    """Entries before and after one in a work list, and how many are in it."""

    before: str | None
    after: str | None
    total: int


def neighbours(connection: Connection, kind: str, times: Times, entry_id: str) -> Neighbours:
    """Return what stands before and after an entry in a work list, also if it has left the list."""
    keys = _without_paused(kind, times).subquery()
    own = select(keys.c.since).where(keys.c.id == entry_id)
    since = connection.scalar(own) or connection.scalar(
        select(Entry.published_at).where(Entry.id == entry_id)
    )
    total = connection.scalar(select(func.count()).select_from(keys)) or 0
    if since is None:
        return Neighbours(None, None, total)
    place = tuple_(keys.c.since, keys.c.id)
    here = tuple_(literal(since, UtcDateTime()), literal(entry_id))
    ids = select(keys.c.id).limit(1)
    before = ids.where(place < here).order_by(keys.c.since.desc(), keys.c.id.desc())
    after = ids.where(place > here).order_by(keys.c.since, keys.c.id)
    return Neighbours(connection.scalar(before), connection.scalar(after), total)


def pause(unit: Unit, kind: str, entry_id: str, until: datetime) -> bool:
    """Leave an entry out of a work list until a moment; return whether there is such an entry."""
    pk = unit.connection.scalar(select(Entry.pk).where(Entry.id == entry_id))
    if pk is None:
        return False
    of_entry = and_(TaskPause.entry_pk == pk, TaskPause.kind == kind)
    unit.connection.execute(delete(TaskPause).where(of_entry))
    unit.connection.execute(insert(TaskPause).values(entry_pk=pk, kind=kind, until=until))
    return True
