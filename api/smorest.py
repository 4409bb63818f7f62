"""flask-smorest bent to the national profile: strict query strings, problems, own document."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NoReturn

from flask_smorest import Api
from flask_smorest import Blueprint as SmorestBlueprint
from webargs.flaskparser import FlaskParser

from api.about import DOCUMENTATION
from api.access import identify
from api.intake import check_call
from api.problems import MEDIA_TYPE, http_problem
from app.errors import InvalidQuery, Issue, Message
from schemas.faults import LONGEST_ECHO, FieldFault, flatten, nearest_or_all
from schemas.parameters import Parameters
from schemas.problems import ProblemSchema

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Request, Response
    from marshmallow import Schema, ValidationError
    from werkzeug.exceptions import HTTPException

MOST_FAULTS = 50
LISTED = Message(
    sv=f" {DOCUMENTATION} räknar upp vad som finns.", en=f" {DOCUMENTATION} lists what there is."
)
"""How to find out what a closed list holds."""


class StrictParser(FlaskParser):
    """Refuses parameters that a schema does not know; webargs would let them pass."""

    DEFAULT_UNKNOWN_BY_LOCATION = {"query": None}  # noqa: RUF012  # as upstream
    DEFAULT_VALIDATION_STATUS = 400

    def load_querystring(self, req: Request, schema: Schema) -> dict[str, list[str]]:
        """Return every parameter with all its values, so that doubles are seen."""
        del schema
        return dict(req.args.lists())

    def handle_error(
        self, error: ValidationError, req: Request, schema: Schema, **_: object
    ) -> NoReturn:
        """Hand the faults on in the words of the use cases, in the order of the query string."""
        known = {str(field.data_key): "" for field in schema.fields.values()}
        place = {name[:LONGEST_ECHO]: index for index, name in enumerate(req.args)}
        issues = [_issue(fault, known) for fault in flatten(error.messages)]
        issues.sort(key=lambda issue: place.get(issue.parameter, len(place)))
        raise InvalidQuery(issues[:MOST_FAULTS]) from None


def _issue(fault: FieldFault, known: dict[str, str]) -> Issue:
    name = fault.pointer.removeprefix("/query/")  # webargs puts the place before the name
    parameter = name.replace("~1", "/").replace("~0", "~")
    unknown = fault.code == "unknown-parameter"
    return Issue(
        parameter=parameter,
        code=fault.code,
        message=_message(fault),
        value=parameter if unknown else fault.value,
        nearest=nearest_or_all(parameter, known) if unknown else fault.nearest,
    )


def _message(fault: FieldFault) -> Message:
    if fault.code not in {"unknown-parameter", "unknown-value"}:
        return Message(sv=fault.message_sv, en=fault.message_en)
    return Message(sv=fault.message_sv + LISTED.sv, en=fault.message_en + LISTED.en)


def _separated_by_commas(_converter: object, field: object, **_: object) -> dict[str, object]:
    """Document how values follow each other in a query string."""
    if isinstance(field, Parameters):
        return {"style": "form", "explode": not field.separated}
    return {}


class Blueprint(SmorestBlueprint):
    """Resources whose query strings are held to their schemas."""

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, name: str, description: str) -> None:
        super().__init__(name, __name__, description=description)
        self.before_request(check_call)  # after the edge: what is of the whole app runs first
        self.before_request(identify)

    def answers(
        self, schema: type[Schema], example: object, *problems: int
    ) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
        """Document the answer of a GET, and the problems it may meet beside those of every call."""

        def decorator(view: Callable[..., Response]) -> Callable[..., Response]:
            for status in (401, 406, 429, *problems):
                view = self.alt_response(status, HTTPStatus(status).name)(view)
            view = self.alt_response(304, HTTPStatus.NOT_MODIFIED.name)(view)
            documented: Callable[..., Response] = self.response(
                200, schema, example=example, description="The answer."
            )(view)
            return documented

        return decorator


class ProblemApi(Api):
    """Errors are problem documents, and are documented as such."""

    ERROR_SCHEMA = ProblemSchema

    def _init_spec(self, **options: object) -> None:
        super()._init_spec(**options)
        self.ma_plugin.converter.add_parameter_attribute_function(_separated_by_commas)

    def _register_pagination_header(self) -> None:
        """Pages are told of in the body, as the national profile asks."""

    def _register_responses(self) -> None:
        self.DEFAULT_RESPONSE_CONTENT_TYPE = MEDIA_TYPE
        super()._register_responses()
        del self.DEFAULT_RESPONSE_CONTENT_TYPE  # answers that are no errors are plain JSON again

    def handle_http_exception(self, error: HTTPException) -> Any:  # noqa: ANN401  # as upstream
        """Answer with a problem that keeps the headers; upstream's loses Allow."""
        return http_problem(error)
