"""/suggestions: type-ahead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response
from flask.views import MethodView

from api.answers import answer, services
from api.language import language
from api.paging import whole_list
from api.smorest import Blueprint
from app.searching.suggesting import suggest
from schemas.arguments import SuggestionArgsSchema
from schemas.examples import read_examples
from schemas.searching import SuggestionsSchema

examples = read_examples("entries")

suggestions = Blueprint("suggestions", "What a half-typed text may become.")


@suggestions.route("/suggestions")
class Suggestions(MethodView):
    """Suggestions."""

    @suggestions.operation("listSuggestions", SuggestionArgsSchema())
    @suggestions.answers(SuggestionsSchema, examples.suggestions, 503)
    def get(self, args: Mapping[str, Any]) -> Response:
        """Suggest concepts, topics and titles for a half-typed text.

        What has entries: concepts first, then topics, then titles; small typing errors are
        forgiven. Concepts are labelled in the language of the answer; the rest is in Swedish.
        """
        text, limit = args["q"], args["limit"]
        found = suggest(services(), text, limit, language()) if text else ()
        return answer(whole_list(found, limit=limit))
