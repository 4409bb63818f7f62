"""/api-info and /problems: what the API says of itself."""

from __future__ import annotations

from typing import Any

from flask import Response
from flask.views import MethodView

from api import about
from api.addresses import href, link, self_link
from api.answers import AN_HOUR, answer
from api.paging import whole_list
from api.problem_types import TYPE_BY_ID, TYPES, ProblemType
from api.smorest import Blueprint
from app.errors import Message, NotFound
from schemas.examples import read_examples
from schemas.information import ApiInfoSchema
from schemas.problems import ProblemTypeSchema, ProblemTypesSchema

examples = read_examples("information")

information = Blueprint("information", "What the API says of itself.")
NO_SUCH_TYPE = Message(sv="Det finns ingen sådan problemtyp.", en="No such problem type.")


@information.route("/api-info")
class ApiInfo(MethodView):
    """The API in five facts."""

    @information.operation("getApiInfo")
    @information.answers(ApiInfoSchema, examples.api_info)
    def get(self) -> Response:
        """Tell name, version, release date, documentation and status of the API."""
        return answer(
            {
                "apiName": about.NAME,
                "apiVersion": about.VERSION,
                "apiReleased": about.RELEASED,
                "apiDocumentation": href("docs"),
                "apiStatus": about.STATUS,
                "_links": [self_link(), link("describedby", "openapi.yaml")],
            },
            age=AN_HOUR,
        )


@information.route("/problems")
class Problems(MethodView):
    """All problem types."""

    @information.operation("listProblemTypes")
    @information.answers(ProblemTypesSchema, examples.problem_types)
    def get(self) -> Response:
        """List the types of problems that calls may meet."""
        items = [_problem_type_view(kind) for kind in TYPES]
        return answer(whole_list(items), age=AN_HOUR)


@information.route("/problems/<string:problemId>")
class Problem(MethodView):
    """One problem type."""

    @information.operation("getProblemType")
    @information.answers(ProblemTypeSchema, examples.problem_type, 404)
    def get(self, problemId: str) -> Response:  # noqa: N803
        """Read what a type of problem means; the `type` of a problem is its address."""
        if problemId not in TYPE_BY_ID:
            raise NotFound(NO_SUCH_TYPE)
        return answer(_problem_type_view(TYPE_BY_ID[problemId]), age=AN_HOUR)


def _problem_type_view(kind: ProblemType) -> dict[str, Any]:
    return {
        "id": kind.id,
        "status": kind.status,
        "title": kind.title,
        "description": kind.description,
        "_links": [link("self", "problems", kind.id)],
    }
