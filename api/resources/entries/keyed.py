"""/keyed-entries: an entry by the key that its source knows it by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask.views import MethodView

from api.access import actor, require_scope
from api.addresses import href
from api.answers import services
from api.preconditions import (
    IF_KNOWN,
    IF_NEW,
    OPEN_OR_SIGNED,
    entity_tag,
    entry_changed,
    entry_links,
    key_condition,
    known_states,
    read_answer,
)
from api.resources.entries.collection import entries
from api.resources.entries.entry import GONE, with_labels
from app.accounts.access import WRITE
from app.entries import transitions
from app.entries.editing import BaseVersion
from app.entries.putting import Key, entry_of_key, put
from app.entries.reading import get_entry
from app.usage.counting import Use
from edge.readers import note_uses
from record.usage import READ
from schemas.arguments import ExpandArgsSchema, WithdrawingArgsSchema
from schemas.editing import NewEntrySchema
from schemas.entries import EntrySchema
from schemas.examples import read_examples
from schemas.transitions import ChangedEntrySchema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Response

examples = read_examples("entries")

__all__ = ["entries"]


@entries.route("/keyed-entries/<string:sourceSystem>/<path:externalId>")
class KeyedEntry(MethodView):
    """The entry of a key."""

    @entries.operation("getKeyedEntry", ExpandArgsSchema(), security=OPEN_OR_SIGNED)
    @entries.answers(EntrySchema, examples.entry, *GONE)
    def get(
        self,
        args: Mapping[str, Any],
        sourceSystem: str,  # noqa: N803
        externalId: str,  # noqa: N803
    ) -> Response:
        """Read the entry of a key.

        As it is read by its id, with the same ETag.
        """
        entry_id = entry_of_key(services(), actor(), Key(sourceSystem, externalId))
        note_uses(Use(READ, entry_id))
        entry = get_entry(services(), entry_id, actor())
        ways = entry_links(entry)
        return read_answer({**with_labels(entry, args), "_links": ways}, entity_tag(entry))

    @require_scope(WRITE)
    @entries.operation("putEntry")
    @entries.content(NewEntrySchema(), examples.new_entry)
    @entries.changes(200, ChangedEntrySchema, examples.changed_entry, 409, 412, 503)
    @entries.alt_response(201, schema=ChangedEntrySchema, example=examples.changed_entry)
    @entries.takes_headers(IF_KNOWN, IF_NEW)
    def put(
        self,
        content: Mapping[str, Any],
        sourceSystem: str,  # noqa: N803
        externalId: str,  # noqa: N803
    ) -> Response:
        """Create or replace the entry of a key, as a row of an import does.

        What the content leaves out is emptied; fields that a person has edited stay, and
        `_meta.warnings` names them (`kept`). The same content again makes no version, so a call may
        be repeated. A new entry is a draft, and a change of a published one a draft beside it,
        unless `publish` is true. A withdrawn entry is 409. With If-Match it is replaced in that
        state alone, with If-None-Match: * created only; else it is 412. Of several calls at once,
        the first one creates and the others replace. For more than some hundred entries a day use
        /imports, one call for all.
        """
        key = Key(sourceSystem, externalId)
        done = put(services(), actor(), key, key_condition(), content)
        location = href("entries", done.result.entry["id"]) if done.is_new else None
        return entry_changed(done.result, location)

    @require_scope(WRITE)
    @entries.operation("withdrawKeyedEntry", WithdrawingArgsSchema())
    @entries.changes(200, ChangedEntrySchema, examples.withdrawn_entry, *GONE, 409, 412, 503)
    @entries.takes_headers(IF_KNOWN)
    def delete(
        self,
        args: Mapping[str, Any],
        sourceSystem: str,  # noqa: N803
        externalId: str,  # noqa: N803
    ) -> Response:
        """Withdraw the entry of a key.

        As by its id, and without If-Match in whichever state it is.
        """
        entry_id = entry_of_key(services(), actor(), Key(sourceSystem, externalId))
        base = BaseVersion(entry_id, known_states())
        done = transitions.withdraw(
            services(), actor(), base, args["reason"], args.get("replacedBy")
        )
        return entry_changed(done)
