"""flask-smorest bent to the national profile: strict query strings, problems, own document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from flask import Response
from flask_smorest import Api
from flask_smorest import Blueprint as SmorestBlueprint
from marshmallow import Schema

from api.access import identify
from api.hooks import check_request
from api.parsing import StrictParser
from api.problems import MEDIA_TYPE
from schemas.arguments import NoArgsSchema
from schemas.examples import complete_example
from schemas.problems import ProblemSchema

View = Callable[..., Response]
Decorator = Callable[[View], View]
Answer = type[Schema]


SMALL_BODY = 64 * 1024
"""Bytes of a content that strangers may send: 10,000 characters, however JSON spells them."""
OF_EVERY_CALL = (401, 406, 429)
"""Problems that any call may meet, in addition to 400 and the default."""


HEADERS = "headers"


def _with_headers(doc: dict[str, Any], described: Mapping[str, Any], **_: object) -> dict[str, Any]:
    """Add the headers of a method to the parameters of its query string."""
    headers = described.get(HEADERS, ())
    return {**doc, "parameters": [*doc.get("parameters", []), *headers]} if headers else doc


def _document_only(document: Decorator) -> Decorator:
    """Return a decorator that documents as another does, and leaves the method as it is.

    Each of flask-smorest's wraps the method in a function that every call passes.
    """

    def decorator(view: View) -> View:
        view._apidoc = document(view)._apidoc  # type: ignore[attr-defined]  # noqa: SLF001 - where flask-smorest gathers what it documents
        return view

    return decorator


class Blueprint(SmorestBlueprint):
    """Resources whose query strings are held to their schemas."""

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, name: str, description: str) -> None:
        super().__init__(name, __name__, description=description)
        self.before_request(check_request)  # after the edge: what is of the whole app runs first
        self.before_request(identify)
        self._prepare_doc_cbks.append(_with_headers)

    def response(self, *args: Any, **documented: Any) -> Decorator:  # noqa: ANN401  as upstream
        """Document an answer; the methods themselves make answers ready to be sent."""
        return _document_only(super().response(*args, **documented))

    def alt_response(self, *args: Any, **documented: Any) -> Decorator:  # noqa: ANN401  as upstream
        """Document another answer; its example is completed, as that of the main answer is."""
        if example := documented.get("example"):
            documented["example"] = complete_example(documented["schema"], example)
        return _document_only(super().alt_response(*args, **documented))

    def operation(
        self,
        name: str,
        args: Schema | None = None,
        **documented: Any,  # noqa: ANN401  as upstream
    ) -> Decorator:
        """Name an operation, and hold its query string to a schema.

        Args:
            name: the operationId.
            args: of the query string, handed to the method as a dict; None = takes no parameters.
            documented: what else the document says of it, as `doc` takes it.
        """

        def decorator(view: View) -> View:
            view = self.doc(operationId=name, **documented)(view)
            # As keywords, of which there are none: the method need not take what is always empty.
            return self.arguments(  # type: ignore[no-any-return]  # upstream has no types
                args or NoArgsSchema(), location="query", as_kwargs=args is None
            )(view)

        return decorator

    def answers(self, schema: Answer, example: Mapping[str, Any], *problems: int) -> Decorator:
        """Document the answer of a GET, and its problems other than those of every call."""

        def decorator(view: View) -> View:
            not_modified = self.alt_response(304, HTTPStatus.NOT_MODIFIED.name)(view)
            return self.changes(200, schema, example, *problems)(not_modified)

        return decorator

    def changes(
        self, status: int, schema: Answer | None, example: Mapping[str, Any] | None, *problems: int
    ) -> Decorator:
        """Document the answer of a method that changes something; no schema = no content."""

        def decorator(view: View) -> View:
            for problem in (*OF_EVERY_CALL, *problems):
                view = self.alt_response(problem, HTTPStatus(problem).name)(view)
            complete = complete_example(schema, example) if schema and example else example
            documented: View = self.response(
                status, schema, example=complete, description="The answer."
            )(view)
            return documented

        return decorator

    def takes_headers(self, *parameters: Mapping[str, Any]) -> Decorator:
        """Document headers; `doc(parameters=...)` would replace the query string."""

        def decorator(view: View) -> View:
            documented: View = self.doc()(view)
            documented._apidoc[HEADERS] = parameters  # type: ignore[attr-defined]  # noqa: SLF001 - where flask-smorest gathers what it documents
            return documented

        return decorator

    def content(self, schema: Schema, example: object, *, largest: int | None = None) -> Decorator:
        """Hold the content to a schema, document it, and hand it to the method as a dict.

        `largest` is the number of its bytes, where the edge is to refuse more than it does anyhow.
        """

        def decorator(view: View) -> View:
            for problem in (413, 415):
                view = self.alt_response(problem, HTTPStatus(problem).name)(view)
            read: View = self.arguments(schema, example=example, error_status_code=422)(view)
            if largest is not None:
                read.largest_body = largest  # type: ignore[attr-defined]  # the edge asks for it
            return read

        return decorator


class DescribedApi(Api):
    """Gathers what is documented of the routes; errors are documented as problems."""

    ERROR_SCHEMA = ProblemSchema

    def _register_pagination_header(self) -> None:
        """Paging is described in the body, as the national profile requires."""

    def _register_responses(self) -> None:
        self.DEFAULT_RESPONSE_CONTENT_TYPE = MEDIA_TYPE
        super()._register_responses()
        del self.DEFAULT_RESPONSE_CONTENT_TYPE  # answers that are no errors are plain JSON again
