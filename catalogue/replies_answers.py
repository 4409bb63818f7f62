"""What counties answer to yes or no questions, each in its latest reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select

from catalogue.tables import Reply, ReplyRespondent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection


def latest_answers(connection: Connection) -> list[tuple[str, str, Mapping[str, str | None]]]:
    """Return survey, county and its yes or no to each question, from its latest reply."""
    latest = (
        select(Reply.survey, ReplyRespondent.county, func.max(Reply.pk).label("pk"))
        .join(Reply, Reply.pk == ReplyRespondent.reply_pk)
        .where(ReplyRespondent.county.is_not(None))
        .group_by(Reply.survey, ReplyRespondent.county)
        .subquery()
    )
    statement = (
        select(latest.c.survey, latest.c.county, ReplyRespondent.yes_no)
        .join(
            ReplyRespondent,
            and_(
                ReplyRespondent.reply_pk == latest.c.pk,
                ReplyRespondent.county == latest.c.county,
            ),
        )
        .order_by(latest.c.survey, latest.c.county)
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(statement)]
