"""A test client that holds every answer to openapi.yaml."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_core import Config, OpenAPI
from openapi_core.templating.paths.exceptions import OperationNotFound, PathNotFound
from openapi_core.testing import MockRequest, MockResponse

from tests.fixtures.repository import text_of

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

BASE = "http://127.0.0.1:8000/api/v1"
PROBLEM = "application/problem+json"
DOCUMENT: dict[str, Any] = yaml.safe_load(text_of("openapi.yaml"))
READERS: dict[str, Any] = {PROBLEM: json.loads}
CONTRACT = OpenAPI.from_dict(DOCUMENT, config=Config(extra_media_type_deserializers=READERS))
HOST = DOCUMENT["servers"][0]["url"].removesuffix("/api/v1")
PROBLEM_VALIDATOR = Draft202012Validator(
    {"$ref": "#/components/schemas/Problem", "components": DOCUMENT["components"]}
)


class ContractClient(FlaskClient):
    """Asks as if mounted at /api/v1; an answer that openapi.yaml does not describe is an error."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **({"base_url": BASE} | kwargs))
        check(response)
        return response


def check(response: TestResponse) -> None:
    """Hold a response to the contract; what no path describes can only be a problem."""
    asked = response.request
    if asked.method in {"HEAD", "OPTIONS"}:
        return
    request = MockRequest(HOST, asked.method, f"/api/v1{asked.path}")
    answer = MockResponse(
        response.data, response.status_code, dict(response.headers), response.mimetype or ""
    )
    try:
        CONTRACT.validate_response(request, answer)
    except (PathNotFound, OperationNotFound):
        if response.mimetype == PROBLEM or response.status_code >= 400:
            PROBLEM_VALIDATOR.validate(response.get_json())
