"""Entries put in place under their own keys: created, or replaced as a load would replace them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from app.accounts.access import PUBLISH, WRITE
from app.availability import reading
from app.entries.editing import (
    KEY_OF_OTHERS,
    BaseVersion,
    check_relations,
    conflict_of_key,
    create,
    edit_entry,
    sees,
)
from app.entries.personal import check_confirmed, findings_of, public_words
from app.entries.rows import load_row
from app.entries.states import check_scope
from app.errors import (
    NO_SUCH_ENTRY,
    ConditionFailed,
    Conflict,
    InvalidContent,
    Issue,
    Message,
    NotFound,
)
from catalogue import confirmations, editing, entries
from catalogue.editing import Edit
from catalogue.errors import KeyInUse
from record.lists import WITHDRAWN
from schemas.editing import KEY, load_new

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.accounts.access import Actor
    from app.entries.editing import ChangedEntry
    from app.entries.personal import PublicWords
    from app.wiring import Services
    from catalogue.records import EntryRecord
    from catalogue.unit import Unit

OTHER_KEY = Message(
    sv="Nyckeln i innehållet är en annan än i adressen. Utelämna den i innehållet.",
    en="The key in the content is another than that in the address. Leave it out of the content.",
)
NOTHING_THERE = Message(
    sv="Inget exempel har nyckeln, och If-Match kräver ett. Skicka utan If-Match för att skapa"
    " det.",
    en="No entry has this key, and If-Match requires one. Send without If-Match to create it.",
)
SOMETHING_THERE = Message(
    sv="Ett exempel har redan nyckeln, och If-None-Match: * kräver att den är ny. Skicka utan"
    " If-None-Match för att ersätta det.",
    en="An entry has this key already, and If-None-Match: * requires that it is new. Send without"
    " If-None-Match to replace it.",
)


class Key(NamedTuple):
    """What an entry is called where it comes from."""

    source_system: str
    external_id: str


class KeyCondition(NamedTuple):
    """What is required of the entry of a key.

    Attributes:
        exists: whether there must be one (True) or must be none (False); None if either will do.
        states: those that it may be in; empty if any will do.
    """

    exists: bool | None = None
    states: frozenset[str] = frozenset()


ANY = KeyCondition()


class PutEntry(NamedTuple):
    """What putting an entry led to, and whether it is new."""

    result: ChangedEntry
    is_new: bool


def entry_of_key(services: Services, actor: Actor, key: Key) -> str:
    """Return the id of the entry of a key.

    Raises:
        NotFound: there is none that the actor may know of.
    """
    with reading(services.database) as connection:
        known = entries.by_key(connection, *key, published_only=False)
        if known is None or not sees(connection, actor, known.id):
            raise NotFound(NO_SUCH_ENTRY)
    return known.id


def put(
    services: Services,
    actor: Actor,
    key: Key,
    condition: KeyCondition,
    content: Mapping[str, Any],
) -> PutEntry:
    """Create the entry of a key, or replace all of it but what people have edited.

    The same content again makes no version. If somebody else creates the entry meanwhile, theirs
    is replaced, as if this call had come a moment later.

    Args:
        services: what use cases work with.
        actor: who does it.
        key: of the entry.
        condition: what the caller requires of an entry that has the key.
        content: the whole entry, in the fields of the load format.

    Raises:
        NotAllowed, OtherCounty: a scope is missing, or it is of another county.
        InvalidContent: with every fault, or with what nobody has confirmed as read.
        Conflict: it is withdrawn, or is not for the actor to know.
        ConditionFailed: it is there and must not be, or is not there and must be.
        VersionMismatch: it is in another state than the caller knows.
    """
    check_scope(actor, WRITE)
    whole = {**content, **_checked_key(key, content)}
    known = _known_entry(services, actor, key)
    if known is None:
        if condition.exists:
            raise ConditionFailed(NOTHING_THERE)
        try:
            return PutEntry(create(services, actor, whole), is_new=True)
        except Conflict:
            known = _known_entry(services, actor, key)
            if known is None:
                raise
    if condition.exists is False:
        raise ConditionFailed(SOMETHING_THERE, known.id)
    return PutEntry(_replace(services, actor, known, condition.states, whole), is_new=False)


class _Known(NamedTuple):
    id: str
    words: PublicWords


def _known_entry(services: Services, actor: Actor, key: Key) -> _Known | None:
    """Return the entry of a key, if there is one.

    Raises:
        Conflict: it is not for the actor to know.
    """
    with reading(services.database) as connection:
        known = entries.by_key(connection, *key, published_only=False)
        if known is None:
            return None
        if not sees(connection, actor, known.id):
            raise Conflict(KEY_OF_OTHERS)
        return _Known(known.id, public_words(connection, known))


def _replace(
    services: Services,
    actor: Actor,
    known: _Known,
    states: frozenset[str],
    whole: Mapping[str, Any],
) -> ChangedEntry:
    words = known.words
    marks: Sequence[str] = ()
    if whole.get("publish"):
        after = findings_of(words._replace(entry={**words.entry, **whole}))
        marks = check_confirmed(after, whole.get("confirmPersonal") or (), words.confirmed)
    preserved: tuple[str, ...] = ()

    def act(unit: Unit, record: EntryRecord) -> None:
        nonlocal preserved
        own_key = Key(record.source_system, record.external_id)
        if record.status == WITHDRAWN:
            raise conflict_of_key(KeyInUse(record.id, own_key.external_id, withdrawn=True))
        entry, how = load_new(whole, own_key, services.vocabularies.known)
        check_scope(actor, *[PUBLISH] * how.publish)
        row = load_row(entry, record, with_evidence="evidence" in whole)
        check_relations(unit.connection, actor, row, record)
        edit = Edit(actor.name, how.reason, publish=how.publish, based_on=record.version)
        preserved = editing.change(unit, record.id, row, edit, overwrite=False)
        confirmations.keep(unit, record.id, marks, actor.name)

    changed = edit_entry(services, actor, BaseVersion(known.id, states), act)
    return replace(changed, preserved=preserved)


def _checked_key(key: Key, content: Mapping[str, Any]) -> dict[str, str]:
    """Return the key as an entry holds it.

    Raises:
        InvalidContent: the content has another.
    """
    named = dict(zip(KEY, key, strict=True))
    issues = [
        Issue(f"/{name}", "other-key", OTHER_KEY, str(content[name])[:100])
        for name, value in named.items()
        if content.get(name) not in (None, value)
    ]
    if issues:
        raise InvalidContent(issues)
    return named
