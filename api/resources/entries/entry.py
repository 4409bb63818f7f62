"""/entries/{entryId}: one entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from api.access import actor, require_scope
from api.addresses import self_link, with_uri
from api.answers import services
from api.media import JSON, LINKED, MERGE_PATCH, offers
from api.media import negotiated as wanted
from api.preconditions import (
    IF_MATCH,
    OPEN_OR_SIGNED,
    base_version,
    entity_tag,
    entry_changed,
    entry_links,
    read_answer,
)
from api.resources.entries.collection import entries, expanded
from api.resources.linked import linked_answer, linked_data
from app.accounts.access import WRITE
from app.entries import editing, reading
from app.entries import transitions as editing_steps
from app.usage.counting import Use
from edge.readers import note_uses
from record.usage import READ
from schemas.arguments import ExpandArgsSchema, WithdrawingArgsSchema
from schemas.editing import EntryPatchSchema
from schemas.entries import EntrySchema
from schemas.examples import read_examples
from schemas.transitions import ChangedEntrySchema

examples = read_examples("entries")

__all__ = ["entries"]

GONE = (404, 410)
CHANGING = (404, 409, 412, 428, 503)


def with_labels(entry: Mapping[str, Any], args: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry with its address and what `expand` adds."""
    return {**with_uri(entry), **expanded(entry, args["expand"])}


@entries.route("/entries/<uuid:entryId>")
class Entry(MethodView):
    """One entry."""

    @offers(JSON, *LINKED)
    @entries.operation("getEntry", ExpandArgsSchema(), security=OPEN_OR_SIGNED)
    @entries.answers(EntrySchema, examples.entry, *GONE)
    def get(self, args: Mapping[str, Any], entryId: UUID) -> Response:  # noqa: N803
        """Read an entry.

        The ETag begins with the version and its state. A withdrawn entry answers 410 with when, why
        and what replaces it. Whoever may read drafts, write or publish gets the latest version,
        whatever its state; `status` tells which it is. As linked data it is the published version,
        whole.
        """
        note_uses(Use(READ, str(entryId)))
        if (notation := wanted()) in LINKED:
            return linked_answer(linked_data().entry(str(entryId), notation), notation, spoken="sv")
        entry = reading.get_entry(services(), str(entryId), actor())
        ways = [self_link(), *entry_links(entry)[1:]]
        return read_answer({**with_labels(entry, args), "_links": ways}, entity_tag(entry))

    @require_scope(WRITE)
    @entries.operation(
        "changeEntry", requestBody={"content": {MERGE_PATCH: {"schema": EntryPatchSchema}}}
    )
    @entries.content(EntryPatchSchema(), examples.patch)
    @entries.changes(200, ChangedEntrySchema, examples.changed_entry, *CHANGING)
    @entries.takes_headers(IF_MATCH)
    def patch(self, content: Mapping[str, Any], entryId: UUID) -> Response:  # noqa: N803
        """Change fields of an entry.

        A JSON merge patch (RFC 7396) of the fields of the load format, held to its rules. What
        the patch does not name stays. A published entry stays as it is, with the change as a draft
        beside it, unless `publish` is true. Fields that are changed here survive later loads. A
        412 holds the version that was changed and the latest one.
        """
        result = editing.patch(services(), actor(), base_version(entryId), content)
        return entry_changed(result)

    @require_scope(WRITE)
    @entries.operation("withdrawEntry", WithdrawingArgsSchema())
    @entries.changes(200, ChangedEntrySchema, examples.withdrawn_entry, 410, *CHANGING)
    @entries.takes_headers(IF_MATCH)
    def delete(self, args: Mapping[str, Any], entryId: UUID) -> Response:  # noqa: N803
        """Withdraw an entry.

        Everybody who asks for it gets 410 with the reason and what replaces it. Its versions are
        kept, and it can be restored. For what is public the scope entries:publish is needed. The
        reason is public, and so stands in the address. Done again, it answers 410.
        """
        result = editing_steps.withdraw(
            services(), actor(), base_version(entryId), args["reason"], args.get("replacedBy")
        )
        return entry_changed(result)
