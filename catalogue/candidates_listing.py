"""Which candidates are asked for, and a page of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from catalogue.candidates import COLUMNS, CandidateRecord
from catalogue.tables import Candidate, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which candidates are asked for; an empty condition is none."""

    states: Sequence[str] = ()
    counties: Sequence[str] = ()
    questions: Sequence[str] = ()
    surveys: Sequence[str] = ()
    revisions: Sequence[str] = ()
    reply_id: str | None = None
    entry_id: str | None = None
    precision: float | None = None


def page(
    connection: Connection, wanted: Wanted, offset: int, limit: int
) -> tuple[int, list[CandidateRecord]]:
    """Return how many candidates are wanted, and some of them, in the order of their replies."""
    conditions = _conditions(wanted)
    joined = Reply.pk == Candidate.reply_pk
    counted = select(func.count()).select_from(Candidate).join(Reply, joined).where(*conditions)
    statement = select(*COLUMNS).join(Reply, joined).where(*conditions)
    rows = connection.execute(
        statement.order_by(Candidate.reply_pk, Candidate.place, Candidate.pk)
        .offset(offset)
        .limit(limit)
    )
    return connection.execute(counted).scalar_one(), [CandidateRecord(*row) for row in rows]


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    several = (
        (Candidate.state, wanted.states),
        (Candidate.county, wanted.counties),
        (Candidate.question, wanted.questions),
        (Reply.survey, wanted.surveys),
        (Candidate.revision, wanted.revisions),
    )
    found: list[ColumnElement[bool]] = [column.in_(each) for column, each in several if each]
    if wanted.reply_id is not None:
        found.append(Reply.id == wanted.reply_id)
    if wanted.entry_id is not None:
        found.append(Candidate.entry_id == wanted.entry_id)
    if wanted.precision is not None:
        found.append(Candidate.precision >= wanted.precision)
    return found
