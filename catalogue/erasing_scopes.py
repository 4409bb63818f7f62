"""Which rows erasing looks at: all, those of an entry, or those of a survey reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import String, and_, cast, literal, or_, select

from catalogue.ledger import ERASE
from catalogue.tables import (
    Candidate,
    CandidateStep,
    Entry,
    EntryVersion,
    ImportRow,
    LedgerEvent,
    Link,
    Reply,
    ReplyDocument,
    ReplyRespondent,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute

    Scope: TypeAlias = Mapping[str, ColumnElement[bool]] | None
    """Table -> which of its rows; no other table. None: every row of every table."""


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
    }


def of_reply(pk: int) -> Scope:
    """Return the rows of a survey reply."""
    candidates = select(Candidate.pk).where(Candidate.reply_pk == pk)
    return {
        "reply": Reply.pk == pk,
        "reply_document": ReplyDocument.reply_pk == pk,
        "reply_respondent": ReplyRespondent.reply_pk == pk,
        "candidate": Candidate.reply_pk == pk,
        "candidate_step": CandidateStep.candidate_pk.in_(candidates),
    }


def _tell_of(entry_id: str, column: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    return cast(column, String).contains(literal(entry_id))
