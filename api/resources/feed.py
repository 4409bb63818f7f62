"""/changes: the ledger as a feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask.views import MethodView

from api.addresses import link, self_link, with_uri
from api.answers import address_etag, not_modified, services, weak_answer
from api.language import language
from api.smorest import Blueprint
from app.copies.feed import Changes, Followed, changes_state, list_changes
from app.searching.requests import SearchRequest
from app.searching.search import live_index
from schemas.examples import read_examples
from schemas.feed import ChangesArgsSchema, ChangesSchema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Response

examples = read_examples("copies")

feed = Blueprint("copies", "Keep a copy of all that is public: dumps, and a feed of changes.")


@feed.route("/changes")
class ChangesFeed(MethodView):
    """What changed."""

    @feed.operation("listChanges", ChangesArgsSchema())
    @feed.answers(ChangesSchema, examples.changes, 410, 503)
    def get(self, args: Mapping[str, Any]) -> Response:
        """List what changed after a position, in the order in which it happened.

        Each entry occurs once, at its last public change, with its JSON as of now: put it into the
        copy, or remove it when `entry` is null; doing so twice does no harm. Follow `next` for as
        long as there is one, then keep `_meta.seq` and `_meta.mark` and ask again later. Start
        with a dump and its position. 410: nobody can read on from there; take a fresh dump. With
        the conditions of /entries, only changes of what they find, and `leave` for what has changed
        and is not found; start with the search and its `_meta.indexSeq`.
        """
        request = SearchRequest.of(args, language())
        narrowed = request.has_conditions
        followed = Followed(request, live_index(services())) if narrowed else None
        state = changes_state(services(), followed)
        if fresh := not_modified(address_etag(state)):
            return fresh
        page = list_changes(services(), args["since"], args.get("mark"), args["limit"], followed)
        return weak_answer(_answer(page, args["limit"]), address_etag(page.state))


def _answer(page: Changes, limit: int) -> dict[str, Any]:
    onward = self_link("next" if page.more else "changes", since=page.seq, mark=page.mark or None)
    return {
        "items": list(map(_item, page.items)),
        "_meta": {
            "totalRecords": None,
            "page": None,
            "offset": None,  # positions take their place
            "limit": limit,
            "count": len(page.items),
            "seq": page.seq,
            "mark": page.mark,
        },
        "_links": [self_link(), onward],
    }


def _item(change: Mapping[str, Any]) -> dict[str, Any]:
    """Return a change as it is answered."""
    links = {"_links": [link("self", "entries", change["entryId"])]}
    entry = change["entry"] and {**with_uri(change["entry"]), **links}
    return {**change, "entry": entry, **links}
