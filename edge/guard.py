"""Puts an app behind the edge: what a request must pass on its way in and gets on its way out."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

import structlog
from flask import current_app, g, request
from werkzeug.exceptions import HTTPException, SecurityError

from app.memory import release_memory
from edge import refusals
from edge.forwarded import trusted_networks
from edge.measures import REQUEST_SECONDS, REQUESTS
from edge.proxies import FAULT, BehindProxies
from edge.shares import LONG_TEXT
from edge.trace import Trace, trace_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask, Response

    from app.settings import Settings
    from edge.limits import Allowance, CallLimit
    from edge.shares import FairShares

LONGEST_ADDRESS = 8_000  # characters of path and query; 100 ids and every filter fit in half of it
LARGEST_BODY = 1024 * 1024  # bytes; only files are larger
PROCESSOR_OF_CALL = 0.05
"""Seconds of processor time that one call of the limit stands for: a plain search takes a tenth of
it, the dearest page of hits five calls, a workbook of 10,000 rows 36. So 600 a minute are half a
core at most."""
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
UNLIMITED = frozenset({"static", "health.live", "health.ready"})

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "cross-origin",  # all is public, or asks for a token
}
"""Set on every answer that does not bring its own; browsers without CSP get the older names."""

_SECURITY = tuple((each[0].lower(), each) for each in SECURITY_HEADERS.items())

log = structlog.get_logger("exempelbanken")


@dataclass(slots=True)
class Passage:
    """What the edge knows of the request it is letting through."""

    started: float
    trace: Trace
    processor: float
    allowance: Allowance | None = None
    leave: Callable[[], None] | None = None


def guard(
    flask_app: Flask,
    settings: Settings,
    calls: CallLimit | None,
    is_known: Callable[[], bool] = lambda: False,
    shares: FairShares | None = None,
) -> Flask:
    """Let every request to `flask_app` pass the edge.

    `calls` None means no call limit, `shares` None as many expensive requests at once as there are
    threads. Calls and the share of an address are those of anonymous callers: one that `is_known`
    is only held to the share of the process.

    Refusals are raised as `edge.refusals` (HTTP exceptions): the app's own handlers render them.
    """
    flask_app.config["TRUSTED_HOSTS"] = list(settings.hosts)
    flask_app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    proxies = trusted_networks(settings.trusted_proxies)
    inner = flask_app.wsgi_app
    flask_app.wsgi_app = BehindProxies(inner, proxies)  # type: ignore[method-assign,assignment]

    def admit() -> None:
        trace = trace_of(request.headers.get("traceparent"))
        g.passage = Passage(time.perf_counter(), trace, time.thread_time())
        _check_origin()
        _check_address()
        _check_body()
        if calls is not None and _is_limited() and not is_known():
            _check_allowance(calls)
        if shares is not None and _is_expensive():
            address = None if is_known() else request.remote_addr or ""
            g.passage.leave = shares.admit(address)

    flask_app.before_request(admit)
    flask_app.teardown_request(_leave)
    flask_app.after_request(_send_off)
    if calls is not None:
        flask_app.after_request(partial(_count_processor, calls))  # before the one above
    return flask_app


def _check_origin() -> None:
    fault = request.environ.get(FAULT)
    if fault is not None:
        raise fault
    if isinstance(request.routing_exception, SecurityError):
        raise refusals.UnknownHost


def _check_address() -> None:
    path = request.environ.get("PATH_INFO", "").encode("latin-1")
    query = request.query_string
    if len(path) + len(query) > LONGEST_ADDRESS:
        raise refusals.AddressTooLong
    for part in (path, unquote_to_bytes(query)):
        try:
            readable = "\0" not in part.decode()
        except UnicodeDecodeError:
            readable = False
        if not readable:
            raise refusals.UnreadableAddress


def _check_body() -> None:
    """Refuse a body that is announced too large, and stop reading one that becomes it.

    A method that takes files says itself how large they may be.
    """
    largest = _largest_body(current_app, request.endpoint, request.method)
    request.max_content_length = largest
    if (request.content_length or 0) > largest:
        raise refusals.BodyTooLarge


def largest_body(flask_app: Flask, method: str, path: str) -> int:
    """Tell how many bytes a request may bring, before it has brought them."""
    try:
        endpoint, _ = flask_app.url_map.bind("").match(path, method)
    except HTTPException:
        return LARGEST_BODY
    return _largest_body(flask_app, endpoint, method)


def _largest_body(flask_app: Flask, endpoint: str | None, method: str) -> int:
    largest: int = getattr(_view(flask_app, endpoint, method), "largest_body", LARGEST_BODY)
    return largest


def _view(flask_app: Flask, endpoint: str | None, method: str) -> object:
    """Return the function that answers: a view, or the method of one that is a class."""
    view = flask_app.view_functions.get(endpoint or "")
    name = "get" if method == "HEAD" else method.lower()
    return getattr(getattr(view, "view_class", None), name, view)


def _is_expensive() -> bool:
    if request.method == "OPTIONS":
        return False
    view = _view(current_app, request.endpoint, request.method)
    return getattr(view, "is_expensive", False) or len(request.args.get("q", "")) > LONG_TEXT


def _leave(_error: BaseException | None) -> None:
    """Make room for the next expensive request, whatever became of this one."""
    passage: Passage | None = g.get("passage")
    if passage is not None and passage.leave is not None:
        release_memory()
        passage.leave()


def _is_limited() -> bool:
    # A browser asks with OPTIONS before a call from another site: its user makes one call, not two.
    return request.endpoint not in UNLIMITED and request.method != "OPTIONS"


def _check_allowance(calls: CallLimit) -> None:
    allowance = calls.take(request.remote_addr or "")
    g.passage.allowance = allowance
    if allowance.exceeded:
        raise refusals.TooManyCalls(retry_after=allowance.seconds_left)


def _count_processor(calls: CallLimit, response: Response) -> Response:
    """Count a call that took much processor time as more than one, so that fewer are let in."""
    passage: Passage = g.passage
    more = int((time.thread_time() - passage.processor) / PROCESSOR_OF_CALL)
    if passage.allowance is not None and more:
        passage.allowance = calls.take(request.remote_addr or "", count=more)
    return response


def _send_off(response: Response) -> Response:
    passage: Passage = g.passage
    response.headers["traceparent"] = passage.trace.header
    present = {name.lower() for name in response.headers.keys()}  # noqa: SIM118 - no mapping
    response.headers.extend(each for name, each in _SECURITY if name not in present)
    if passage.allowance is not None:
        response.headers.update(passage.allowance.headers)
    _record(response.status_code, passage)
    return response


def _record(status: int, passage: Passage) -> None:
    seconds = time.perf_counter() - passage.started
    route = request.root_path + request.url_rule.rule if request.url_rule else "unmatched"
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(method, route, status).inc()
    REQUEST_SECONDS.labels(method, route).observe(seconds)
    log.info(
        "request",
        method=method,
        route=route,
        status=status,
        ms=round(seconds * 1000, 1),
        trace_id=passage.trace.trace_id,
    )
