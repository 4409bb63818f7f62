"""Deciding on a candidate: accept, reject, postpone, merge, split, and undo of the last step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.accounts.access import PUBLISH
from app.availability import reading
from app.candidates.accepting import ACCEPT, accept, personal_data_if_accepted, undo_accept
from app.candidates.editing import edit_candidate
from app.candidates.merging import MERGE, merge, precompute_merge, undo_merge
from app.candidates.precomputed import Precomputed
from app.candidates.revisions import CARRY
from app.candidates.splitting import precompute_split, split, undo_split
from app.candidates.states import (
    CARRIED,
    INTO_ANOTHER,
    NOTHING_TO_UNDO,
    REPLACED_BY_REPLY,
    UNDO,
    check_waiting,
)
from app.candidates.views import acceptance_warnings
from app.entries.states import check_scope
from app.entries.transitions import NOT_OF_THIS_STEP
from app.errors import Conflict, InvalidContent, Issue, Message
from catalogue import candidates
from catalogue.candidates import MARK, MERGED, REJECTED, REPLACED, NewStep
from schemas.faults import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.accounts.access import Actor
    from app.candidates.editing import ChangedCandidate
    from app.entries.editing import BaseVersion
    from app.wiring import Services
    from catalogue.candidates import CandidateRecord, StepRecord
    from catalogue.unit import Unit

SPLITTING = "split"
OF_ONE_STEP = {"publish": ACCEPT, "confirmPersonal": ACCEPT, "others": MERGE, "parts": SPLITTING}
"""What only one step takes."""
NEEDED = {MERGE: "others", SPLITTING: "parts"}


def apply_transition(
    services: Services, actor: Actor, base: BaseVersion, content: Mapping[str, Any]
) -> ChangedCandidate:
    """Take a step with a candidate; `content` is valid after `schemas.candidates`.

    Raises:
        NotAllowed, NotFound, VersionMismatch: as for a change.
        InvalidContent: the step takes something else, or the candidate is no entry yet.
        Conflict: the candidate's state does not allow the step.
    """
    check_content(content)
    check_scope(actor, *[PUBLISH] * bool(content.get("publish")))
    precomputed = _precompute(services, base.entry_id, content)
    changed = edit_candidate(
        services, actor, base, lambda unit, record: apply(precomputed, unit, record, actor, content)
    )
    if content["transition"] != ACCEPT:
        return changed
    return replace(
        changed, warnings=acceptance_warnings(changed.candidate, precomputed.personal_faults)
    )


def _precompute(services: Services, candidate_id: str, content: Mapping[str, Any]) -> Precomputed:
    """Find out what takes long of a step, if it may be taken."""
    precomputed = Precomputed(services)
    with reading(services.database) as connection:
        record = candidates.get(connection, candidate_id)
        if record and content["transition"] == ACCEPT:
            precomputed.personal_faults = personal_data_if_accepted(precomputed, connection, record)
        elif record and content["transition"] == MERGE:
            precompute_merge(precomputed, connection, record, content["others"])
        elif record and content["transition"] == SPLITTING:
            precompute_split(precomputed, connection, record, content["parts"])
    return precomputed


def check_content(content: Mapping[str, Any]) -> None:
    """Refuse what the step does not take, or lacks."""
    step = content["transition"]
    for name, of_step in OF_ONE_STEP.items():
        if content.get(name) is not None and step != of_step:
            raise _invalid_content(name, NOT_OF_THIS_STEP, "not-of-this-transition")
    needed = NEEDED.get(step)
    if needed and content.get(needed) is None:
        raise _invalid_content(needed, Message(*MESSAGES["required"]), "required")


def _invalid_content(name: str, message: Message, code: str) -> InvalidContent:
    return InvalidContent([Issue(f"/{name}", code, message)])


def apply(
    precomputed: Precomputed,
    unit: Unit,
    record: CandidateRecord,
    actor: Actor,
    content: Mapping[str, Any],
) -> Sequence[int]:
    """Take a step with a candidate that is locked; return the keys of others it made or changed."""
    step = NewStep(content["transition"], actor.name, content["reason"], content.get("batch"))
    if step.action == UNDO:
        return undo(unit, record, actor)
    check_waiting(record)
    match step.action:
        case "accept":
            publish, confirmed = bool(content.get("publish")), content.get("confirmPersonal") or ()
            accept(precomputed, unit, record, step, publish=publish, confirmed=confirmed)
        case "reject":
            candidates.change(unit, record, step, state=REJECTED)
        case "postpone":
            candidates.change(unit, record, step, postponed=True)
        case "merge":
            return merge(precomputed, unit, record, content["others"], step)
        case "split":
            return split(precomputed, unit, record, content["parts"], step)
    return ()


def undo(unit: Unit, record: CandidateRecord, actor: Actor) -> Sequence[int]:
    """Take back the last step, and what it led to; what was changed with it as well.

    Raises:
        Conflict: there is none, or what it led to has been changed since.
    """
    others: list[int] = []
    last = candidates.last_step(unit.connection, record.pk)
    batch = last.batch if last else None
    while True:
        others += _undo_one(unit, record, actor, last)
        last = candidates.last_step(unit.connection, record.pk)
        before = candidates.by_pk(unit.connection, record.pk)
        if before is None or last is None or last.batch is None or last.batch != batch:
            return others
        record = before


def _undo_one(
    unit: Unit, record: CandidateRecord, actor: Actor, last: StepRecord | None
) -> Sequence[int]:
    if last is None or last.action == MARK:
        raise Conflict(NOTHING_TO_UNDO)
    if record.state == MERGED:
        raise Conflict(INTO_ANOTHER)
    if record.state == REPLACED:
        raise Conflict(REPLACED_BY_REPLY)
    if last.action == CARRY:
        raise Conflict(CARRIED)
    others: Sequence[int] = ()
    match last.action:
        case "accept":
            undo_accept(unit, record, actor, last)
        case "merge":
            others = undo_merge(unit, record, last)
        case "split":
            undo_split(unit, record)
    candidates.undo_step(unit, record, last)
    return others
