"""/entries/{entryId}/transitions: from draft to review, to the public, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from api.access import actor, require_scope
from api.addresses import link
from api.answers import services
from api.paging import whole_list
from api.preconditions import IF_MATCH, base_version, entity_tag, entry_changed, read_answer
from api.resources.entries.collection import entries
from api.resources.entries.entry import CHANGING
from app.accounts.access import READ_DRAFTS, WRITE
from app.entries import transitions as editing_steps
from schemas.examples import read_examples
from schemas.transitions import ChangedEntrySchema, NewTransitionSchema, TransitionsSchema

examples = read_examples("entries")

__all__ = ["entries"]


@entries.route("/entries/<uuid:entryId>/transitions")
class Transitions(MethodView):
    """Steps of an entry from one state to another."""

    @require_scope(READ_DRAFTS)
    @entries.operation("listTransitions")
    @entries.answers(TransitionsSchema, examples.transitions, 404)
    def get(self, entryId: UUID) -> Response:  # noqa: N803
        """List the steps that the entry's state allows, and whether the caller may take them."""
        found = editing_steps.list_transitions(services(), actor(), str(entryId))
        ways = [link("up", "entries", entryId)]
        if any(each["allowed"] for each in found["items"]):
            ways.append(link("edit", "entries", entryId, "transitions", method="POST"))
        return read_answer({**found, **whole_list(found["items"], *ways)}, entity_tag(found))

    @require_scope(WRITE)
    @entries.operation("takeTransition")
    @entries.content(NewTransitionSchema(), examples.new_transition)
    @entries.changes(200, ChangedEntrySchema, examples.changed_entry, *CHANGING)
    @entries.takes_headers(IF_MATCH)
    def post(self, content: Mapping[str, Any], entryId: UUID) -> Response:  # noqa: N803
        """Take an entry from one state to another.

        submit: draft to in-review. return: back to draft, with a reason. publish: what is in
        draft or review becomes public. withdraw: with a reason that everybody sees, and perhaps
        what replaces it. restore: with a reason; an earlier version becomes the latest one, as a
        draft, and a withdrawn entry comes back. publish also takes the scope entries:publish, as
        does withdrawing what is public. A step that the state does not allow is 409, whose
        `alternatives` are those that it does. POST, since a step taken twice is not the same as
        taken once.
        """
        result = editing_steps.apply_transition(services(), actor(), base_version(entryId), content)
        return entry_changed(result)
