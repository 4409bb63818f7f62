"""Changing candidates: one after the other, from the version that was read, under its lock."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.availability import reading, writing
from app.candidates.links import lowest_precision
from app.candidates.precomputed import Precomputed
from app.candidates.quotes import check_quote, check_shorter
from app.candidates.reading import NO_SUCH_CANDIDATE, earlier_version, read_shown
from app.candidates.states import check_waiting
from app.candidates.views import acceptance_warnings
from app.entries.editing import errors_reported
from app.entries.states import version_of
from app.errors import NotFound, VersionMismatch
from catalogue import candidates, replies
from catalogue.candidates import ACCEPTED, WAITING, NewStep
from catalogue.identifiers import uuid7
from schemas.candidates import load_content, load_quote_and_reason
from schemas.loading import RowRejected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from app.accounts.access import Actor
    from app.entries.editing import BaseVersion
    from app.wiring import Services
    from catalogue.candidates import CandidateRecord
    from catalogue.unit import Unit

    Act = Callable[[Unit, CandidateRecord], Sequence[int]]

EDIT = "edit"
SEPARATE_FIELDS = frozenset({"quote", "reason"})
"""What a change may hold that leaves the entry alone."""


@dataclass(frozen=True, slots=True)
class ChangedCandidate:
    """A candidate as a step left it.

    Attributes:
        candidate: as JSON.
        seq: position in the ledger that holds what became of entries.
        others: ids of other candidates that the step made or changed.
        warnings: {pointer, code, message: {sv, en}, value}: what is worth a look.
        batch: of the change, for a step that belongs together with it.
    """

    candidate: dict[str, Any]
    seq: int
    others: tuple[str, ...]
    warnings: tuple[Mapping[str, Any], ...] = ()
    batch: str | None = None


def patch(
    services: Services,
    actor: Actor,
    base: BaseVersion,
    content: Mapping[str, Any],
) -> ChangedCandidate:
    """Change the entry that a waiting candidate would become, or its quote.

    Of an accepted one the quote can be shortened, and nothing else be changed: the entry is.
    A step of the same `batch` as the change, if one follows, is undone together with it.

    Raises:
        NotFound: there is no such candidate.
        InvalidContent: with every fault, also of a quote in other words than the reply's.
        VersionMismatch: the candidate is in another version than the caller knows.
        Conflict: it has been decided on.
    """
    precomputed = _precompute(services, base.entry_id, content)
    batch = uuid7()

    def act(unit: Unit, record: CandidateRecord) -> Sequence[int]:
        if record.state == ACCEPTED and "quote" in content and content.keys() <= SEPARATE_FIELDS:
            _shorten(unit, record, actor, load_quote_and_reason(content))
            return ()
        check_waiting(record)
        patched = load_content(record.content, content, services.vocabularies.known)
        reason = patched.extra.get("reason")
        quote = patched.extra.get("quote", record.quote)
        if quote != record.quote:
            merged = candidates.children(unit.connection, record.pk, merged=True)
            check_quote(quote, [record, *merged])
        changes: dict[str, Any] = {
            "content": patched.content,
            "quote": quote,
        }
        if changes != {"content": record.content, "quote": record.quote}:
            changes["precision"] = lowest_precision(record.suggestions, patched.content)
            if record.content["kind"] != patched.content["kind"]:
                changes["kind_confidence"] = None  # somebody has decided what it is
            step = NewStep(EDIT, actor.name, reason, batch)
            candidates.change(unit, record, step, **changes)
            if record.content["title"] != patched.content["title"]:
                duplicates = precomputed.duplicates(patched.content)
                candidates.note(unit, record.pk, duplicates=duplicates)
        return ()

    return replace(edit_candidate(services, actor, base, act), batch=batch)


def _precompute(services: Services, candidate_id: str, content: Mapping[str, Any]) -> Precomputed:
    """Look for entries that are like what a candidate becomes, if it may become that."""
    precomputed = Precomputed(services)
    with reading(services.database) as connection:
        record = candidates.get(connection, candidate_id)
    if record and "title" in content:
        with suppress(RowRejected):
            known = services.vocabularies.known
            precomputed.duplicates(load_content(record.content, content, known).content)
    return precomputed


def _shorten(unit: Unit, record: CandidateRecord, actor: Actor, extra: Mapping[str, Any]) -> None:
    quote = extra["quote"]
    check_shorter(quote, record)
    if quote != record.quote:
        candidates.shorten(unit, record, quote, NewStep(EDIT, actor.name, extra.get("reason")))


@contextmanager
def locked_candidate(
    services: Services, candidate_id: str
) -> Iterator[tuple[Unit, CandidateRecord]]:
    """Hand out a candidate that nobody else can change meanwhile; note the review at the end.

    Raises:
        NotFound: there is no such candidate.
    """
    with errors_reported(), writing(services.database) as unit:
        record = candidates.get_for_update(unit, candidate_id)
        if record is None:
            raise NotFound(NO_SUCH_CANDIDATE)
        yield unit, record
        replies.note_review(unit, record.reply_pk)
        for each in _replaced_by(unit, record):
            replies.note_review(unit, each.reply_pk)


def _replaced_by(unit: Unit, record: CandidateRecord) -> Iterator[CandidateRecord]:
    """Yield the candidates that one which has been decided on replaced, and so decided on."""
    each = candidates.by_pk(unit.connection, record.pk)
    while each and each.state != WAITING and each.earlier_pk is not None:
        each = candidates.by_pk(unit.connection, each.earlier_pk)
        if each:
            yield each


def edit_candidate(
    services: Services, actor: Actor, base: BaseVersion, act: Act
) -> ChangedCandidate:
    """Do something to a candidate while nobody else can, and return what it led to.

    Raises:
        NotFound: there is no such candidate.
        VersionMismatch: it is in another version than the caller knows.
    """
    with locked_candidate(services, base.entry_id) as (unit, record):
        is_known = str(record.version) in base.states
        others = act(unit, record) if is_known else ()
        after = candidates.by_pk(unit.connection, record.pk)
        assert after is not None, "it is locked"  # noqa: S101  for the type
        found = read_shown(unit.connection, [after], actor)
        ids = candidates.ids_by_pk(unit.connection, others)
    (candidate,) = found.shown()
    if not is_known:
        raise _mismatch(services, record, base, actor, candidate)
    created = tuple(ids[pk] for pk in others if pk in ids)
    return ChangedCandidate(candidate, unit.seq, created, acceptance_warnings(candidate))


def _mismatch(
    services: Services,
    record: CandidateRecord,
    base: BaseVersion,
    actor: Actor,
    current: Mapping[str, Any],
) -> VersionMismatch:
    known = max(map(version_of, base.states), default=0)
    with reading(services.database) as connection:
        based_on = earlier_version(connection, record, known, actor)
    return VersionMismatch(based_on, current, str(record.version))
