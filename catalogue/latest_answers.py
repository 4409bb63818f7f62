"""What each county answers to a survey: in its latest reply in a year, as corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, String, and_, cast, func, or_, select, true

from catalogue.answer_corrections import corrections, is_corrected
from catalogue.replies import RESPONDENT, RespondentRecord, YesNo, corrected_respondent
from catalogue.tables import Reply, ReplyRespondent
from record.lists import COMES_LATER


class LatestAnswers(NamedTuple):
    """What a county answered to a survey: its latest reply."""

    survey: str
    year: int | None
    county: str
    yes_no: YesNo
    answers: Sequence[Mapping[str, Any]]
    reply_id: str
    form_id: str | None


def latest_answers(connection: Connection, *, released: bool = False) -> list[LatestAnswers]:
    """Return what each county answered in its latest reply to a survey in a year, as corrected.

    With `released`, in the latest one whose answers are public. One without any is none, nor is
    one whose answers are to come later.
    """
    answered = or_(
        cast(ReplyRespondent.yes_no, String) != "{}",
        cast(ReplyRespondent.answers, String) != "[]",
        is_corrected(),
    )
    public = Reply.released_at.is_not(None) if released else true()
    has_come = Reply.outcome.is_distinct_from(COMES_LATER)
    latest = (
        select(ReplyRespondent.county, func.max(Reply.pk).label("pk"))
        .join(Reply, Reply.pk == ReplyRespondent.reply_pk)
        .where(ReplyRespondent.county.is_not(None), public, has_come, answered)
        .group_by(Reply.survey, Reply.year, ReplyRespondent.county)
        .subquery()
    )
    of_reply = and_(
        ReplyRespondent.reply_pk == latest.c.pk, ReplyRespondent.county == latest.c.county
    )
    statement = (
        select(Reply.pk, Reply.survey, Reply.year, Reply.id, Reply.form_id, *RESPONDENT)
        .join_from(latest, ReplyRespondent, of_reply)
        .join(Reply, Reply.pk == latest.c.pk)
        .order_by(Reply.survey, Reply.year.nulls_first(), latest.c.county, ReplyRespondent.place)
    )
    rows = connection.execute(statement).all()
    known = corrections(connection, {row[0] for row in rows})
    found = []
    for pk, survey, year, reply_id, form_id, *read in rows:
        own = corrected_respondent(RespondentRecord(*read), pk, known)
        answers = (own.county or "", own.yes_no, own.answers)
        found.append(LatestAnswers(survey, year, *answers, reply_id, form_id))
    return found
