"""Query strings and contents checked against their schemas; every fault is reported."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, NoReturn

from flask import Request
from marshmallow import Schema, ValidationError
from webargs.core import missing
from webargs.flaskparser import FlaskParser, is_json_request

from api.about import DOCUMENTATION
from api.json_limits import limit_fault
from app.errors import InvalidContent, InvalidQuery, Issue, Message
from app.imports.files.strict_json import RepeatedName, distinct
from app.query_strings import invalid_query
from schemas.faults import FieldFault, echo, fault, first_faults, nearest_or_all

CONTENT = "json"
"""What webargs calls the place of a body."""
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

    def load_json(self, req: Request, schema: Schema) -> Any:  # noqa: ANN401  # as upstream
        """Read the content; one nested too deep, or with endless numbers, is no JSON of ours.

        Raises:
            InvalidContent: it is that, or too large to be held to a schema.
        """
        try:
            content = super().load_json(req, schema)
        except RepeatedName as error:
            repeated = fault("repeated-member", error, name=echo(error))
            raise InvalidContent([_content_issue(repeated, {})]) from None
        except (RecursionError, ValueError) as error:
            self._handle_invalid_json_error(error, req)
        if content is missing:
            raise InvalidContent([_content_issue(fault("no-content"), {})])
        found = limit_fault(content)
        if found is not None:
            raise InvalidContent([_content_issue(found, {})])
        return content

    def _raw_load_json(self, req: Request) -> Any:  # noqa: ANN401  # as upstream
        """Read the content, an object's members once each."""
        data = req.get_data(cache=True)
        if not (data and is_json_request(req)):
            return missing
        return json.loads(data.decode(), object_pairs_hook=distinct)

    def handle_error(
        self, error: ValidationError, req: Request, schema: Schema, **_: object
    ) -> NoReturn:
        """Hand the faults on in the words of the use cases.

        Raises:
            InvalidQuery: faults of the query string, in its order.
            InvalidContent: faults of the body, in the order of its schema.
        """
        messages = error.messages
        if isinstance(messages, dict) and CONTENT in messages:
            raise _invalid_content(messages[CONTENT], schema) from None
        known = [str(field.data_key) for field in schema.fields.values()]
        found = messages["query"] if isinstance(messages, dict) else messages
        issues = invalid_query(found, known, req.args).issues
        raise InvalidQuery([_with_help_text(each) for each in issues]) from None

    def _handle_invalid_json_error(
        self, error: Exception, req: Request, *_: object, **__: object
    ) -> NoReturn:
        """Refuse a body that is no JSON."""
        del error, req
        raise InvalidContent([_content_issue(fault("not-json"), {})]) from None


def _invalid_content(messages: object, schema: Schema) -> InvalidContent:
    known = {str(field.data_key): "" for field in schema.fields.values()}
    return InvalidContent([_content_issue(each, known) for each in first_faults(messages)])


def _content_issue(found: FieldFault, known: dict[str, str]) -> Issue:
    name = found.pointer.rpartition("/")[2]
    unknown = found.code == "unknown-field"
    return Issue(
        parameter=found.pointer,
        code=found.code,
        message=Message(sv=found.message_sv, en=found.message_en),
        value=name if unknown else found.value,
        nearest=nearest_or_all(name, known) if unknown else found.nearest,
    )


def _with_help_text(issue: Issue) -> Issue:
    """Say where all parameters and values are listed."""
    if issue.code not in {"unknown-parameter", "unknown-value"}:
        return issue
    message = Message(sv=issue.message.sv + LISTED.sv, en=issue.message.en + LISTED.en)
    return replace(issue, message=message)
