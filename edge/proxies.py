"""Lets an app see the client, scheme and host that a trusted proxy passed on."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import structlog

from edge.forwarded import Networks, elements_of, is_trusted, origin_of
from edge.refusals import UnreadableForwarded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

FAULT = "exempelbanken.forwarded"
"""Where a broken header is stored until the app can answer it with its own page or problem."""

log = structlog.get_logger("exempelbanken")


@cache
def warn_once() -> None:
    """Say that there may be a proxy whose clients count as one; anybody can send the header."""
    log.warning(
        "a request names the client that it was passed on for, and is not believed: the proxy is"
        " not trusted, or sends no Forwarded",
        setting="EXEMPELBANKEN_TRUSTED_PROXIES",
    )


class BehindProxies:
    """WSGI middleware: it must run before the app reads the address of a request."""

    def __init__(self, inner: WSGIApplication, proxies: Networks) -> None:
        self._inner = inner
        self._proxies = proxies

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Rewrite the environment and pass it on."""
        header = environ.get("HTTP_FORWARDED")
        if header and is_trusted(environ.get("REMOTE_ADDR", ""), self._proxies):
            try:
                self._believe(environ, header)
            except UnreadableForwarded as fault:
                environ[FAULT] = fault
        elif header or "HTTP_X_FORWARDED_FOR" in environ:
            warn_once()
        if "HTTP_HOST" in environ:  # names of hosts have no case; what compares them later has
            environ["HTTP_HOST"] = environ["HTTP_HOST"].lower()
        return self._inner(environ, start)

    def _believe(self, environ: WSGIEnvironment, header: str) -> None:
        origin = origin_of(environ["REMOTE_ADDR"], elements_of(header), self._proxies)
        environ["REMOTE_ADDR"] = origin.client
        if origin.scheme:
            environ["wsgi.url_scheme"] = origin.scheme
        if origin.host:
            environ["HTTP_HOST"] = origin.host
