"""Absolute addresses, and the links that answers carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, TypedDict
from urllib.parse import quote, quote_plus, urlencode, urlsplit

from flask import current_app, g, request
from werkzeug.exceptions import SecurityError

from api.about import BASE_PATH
from app.copies.linked.names import Names


class LinkDescription(TypedDict):
    """A link that can be followed."""

    href: str
    rel: str
    method: str


REGISTERED = frozenset(
    {
        *("self", "first", "prev", "next", "last", "up", "item", "collection", "related"),
        *("version-history", "latest-version", "describedby", "monitor", "edit"),
    }
)
"""Relations of ours that IANA lists: a Link header takes no others by name alone."""
EXTENSIONS = frozenset(
    {
        *("similar", "provenance", "transitions", "cursor", "changes", "candidates"),
        *("rows", "rejected", "commit", "revert"),
    }
)
"""Relations for which IANA has none: the name of the resource."""
LONGEST_HEADER = 2_000
"""Characters of a Link header; proxies have 4 kB for all headers together."""


def public_root() -> str:
    """Return the published address of the API, whatever host name the request used."""
    return f"{current_app.config['PUBLIC_URL']}{BASE_PATH}"


def root() -> str:
    """Return the address of the API as this request names it, worked out once for all its links."""
    found: str | None = g.get("api_root")
    if found is None:
        found = g.api_root = _root()
    return found


def _root() -> str:
    """Return what links begin with: the address of the request, where the service answers there.

    The scheme of the public host is the one that was set: a proxy may have ended TLS before us.
    The edge answers no hosts but its own, whatever port they come with; a port that we do not
    listen on leads nowhere, and a cache would keep it for others. The problem that refuses a
    host uses the public address.
    """
    try:
        host = request.host
    except SecurityError:
        return public_root()
    if host == urlsplit(current_app.config["PUBLIC_URL"]).netloc or not _is_listened_on(host):
        return public_root()
    return request.root_url.rstrip("/")


def _is_listened_on(host: str) -> bool:
    """Return whether a host has no port (that of its scheme), or the one the request came in by."""
    port = urlsplit(f"//{host}").port
    return port is None or str(port) == request.environ.get("SERVER_PORT")


def names() -> Names:
    """Return the addresses of things, which last; whatever host name the request used."""
    return Names(current_app.config["PUBLIC_URL"], public_root())


def with_uri(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry with the address that names it for good."""
    return {**entry, "uri": names().entry(entry["id"])}


def href(*segments: object, query: Iterable[tuple[str, str]] = ()) -> str:
    """Return the absolute address of a resource."""
    address = "/".join([root(), *(_quote_segment(str(segment)) for segment in segments)])
    text = urlencode(list(query)) if query else ""
    return f"{address}?{text}" if text else address


@lru_cache(maxsize=16_384)
def _quote_segment(segment: str) -> str:
    return quote(segment, safe="")


def link(
    rel: str, *segments: object, query: Iterable[tuple[str, str]] = (), method: str = "GET"
) -> LinkDescription:
    """Return a link to a resource."""
    return {"href": href(*segments, query=query), "rel": rel, "method": method}


def link_header(links: Iterable[LinkDescription]) -> str | None:
    """Return links that can be read, as a Link header (RFC 8288); None if that is too long."""
    read = (each for each in links if each["method"] == "GET" and each["rel"] in REGISTERED)
    text = ", ".join(f'<{each["href"]}>; rel="{each["rel"]}"' for each in read)
    return text if 0 < len(text) <= LONGEST_HEADER else None


def self_link(rel: str = "self", **changed: object) -> LinkDescription:
    """Return a link to the requested resource; `changed` replaces parameters, None removes them.

    A resource requested by POST is linked by POST again; there may be nothing to GET.
    """
    address, sent = _request_address()
    query = [pair for name, pair in sent if name not in changed]
    query += [urlencode({name: value}) for name, value in changed.items() if value is not None]
    method = "POST" if request.method == "POST" else "GET"
    return {
        "href": "?".join(filter(None, (address, "&".join(query)))),
        "rel": rel,
        "method": method,
    }


def _request_address() -> tuple[str, list[tuple[str, str]]]:
    """Return the request's target, worked out once: address, names and encoded parameters."""
    found: tuple[str, list[tuple[str, str]]] | None = g.get("target")
    if found is None:
        sent = [
            (name, f"{quote_plus(name)}={quote_plus(value)}")
            for name, value in request.args.items(multi=True)
        ]
        found = g.target = (href(*request.path.strip("/").split("/")), sent)
    return found
