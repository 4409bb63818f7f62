"""Places where something was erased: stored until somebody has looked at the text around it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, insert, select, update

from catalogue.replies import counties_of
from catalogue.sql import in_array
from catalogue.tables import (
    Candidate,
    Entry,
    EntryVersion,
    ErasedPlace,
    Reply,
    ReplyDocument,
    Report,
)
from catalogue.views import LATEST
from record.checking import content_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from catalogue.unit import Unit


class Place(NamedTuple):
    """What something was erased in; `kind` is one of `catalogue.tables.erasures.PLACE_KINDS`."""

    kind: str
    id: str


class OpenPlace(NamedTuple):
    """A place that nobody has looked at since."""

    pk: int
    place: Place
    erased_at: datetime


class Held(NamedTuple):
    """What a place holds now: its title, whose it is, and all its texts as JSON."""

    title: str
    counties: Sequence[str]
    texts: Any


def note(unit: Unit, places: Iterable[Place]) -> None:
    """Note that something was erased in places; each is to be looked at once."""
    known = {each.place for each in open_places(unit.connection)}
    rows = [
        {"kind": each.kind, "subject_id": each.id, "erased_at": unit.now}
        for each in dict.fromkeys(places)
        if each not in known
    ]
    if rows:
        unit.connection.execute(insert(ErasedPlace), rows)


def open_places(
    connection: Connection, offset: int = 0, limit: int | None = None
) -> list[OpenPlace]:
    """Return places that nobody has looked at, those that wait longest first."""
    columns = (ErasedPlace.pk, ErasedPlace.kind, ErasedPlace.subject_id, ErasedPlace.erased_at)
    statement = select(*columns).where(ErasedPlace.looked_at.is_(None))
    rows = connection.execute(
        statement.order_by(ErasedPlace.erased_at, ErasedPlace.pk).offset(offset).limit(limit)
    )
    return [OpenPlace(pk, Place(kind, subject_id), at) for pk, kind, subject_id, at in rows]


def count_open(connection: Connection) -> int:
    """Return how many there are."""
    statement = select(func.count()).where(ErasedPlace.looked_at.is_(None))
    return connection.execute(statement).scalar_one()


def mark_looked(unit: Unit, pk: int, actor: str) -> bool:
    """Note that somebody has looked at a place; return whether it was to be looked at."""
    this = update(ErasedPlace).where(ErasedPlace.pk == pk, ErasedPlace.looked_at.is_(None))
    values = {"looked_at": unit.now, "looked_by": actor}
    return unit.connection.execute(this.values(**values)).rowcount > 0


def held(connection: Connection, places: Iterable[Place]) -> dict[Place, Held]:
    """Return what places hold; not those that are there no longer, or whose row is damaged."""
    ids: defaultdict[str, list[str]] = defaultdict(list)
    for each in places:
        ids[each.kind].append(each.id)
    found: dict[Place, Held] = {}
    latest = select(Entry.id, EntryVersion.content).join(EntryVersion, LATEST.of_entry)
    for entry_id, content in connection.execute(
        latest.where(in_array(connection, Entry.id, ids["entry"]))
    ):
        if content_fault(content) is None:
            found[Place("entry", entry_id)] = Held(content["title"], content["counties"], content)
    of_candidates = select(Candidate.id, Candidate.content, Candidate.quote).where(
        in_array(connection, Candidate.id, ids["candidate"])
    )
    for candidate_id, content, quote in connection.execute(of_candidates):
        if isinstance(content, dict):
            texts = {**content, "quote": quote}
            held_now = Held(content.get("title", ""), content.get("counties", ()), texts)
            found[Place("candidate", candidate_id)] = held_now
    reported = (
        select(Report.id, Report.text, EntryVersion.content)
        .select_from(Report)
        .join(Entry)
        .join(EntryVersion, LATEST.of_entry)
        .where(in_array(connection, Report.id, ids["report"]))
    )
    for report_id, text, content in connection.execute(reported):
        if content_fault(content) is None:
            found[Place("report", report_id)] = Held(content["title"], content["counties"], [text])
    return found | _replies(connection, ids["reply"])


def _replies(connection: Connection, ids: Sequence[str]) -> dict[Place, Held]:
    replies = connection.execute(
        select(Reply.pk, Reply.id, Reply.survey).where(in_array(connection, Reply.id, ids))
    ).all()
    pks = [pk for pk, _, _ in replies]
    texts: defaultdict[int, list[str | None]] = defaultdict(list)
    for pk, text in connection.execute(
        select(ReplyDocument.reply_pk, ReplyDocument.text)
        .where(in_array(connection, ReplyDocument.reply_pk, pks))
        .order_by(ReplyDocument.reply_pk, ReplyDocument.place)
    ):
        texts[pk].append(text)
    counties = counties_of(connection, pks)
    return {
        Place("reply", reply_id): Held(survey, counties[pk], texts[pk])
        for pk, reply_id, survey in replies
    }
