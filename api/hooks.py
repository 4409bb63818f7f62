"""What every call passes before and after its resource."""

from __future__ import annotations

import re

from flask import Response, request

from api.media import check_accept
from api.uploads import check_content_type
from edge.refusals import UnreadableAddress

VARY = "Accept, Accept-Language, Authorization"
OPEN = "GET, HEAD, OPTIONS"
POSTED_BY_ANYBODY = frozenset({"link-suggestions.LinkSuggestions"})
"""Endpoints whose POST takes no token and changes nothing: pages of any origin may ask them."""
SENT = "Accept, Accept-Language, If-None-Match, If-Range, Range, traceparent"
SEEN = (
    "Accept-Ranges, Allow, Content-Disposition, Content-Language, Content-Range, ETag, Link,"
    " Location, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate, traceparent"
)
A_DAY = "86400"
_BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


def check_request() -> None:
    """Refuse what no resource could answer."""
    if _BROKEN_ESCAPE.search(request.query_string):
        raise UnreadableAddress
    if _has_content():
        check_content_type()
    check_accept()


def _has_content() -> bool:
    return bool(request.content_length) or "Transfer-Encoding" in request.headers


def finish_response(response: Response) -> Response:
    """Open reading to pages of any origin, and name what answers vary with."""
    headers = response.headers
    headers["Vary"] = VARY
    headers["Access-Control-Allow-Origin"] = "*"
    headers["Access-Control-Expose-Headers"] = SEEN
    if request.method == "OPTIONS":
        posts = request.endpoint in POSTED_BY_ANYBODY
        headers["Access-Control-Allow-Methods"] = f"{OPEN}, POST" if posts else OPEN
        headers["Access-Control-Allow-Headers"] = f"{SENT}, Content-Type" if posts else SENT
        headers["Access-Control-Max-Age"] = A_DAY
    return response
