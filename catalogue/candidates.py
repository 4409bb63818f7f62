"""Candidates for entries: found in replies, edited, and decided on step by step."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, case, delete, func, insert, or_, select, update
from sqlalchemy.orm import aliased

from catalogue.identifiers import uuid7
from catalogue.locks import Lock, lock_until_commit
from catalogue.narrowing import NOTHING, Narrowing, has_waiting, is_undecided, of_candidates
from catalogue.sql import in_array
from catalogue.tables import Candidate, CandidateStep, Reply
from catalogue.tables.replies import REVISIONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Select
    from sqlalchemy.orm import InstrumentedAttribute

    from catalogue.unit import Unit

WAITING, ACCEPTED, REJECTED = "waiting", "accepted", "rejected"
MERGED, SPLIT, UNCHANGED, REPLACED = "merged", "split", "unchanged", "replaced"
MARK = "mark"
"""The step by which somebody made a candidate themselves."""


@dataclass(frozen=True, slots=True)
class CandidateRecord:
    """A candidate as it stands; see `catalogue.tables.replies`."""

    pk: int
    id: str
    reply_pk: int
    place: int
    respondent: int
    document: int
    question: str
    county: str | None
    state: str
    version: int
    said: Mapping[str, Any]
    content: Mapping[str, Any]
    quote: str | None
    suggestions: Sequence[Mapping[str, Any]]
    duplicates: Sequence[Mapping[str, Any]]
    precision: float | None
    confidence: float | None
    kind_confidence: float | None
    revision: str | None
    earlier_pk: int | None
    gone_in_pk: int | None
    merged_into_pk: int | None
    split_from_pk: int | None
    postponed: bool
    entry_id: str | None
    entry_version: int | None
    actor: str | None
    reason: str | None
    created_at: datetime
    changed_at: datetime


class NewStep(NamedTuple):
    """What is done to a candidate, by whom and why; `batch` is that of others done with it."""

    action: str
    actor: str
    reason: str | None = None
    batch: str | None = None


@dataclass(frozen=True, slots=True)
class StepRecord:
    """A step that was taken; `before` is what undoing it brings back."""

    version: int
    action: str
    actor: str
    reason: str | None
    at: datetime
    before: Mapping[str, Any]
    batch: str | None


COLUMNS = tuple(getattr(Candidate, each.name) for each in fields(CandidateRecord))
"""What a record is read from, in the order of its fields."""
_STEP = tuple(getattr(CandidateStep, each.name) for each in fields(StepRecord))
_SURENESS = case(
    (Candidate.kind_confidence < Candidate.confidence, Candidate.kind_confidence),
    else_=func.coalesce(Candidate.confidence, Candidate.kind_confidence, 1.0),
)
RESTORED = (
    *(
        "state",
        "content",
        "quote",
        "suggestions",
        "precision",
        "confidence",
        "kind_confidence",
        "entry_id",
        "entry_version",
        "merged_into_pk",
        "postponed",
    ),
    *("actor", "reason"),
)
"""What a step may change, and undoing it brings back."""


def create(unit: Unit, values: Sequence[Mapping[str, Any]]) -> list[int]:
    """Keep new candidates, each with its columns; return their keys, in order."""
    begin = {"version": 1, "created_at": unit.now, "changed_at": unit.now}
    rows = [{"id": uuid7(), "state": WAITING, **begin, **each} for each in values]
    for row in rows:
        unit.connection.execute(insert(Candidate).values(**row))
    made = select(Candidate.pk).where(Candidate.id.in_([row["id"] for row in rows]))
    return list(unit.connection.scalars(made.order_by(Candidate.pk)))


def get(connection: Connection, candidate_id: str) -> CandidateRecord | None:
    """Return the candidate, if there is one."""
    return _first(connection, Candidate.id == candidate_id)


def get_for_update(unit: Unit, candidate_id: str) -> CandidateRecord | None:
    """Return the candidate, and keep others from changing it until the commit."""
    lock_until_commit(unit.connection, Lock.LOAD)
    statement = select(*COLUMNS).where(Candidate.id == candidate_id).with_for_update()
    row = unit.connection.execute(statement).first()
    return CandidateRecord(*row) if row else None


def by_pk(connection: Connection, pk: int) -> CandidateRecord | None:
    """Return the candidate of a key within the database, if it is still there."""
    return _first(connection, Candidate.pk == pk)


def by_entry(connection: Connection, entry_id: str) -> list[CandidateRecord]:
    """Return the candidates that an entry was made of, or was changed by, in that order."""
    return by_entries(connection, [entry_id])[entry_id]


def by_entries(
    connection: Connection, entry_ids: Sequence[str]
) -> dict[str, list[CandidateRecord]]:
    """Return those that each of the entries was made of, or was changed by, in that order."""
    found: dict[str, list[CandidateRecord]] = {entry_id: [] for entry_id in entry_ids}
    statement = (
        select(*COLUMNS)
        .where(in_array(connection, Candidate.entry_id, entry_ids), Candidate.state == ACCEPTED)
        .order_by(Candidate.entry_version, Candidate.pk)
    )
    for row in connection.execute(statement):
        found[row.entry_id].append(CandidateRecord(*row))
    return found


def _first(connection: Connection, condition: ColumnElement[bool]) -> CandidateRecord | None:
    row = connection.execute(select(*COLUMNS).where(condition)).first()
    return CandidateRecord(*row) if row else None


def ids_by_pk(connection: Connection, pks: Sequence[int]) -> dict[int, str]:
    """Return the public ids of candidates by their keys."""
    rows = connection.execute(select(Candidate.pk, Candidate.id).where(Candidate.pk.in_(pks)))
    return {row[0]: row[1] for row in rows}


def ids_like(connection: Connection, part: str) -> list[str]:
    """Return ids that begin or end with a part of one, two at most."""
    like = Candidate.id.startswith(part, autoescape=True) | Candidate.id.endswith(
        part, autoescape=True
    )
    return list(connection.scalars(select(Candidate.id).where(like).limit(2)))


def of_reply(connection: Connection, reply_pk: int) -> list[CandidateRecord]:
    """Return a reply's candidates in the order of the file; those of a split follow the rest."""
    statement = select(*COLUMNS).where(Candidate.reply_pk == reply_pk)
    rows = connection.execute(statement.order_by(Candidate.place, Candidate.pk))
    return [CandidateRecord(*row) for row in rows]


