"""Creating and changing entries one by one, on behalf of somebody."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from app.accounts.access import PUBLISH, WRITE
from app.availability import reading, writing
from app.entries.documents import public_entry
from app.entries.duplicates import find_duplicates
from app.entries.personal import (
    check_confirmed,
    findings_in,
    findings_of,
    marks_of,
    public_words,
    warnings_of,
)
from app.entries.reading import canonical_id, reads_all_drafts, related, visible
from app.entries.rows import load_row, row_of
from app.entries.states import (
    check_county,
    check_scope,
    state_conflict,
    state_tag,
    version_of,
)
from app.errors import (
    NO_SUCH_ENTRY,
    Conflict,
    EntryWithdrawn,
    InvalidContent,
    Issue,
    Message,
    NotFound,
    VersionMismatch,
)
from app.idempotency import keyed_call
from app.imports.batches import row_fault
from catalogue import confirmations, editing, entries
from catalogue.editing import Edit, RefusedByRows
from catalogue.errors import EntryNotFound, KeyInUse
from catalogue.loading.known import key_of
from catalogue.locks import Lock, lock_until_commit
from catalogue.versions import outgoing
from record.lists import WITHDRAWN
from schemas.editing import load_new, load_patched, merged
from schemas.loading import RowRejected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sqlalchemy import Connection

    from app.accounts.access import Actor
    from app.entries.duplicates import Duplicate
    from app.entries.personal import PublicWords
    from app.wiring import Services
    from catalogue.loading.rows import LoadRow
    from catalogue.records import EntryRecord
    from catalogue.unit import Unit
    from schemas.faults import FieldFault

    Act = Callable[[Unit, EntryRecord], None]

OWN_SOURCE = "exempelbanken"
"""Source system of entries that are created without one."""


DRAFT_OF_OTHERS = Message(
    sv="Exemplet har ett utkast av någon annan, som du inte får läsa. Vänta tills det är"
    " publicerat, eller be den som har rättigheten entries:read-drafts.",
    en="The entry has a draft by somebody else, which you may not read. Wait until it is published,"
    " or ask somebody who has the scope entries:read-drafts.",
)
KEY_OF_OTHERS = Message(
    sv="Nyckeln (sourceSystem och externalId) används redan. Ange en annan.",
    en="This key (sourceSystem and externalId) is in use. Give another.",
)


@dataclass(frozen=True, slots=True)
class ChangedEntry:
    """An entry as a change left it.

    Attributes:
        entry: its latest version, as JSON.
        relations: its relations, as `app.entries.reading.related` gives them.
        seq: position in the ledger that holds the change.
        warnings: what looks like personal data in what the public sees of it, or would.
        duplicates: entries that a new one may tell of again.
        preserved: fields of which something else was sent, and that stay as a person left them.
    """

    entry: dict[str, Any]
    relations: list[dict[str, Any]]
    seq: int
    warnings: tuple[FieldFault, ...]
    duplicates: tuple[Duplicate, ...] = ()
    preserved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BaseVersion:
    """What a change starts from: an entry, and the states that the caller says it knows.

    Attributes:
        states: each as `app.entries.states.state_tag` gives it; of a candidate, its version. Empty
            where whichever there is may be changed.
    """

    entry_id: str
    states: frozenset[str]


def create(
    services: Services, actor: Actor, content: Mapping[str, Any], key: str | None = None
) -> ChangedEntry:
    """Create an entry; a draft, unless it is to be public at once.

    The same content under the same `key` again gives the entry that it created, as it is now.

    Raises:
        NotAllowed: a scope is missing.
        InvalidContent: with every fault, or with what nobody has confirmed as read.
        Conflict: there is an entry under its key, or `key` was sent with other content.
    """
    check_scope(actor, WRITE)
    call = keyed_call(services.settings, "creation", actor.name, key, content)
    confirmed, found = content.get("confirmPersonal") or (), findings_in(content)
    marks = (
        check_confirmed(found, confirmed) if content.get("publish") else marks_of(found, confirmed)
    )
    with errors_reported(), writing(services.database) as unit:
        lock_until_commit(unit.connection, Lock.LOAD)  # nobody else uses the key meanwhile
        entry_id = call.result(unit.connection) if call else None
        if entry_id is None:
            entry_id = _create(services, unit, actor, content)
            confirmations.keep(unit, entry_id, marks, actor.name)
            if call:
                call.keep(unit, entry_id)
        after = _after(unit.connection, entry_id, actor)
    result = _changed_entry(*after, unit.seq)
    return replace(result, duplicates=find_duplicates(services, result.entry, actor))


def _create(services: Services, unit: Unit, actor: Actor, content: Mapping[str, Any]) -> str:
    own_key = (OWN_SOURCE, str(uuid4()))
    entry, how = load_new(content, own_key, services.vocabularies.known)
    check_scope(actor, *[PUBLISH] * how.publish)
    check_county(actor, entry.content)
    edit = Edit(actor.name, how.reason, publish=how.publish)
    row = load_row(entry)
    check_relations(unit.connection, actor, row)
    try:
        return editing.create(unit, row, edit)
    except KeyInUse as taken:
        if taken.withdrawn or sees(unit.connection, actor, taken.entry_id):
            raise
        raise Conflict(KEY_OF_OTHERS) from None


def check_relations(
    connection: Connection, actor: Actor, row: LoadRow, before: EntryRecord | None = None
) -> None:
    """Refuse new relations to what the actor may not see as if it were not there."""
    if reads_all_drafts(actor):
        return
    known = {entry_id for _, entry_id in outgoing(before)} if before else set()
    faults = []
    for place, each in enumerate(row.relations):
        target = each.entry_id
        if target is None:
            key = key_of(each, row.source_system)
            named = entries.by_key(connection, *key, published_only=False)
            target = named.id if named else ""
        if target not in known and not sees(connection, actor, target):
            value = each.entry_id or each.external_id or ""
            faults.append(row_fault(f"/relations/{place}", "unknown-entry", value))
    if faults:
        raise InvalidContent(issues_of(faults))


def sees(connection: Connection, actor: Actor, entry_id: str) -> bool:
    """Return whether the actor may know of an entry."""
    try:
        visible(connection, entry_id, actor)
    except NotFound:
        return False
    except EntryWithdrawn:
        pass
    return True


def patch(
    services: Services, actor: Actor, base: BaseVersion, content: Mapping[str, Any]
) -> ChangedEntry:
    """Change fields of an entry: in a draft of the published one, or in public with that scope.

    Raises:
        NotAllowed, NotFound, InvalidContent: as they say.
        VersionMismatch: its state is another than the caller knows.
        Conflict: the entry is withdrawn.
    """
    check_scope(actor, WRITE)
    marks = _confirmed_marks(services, actor, base, content) if content.get("publish") else ()

    def act(unit: Unit, record: EntryRecord) -> None:
        if record.status == WITHDRAWN:
            raise state_conflict(record)
        entry, how = load_patched(row_of(record), content, services.vocabularies.known)
        check_scope(actor, *[PUBLISH] * how.publish)
        row = load_row(entry, record, with_evidence="evidence" in content)
        check_relations(unit.connection, actor, row, record)
        edit = Edit(actor.name, how.reason, publish=how.publish, based_on=record.version)
        editing.change(unit, record.id, row, edit)
        confirmations.keep(unit, record.id, marks, actor.name)

    return edit_entry(services, actor, base, act)


def _confirmed_marks(
    services: Services, actor: Actor, base: BaseVersion, content: Mapping[str, Any]
) -> list[str]:
    """Return the marks of what is confirmed as read in a change that is to be public.

    It is looked at before the change is made, in the state that it starts from: in another one the
    change is refused.

    Raises:
        InvalidContent: nobody has confirmed something that was found.
    """
    with reading(services.database) as connection:
        record = visible(connection, base.entry_id, actor)
        words = public_words(connection, record)
    changed = {**words.entry, **merged(row_of(record), content)}
    confirmed = content.get("confirmPersonal") or ()
    return check_confirmed(findings_of(words._replace(entry=changed)), confirmed, words.confirmed)


def edit_entry(services: Services, actor: Actor, base: BaseVersion, act: Act) -> ChangedEntry:
    """Do something to an entry while nobody else can, and return what it led to.

    Raises:
        NotFound: there is no such entry, or none that the actor may know of.
        OtherCounty: the actor works with one county, and it is of another before or after.
        Conflict: it has a draft that the actor may not see.
        VersionMismatch: its state is another than the caller knows.
    """
    entry_id = canonical_id(base.entry_id)
    with errors_reported(), writing(services.database) as unit:
        record = editing.get_latest_for_update(unit, entry_id, None)
        if not reads_all_drafts(actor) and (
            visible(unit.connection, entry_id, actor).version != record.version
        ):
            raise Conflict(DRAFT_OF_OTHERS)
        check_county(actor, record.content)
        if base.states and state_tag(record.version, record.status) not in base.states:
            raise _mismatch(unit.connection, record, base)
        act(unit, record)
        after = _after(unit.connection, entry_id, actor)
        check_county(actor, after[0].entry)
    return _changed_entry(*after, unit.seq)


def _after(
    connection: Connection, entry_id: str, actor: Actor
) -> tuple[PublicWords, list[dict[str, Any]]]:
    """Read the entry before the commit: afterwards it may be somebody else's version already."""
    record = entries.get(connection, entry_id, published_only=False)
    assert record is not None, "it was written in this transaction"  # noqa: S101  for the type
    return public_words(connection, record), related(connection, record, actor)


