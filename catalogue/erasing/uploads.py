"""Imports and replies whose file is erased: what their rows say of it afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, and_, select, update

from catalogue import jobs
from catalogue.erasing.rows import Match
from catalogue.jobs import UNDER_WAY
from catalogue.tables import Base, Candidate, Import, ImportRow, Reply, ReplyDocument
from catalogue.unit import Unit

OF_REPLIES = ("reply_document", "reply_respondent", "candidate")


def imports_of(connection: Connection, hits: Iterable[Match]) -> set[str]:
    """Return the imports whose rows hold something to be erased."""
    pks = {hit.key[0] for hit in hits if hit.table in ("import", "import_row")}
    return set(connection.scalars(select(Import.id).where(Import.pk.in_(pks))))


def imports_of_entry(connection: Connection, entry_id: str) -> set[str]:
    """Return the imports that had a row of an entry."""
    rows = select(ImportRow.import_pk).where(ImportRow.entry_id == entry_id)
    return set(connection.scalars(select(Import.id).where(Import.pk.in_(rows))))


def reply_ids_with_matches(connection: Connection, hits: Iterable[Match]) -> set[str]:
    """Return the survey replies whose rows hold something to be erased."""
    found: set[str] = set()
    for hit in hits:
        if hit.table == "reply":
            found |= set(connection.scalars(select(Reply.id).where(Reply.pk == hit.key[0])))
        elif hit.table in OF_REPLIES:
            table = Base.metadata.tables[hit.table]
            first = next(iter(table.primary_key.columns))
            of_row = select(table.c.reply_pk).where(first == hit.key[0])
            found |= set(connection.scalars(select(Reply.id).where(Reply.pk.in_(of_row))))
    return found


def replies_of_entry(connection: Connection, entry_id: str) -> set[str]:
    """Return the survey replies that an entry was made from."""
    of_entry = select(Candidate.reply_pk).where(Candidate.entry_id == entry_id)
    return set(connection.scalars(select(Reply.id).where(Reply.pk.in_(of_entry))))


def unread_imports(connection: Connection) -> set[str]:
    """Return the imports whose file has not been read, or could not be."""
    unread = Import.state.in_((*UNDER_WAY, "failed"))
    return set(connection.scalars(select(Import.id).where(unread)))


def unread_replies(connection: Connection) -> set[str]:
    """Return the survey replies whose file has not been read, or could not be."""
    unread = Reply.state.in_((*UNDER_WAY, "failed"))
    return set(connection.scalars(select(Reply.id).where(unread)))


def reply_pk(connection: Connection, reply_id: str) -> int | None:
    """Return a reply's key within the database."""
    return connection.scalar(select(Reply.pk).where(Reply.id == reply_id))


def unaccepted_candidate_keys(connection: Connection, pk: int) -> list[int]:
    """Return the keys of a reply's candidates that no entry was made from."""
    none = and_(Candidate.reply_pk == pk, Candidate.entry_id.is_(None))
    return list(connection.scalars(select(Candidate.pk).where(none)))


def quotes_in_replies(connection: Connection, entry_id: str) -> set[tuple[int, str]]:
    """Return (a reply's key, words of it) for all that an entry was made from."""
    same_document = and_(
        ReplyDocument.reply_pk == Candidate.reply_pk, ReplyDocument.place == Candidate.document
    )
    statement = (
        select(Candidate.reply_pk, Candidate.said, ReplyDocument.text)
        .outerjoin(ReplyDocument, same_document)
        .where(Candidate.entry_id == entry_id)
    )
    found = set()
    for reply, stored, text in connection.execute(statement):
        words = {stored.get("text", ""), stored.get("publicText", "")}
        words |= {(text or "")[start:end] for start, end in stored.get("spans", ())}
        found |= {(reply, each) for each in words if any(map(str.isalnum, each))}
    return found


def note_import_lost(unit: Unit, import_id: str, fault: Mapping[str, Any]) -> None:
    """Note that the file of an import is gone; one that is under way has failed with that."""
    under_way = Import.state.in_(UNDER_WAY)
    job_id = unit.connection.scalar(select(Import.job_id).where(Import.id == import_id, under_way))
    values: dict[str, Any] = {"file_removed_at": unit.now}
    if job_id:
        values |= {"state": "failed", "fault": dict(fault), "finished_at": unit.now}
        jobs.cancel(unit, job_id, jobs.ERASED)
    unit.connection.execute(update(Import).where(Import.id == import_id).values(**values))


def note_reply_lost(unit: Unit, reply_id: str, fault: Mapping[str, Any]) -> None:
    """Note that a reply's original is gone; one that is still to be read has failed with that."""
    under_way = and_(Reply.id == reply_id, Reply.state.in_(UNDER_WAY))
    job_id = unit.connection.scalar(select(Reply.job_id).where(under_way))
    if job_id:
        jobs.cancel(unit, job_id, jobs.ERASED)
        failed = {"state": "failed", "fault": dict(fault), "finished_at": unit.now}
        unit.connection.execute(
            update(Reply).where(Reply.id == reply_id).values(**failed, content_key=None)
        )