def next_waiting_reply(connection: Connection, after_pk: int) -> str | None:
    """Return the id of the next reply to decide on: after one, else the first.

    Candidates of it wait, or it gave none and nobody has decided what came of it.
    """
    statement = (
        select(Reply.id)
        .where(or_(has_waiting(), is_undecided()), Reply.pk != after_pk)
        .order_by(Reply.pk < after_pk, Reply.pk)
        .limit(1)
    )
    return connection.scalar(statement)


def is_unchanged_in(connection: Connection, pks: Sequence[int], reply_pk: int) -> bool:
    """Return whether a later reply says what one of the candidates says, in the same words."""
    statement = select(Candidate.pk).where(
        Candidate.reply_pk == reply_pk,
        Candidate.earlier_pk.in_(pks),
        Candidate.revision == "unchanged",
    )
    return connection.execute(statement.limit(1)).first() is not None


def children(connection: Connection, pk: int, *, merged: bool) -> list[CandidateRecord]:
    """Return what was merged into a candidate, or what it was split into."""
    column = Candidate.merged_into_pk if merged else Candidate.split_from_pk
    return _by_parent(connection, column, [pk])[pk]


def merged_into(connection: Connection, pks: Sequence[int]) -> dict[int, list[CandidateRecord]]:
    """Return what was merged into each of the candidates."""
    return _by_parent(connection, Candidate.merged_into_pk, pks)


def _by_parent(
    connection: Connection, column: InstrumentedAttribute[int | None], pks: Sequence[int]
) -> dict[int, list[CandidateRecord]]:
    found: dict[int, list[CandidateRecord]] = {pk: [] for pk in pks}
    statement = select(column, *COLUMNS).where(column.in_(pks)).order_by(Candidate.pk)
    for parent, *row in connection.execute(statement):
        found[parent].append(CandidateRecord(*row))
    return found


def change(unit: Unit, record: CandidateRecord, step: NewStep, **values: object) -> int:
    """Change a candidate that is locked; return its new version."""
    made = record.version + 1
    _keep_step(unit, record, step, made)
    _set(unit, record.pk, {"actor": step.actor, "reason": step.reason, **values}, made)
    return made


def note_made(unit: Unit, record: CandidateRecord, actor: str) -> None:
    """Note who has made a candidate, as its first step."""
    _keep_step(unit, record, NewStep(MARK, actor), record.version)


def _keep_step(unit: Unit, record: CandidateRecord, step: NewStep, version: int) -> None:
    before = {name: getattr(record, name) for name in RESTORED}
    unit.connection.execute(
        insert(CandidateStep).values(
            candidate_pk=record.pk,
            version=version,
            action=step.action,
            actor=step.actor,
            reason=step.reason,
            at=unit.now,
            before=before,
            batch=step.batch,
        )
    )


def shorten(unit: Unit, record: CandidateRecord, quote: str | None, step: NewStep) -> None:
    """Shorten the quote of an accepted candidate that is locked: nothing brings it back alone.

    Undoing the acceptance does, of an entry that was never public.
    """
    values = {"quote": quote, "actor": step.actor, "reason": step.reason}
    _set(unit, record.pk, values, record.version + 1)


