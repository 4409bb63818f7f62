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
from app.errors import Conflict, InvalidContent, Issue, Message
from catalogue import confirmations, editing, entries
from catalogue.editing import Edit
from catalogue.errors import KeyInUse
from record.lists import WITHDRAWN
from schemas.editing import KEY, load_new

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.accounts.access import Actor
    from app.entries.editing import ChangedEntry
    from app.wiring import Services
    from catalogue.records import EntryRecord
    from catalogue.unit import Unit

OTHER_KEY = Message(
    sv="Nyckeln i innehållet är en annan än i adressen. Utelämna den i innehållet.",
    en="The key in the content is another than that in the address. Leave it out of the content.",
)
NOTHING_THERE = Message(
    sv="Det finns inget exempel med nyckeln, så If-Match stämmer inte. Skicka utan If-Match för att"
    " skapa det.",
    en="No entry has this key, so If-Match does not hold. Send without If-Match to create it.",
)


class Key(NamedTuple):
    """What an entry is called where it comes from."""

    source_system: str
    external_id: str


class PutEntry(NamedTuple):
    """What putting an entry led to, and whether it is new."""

    result: ChangedEntry
    is_new: bool


def put(
    services: Services,
    actor: Actor,
    key: Key,
    states: frozenset[str],
    content: Mapping[str, Any],
) -> PutEntry:
    """Create the entry of a key, or replace all of it but what people have edited.

    The same content again makes no version.

    Args:
        services: what use cases work with.
        actor: who does it.
        key: of the entry.
        states: those that the caller knows it in; empty if any will do.
        content: the whole entry, in the fields of the load format.

    Raises:
        NotAllowed, OtherCounty: a scope is missing, or it is of another county.
        InvalidContent: with every fault, or with what nobody has confirmed as read.
        Conflict: it is withdrawn, is not there in any of `states`, or is not for the actor to know.
        VersionMismatch: it is in another state than the caller knows.
    """
    check_scope(actor, WRITE)
    whole = {**content, **_checked_key(key, content)}
    with reading(services.database) as connection:
        known = entries.by_key(connection, *key, published_only=False)
        if known and not sees(connection, actor, known.id):
            raise Conflict(KEY_OF_OTHERS)
        words = public_words(connection, known) if known else None
    if known is None or words is None:
        if states:
            raise Conflict(NOTHING_THERE)
        return PutEntry(create(services, actor, whole), is_new=True)
    marks: Sequence[str] = ()
    if content.get("publish"):
        after = findings_of(words._replace(entry={**words.entry, **whole}))
        marks = check_confirmed(after, content.get("confirmPersonal") or (), words.confirmed)
    preserved: tuple[str, ...] = ()

    def act(unit: Unit, record: EntryRecord) -> None:
        nonlocal preserved
        if record.status == WITHDRAWN:
            raise conflict_of_key(KeyInUse(record.id, key.external_id, withdrawn=True))
        entry, how = load_new(whole, key, services.vocabularies.known)
        check_scope(actor, *[PUBLISH] * how.publish)
        row = load_row(entry, record, with_evidence="evidence" in content)
        check_relations(unit.connection, actor, row, record)
        edit = Edit(actor.name, how.reason, publish=how.publish, based_on=record.version)
        preserved = editing.change(unit, record.id, row, edit, overwrite=False)
        confirmations.keep(unit, record.id, marks, actor.name)

    changed = edit_entry(services, actor, BaseVersion(known.id, states), act)
    return PutEntry(replace(changed, preserved=preserved), is_new=False)


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
