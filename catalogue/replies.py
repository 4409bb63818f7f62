"""Survey replies: the record of a file, of who answered what in it, and their forgetting."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    exists,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from catalogue import answer_corrections
from catalogue.answer_corrections import CorrectionRecord, corrected, corrections, is_corrected
from catalogue.locks import Lock, lock_until_commit
from catalogue.narrowing import NOTHING, Narrowing, has_waiting, of_replies
from catalogue.sql import in_array, in_rows
from catalogue.tables import Candidate, Reply, ReplyDocument, ReplyRespondent
from record.lists import BY_HAND, NOTHING_TO_SHARE

if TYPE_CHECKING:
    from catalogue.unit import Unit

YesNo = Mapping[str, str | None]
"""Question -> "ja", "nej" or neither."""


@dataclass(frozen=True, slots=True)
class ReplyRecord:
    """A reply as it stands; see `catalogue.tables.replies`."""

    pk: int
    id: str
    job_id: str
    state: str
    actor: str
    file_name: str | None
    file_kind: str | None
    sha256: str
    size: int
    survey: str
    year: int | None
    form_id: str | None
    registry_number: str | None
    received_on: str | None
    fault: Mapping[str, Any] | None
    warnings: Sequence[Mapping[str, str]] | None
    created_at: datetime
    finished_at: datetime | None
    reviewed_at: datetime | None
    forgotten_at: datetime | None
    released_at: datetime | None
    released_by: str | None
    relation: str | None
    outcome: str | None
    unconfirmed: Sequence[str]

    @property
    def stated_day(self) -> str | None:
        """When it came, unless that is a guess."""
        return None if "received_on" in self.unconfirmed else self.received_on

    @property
    def stated_number(self) -> str | None:
        """Its registry number, unless that is a guess."""
        return None if "registry_number" in self.unconfirmed else self.registry_number


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document of a reply; see `catalogue.tables.replies`."""

    place: int
    sha256: str
    name: str | None
    kind: str
    text: str | None
    blocks: Sequence[Mapping[str, Any]] | None
    withheld: Sequence[Mapping[str, Any]]


class Withheld(NamedTuple):
    """Personal data of a document, of a kind of `swedish.personal`; no text once forgotten."""

    kind: Any
    start: int
    end: int
    text: str | None


class Passage(NamedTuple):
    """A part of a document, in characters; `document` is its place in the reply."""

    reply_pk: int
    document: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document without its text: `length` is that text's, None once it is forgotten."""

    place: int
    sha256: str
    name: str | None
    length: int | None
    withheld: Sequence[Withheld]


@dataclass(frozen=True, slots=True)
class RespondentRecord:
    """One who answered; see `catalogue.tables.replies`."""

    place: int
    document: int
    row: str | None
    county: str | None
    organisation: str | None
    yes_no: Mapping[str, str | None]
    answers: Sequence[Mapping[str, Any]]
    sectors: Sequence[Mapping[str, Any]]
    readings: Sequence[Mapping[str, Any]]


ANSWERING = (NOTHING_TO_SHARE, BY_HAND)
"""Outcomes with which a county has answered."""
_COLUMNS = tuple(getattr(Reply, name) for name in ReplyRecord.__dataclass_fields__)
_DOCUMENT = tuple(getattr(ReplyDocument, name) for name in DocumentRecord.__dataclass_fields__)
_SUMMARY = (ReplyDocument.place, ReplyDocument.sha256, ReplyDocument.name)
RESPONDENT = tuple(getattr(ReplyRespondent, name) for name in RespondentRecord.__dataclass_fields__)


def content_key(survey: str, sha256: str, year: int | None = None) -> str:
    """Return what tells the same file, sent in for the same survey in the same year."""
    return f"{survey}:{sha256}" if year is None else f"{survey}:{sha256}:{year}"


def create(unit: Unit, reply_id: str, values: Mapping[str, Any]) -> None:
    """Keep a new reply, whose job has the same id."""
    begin = {"id": reply_id, "job_id": reply_id, "state": "queued", "created_at": unit.now}
    key = content_key(values["survey"], values["sha256"], values.get("year"))
    unit.connection.execute(insert(Reply).values(**values, **begin, content_key=key))


def get(connection: Connection, reply_id: str) -> ReplyRecord | None:
    """Return the reply, if there is one."""
    return _find_reply(connection, Reply.id == reply_id)


def by_pk(connection: Connection, pk: int) -> ReplyRecord:
    """Return the reply of a key within the database."""
    return ReplyRecord(*connection.execute(select(*_COLUMNS).where(Reply.pk == pk)).one())