def _set(unit: Unit, pk: int, values: Mapping[str, object], version: int) -> None:
    unit.connection.execute(
        update(Candidate)
        .where(Candidate.pk == pk)
        .values(**values, version=version, changed_at=unit.now)
    )


def note(unit: Unit, pk: int, **values: object) -> None:
    """Note what is no step of anybody: how a candidate compares with other replies."""
    unit.connection.execute(update(Candidate).where(Candidate.pk == pk).values(**values))


def last_step(connection: Connection, pk: int) -> StepRecord | None:
    """Return the last step that was taken and not undone."""
    statement = select(*_STEP).where(CandidateStep.candidate_pk == pk)
    row = connection.execute(statement.order_by(CandidateStep.version.desc()).limit(1)).first()
    return StepRecord(*row) if row else None


def steps(connection: Connection, pk: int) -> list[StepRecord]:
    """Return the steps that were taken and not undone, in order."""
    statement = select(*_STEP).where(CandidateStep.candidate_pk == pk)
    return [
        StepRecord(*row) for row in connection.execute(statement.order_by(CandidateStep.version))
    ]


def last_changed_by(
    connection: Connection, actor: str, reply_pk: int | None, limit: int
) -> list[CandidateRecord]:
    """Return the candidates, of a reply or of any, whose last step somebody took, the latest first.

    Of a merge it is the one that the others went into.
    """
    statement = (
        _by_last_step()
        .where(
            CandidateStep.actor == actor,
            *([Candidate.reply_pk == reply_pk] if reply_pk is not None else []),
        )
        .order_by(CandidateStep.at.desc(), CandidateStep.version.desc(), Candidate.pk)
        .limit(limit)
    )
    return [CandidateRecord(*row) for row in connection.execute(statement)]


def _by_last_step() -> Select[Any]:
    """Select candidates with their last step; one that went into another comes with that."""
    later = aliased(CandidateStep)
    last = select(func.max(later.version)).where(later.candidate_pk == Candidate.pk)
    return (
        select(*COLUMNS)
        .join(CandidateStep, CandidateStep.candidate_pk == Candidate.pk)
        .where(CandidateStep.version == last.scalar_subquery(), Candidate.state != MERGED)
    )


def of_batch(connection: Connection, batch: str) -> list[CandidateRecord]:
    """Return the candidates with which a step of a batch was the last one, in order.

    Those that went into another one come back with that.
    """
    statement = _by_last_step().where(CandidateStep.batch == batch).order_by(Candidate.pk)
    return [CandidateRecord(*row) for row in connection.execute(statement)]


def has_successor(connection: Connection, pk: int) -> bool:
    """Return whether a candidate of a later reply continues this one."""
    statement = select(Candidate.pk).where(Candidate.earlier_pk == pk)
    return connection.execute(statement.limit(1)).first() is not None


def undo_step(unit: Unit, record: CandidateRecord, step: StepRecord) -> None:
    """Bring back what was before a candidate's last step, as a version of its own."""
    unit.connection.execute(
        delete(CandidateStep).where(
            CandidateStep.candidate_pk == record.pk, CandidateStep.version == step.version
        )
    )
    _set(unit, record.pk, step.before, record.version + 1)


def delete_many(unit: Unit, pks: Sequence[int]) -> None:
    """Delete candidates, and what points to them."""
    lock_until_commit(unit.connection, Lock.LOAD)  # as every decision on them does
    for column in (Candidate.earlier_pk, Candidate.merged_into_pk, Candidate.split_from_pk):
        unit.connection.execute(update(Candidate).where(column.in_(pks)).values({column.key: None}))
    unit.connection.execute(delete(CandidateStep).where(CandidateStep.candidate_pk.in_(pks)))
    unit.connection.execute(delete(Candidate).where(Candidate.pk.in_(pks)))


def settled_before(connection: Connection, moment: datetime) -> list[int]:
    """Return the keys of candidates that came to nothing before a time.

    Those are rejected, merged, split or replaced ones, and those that say what an earlier one says.
    """
    over = Candidate.state.in_((REJECTED, MERGED, SPLIT, REPLACED, UNCHANGED))
    statement = select(Candidate.pk).where(over, Candidate.changed_at < moment)
    return list(connection.scalars(statement))


def decided_links(
    connection: Connection, entry_ids: Sequence[str]
) -> list[tuple[str, Sequence[Mapping[str, Any]]]]:
    """Return of accepted candidates the entry and the links that were suggested for it.

    Compared with the entry's own links they tell which suggestions were accepted and which not.
    """
    of_entries = and_(Candidate.state == ACCEPTED, Candidate.entry_id.in_(entry_ids))
    statement = select(Candidate.entry_id, Candidate.suggestions).where(of_entries)
    return [(row[0] or "", row[1]) for row in connection.execute(statement)]


