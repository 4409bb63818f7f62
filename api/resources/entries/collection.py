"""/entries: search and list."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from flask import Response
from flask import request as http
from flask.views import MethodView

from api.access import PRIVATE, actor, check_scope, require_scope
from api.addresses import href, names
from api.answers import (
    address_etag,
    answer,
    not_modified,
    services,
    weak_answer,
    without_nulls,
)
from api.idempotency import PARAMETER, idempotency_key
from api.language import language
from api.paging import page_links, page_meta, search_links, search_meta
from api.preconditions import OPEN_OR_SIGNED, entry_changed
from api.smorest import Blueprint
from app.accounts.access import READ_DRAFTS, WRITE
from app.entries import editing
from app.entries.labels import LABELLED, labels_of
from app.entries.reading import Wanted, list_by_status
from app.entries.states import state_tag
from app.searching.requests import SearchAnswer, SearchRequest
from app.searching.search import index_state, live_index, search
from app.usage.counting import uses_of_search
from edge.measures import SEARCH_SECONDS
from edge.readers import note_uses
from record.filters import KEY_NAMES
from schemas.arguments import SearchArgsSchema, is_listing
from schemas.editing import NewEntrySchema
from schemas.entries import EVERY_FIELD, HIT_FIELDS, HIT_NAMES, LABELS, NAMING
from schemas.examples import read_examples
from schemas.searching import EntriesSchema, empty_query_echo
from schemas.transitions import ChangedEntrySchema

examples = read_examples("entries")

NOT_SOUGHT: Mapping[str, Any] = {"highlights": {}}
"""Of an entry that no text has found."""
entries = Blueprint("entries", "Search the examples, read and change them one by one.")


@entries.route("/entries")
class Entries(MethodView):
    """All entries."""

    @entries.operation("searchEntries", SearchArgsSchema(), security=OPEN_OR_SIGNED)
    @entries.answers(EntriesSchema, examples.entries, 403, 503)
    def get(self, args: Mapping[str, Any]) -> Response:
        """Search and list entries.

        A repeated filter means any of its values (all of them, where `matchAll` names it);
        different filters must all hold. Values may be ids, notations or names in Swedish or
        English. `query` tells how the text was understood and, when nothing was found, what looser
        searches would find. `page` times `limit` may be at most 10,000; read on with `sort=seq` and
        `cursor`. A page past the last is an empty list. `facets` do not count their own selection.
        Entries requested by `id` come all at once, in the order of the ids; `query.unknownIds` has
        those that no published entry has.
        """
        if "limit" not in http.args:
            args = {**args, "limit": max(args["limit"], len(args["id"]))}
        if is_listing(args["status"]):
            return _by_status(args, _whose(args))
        request = SearchRequest.of(args, language())
        snapshot = live_index(services())
        etag = address_etag(index_state(services(), snapshot))
        if fresh := not_modified(etag):
            return fresh
        with SEARCH_SECONDS.time():
            found = search(services(), request, snapshot)
        note_uses(*uses_of_search(request, found))
        return weak_answer(_page(request, found, args), etag)

    @require_scope(WRITE)
    @entries.operation("createEntry")
    @entries.content(NewEntrySchema(), examples.new_entry)
    @entries.changes(201, ChangedEntrySchema, examples.changed_entry, 409, 503)
    @entries.takes_headers(PARAMETER)
    def post(self, content: Mapping[str, Any]) -> Response:
        """Create an entry.

        In the fields of the load format, checked by its rules; all faults come at once. It is a
        draft, unless `publish` is true. Without `sourceSystem` and `externalId` it gets a key of
        its own; a key that an entry has already, also a withdrawn one, is 409 with its `entryId`.
        `_meta.warnings` points at entries of the
        same county with nearly the same title, too.
        """
        result = editing.create(services(), actor(), content, idempotency_key())
        return entry_changed(result, href("entries", result.entry["id"]))


def _whose(args: Mapping[str, Any]) -> str | None:
    """Return whose entries alone the caller may list; None for everybody's.

    Who may write reads any entry by its id, and so finds any by its key; a contributor does not.

    Raises:
        SignInNeeded, NotAllowed: nobody's.
    """
    caller = check_scope()
    by_key = caller.may(WRITE) and args["externalId"] and caller.county is None
    if caller.may(READ_DRAFTS) or by_key:
        return None
    return caller.name if caller.may(WRITE) else check_scope(READ_DRAFTS).name


def _by_status(args: Mapping[str, Any], by: str | None) -> Response:
    """Answer as a search does, with nothing understood and nothing counted."""
    keys = {name: args[name] for name in KEY_NAMES if args[name]}
    wanted = Wanted(args["status"], keys, by)
    found = list_by_status(services(), wanted, args["page"], args["limit"])
    shown = ({**each, "score": None, **NOT_SOUGHT} for each in found.items)
    items = found_entries(shown, args["expand"], args["fields"])
    response = answer(
        {
            "items": items,
            "nearby": [],
            "facets": {},
            "query": empty_query_echo("-updatedAt") | {"filters": _key_labels(keys)},
            "_meta": {
                **page_meta(args, found.total, items),
                "indexSeq": found.seq,
                "nextCursor": None,
            },
            "_links": page_links(args, found.total),
        }
    )
    response.headers["Cache-Control"] = PRIVATE
    return response


def _key_labels(keys: Mapping[str, Sequence[str]]) -> dict[str, list[dict[str, str]]]:
    """Tell the keys that a list was narrowed by, as a search tells its filters."""
    return {name: [{"id": each, "label": each} for each in keys[name]] for name in keys}


def expanded(entry: Mapping[str, Any], expand: Container[str]) -> dict[str, Any]:
    """Return what an entry, or the chosen part of one, is answered with besides its fields."""
    if LABELS not in expand:
        return {}
    return {LABELS: labels_of(services().vocabularies, entry, language())}


def _page(request: SearchRequest, found: SearchAnswer, args: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "items": found_entries(found.items, args["expand"], args["fields"]),
        "nearby": found_entries(found.nearby, args["expand"], args["fields"]),
        "facets": found.facets,
        "query": without_nulls(found.query),
        "_meta": search_meta(request, found),
        "_links": search_links(request, found),
    }


def found_entries(
    items: Iterable[Mapping[str, Any]], expand: Container[str] = (), fields: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Return entries of a list, with the chosen fields and a link to each.

    With `expand`, the labels are those of the chosen fields, or of the whole entry if none of
    these holds concepts.
    """
    uri, address = names().entry, href("entries")
    chosen = _chosen_names(fields)
    has_concepts = not LABELLED.keys().isdisjoint(chosen)
    found = []
    for item in items:
        etag = f'"{state_tag(item["version"], item["status"])}"'
        whole = {**item, "uri": uri(item["id"]), "etag": etag}
        hit = {name: whole[name] for name in chosen if name in whole}
        hit |= expanded(hit if has_concepts else whole, expand)
        hit["_links"] = [{"href": f"{address}/{item['id']}", "rel": "self", "method": "GET"}]
        found.append(hit)
    return found


def _chosen_names(fields: Sequence[str]) -> tuple[str, ...]:
    if not fields:
        return (*HIT_FIELDS, "etag", "score", "explanation", "signals")
    if EVERY_FIELD in fields:
        return HIT_NAMES
    return tuple(dict.fromkeys((*NAMING, *fields)))