def by_pks(connection: Connection, pks: Collection[int]) -> dict[int, ReplyRecord]:
    """Return replies by their keys within the database."""
    rows = connection.execute(select(*_COLUMNS).where(in_array(connection, Reply.pk, pks)))
    return {row.pk: ReplyRecord(*row) for row in rows}


def by_content(
    connection: Connection, survey: str, sha256: str, year: int | None = None
) -> ReplyRecord | None:
    """Return the reply that this file made for the survey, unless it failed."""
    return _find_reply(connection, Reply.content_key == content_key(survey, sha256, year))


def _find_reply(connection: Connection, condition: ColumnElement[bool]) -> ReplyRecord | None:
    row = connection.execute(select(*_COLUMNS).where(condition)).first()
    return ReplyRecord(*row) if row else None


def page(  # noqa: PLR0913, PLR0917  what a list is narrowed to
    connection: Connection,
    offset: int,
    limit: int,
    states: Sequence[str] = (),
    counties: Sequence[str] = (),
    narrowed: Narrowing = NOTHING,
) -> tuple[int, list[ReplyRecord]]:
    """Return how many replies there are in the states and from the counties, and some of them.

    The newest come first; no state or county means any.
    """
    conditions: list[ColumnElement[bool]] = [Reply.state.in_(states)] if states else []
    if counties:
        answered = select(ReplyRespondent.reply_pk).where(ReplyRespondent.county.in_(counties))
        conditions.append(Reply.pk.in_(answered))
    conditions += of_replies(narrowed)
    total = connection.execute(
        select(func.count()).select_from(Reply).where(*conditions)
    ).scalar_one()
    statement = select(*_COLUMNS).where(*conditions).order_by(Reply.pk.desc())
    rows = connection.execute(statement.offset(offset).limit(limit))
    return total, [ReplyRecord(*row) for row in rows]


def change(unit: Unit, pk: int, **values: object) -> None:
    """Change a reply."""
    unit.connection.execute(update(Reply).where(Reply.pk == pk).values(**values))


def fail(unit: Unit, pk: int, fault: Mapping[str, Any]) -> None:
    """End the reading of a reply badly; the same file may be sent in again."""
    change(unit, pk, state="failed", fault=fault, content_key=None, finished_at=unit.now)


def keep_read(
    unit: Unit,
    pk: int,
    documents: Sequence[Mapping[str, Any]],
    respondents: Sequence[Mapping[str, Any]],
) -> None:
    """Keep what was read of a reply, each with its columns but the reply's key."""
    lock_until_commit(unit.connection, Lock.LOAD)  # a correction changes candidates that are there
    for table, rows in ((ReplyDocument, documents), (ReplyRespondent, respondents)):
        if rows:
            unit.connection.execute(insert(table), [{"reply_pk": pk, **row} for row in rows])


def change_readings(unit: Unit, pk: int, place: int, readings: Sequence[Mapping[str, Any]]) -> None:
    """Keep the readings of a respondent, which say what counts."""
    own = and_(ReplyRespondent.reply_pk == pk, ReplyRespondent.place == place)
    unit.connection.execute(update(ReplyRespondent).where(own).values(readings=list(readings)))


def documents(connection: Connection, pk: int) -> list[DocumentRecord]:
    """Return a reply's documents, in order."""
    of_reply = select(*_DOCUMENT).where(ReplyDocument.reply_pk == pk)
    rows = connection.execute(of_reply.order_by(ReplyDocument.place))
    return [DocumentRecord(*row) for row in rows]


def summaries_of(connection: Connection, pks: Collection[int]) -> dict[int, list[DocumentSummary]]:
    """Return the documents of each of the replies, in order, without their texts."""
    length = func.length(ReplyDocument.text)
    statement = (
        select(ReplyDocument.reply_pk, *_SUMMARY, ReplyDocument.withheld, length)
        .where(in_array(connection, ReplyDocument.reply_pk, pks))
        .order_by(ReplyDocument.reply_pk, ReplyDocument.place)
    )
    rows = connection.execute(statement).all()
    words = passages(
        connection,
        [
            Passage(row.reply_pk, row.place, each["start"], each["end"])
            for row in rows
            for each in row.withheld
        ],
    )
    found: dict[int, list[DocumentSummary]] = {pk: [] for pk in pks}
    for pk, place, sha256, name, withheld, characters in rows:
        spans = [(each["kind"], each["start"], each["end"]) for each in withheld]
        summaries = [
            Withheld(kind, start, end, words.get(Passage(pk, place, start, end)))
            for kind, start, end in spans
        ]
        found[pk].append(DocumentSummary(place, sha256, name, characters, summaries))
    return found


