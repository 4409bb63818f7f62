"""/health/live: the process answers. /health/ready: the parts it needs answer too."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, jsonify


def health_routes(readiness: Callable[[], Mapping[str, bool]]) -> Blueprint:
    """Serve both; `readiness` names each part and whether it answers."""
    routes = Blueprint("health", __name__, url_prefix="/health")

    @routes.get("/live")
    def live() -> Response:
        return _uncached_response({"status": "ok"}, 200)

    @routes.get("/ready")
    def ready() -> Response:
        parts = dict(readiness())
        well = all(parts.values())
        return _uncached_response(
            {"status": "ok" if well else "unavailable", "parts": parts}, 200 if well else 503
        )

    return routes


def _uncached_response(body: dict[str, object], status: int) -> Response:
    response = jsonify(body)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response
