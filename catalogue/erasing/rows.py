"""Overwriting texts for good, in every row of every table that holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    String,
    Table,
    and_,
    cast,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute

from catalogue.erasing.entries import renew_entries
from catalogue.erasing.places import PLACES, TABLES, TextColumn
from catalogue.erasing.text import Erasure
from catalogue.ledger import ERASE, Change
from catalogue.locks import Lock, lock_until_commit
from catalogue.sql import in_array
from catalogue.tables import (
    Account,
    AnswerCorrection,
    AnswerForm,
    Base,
    Candidate,
    CandidateStep,
    Entry,
    EntryVersion,
    FormAnswer,
    ImportRow,
    LedgerEvent,
    Link,
    Reply,
    ReplyDocument,
    ReplyRespondent,
    Report,
    Session,
)
from catalogue.unit import Unit

Progress: TypeAlias = Callable[[int], None]
"""Called with the number of rows just looked at."""
Scope: TypeAlias = Mapping[str, ColumnElement[bool]] | None
"""Table -> which of its rows; no other table. None: every row of every table."""


OF_ENTRIES = ("entry", "entry_version", "link")
"""Tables whose primary key begins with an entry's."""
PAGE = 500
"""Rows read at a time."""


class ErasureTask(NamedTuple):
    """What is erased, and in which rows it is looked for."""

    erasure: Erasure
    scope: Scope = None


class Match(NamedTuple):
    """A row that holds something to be erased, by its table and primary key.

    Attributes:
        before: the values that were looked at.
        after: column -> the value to be written in its place.
    """

    table: str
    key: tuple[Any, ...]
    before: tuple[Any, ...]
    after: Mapping[str, Any]


def _ignore_progress(_rows: int) -> None:
    """Show nothing."""


def count_rows(connection: Connection, part: ErasureTask) -> int:
    """Return how many rows will be looked at."""
    return sum(
        connection.execute(select(func.count()).select_from(table).where(*_within(part, table)))
        .scalars()
        .one()
        for table in _tables(part)
    )


def find(
    connection: Connection, part: ErasureTask, progress: Progress = _ignore_progress
) -> list[Match]:
    """Return every row that holds something to be erased."""
    return [hit for table in _tables(part) for hit in _matches(connection, table, part, progress)]


def count_by_table(hits: Iterable[Match]) -> dict[str, int]:
    """Return table -> rows, most first."""
    return dict(Counter(hit.table for hit in hits).most_common())


def overwrite(
    unit: Unit, part: ErasureTask, hits: Sequence[Match], actor: str, reason: str
) -> None:
    """Overwrite what was found, as the rows stand now, and record it.

    Entries whose public text changed get a new version, so that caches, copies and curators who
    have the old one learn of it.
    """
    lock_until_commit(unit.connection, Lock.LOAD)
    if unit.connection.dialect.name == "sqlite":
        unit.connection.exec_driver_sql("PRAGMA secure_delete = ON")
    touched = [hit for hit in hits if hit.table in OF_ENTRIES or hit.table == "ledger"]
    with renew_entries(unit, {_entry_pk(unit, hit) for hit in touched}, actor, reason):
        for hit in hits:
            _overwrite(unit, part.erasure, hit)


def record(unit: Unit, actor: str, reason: str) -> None:
    """Note that something was erased, by whom and why, and nothing of what it was."""
    unit.record(Change(None, ERASE, None, actor, public=False, reason=reason))


def entries_of(connection: Connection, hits: Iterable[Match]) -> tuple[str, ...]:
    """Return the ids of the entries that rows are of, in order."""
    pks = {hit.key[0] for hit in hits if hit.table in OF_ENTRIES}
    return tuple(
        sorted(connection.scalars(select(Entry.id).where(in_array(connection, Entry.pk, pks))))
    )


def candidates_of(connection: Connection, hits: Iterable[Match]) -> set[str]:
    """Return the ids of the candidates that rows are of."""
    pks = {hit.key[0] for hit in hits if hit.table in ("candidate", "candidate_step")}
    found = select(Candidate.id).where(in_array(connection, Candidate.pk, pks))
    return set(connection.scalars(found))


def reports_of(connection: Connection, hits: Iterable[Match]) -> set[str]:
    """Return the ids of the reports that rows are of."""
    pks = {hit.key[0] for hit in hits if hit.table == "report"}
    return set(connection.scalars(select(Report.id).where(in_array(connection, Report.pk, pks))))


def _tables(part: ErasureTask) -> list[Table]:
    return [
        Base.metadata.tables[name] for name in TABLES if part.scope is None or name in part.scope
    ]


def _within(part: ErasureTask, table: Table) -> list[Any]:
    return [] if part.scope is None else [part.scope[table.name]]