def _changed_entry(words: PublicWords, relations: list[dict[str, Any]], seq: int) -> ChangedEntry:
    return ChangedEntry(words.entry, relations, seq, warnings_of(words))


def _mismatch(connection: Connection, record: EntryRecord, base: BaseVersion) -> VersionMismatch:
    known = max(map(version_of, base.states), default=0)
    based_on = entries.version(connection, record.id, known, published_only=False)
    return VersionMismatch(
        based_on=public_entry(based_on.entry) if based_on else None,
        current=public_entry(record),
        state=state_tag(record.version, record.status),
    )


@contextmanager
def errors_reported() -> Iterator[None]:
    """Say in the words of use cases what schemas and rows refuse.

    Raises:
        InvalidContent, NotFound, Conflict: in place of theirs.
    """
    try:
        yield
    except RowRejected as rejection:
        raise InvalidContent(issues_of(rejection.faults)) from None
    except RefusedByRows as refused:
        faults = [row_fault(each.pointer, each.code, each.value) for each in refused.errors]
        raise InvalidContent(issues_of(faults)) from None
    except EntryNotFound:
        raise NotFound(NO_SUCH_ENTRY) from None
    except KeyInUse as taken:
        raise conflict_of_key(taken) from None


def conflict_of_key(error: KeyInUse) -> Conflict:
    """Return the conflict of a key that an entry has already."""
    entry_id = error.entry_id
    message = Message(
        sv=f"Det finns redan ett exempel med samma sourceSystem och externalId: {entry_id}."
        " Ändra det i stället.",
        en=f"There is an entry with this sourceSystem and externalId already: {entry_id}."
        " Change that one instead.",
    )
    if error.withdrawn:
        message = Message(
            sv=f"Ett tillbakadraget exempel har samma sourceSystem och externalId: {entry_id}."
            " Återställ det (steget restore i dess transitions) och ändra det sedan, eller ange en"
            " annan nyckel.",
            en=f"A withdrawn entry has this sourceSystem and externalId: {entry_id}. Restore it"
            " (the step restore in its transitions) and change it then, or give another key.",
        )
    code = "withdrawn" if error.withdrawn else "exists"
    issue = Issue("/externalId", code, message, error.external_id)
    return Conflict(message, entry_id=entry_id, issues=[issue])


def issues_of(faults: Iterable[FieldFault]) -> list[Issue]:
    """Return faults of a row as issues of a request."""
    return [
        Issue(
            each.pointer,
            each.code,
            Message(each.message_sv, each.message_en),
            each.value,
            each.nearest,
        )
        for each in faults
    ]
