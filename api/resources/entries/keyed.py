"""/keyed-entries: an entry put in place under the key that its source knows it by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask.views import MethodView

from api.access import actor, require_scope
from api.addresses import href
from api.answers import services
from api.preconditions import IF_KNOWN, entry_changed, known_states
from api.resources.entries.collection import entries
from app.accounts.access import WRITE
from app.entries.putting import Key, put
from schemas.editing import NewEntrySchema
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

    @require_scope(WRITE)
    @entries.operation("putEntry")
    @entries.content(NewEntrySchema(), examples.new_entry)
    @entries.changes(200, ChangedEntrySchema, examples.changed_entry, 409, 412, 503)
    @entries.alt_response(201, schema=ChangedEntrySchema, example=examples.changed_entry)
    @entries.takes_header(IF_KNOWN)
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
        state alone. For more than some hundred entries a day use /imports, one call for all.
        """
        key = Key(sourceSystem, externalId)
        done = put(services(), actor(), key, known_states(), content)
        location = href("entries", done.result.entry["id"]) if done.is_new else None
        return entry_changed(done.result, location)
