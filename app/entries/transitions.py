"""Taking an entry from one state to another, on behalf of somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.accounts.access import PUBLISH, WRITE
from app.availability import reading
from app.entries.documents import public_entry, timestamp
from app.entries.editing import edit_entry, issues_of
from app.entries.personal import (
    check_confirmed,
    findings_of,
    personal_warnings,
    public_words,
)
from app.entries.reading import visible
from app.entries.states import (
    PUBLISHING,
    RESTORE,
    RETURN,
    SUBMIT,
    TRANSITIONS,
    WITHDRAW,
    check_scope,
    check_transition,
    open_transitions,
)
from app.errors import EntryWithdrawn, InvalidContent, Issue, Message
from catalogue import confirmations, drafts, entries
from catalogue.editing import Edit, restore
from record.lists import WITHDRAWN
from schemas.faults import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.accounts.access import Actor
    from app.entries.editing import BaseVersion, ChangedEntry
    from app.entries.states import Transition
    from app.wiring import Services
    from catalogue.records import EntryRecord
    from catalogue.unit import Unit

OF_ONE_STEP = {"version": RESTORE, "publish": RESTORE, "replacedBy": WITHDRAW}
"""What only one step takes."""


def list_transitions(services: Services, actor: Actor, entry_id: str) -> dict[str, Any]:
    """Return which steps can be taken now; see `schemas.transitions`.

    Raises:
        NotFound: there is no such entry.
    """
    with reading(services.database) as connection:
        record = visible(connection, entry_id, actor)
    return {
        "status": record.status,
        "version": record.version,
        "items": open_transitions(record, actor),
    }


def last_steps(services: Services, entry_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the last step of each entry, by id: `transition`, `actor`, `at` and `reason`.

    Whoever calls it has made sure that the caller sees the entries as drafts.
    """
    with reading(services.database) as connection:
        found = drafts.last_steps(connection, entry_ids)
    return {
        entry_id: {**step._asdict(), "at": timestamp(step.at)} for entry_id, step in found.items()
    }


def apply_transition(
    services: Services, actor: Actor, base: BaseVersion, content: Mapping[str, Any]
) -> ChangedEntry:
    """Take a step; `content` is valid after `schemas.transitions`.

    Raises:
        NotAllowed, NotFound, VersionMismatch: as for a change.
        InvalidContent: the step takes a reason, or does not take what else was sent.
        Conflict: the entry's state does not allow the step.
    """
    step = TRANSITIONS[content["transition"]]
    publishes = step is PUBLISHING or content["publish"]
    check_scope(actor, WRITE, *[PUBLISH] * bool(publishes))
    _check_content(step, content)
    marks = _confirmed_marks(services, actor, base.entry_id, content) if publishes else ()

    def act(unit: Unit, record: EntryRecord) -> None:
        check_transition(step, record, actor)
        edit = Edit(
            actor.name, content["reason"], bool(content["publish"]), based_on=record.version
        )
        _take(unit, record, step, edit, content)
        confirmations.keep(unit, record.id, marks, actor.name)

    return edit_entry(services, actor, base, act)


def _confirmed_marks(
    services: Services, actor: Actor, entry_id: str, content: Mapping[str, Any]
) -> list[str]:
    """Return the marks of what is confirmed as read in the version that is to be public."""
    with reading(services.database) as connection:
        record = visible(connection, entry_id, actor)
        words = public_words(connection, record)
        number = content.get("version") or record.version
        older = entries.version(connection, record.id, number, published_only=False)
    entry = public_entry(older.entry) if older else words.entry
    confirmed = content.get("confirmPersonal") or ()
    return check_confirmed(findings_of(words._replace(entry=entry)), confirmed, words.confirmed)


def withdraw(
    services: Services, actor: Actor, base: BaseVersion, reason: str, replaced_by: str | None
) -> ChangedEntry:
    """Withdraw an entry; done again it says what is left of it.

    Raises:
        NotAllowed, NotFound, VersionMismatch: as for a change.
        EntryWithdrawn: it is withdrawn already.
        InvalidContent: there is no entry that could replace it, or the reason names a person.
    """
    check_scope(actor, WRITE)
    _check_public_reason(reason)
    content = {"reason": reason, "replacedBy": replaced_by}

    def act(unit: Unit, record: EntryRecord) -> None:
        if record.status == WITHDRAWN:
            raise _tombstone_of(unit, record)
        check_transition(WITHDRAW, record, actor)
        edit = Edit(actor.name, reason, based_on=record.version)
        _take(unit, record, WITHDRAW, edit, content)

    return edit_entry(services, actor, base, act)


def _take(
    unit: Unit, record: EntryRecord, step: Transition, edit: Edit, content: Mapping[str, Any]
) -> None:
    match step.name:
        case SUBMIT.name:
            drafts.submit(unit, record.id, edit)
        case RETURN.name:
            drafts.hand_back(unit, record.id, edit)
        case PUBLISHING.name:
            entries.publish(unit, record.id, actor=edit.actor, reason=edit.reason)
        case WITHDRAW.name:
            _withdraw(unit, record, edit, content["replacedBy"])
        case RESTORE.name:
            _restore(unit, record, edit, content["version"])


def _withdraw(unit: Unit, record: EntryRecord, edit: Edit, replaced_by: str | None) -> None:
    if replaced_by is not None:
        successor = entries.get(unit.connection, replaced_by, published_only=True)
        if successor is None or successor.status == WITHDRAWN or successor.id == record.id:
            raise _invalid("/replacedBy", NO_SUCCESSOR, "unknown-entry", replaced_by)
    reason = edit.reason or ""
    entries.withdraw(unit, record.id, reason, replaced_by, actor=edit.actor)


def _restore(unit: Unit, record: EntryRecord, edit: Edit, number: int | None) -> None:
    wanted = number or record.version
    if wanted > record.version:
        raise _invalid("/version", NO_VERSION, "unknown-value", str(wanted))
    restore(unit, record.id, number, edit)


NO_SUCCESSOR = Message(
    sv="Det finns inget sådant exempel som kan ersätta det.",
    en="There is no such entry that could replace it.",
)
NO_VERSION = Message(sv="Exemplet har ingen sådan version.", en="The entry has no such version.")
NOT_OF_THIS_STEP = Message(
    sv="Den här övergången tar inte emot fältet.", en="This transition does not take the field."
)


def _check_content(step: Transition, content: Mapping[str, Any]) -> None:
    if step.needs_reason and content["reason"] is None:
        raise _invalid("/reason", Message(*MESSAGES["required"]), "required")
    for name, of_step in OF_ONE_STEP.items():
        if content[name] is not None and step is not of_step:
            raise _invalid(f"/{name}", NOT_OF_THIS_STEP, "not-of-this-transition")
    if step is WITHDRAW:
        _check_public_reason(content["reason"])


def _check_public_reason(reason: str) -> None:
    """Refuse a reason that everybody is to read and that seems to name a person."""
    found = personal_warnings({"reason": reason})
    if found:
        raise InvalidContent(issues_of(found))


def _invalid(pointer: str, message: Message, code: str, value: str = "") -> InvalidContent:
    return InvalidContent([Issue(pointer, code, message, value)])


def _tombstone_of(unit: Unit, record: EntryRecord) -> EntryWithdrawn:
    withdrawn = entries.tombstone(unit.connection, record.id)
    if withdrawn is None:
        return EntryWithdrawn(record.id, None, None, None)
    return EntryWithdrawn(
        record.id, withdrawn.withdrawn_at, withdrawn.reason, withdrawn.replaced_by
    )
