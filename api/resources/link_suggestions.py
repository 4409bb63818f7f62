"""/link-suggestions: the concepts that a text should be linked to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response
from flask.views import MethodView

from api.answers import dumped, services
from api.language import language
from api.media import JSON
from api.paging import whole_list
from api.smorest import SMALL_BODY, Blueprint
from app.linking.suggesting import suggest
from app.linking.views import suggestions_view
from edge.shares import expensive
from schemas import link_suggestions as schemas
from schemas.examples import read_examples

examples = read_examples("link_suggestions")

link_suggestions = Blueprint("link-suggestions", "The concepts that a text should be linked to.")


@link_suggestions.route("/link-suggestions")
class LinkSuggestions(MethodView):
    """Link suggestions."""

    @expensive
    @link_suggestions.operation("createLinkSuggestions", schemas.LinkSuggestionArgsSchema())
    @link_suggestions.content(schemas.SuggestedTextSchema(), examples.text, largest=SMALL_BODY)
    @link_suggestions.changes(200, schemas.LinkSuggestionsSchema, examples.suggestions, 503)
    def post(self, args: Mapping[str, Any], content: Mapping[str, Any]) -> Response:
        """Suggest objectives, goals, targets, levers and sectors for a text.

        Each with what it rests on: characters of the text, a rule or a published entry, and the
        precision measured at its score. The text is not stored and stands in no log. Suggestions
        are for people to judge: nothing is linked by them. It is a POST though it only reads: a
        text may be longer than an address, and addresses are kept in logs.
        """
        found = suggest(services(), content["text"], args["minPrecision"])
        view = suggestions_view(found, services().vocabularies, language())
        body = {**view, **whole_list(view["items"])}
        response = Response(dumped(body), mimetype=JSON)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Content-Language"] = language()
        return response
