"""Candidates of a reply with which somebody has done anything."""

from __future__ import annotations

from sqlalchemy import Connection, and_, select

from catalogue.tables import Assignment, Candidate, CandidateStep, Comment


def touched_in(connection: Connection, reply_pk: int) -> set[int]:
    """Return the keys of a reply's candidates with which anybody has done anything.

    Those are changed, decided on, made by people, commented on or assigned to somebody.
    """
    own = Candidate.reply_pk == reply_pk
    with_steps = select(Candidate.pk).join(CandidateStep).where(own)
    found = set(connection.scalars(with_steps))
    for table in (Comment, Assignment):
        on_it = and_(table.kind == "candidate", table.subject_id == Candidate.id)
        found |= set(connection.scalars(select(Candidate.pk).join(table, on_it).where(own)))
    return found