def passages(connection: Connection, wanted: Iterable[Passage]) -> dict[Passage, str]:
    """Return the text of passages, as far as it is not forgotten; no more of it is read."""
    each = in_rows(connection, [list(passage) for passage in sorted(set(wanted))])
    pk, document, start, end = (each[at].as_integer() for at in range(4))
    statement = (
        select(pk, document, start, end, func.substr(ReplyDocument.text, start + 1, end - start))
        .join_from(each.table, ReplyDocument, ReplyDocument.reply_pk == pk)
        .where(ReplyDocument.place == document, ReplyDocument.text.is_not(None))
    )
    return {Passage(*row[:4]): row[4] for row in connection.execute(statement)}


def document(connection: Connection, pk: int, place: int) -> DocumentRecord:
    """Return one of a reply's documents."""
    of_reply = and_(ReplyDocument.reply_pk == pk, ReplyDocument.place == place)
    return DocumentRecord(*connection.execute(select(*_DOCUMENT).where(of_reply)).one())


def respondents(connection: Connection, pk: int) -> list[RespondentRecord]:
    """Return who answered in a reply, in order, as people have corrected it."""
    known = corrections(connection, [pk])
    return [corrected_respondent(each, pk, known) for each in read_respondents(connection, pk)]


def corrected_respondent(
    read: RespondentRecord, pk: int, known: Sequence[CorrectionRecord]
) -> RespondentRecord:
    """Return who answered, with what people have corrected of a reply."""
    yes_no, answers = corrected((pk, read.place), read.yes_no, read.answers, known)
    return replace(read, yes_no=yes_no, answers=answers)


def read_respondents(connection: Connection, pk: int) -> list[RespondentRecord]:
    """Return who answered in a reply, in order, as the harvest read it."""
    statement = select(*RESPONDENT).where(ReplyRespondent.reply_pk == pk)
    rows = connection.execute(statement.order_by(ReplyRespondent.place))
    return [RespondentRecord(*row) for row in rows]


def counties_of(connection: Connection, pks: Sequence[int]) -> dict[int, list[str]]:
    """Return the counties that answered in each of the replies, in order, each once."""
    statement = (
        select(ReplyRespondent.reply_pk, ReplyRespondent.county)
        .where(ReplyRespondent.reply_pk.in_(pks), ReplyRespondent.county.is_not(None))
        .order_by(ReplyRespondent.reply_pk, ReplyRespondent.place)
    )
    found: dict[int, list[str]] = {pk: [] for pk in pks}
    for pk, county in connection.execute(statement):
        if county and county not in found[pk]:
            found[pk].append(county)
    return found


class Answered(NamedTuple):
    """A county that has answered a survey; `year` is None for the questionnaire's own."""

    survey: str
    year: int | None
    county: str


def answered(connection: Connection) -> dict[Answered, str]:
    """Return which counties have answered which surveys, each with the id of its latest reply."""
    statement = (
        select(Reply.survey, Reply.year, ReplyRespondent.county, Reply.id)
        .join(ReplyRespondent, ReplyRespondent.reply_pk == Reply.pk)
        .where(Reply.state == "harvested", ReplyRespondent.county.is_not(None), _has_answered())
        .order_by(Reply.pk)
    )
    return {
        Answered(survey, year, county): reply_id
        for survey, year, county, reply_id in connection.execute(statement)
        if county
    }


def _has_answered() -> ColumnElement[bool]:
    """Return the condition that a respondent has answered: as read, or as a curator decided."""
    by_hand = exists().where(
        Candidate.reply_pk == Reply.pk,
        Candidate.county == ReplyRespondent.county,
        Candidate.state != "rejected",
    )
    as_read = and_(
        Reply.outcome.is_(None), or_(ReplyRespondent.has_answered, by_hand, is_corrected())
    )
    return or_(Reply.outcome.in_(ANSWERING), as_read)


def surveys_answered(connection: Connection) -> set[tuple[str, int | None]]:
    """Return the surveys, and years, that replies were read of."""
    statement = select(Reply.survey, Reply.year).where(Reply.state == "harvested").distinct()
    return {(row[0], row[1]) for row in connection.execute(statement)}


def earlier_of(connection: Connection, record: ReplyRecord, county: str) -> ReplyRecord | None:
    """Return the county's latest reply to the same survey in the same year before this one."""
    answered = and_(ReplyRespondent.reply_pk == Reply.pk, ReplyRespondent.county == county)
    statement = (
        select(*_COLUMNS)
        .where(Reply.survey == record.survey, Reply.pk < record.pk, Reply.state == "harvested")
        .where(Reply.year.is_not_distinct_from(record.year))
        .where(exists().where(answered))
        .order_by(Reply.pk.desc())
        .limit(1)
    )
    row = connection.execute(statement).first()
    return ReplyRecord(*row) if row else None