def _places(table: Table) -> list[TextColumn]:
    return [place for place in PLACES if place.table == table.name]


def _keys(table: Table) -> list[Column[Any]]:
    return list(table.primary_key.columns)


def _matches(
    connection: Connection, table: Table, part: ErasureTask, progress: Progress
) -> Iterator[Match]:
    places, keys = _places(table), _keys(table)
    statement = select(*keys, *(table.c[place.column] for place in places))
    found = connection.execution_options(yield_per=PAGE).execute(
        statement.where(*_within(part, table))
    )
    for page in found.partitions():
        for row in page:
            key, values = tuple(row[: len(keys)]), row[len(keys) :]
            changed = _changed_values(places, values, part.erasure)
            if changed:
                yield Match(table.name, key, tuple(values), changed)
        progress(len(page))


def _changed_values(
    places: Sequence[TextColumn], values: Sequence[Any], erasure: Erasure
) -> dict[str, Any]:
    """Return column -> new value, for those that change."""
    found = {}
    for place, value in zip(places, values, strict=True):
        if value is not None and (changed := place.change(value, erasure)) != value:
            found[place.column] = changed
    return found


def _overwrite(unit: Unit, erasure: Erasure, hit: Match) -> None:
    table = Base.metadata.tables[hit.table]
    places = _places(table)
    this = and_(*(column == part for column, part in zip(_keys(table), hit.key, strict=True)))
    columns = (table.c[place.column] for place in places)
    values = unit.connection.execute(select(*columns).where(this).with_for_update()).first()
    if not values:
        return
    # Others cannot write meanwhile: what stands as it was found is not looked at again.
    changed = hit.after if tuple(values) == hit.before else _changed_values(places, values, erasure)
    if not changed:
        return
    unit.connection.execute(update(table).where(this).values(**changed))
    if hit.table == "form_answer":  # nobody who still has it on screen saves it again unseen
        unit.connection.execute(update(table).where(this).values(version=FormAnswer.version + 1))
    if hit.table == "account" and "address" in changed:
        _close(unit, hit.key[0])


def _close(unit: Unit, account_id: str) -> None:
    """Close an account whose address is gone: nobody could sign in to it, or know whose it is."""
    closed = update(Account).where(Account.id == account_id)
    day = func.coalesce(Account.disabled_at, unit.now)
    unit.connection.execute(closed.values(disabled_at=day, password_hash=None, name=None))
    open_ones = and_(Session.account_id == account_id, Session.revoked_at.is_(None))
    unit.connection.execute(update(Session).where(open_ones).values(revoked_at=unit.now))


def _entry_pk(unit: Unit, hit: Match) -> int | None:
    """Return the key of the entry that a row is of."""
    if hit.table != "ledger":
        return int(hit.key[0])
    table = Base.metadata.tables["ledger"]
    return unit.connection.scalar(select(table.c.entry_pk).where(table.c.seq == hit.key[0]))


def of_entry(entry_id: str, pk: int) -> Scope:
    """Return the rows of an entry, and those that quote its title as like another one's."""
    candidates = or_(Candidate.entry_id == entry_id, _tell_of(entry_id, Candidate.duplicates))
    steps = select(Candidate.pk).where(Candidate.entry_id == entry_id)
    return {
        "entry": Entry.pk == pk,
        "entry_version": EntryVersion.entry_pk == pk,
        "link": Link.entry_pk == pk,
        "ledger": and_(LedgerEvent.entry_pk == pk, LedgerEvent.action != ERASE),
        "import_row": or_(ImportRow.entry_id == entry_id, _tell_of(entry_id, ImportRow.warnings)),
        "candidate": candidates,
        "candidate_step": CandidateStep.candidate_pk.in_(steps),
        "report": Report.entry_pk == pk,
    }


def of_reply(pk: int) -> Scope:
    """Return the rows of a survey reply, and of the form that it was filled in with."""
    candidates = select(Candidate.pk).where(Candidate.reply_pk == pk)
    forms = select(AnswerForm.pk).join(Reply, Reply.form_id == AnswerForm.id).where(Reply.pk == pk)
    return {
        "reply": Reply.pk == pk,
        "reply_document": ReplyDocument.reply_pk == pk,
        "reply_respondent": ReplyRespondent.reply_pk == pk,
        "answer_correction": AnswerCorrection.reply_pk == pk,
        "candidate": Candidate.reply_pk == pk,
        "candidate_step": CandidateStep.candidate_pk.in_(candidates),
        "form_answer": FormAnswer.form_pk.in_(forms),
    }


def _tell_of(entry_id: str, column: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    return cast(column, String).contains(literal(entry_id))
