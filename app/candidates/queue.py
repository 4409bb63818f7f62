"""The candidates of a reply in their order: which is next, and whose last step is taken back."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from app.availability import reading
from app.candidates.marking import unmark
from app.candidates.states import NOTHING_TO_UNDO, UNDO
from app.candidates.transitions import apply_transition
from app.candidates.views import spans_of
from app.entries.editing import BaseVersion
from app.errors import Conflict
from app.replies.service import reply_of
from catalogue import candidates
from catalogue.candidates import MARK, WAITING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.accounts.access import Actor
    from app.errors import Message
    from app.wiring import Services
    from catalogue.candidates import CandidateRecord


MOST_PASSED = 100
"""Candidates that are tried until the last step of one can be taken back."""


class Queued(NamedTuple):
    """A candidate among those of its reply.

    Attributes:
        spans: [start, end] in the text of the reply's document with that number.
        sureness: how sure the harvest was of its bounds or its kind, whichever is less; 1 where
            somebody has set both.
    """

    id: str
    title: str
    state: str
    postponed: bool
    question: str
    county: str | None
    document: int
    spans: list[list[int]]
    sureness: float

    @property
    def waits(self) -> bool:
        """Whether somebody is to decide on it."""
        return self.state == WAITING


def reply_queue(services: Services, reply_id: str) -> list[Queued]:
    """Return the candidates of a reply in the order of its text.

    Raises:
        NotFound: there is no such reply.
    """
    with reading(services.database) as connection:
        reply = reply_of(connection, reply_id)
        found = candidates.of_reply(connection, reply.pk)
    merged: defaultdict[int | None, list[CandidateRecord]] = defaultdict(list)
    for each in found:
        merged[each.merged_into_pk].append(each)
    return [
        Queued(
            each.id,
            each.content["title"],
            each.state,
            each.postponed,
            each.question,
            each.county,
            each.document,
            spans_of(each, merged[each.pk]),
            min(
                (sure for sure in (each.confidence, each.kind_confidence) if sure is not None),
                default=1.0,
            ),
        )
        for each in found
    ]


def next_undecided(
    queue: Sequence[Queued], after: str | None = None, *, least_sure: bool = False
) -> str | None:
    """Return the id of the next candidate to decide on: after one, else from the beginning.

    With `least_sure` that of which the harvest was least sure, wherever it stands. Those that were
    postponed come when no other waits.
    """
    if least_sure:
        queue = sorted(queue, key=lambda each: each.sureness)
        after = None
    ids = [each.id for each in queue]
    start = ids.index(after) + 1 if after in ids else 0
    turned = [*queue[start:], *queue[:start]]
    waiting = [each for each in turned if each.waits and each.id != after]
    fresh = [each for each in waiting if not each.postponed]
    return next((each.id for each in (*fresh, *waiting)), None)


def next_reply(services: Services, reply_id: str) -> str | None:
    """Return the id of the next reply in which candidates wait, in the order that they came in.

    Raises:
        NotFound: there is no such reply.
    """
    with reading(services.database) as connection:
        return candidates.next_waiting_reply(connection, reply_of(connection, reply_id).pk)


class NotUndone(NamedTuple):
    """A candidate whose last step could not be taken back, and why."""

    id: str
    title: str
    why: Message


class Undone(NamedTuple):
    """A step that was taken back.

    Attributes:
        id: of the first candidate that is as it was before; None if the step made it.
        title: its title.
        back: how many are; 0 if nothing could be taken back.
        left: how many of the same decision are not, since somebody has changed their entries.
        passed: later steps that could not be taken back, the last one first.
    """

    id: str | None
    title: str
    back: int
    left: int
    passed: tuple[NotUndone, ...]


def undo_last(services: Services, actor: Actor, reply_id: str | None = None) -> Undone:
    """Take back the last step that the actor took with a candidate, of a reply or at all.

    However long ago that was; done again it takes back the one before. A step that cannot be taken
    back holds up none before it. What was decided on many at once is taken back of all, also in
    other replies.

    Raises:
        NotFound: there is no such reply.
        Conflict: there is no step.
    """
    with reading(services.database) as connection:
        reply_pk = reply_of(connection, reply_id).pk if reply_id else None
        found = candidates.last_changed_by(connection, actor.name, reply_pk, MOST_PASSED)
    passed: list[NotUndone] = []
    for record in found:
        try:
            return _undo(services, actor, record)._replace(passed=tuple(passed))
        except Conflict as error:
            passed.append(NotUndone(record.id, record.content["title"], error.message))
    if not passed:
        raise Conflict(NOTHING_TO_UNDO)
    return Undone(passed[0].id, passed[0].title, 0, 0, tuple(passed))


def _undo(services: Services, actor: Actor, record: CandidateRecord) -> Undone:
    """Take back the last step with a candidate, and with those that were decided on with it."""
    with reading(services.database) as connection:
        last = candidates.last_step(connection, record.pk)
        together = candidates.of_batch(connection, last.batch) if last and last.batch else []
    if last and last.action == MARK:
        unmark(services, record.id)
        return Undone(None, record.content["title"], 1, 0, ())
    return _undo_each(services, actor, together or [record])


def _undo_each(services: Services, actor: Actor, records: Sequence[CandidateRecord]) -> Undone:
    """Take back the last step with each of the candidates that nobody has touched since."""
    back, refused = [], []
    for each in records:
        base = BaseVersion(each.id, frozenset({str(each.version)}))
        try:
            undone = apply_transition(services, actor, base, {"transition": UNDO, "reason": None})
            back.append(undone.candidate)
        except Conflict as error:
            refused.append(error)
    if not back:
        raise refused[0]
    return Undone(back[0]["id"], back[0]["entry"]["title"], len(back), len(refused), ())
