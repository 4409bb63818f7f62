"""How the candidates of replies stand, and how they compare with those of earlier replies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from catalogue.tables import Candidate
from catalogue.tables.replies import REVISIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection


def counts(connection: Connection, reply_pks: Sequence[int]) -> dict[int, dict[str, int]]:
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


def gone_in(connection: Connection, reply_pk: int) -> list[str]:
    """Return the ids of earlier candidates that a reply no longer has."""
    statement = select(Candidate.id).where(Candidate.gone_in_pk == reply_pk)
    return list(connection.scalars(statement.order_by(Candidate.pk)))


def revisions(connection: Connection, reply_pk: int) -> dict[str, int]:
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
