"""Forwarded (RFC 7239), believed only when the peer is a proxy that the settings trust.

X-Forwarded-* headers are never read: anybody can send them, and one header is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from app.errors import InvalidSettings, Message
from edge.refusals import UnreadableForwarded

Address = IPv4Address | IPv6Address
Networks = tuple[IPv4Network | IPv6Network, ...]

# One `name=value` and what follows it; values that should be quoted but are not (a port after an
# IPv4 address) are common in the field and taken as they are.
_PAIR = re.compile(
    r"[ \t]*(?P<name>[!#$%&'*+.^_`|~0-9A-Za-z-]+)="
    r'(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<plain>[^\s",;]+))'
    r"[ \t]*(?P<end>[;,]|$)"
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Who asks and how the address was written at the outermost proxy we trust."""

    client: str
    scheme: str | None = None
    host: str | None = None


def trusted_networks(names: Iterable[str]) -> Networks:
    """Read addresses and networks.

    Raises:
        InvalidSettings: one of them is neither.
    """
    try:
        return tuple(ip_network(name, strict=False) for name in names)
    except ValueError as fault:
        raise InvalidSettings(
            {
                "EXEMPELBANKEN_TRUSTED_PROXIES": Message(
                    f"ska vara adresser eller nät, med komman emellan ({fault})",
                    f"{fault} (addresses or networks, by commas)",
                )
            }
        ) from fault


def elements_of(header: str) -> list[dict[str, str]]:
    """Split a Forwarded header into its elements, nearest proxy last.

    Raises:
        UnreadableForwarded: the header breaks the grammar; a guess could name the wrong client.
    """
    elements: list[dict[str, str]] = [{}]
    position = 0
    while position < len(header):
        pair = _PAIR.match(header, position)
        if pair is None:
            raise UnreadableForwarded
        quoted = pair["quoted"]
        value = pair["plain"] if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
        elements[-1][pair["name"].lower()] = value
        if pair["end"] == ",":
            elements.append({})
        position = pair.end()
    return elements


def origin_of(peer: str, elements: Sequence[Mapping[str, str]], trusted: Networks) -> Origin:
    """Walk from our peer outwards for as long as the next one is trusted."""
    origin = Origin(peer)
    for element in reversed(elements):
        if not is_trusted(origin.client, trusted):
            break
        scheme = element.get("proto", origin.scheme or "").lower() or None
        if scheme not in (None, "http", "https"):
            raise UnreadableForwarded
        client = node_name(element.get("for", "unknown"))
        known = origin.client if client == "unknown" else client
        origin = Origin(known, scheme, element.get("host", origin.host))
        if client == "unknown":
            break
    return origin


def node_name(node: str) -> str:
    """Return the name of a node without its port: an address, "unknown" or "_hidden"."""
    if node.startswith("["):
        return node[1:].partition("]")[0]
    return node.partition(":")[0]


def parsed(address: str) -> Address | None:
    """Return the address, IPv4 also when it comes mapped into IPv6; None for other names."""
    try:
        read = ip_address(address)
    except ValueError:
        return None
    return (read.ipv4_mapped if isinstance(read, IPv6Address) else None) or read


def is_trusted(name: str, trusted: Networks) -> bool:
    """Return whether `name` is an address in one of the networks."""
    address = parsed(name)
    return address is not None and any(address in network for network in trusted)
