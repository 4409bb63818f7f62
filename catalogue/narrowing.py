"""What lists at the desk are narrowed to: one filter for replies, candidates and entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, or_, select

from catalogue.readable_json import ReadableJson
from catalogue.tables import (
    Assignment,
    Candidate,
    Entry,
    EntryVersion,
    Reply,
    ReplyRespondent,
)
from catalogue.views import LATEST

Text = ColumnElement[str]
NOBODY = "-"
"""The assignee of what is assigned to nobody."""


class SurveyRound(NamedTuple):
    """A survey of a year; no year is that of the questionnaire."""

    survey: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a list is narrowed to; nothing is no condition.

    Attributes:
        words: all of which a thing has: a reply in the name of its file, its registry number, who
            answered or the titles of its candidates; the others in title or summary.
        survey_round: the survey that it answers, or comes from.
        assignee: id of an account that sees to it, or NOBODY.
        since, until: of when it came or was last changed: the first moment, and the first one
            after the last.
        review: of REVIEWS, for replies alone.
    """

    words: Sequence[str] = ()
    survey_round: SurveyRound | None = None
    assignee: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    review: str | None = None


NOTHING = Narrowing()


def of_replies(wanted: Narrowing) -> Iterator[ColumnElement[bool]]:
    """Yield what a reply must meet."""
    yield from _in_period(wanted, Reply.created_at.expression)
    yield from _assigned_to(wanted, "reply", Reply.id.expression)
    if wanted.survey_round:
        yield _in_round(wanted.survey_round)
    if wanted.review:
        yield REVIEWS[wanted.review]()
    for word in wanted.words:
        answered = select(ReplyRespondent.reply_pk).where(
            has_word(ReplyRespondent.organisation.expression, word)
        )
        titled = select(Candidate.reply_pk).where(
            has_word(ReadableJson(Candidate.content)["title"].as_string(), word)
        )
        yield or_(
            has_word(Reply.file_name.expression, word),
            has_word(Reply.registry_number.expression, word),
            Reply.pk.in_(answered),
            Reply.pk.in_(titled),
        )


def of_candidates(wanted: Narrowing) -> Iterator[ColumnElement[bool]]:
    """Yield what a candidate must meet."""
    yield from _in_period(wanted, Candidate.changed_at.expression)
    yield from _assigned_to(wanted, "candidate", Candidate.id.expression)
    if wanted.survey_round:
        yield Candidate.reply_pk.in_(select(Reply.pk).where(_in_round(wanted.survey_round)))
    content = ReadableJson(Candidate.content)
    for word in wanted.words:
        yield _in_title_or_summary(content, word)


def of_entries(wanted: Narrowing) -> Iterator[ColumnElement[bool]]:
    """Yield what an entry must meet in its latest version."""
    yield from _in_period(wanted, Entry.updated_at.expression)
    yield from _assigned_to(wanted, "entry", Entry.id.expression)
    if wanted.survey_round:
        accepted = select(Candidate.entry_id).join(Reply, Reply.pk == Candidate.reply_pk)
        yield Entry.id.in_(accepted.where(_in_round(wanted.survey_round)))
    if wanted.words:
        content = ReadableJson(EntryVersion.content)
        words = [_in_title_or_summary(content, word) for word in wanted.words]
        latest = select(EntryVersion.entry_pk).where(LATEST.of_entry, *words)
        yield latest.correlate(Entry).exists()


def has_word(text: Text | ColumnElement[str | None], word: str) -> ColumnElement[bool]:
    """Narrow to texts with a word; SQLite distinguishes Å from å, so both are looked for."""
    forms = dict.fromkeys((word, word.lower(), word.capitalize(), word.upper()))
    return or_(*(text.contains(each, autoescape=True) for each in forms))


def _in_title_or_summary(content: ReadableJson, word: str) -> ColumnElement[bool]:
    return or_(*(has_word(content[name].as_string(), word) for name in ("title", "summary")))


def _in_period(wanted: Narrowing, moment: ColumnElement[datetime]) -> Iterator[ColumnElement[bool]]:
    if wanted.since:
        yield moment >= wanted.since
    if wanted.until:
        yield moment < wanted.until


def _assigned_to(wanted: Narrowing, kind: str, subject_id: Text) -> Iterator[ColumnElement[bool]]:
    if wanted.assignee is None:
        return
    assigned = select(Assignment.subject_id).where(Assignment.kind == kind)
    if wanted.assignee == NOBODY:
        yield subject_id.not_in(assigned)
    else:
        yield subject_id.in_(assigned.where(Assignment.account_id == wanted.assignee))


def _in_round(round_: SurveyRound) -> ColumnElement[bool]:
    return and_(Reply.survey == round_.survey, Reply.year.is_not_distinct_from(round_.year))


def is_undecided() -> ColumnElement[bool]:
    """Return the condition that a reply gave no candidates, and nobody has decided on it."""
    has_any = exists().where(Candidate.reply_pk == Reply.pk)
    return and_(
        Reply.reviewed_at.is_(None),
        Reply.forgotten_at.is_(None),
        Reply.state == "harvested",
        ~has_any,
    )


def has_waiting() -> ColumnElement[bool]:
    """Return the condition that something of a reply waits for a decision."""
    return exists().where(Candidate.reply_pk == Reply.pk, Candidate.state == "waiting")


def _is_reviewed() -> ColumnElement[bool]:
    return and_(Reply.state == "harvested", ~has_waiting(), ~is_undecided())


REVIEWS: Mapping[str, Callable[[], ColumnElement[bool]]] = {
    "to-review": lambda: or_(has_waiting(), is_undecided()),
    "reviewed": _is_reviewed,
    "unread": lambda: Reply.state.in_(("queued", "running")),
    "failed": lambda: Reply.state == "failed",
}
"""How far a reply has come -> its condition."""
