"""A catalogue on another server, called through its API."""

from __future__ import annotations

import json
import time
from http.client import HTTPException, HTTPMessage
from ipaddress import ip_address
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, build_opener
from urllib.request import Request as HttpRequest

from assistants.catalogue import NOT_THE_API, Answer, Request, Unanswered
from record.words import Words

API_PATH = "/api/v1"
SECONDS = 20
"""That a server may take until the next part of its answer has come."""
MOST_SECONDS = 60
"""That a whole answer may take."""
MOST_BYTES = 4_000_000
"""Of an answer; a whole vocabulary is a tenth of that."""
PART = 64 * 1024
REDIRECTS = range(300, 400)

NOT_AN_ADDRESS = Words(
    f"Ge API:ets adress som https://…{API_PATH}, utan användare, lösenord och frågedel. http går"
    " bara till den egna maskinen.",
    f"Give the address of the API as https://…{API_PATH}, without user, password and query. http"
    " is for this machine alone.",
)
REDIRECTED = Words(
    "Adressen hänvisar till en annan, och hänvisningar följs inte. Ge den andra som --url.",
    "The address redirects to another one, and redirects are not followed. Give that one as --url.",
)
TOO_LARGE = Words(
    "Svaret är för stort. Fråga efter mindre.", "The answer is too large. Ask for less."
)
AWAY = Words(
    "Exempelbankens API går inte att nå ({reason}). Försök igen om en stund, eller kontrollera"
    " --url.",
    "The API of Exempelbanken cannot be reached ({reason}). Try again in a while, or check --url.",
)


def checked_address(address: str) -> str:
    """Return the address of an API as it is used.

    Raises:
        Unanswered: it is none, or a text would be sent unencrypted to another machine.
    """
    try:
        parts = urlsplit(address.strip())
        host, _ = parts.hostname or "", parts.port  # raises for a port that is no number
    except ValueError:
        raise Unanswered(NOT_AN_ADDRESS) from None
    path = parts.path.rstrip("/")
    secure = parts.scheme == "https" or (parts.scheme == "http" and _is_this_machine(host))
    rest = "@" in parts.netloc or parts.query or parts.fragment
    if not host or not secure or rest or not path.endswith(API_PATH):
        raise Unanswered(NOT_AN_ADDRESS)
    return f"{parts.scheme}://{parts.netloc}{path}"


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class _NoRedirects(HTTPRedirectHandler):
    """Leaves a redirect as the answer that it is: requests go to the given address alone."""

    def redirect_request(  # noqa: PLR0913, PLR0917  urllib's own
        self,
        req: HttpRequest,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        del req, fp, code, msg, headers, newurl


class RemoteCatalogue:
    """Asks the API at an address; no cookie, no token and no redirect."""

    def __init__(self, address: str) -> None:
        """Take an address that `checked_address` has returned."""
        self._address = address
        here = _is_this_machine(urlsplit(address).hostname or "")
        proxies = [ProxyHandler({})] if here else []  # what is unencrypted leaves no machine
        self._opener = build_opener(_NoRedirects, *proxies)

    def answer(self, request: Request) -> Answer:
        """Answer a call.

        Raises:
            Unanswered: it is too long, nobody answers in time, or not as the API does.
        """
        sent = HttpRequest(  # noqa: S310  the scheme is checked
            self._address + request.target,
            data=request.body,
            headers={**request.headers, "User-Agent": "exempelbanken-mcp"},
            method=request.method,
        )
        try:
            with self._open(sent) as response:
                return _read(response)
        except (OSError, HTTPException) as error:
            raise Unanswered(_away(error)) from None

    def _open(self, sent: HttpRequest) -> Any:  # noqa: ANN401  urllib's own
        try:
            return self._opener.open(sent, timeout=SECONDS)
        except HTTPError as problem:
            return problem  # an answer, too


def _read(response: Any) -> Answer:  # noqa: ANN401  urllib's own
    if response.status in REDIRECTS:
        raise Unanswered(REDIRECTED)
    if "json" not in response.headers.get_content_type():
        raise Unanswered(NOT_THE_API)
    received, deadline = bytearray(), time.monotonic() + MOST_SECONDS
    while part := response.read1(PART):
        received += part
        if len(received) > MOST_BYTES:
            raise Unanswered(TOO_LARGE)
        if time.monotonic() > deadline:
            raise TimeoutError
    try:
        return Answer(response.status, json.loads(received))
    except (ValueError, RecursionError):
        raise Unanswered(NOT_THE_API) from None


def _away(error: Exception) -> Words:
    """Describe what went wrong, without the request: its address holds the words of the search."""
    cause = error.reason if isinstance(error, URLError) else error
    reason = getattr(cause, "strerror", None) or type(cause).__name__
    return Words(AWAY.sv.format(reason=reason), AWAY.en.format(reason=reason))