def count_by_state(connection: Connection, reply_pks: Sequence[int]) -> dict[int, dict[str, int]]:
    """Return how many candidates of each reply are in which state."""
    statement = (
        select(Candidate.reply_pk, Candidate.state, func.count())
        .where(Candidate.reply_pk.in_(reply_pks))
        .group_by(Candidate.reply_pk, Candidate.state)
    )
    found: dict[int, dict[str, int]] = {pk: {} for pk in reply_pks}
    for pk, state, count in connection.execute(statement):
        found[pk][state] = count
    return found


def count_by_county(
    connection: Connection, survey: str, year: int | None
) -> list[tuple[str | None, str, int]]:
    """Return county (None = not known), state and how many candidates it has in that state.

    Of the replies to a survey; the `year` None is the questionnaire's own.
    """
    statement = (
        select(Candidate.county, Candidate.state, func.count())
        .join(Reply, Reply.pk == Candidate.reply_pk)
        .where(Reply.survey == survey, Reply.year.is_not_distinct_from(year))
    )
    counted = statement.group_by(Candidate.county, Candidate.state)
    return [(row[0], row[1], row[2]) for row in connection.execute(counted)]


def removed_from_reply(connection: Connection, reply_pk: int) -> list[str]:
    """Return the ids of earlier candidates that a reply no longer has."""
    statement = select(Candidate.id).where(Candidate.gone_in_pk == reply_pk)
    return list(connection.scalars(statement.order_by(Candidate.pk)))


def count_revisions(connection: Connection, reply_pk: int) -> dict[str, int]:
    """Return how many of a reply's candidates are new, changed and unchanged.

    Empty of a reply that corrects none.
    """
    statement = (
        select(Candidate.revision, func.count())
        .where(Candidate.reply_pk == reply_pk, Candidate.revision.is_not(None))
        .group_by(Candidate.revision)
    )
    found = {row[0]: row[1] for row in connection.execute(statement)}
    return {name: found.get(name, 0) for name in REVISIONS} if found else {}


@dataclass(frozen=True, slots=True)
class CandidateFilter:
    """Conditions on candidates; an empty one is none."""

    states: Sequence[str] = ()
    counties: Sequence[str] = ()
    questions: Sequence[str] = ()
    surveys: Sequence[str] = ()
    revisions: Sequence[str] = ()
    reply_id: str | None = None
    entry_id: str | None = None
    precision: float | None = None
    confidence: float | None = None
    least_sure_first: bool = False
    narrowed: Narrowing = NOTHING


def count(connection: Connection, wanted: CandidateFilter) -> int:
    """Return how many candidates are wanted."""
    counted = select(func.count()).select_from(Candidate).where(*_conditions(wanted))
    return connection.execute(counted).scalar_one()


def page(
    connection: Connection, wanted: CandidateFilter, offset: int, limit: int
) -> tuple[int, list[CandidateRecord]]:
    """Return how many candidates are wanted, and some of them, in the order of their replies.

    With `least_sure_first` in that of how sure the harvest was of the less sure of bounds and kind.
    """
    conditions = _conditions(wanted)
    sureness = [_SURENESS] if wanted.least_sure_first else []
    rows = connection.execute(
        select(*COLUMNS)
        .where(*conditions)
        .order_by(*sureness, Candidate.reply_pk, Candidate.place, Candidate.pk)
        .offset(offset)
        .limit(limit)
    )
    return count(connection, wanted), [CandidateRecord(*row) for row in rows]


def _conditions(wanted: CandidateFilter) -> list[ColumnElement[bool]]:
    lists = (
        (Candidate.state, wanted.states),
        (Candidate.county, wanted.counties),
        (Candidate.question, wanted.questions),
        (Candidate.revision, wanted.revisions),
    )
    found = [*(column.in_(each) for column, each in lists if each), *of_candidates(wanted.narrowed)]
    of_reply: list[ColumnElement[bool]] = []
    if wanted.surveys:
        of_reply.append(Reply.survey.in_(wanted.surveys))
    if wanted.reply_id is not None:
        of_reply.append(Reply.id == wanted.reply_id)
    if of_reply:
        found.append(Candidate.reply_pk.in_(select(Reply.pk).where(*of_reply)))
    if wanted.entry_id is not None:
        found.append(Candidate.entry_id == wanted.entry_id)
    if wanted.precision is not None:
        found.append(Candidate.precision >= wanted.precision)
    if wanted.confidence is not None:
        found.append(Candidate.confidence >= wanted.confidence)
    return found
