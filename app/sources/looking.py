"""Looking whether an address on the web still answers, and touching nothing but the open web.

Whoever writes entries chooses these addresses, so that none may lead to a machine that only this
server reaches: every name is resolved first, an address that is not public is refused, and the
connection goes to the very address that was looked at, for each redirect anew.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit

Allowed = Callable[[str], bool]


ALIVE, MISSING, SILENT, REFUSED = "alive", "gone", "silent", "refused"
OUTCOMES = (ALIVE, MISSING, SILENT, REFUSED)
"""It answers; the page is no more; nobody answers; an address that is not looked at."""
PATIENCE = 5.0
"""Seconds to wait for any one answer."""
LONGEST = 15.0
"""Seconds that one request may take altogether, however slowly it comes."""
LONGEST_LOOK = 30.0
"""Seconds after which no further request of a look is begun."""
MOST_REDIRECTS = 5
LARGEST_BODY = 4096
PORTS = {"http": 80, "https": 443}
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
"""All of IPv6 that the open internet has: no site-local, IPv4-compatible or NAT64 addresses."""


class Look(NamedTuple):
    """What a look found; `status` is that of HTTP, if anybody answered."""

    outcome: str
    status: int | None = None


class NotPublic(Exception):
    """The address leads to where nobody else could go, or is none of the web."""


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the open internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if inner is not None:
            return is_public(str(inner))
        if found not in _GLOBAL_UNICAST:
            return False
    return found.is_global and not found.is_multicast


def look_at(
    url: str, agent: str, allowed: Allowed = is_public, ports: dict[str, int] | None = None
) -> Look:
    """Ask for an address by HEAD and, where that is answered with a fault, by GET.

    Args:
        url: http or https, without a port or with the usual one.
        agent: who asks.
        allowed: which IP addresses may be called.
        ports: other ones than the usual, for tests.
    """
    ends = time.monotonic() + LONGEST_LOOK
    try:
        for _ in range(MOST_REDIRECTS + 1):
            if time.monotonic() > ends:
                break
            status, onward = _answer("HEAD", url, agent, allowed, ports or PORTS)
            if status >= HTTPStatus.BAD_REQUEST:
                status, onward = _answer("GET", url, agent, allowed, ports or PORTS)
            if not onward:
                return Look(_outcome(status), status)
            url = urljoin(url, onward)
    except NotPublic:
        return Look(REFUSED)
    except (OSError, HTTPException, ValueError):  # also of TLS, and of names that are none
        return Look(SILENT)
    return Look(SILENT)


def _outcome(status: int) -> str:
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return MISSING
    return SILENT if status >= HTTPStatus.INTERNAL_SERVER_ERROR else ALIVE


def _answer(
    method: str, url: str, agent: str, allowed: Allowed, ports: dict[str, int]
) -> tuple[int, str]:
    """Return status and, of a redirect, where it leads."""
    parts = urlsplit(url)
    port = ports.get(parts.scheme)
    if port is None or not parts.hostname or parts.port not in {None, port}:
        raise NotPublic(url)
    with _connect(parts, port, allowed) as connection:
        headers = {"User-Agent": agent, "Accept": "text/html, */*;q=0.5", "Connection": "close"}
        connection.request(method, _target(parts), headers=headers)
        response = connection.getresponse()
        response.read(LARGEST_BODY)
        redirects = 300 <= response.status < 400  # noqa: PLR2004
        return response.status, (response.headers.get("Location") or "") if redirects else ""


def _target(parts: SplitResult) -> str:
    query = f"?{parts.query}" if parts.query else ""
    return quote(f"{parts.path or '/'}{query}", safe="/%:=&?~+!$,;'()*@[]")


@contextmanager
def _connect(parts: SplitResult, port: int, allowed: Allowed) -> Iterator[HTTPConnection]:
    """Connect to an address that was found to be allowed; it ends after a while, come what may."""
    host = (parts.hostname or "").encode("idna").decode("ascii")
    connection: HTTPConnection
    if parts.scheme == "https":
        connection = HTTPSConnection(host, port, timeout=PATIENCE)
    else:
        connection = HTTPConnection(host, port, timeout=PATIENCE)
    plain = socket.create_connection((_resolve(host, port, allowed), port), PATIENCE)
    handle = plain.dup()
    ends = Timer(LONGEST, _shut_down, [handle])
    ends.daemon = True
    ends.start()
    try:
        tls = parts.scheme == "https"
        connection.sock = _start_tls(plain, host) if tls else plain
        yield connection
    finally:
        ends.cancel()
        for each in (connection, plain, handle):
            each.close()


def _start_tls(plain: socket.socket, host: str) -> ssl.SSLSocket:
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _shut_down(sock: socket.socket) -> None:
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _resolve(host: str, port: int, allowed: Allowed) -> str:
    """Return the first IP address of a host, all of which must be allowed."""
    found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(map(allowed, found)):
        raise NotPublic(host)
    return found[0]
