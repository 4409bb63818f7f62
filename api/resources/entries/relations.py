"""/entries/{entryId}/relations and similar: other entries that an entry leads to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from api.access import actor, require_scope
from api.addresses import link
from api.answers import answer, services
from api.paging import whole_list
from api.preconditions import (
    IF_MATCH,
    OPEN_OR_SIGNED,
    TEXTS,
    base_version,
    changed_answer,
    read_answer,
)
from api.resources.entries.collection import NOT_SOUGHT, entries, found_entries
from api.resources.entries.entry import CHANGING, GONE
from app.accounts.access import WRITE
from app.entries import editing, reading
from app.searching.search import similar
from schemas.arguments import SimilarArgsSchema
from schemas.editing import NewRelationsSchema
from schemas.examples import read_examples
from schemas.history import RelationsSchema
from schemas.searching import SimilarEntriesSchema
from schemas.transitions import ChangedRelationsSchema

examples = read_examples("entries")

HOW = ("publish", "reason", "confirmPersonal")
"""The members of a change other than the relations."""
__all__ = ["entries"]


@entries.route("/entries/<uuid:entryId>/relations")
class Relations(MethodView):
    """Relations of an entry."""

    @entries.operation("listRelations", security=OPEN_OR_SIGNED)
    @entries.answers(RelationsSchema, examples.relations, *GONE)
    def get(self, entryId: UUID) -> Response:  # noqa: N803
        """List the entries that this one is related to, in both directions.

        Without a scope those that are published. The ETag begins with the entry's version and
        state.
        """
        state, found = reading.relations_of_state(services(), str(entryId), actor())
        return read_answer(_list_of_entries(found, entryId), state)

    @require_scope(WRITE)
    @entries.operation("replaceRelations")
    @entries.content(NewRelationsSchema(), examples.new_relations)
    @entries.changes(200, ChangedRelationsSchema, examples.changed_relations, *CHANGING)
    @entries.takes_headers(IF_MATCH)
    def put(self, content: Mapping[str, Any], entryId: UUID) -> Response:  # noqa: N803
        """Replace the relations that an entry states.

        As a change of the entry: it makes a version. Relations that other entries state to this
        one are theirs.
        """
        change = {"relations": content["items"]}
        how = {name: content[name] for name in HOW if content[name] is not None}
        result = editing.patch(services(), actor(), base_version(entryId), change | how)
        return changed_answer(_list_of_entries(result.relations, entryId), result)


@entries.route("/entries/<uuid:entryId>/similar")
class Similar(MethodView):
    """Entries like another."""

    @entries.operation("listSimilarEntries", SimilarArgsSchema())
    @entries.answers(SimilarEntriesSchema, examples.similar, *GONE, 503)
    def get(self, args: Mapping[str, Any], entryId: UUID) -> Response:  # noqa: N803
        """List published entries like this one by links, words, topics and meaning, best first."""
        entry = reading.get_entry(services(), str(entryId))
        found = similar(services(), entry["id"], args["limit"])
        return answer(
            whole_list(
                found_entries(({**item, **NOT_SOUGHT} for item in found), expand=args["expand"]),
                link("up", "entries", entryId),
                limit=args["limit"],
            ),
            spoken=TEXTS,
        )


def _list_of_entries(found: Iterable[Mapping[str, Any]], entry_id: UUID) -> dict[str, Any]:
    items = [{**each, "_links": [link("related", "entries", each["entryId"])]} for each in found]
    return whole_list(items, link("up", "entries", entry_id))
