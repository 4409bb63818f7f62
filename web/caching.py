"""Pages that browsers and proxies keep, and ask again whether they have changed."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import Response, make_response
from flask import request as http

from app.searching.search import index_state, live_index
from web.language import language

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.wiring import Services

A_DAY = {"Cache-Control": "public, max-age=86400"}
NO_STORE = {"Cache-Control": "no-store"}


def today() -> str:
    """Return the day that pages tell on paper."""
    return datetime.now(UTC).date().isoformat()


def address_etag(state: str, release: str) -> str:
    """Tag a page by its address, the day that it tells, and the state of what it is made from."""
    target = f"{http.script_root}{http.full_path} {today()}"
    target = hashlib.sha256(target.encode()).hexdigest()[:16]
    return f"{state}-{target}-{release}-{language()}"


def unchanged(etag: str | None) -> bool:
    """Return whether the reader has the page of this tag already."""
    return etag is not None and http.if_none_match.contains_weak(etag)


def not_modified(etag: str | None) -> Response:
    """Answer who has the page already."""
    return Response(status=304, headers={"ETag": f'W/"{etag}"'})


def revalidated(page: str | Response, etag: str | None) -> Response:
    """Let a page be cached but validated: a published change shows at once."""
    response = make_response(page)
    response.cache_control.public = True
    response.cache_control.no_cache = True
    if etag is not None:
        response.set_etag(etag, weak=True)
    return response


def once_per_state(
    services: Services, release: str, make: Callable[[], str | Response], also: str = ""
) -> Response:
    """Answer with a page that only its address and the index decide, and the state of `also`.

    Raises:
        SearchUnavailable: the engine does not answer.
    """
    etag = address_etag(index_state(services, live_index(services)) + also, release)
    return not_modified(etag) if unchanged(etag) else revalidated(make(), etag)
