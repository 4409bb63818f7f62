from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from flask import Flask, g, jsonify, request

from app.settings import Settings
from edge.guard import PROCESSOR_OF_CALL, guard
from edge.health import health_routes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Response
    from flask.testing import FlaskClient

    from edge.limits import CallLimit

SECRET = "a secret that is only used by tests"  # noqa: S105 - it guards nothing


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, database_url="sqlite://", secret_key=SECRET)


@pytest.fixture
def behind(settings: Settings) -> Callable[..., FlaskClient]:
    """A client of a small app behind the edge; keyword arguments change settings."""

    def client(
        calls: CallLimit | None = None, parts: dict[str, bool] | None = None, **changes: object
    ) -> FlaskClient:
        flask_app = Flask(__name__, static_folder=None)
        flask_app.register_blueprint(health_routes(lambda: parts or {}))

        @flask_app.route("/seen", methods=["GET", "POST"])
        def seen() -> Response:
            return jsonify(
                client=request.remote_addr, url=request.url, trace=g.passage.trace.trace_id
            )

        @flask_app.get("/dear")
        def dear() -> str:
            until = time.thread_time() + 2 * PROCESSOR_OF_CALL
            while time.thread_time() < until:
                pass
            return ""

        return guard(flask_app, replace(settings, **changes), calls).test_client()  # type: ignore[arg-type]

    return client