def note_review(unit: Unit, pk: int) -> None:
    """Note whether a reply is reviewed: when nothing of it waits for a decision any more."""
    waits = has_waiting()
    of_reply = update(Reply).where(Reply.pk == pk, Reply.state == "harvested")
    done = of_reply.where(~waits, Reply.reviewed_at.is_(None)).values(reviewed_at=unit.now)
    unit.connection.execute(done)
    unit.connection.execute(of_reply.where(waits).values(reviewed_at=None, outcome=None))


def answer_relation(unit: Unit, pk: int, relation: str) -> bool:
    """Record what a reply is to the one before; return whether that was undecided."""
    lock_until_commit(unit.connection, Lock.LOAD)  # it changes candidates that are there
    statement = update(Reply).where(Reply.pk == pk, Reply.relation == "asked")
    return unit.connection.execute(statement.values(relation=relation)).rowcount > 0


def mark_reviewed(unit: Unit, pk: int) -> bool:
    """Note that somebody has gone through a reply; return whether it was read and nothing waits."""
    unread = and_(Reply.forgotten_at.is_(None), Reply.reviewed_at.is_(None))
    return _change_decided(unit, pk, unread, reviewed_at=unit.now)


def decide(unit: Unit, pk: int, outcome: str) -> bool:
    """Note what came of a reply (of OUTCOMES); return whether it was read and nothing waits."""
    at = func.coalesce(Reply.reviewed_at, unit.now)
    return _change_decided(unit, pk, true(), reviewed_at=at, outcome=outcome)


def _change_decided(unit: Unit, pk: int, condition: ColumnElement[bool], **values: object) -> bool:
    fit = and_(Reply.pk == pk, Reply.state == "harvested", ~has_waiting(), condition)
    return unit.connection.execute(update(Reply).where(fit).values(**values)).rowcount > 0


def unreviewed_since(before: datetime) -> ColumnElement[bool]:
    """Return the condition that a reply came before a time, not reviewed or forgotten since."""
    return and_(
        Reply.created_at < before, Reply.reviewed_at.is_(None), Reply.forgotten_at.is_(None)
    )


def to_forget(
    connection: Connection, reviewed_before: datetime, received_before: datetime
) -> list[ReplyRecord]:
    """Return replies that were reviewed before a time and whose text is still there.

    A file that could not be read counts as reviewed when it failed. What came before the other
    time and is not reviewed yet is among them.
    """
    failed = and_(Reply.state == "failed", Reply.finished_at < reviewed_before)
    condition = (Reply.reviewed_at < reviewed_before) | failed | unreviewed_since(received_before)
    statement = select(*_COLUMNS).where(condition, Reply.forgotten_at.is_(None))
    return [ReplyRecord(*row) for row in connection.execute(statement)]


def forget(unit: Unit, pk: int) -> None:
    """Overwrite the text of a reply: what stays is who answered, yes or no, and public text.

    The candidates keep what may be published of them, with its offsets.
    """
    lock_until_commit(unit.connection, Lock.LOAD)  # as every decision on its candidates does
    of_reply = ReplyDocument.reply_pk == pk
    unit.connection.execute(
        update(ReplyDocument).where(of_reply).values(name=None, text=None, blocks=None)
    )
    unit.connection.execute(
        update(ReplyRespondent)
        .where(ReplyRespondent.reply_pk == pk)
        .values(row=None, answers=[], sectors=[], readings=[])
    )
    statement = select(Candidate.pk, Candidate.said).where(Candidate.reply_pk == pk)
    for candidate_pk, words in unit.connection.execute(statement).all():
        unit.connection.execute(
            update(Candidate).where(Candidate.pk == candidate_pk).values(said=_public(words))
        )
    answer_corrections.forget(unit, pk)
    change(unit, pk, file_name=None, warnings=None, forgotten_at=unit.now)


def _public(words: Mapping[str, Any]) -> dict[str, Any]:
    """Return the words of a reply as far as they may be published."""
    public = {**words, "text": words.get("publicText", "")}
    if context := words.get("context"):
        public["context"] = {**context, "text": context["publicText"]}
    return public


def release(unit: Unit, pk: int, actor: str) -> bool:
    """Make yes and no of a reply public; return False if it has no text or was public already."""
    fit = and_(
        Reply.pk == pk,
        Reply.state == "harvested",
        Reply.forgotten_at.is_(None),
        Reply.released_at.is_(None),
    )
    values = {"released_at": unit.now, "released_by": actor}
    return unit.connection.execute(update(Reply).where(fit).values(**values)).rowcount > 0


def take_back(unit: Unit, pk: int) -> bool:
    """Make them public no longer; return whether they were."""
    released = and_(Reply.pk == pk, Reply.released_at.is_not(None))
    values = {"released_at": None, "released_by": None}
    return unit.connection.execute(update(Reply).where(released).values(**values)).rowcount > 0
