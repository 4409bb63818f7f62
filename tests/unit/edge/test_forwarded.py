from __future__ import annotations

import pytest

from app.errors import InvalidSettings
from edge.forwarded import Origin, elements_of, node_name, origin_of, trusted_networks
from edge.refusals import UnreadableForwarded

PROXIES = trusted_networks(["10.0.0.0/8", "192.0.2.1", "2001:db8::/32"])


def origin(header: str, peer: str = "10.0.0.1") -> Origin:
    return origin_of(peer, elements_of(header), PROXIES)


def test_a_trusted_proxy_names_client_scheme_and_host() -> None:
    seen = origin('for=203.0.113.7;proto=https;host="exempel.example.se"')
    assert seen == Origin("203.0.113.7", "https", "exempel.example.se")


def test_an_untrusted_peer_is_not_believed() -> None:
    assert origin("for=203.0.113.7;proto=https", peer="198.51.100.1") == Origin("198.51.100.1")


def test_what_the_client_wrote_before_the_trusted_proxy_is_not_believed() -> None:
    assert origin("for=1.2.3.4;host=evil.example, for=203.0.113.7").client == "203.0.113.7"
    assert origin("for=1.2.3.4;host=evil.example, for=203.0.113.7").host is None


def test_a_chain_of_trusted_proxies_is_walked_to_the_client() -> None:
    seen = origin("for=203.0.113.7;proto=https;host=a.se, for=192.0.2.1;proto=http")
    assert seen == Origin("203.0.113.7", "https", "a.se")


@pytest.mark.parametrize(
    ("node", "name"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("203.0.113.7:4711", "203.0.113.7"),
        ("[2001:db8:cafe::17]:4711", "2001:db8:cafe::17"),
        ("[2001:db8:cafe::17]", "2001:db8:cafe::17"),
        ("unknown", "unknown"),
        ("_hidden:_port", "_hidden"),
    ],
)
def test_a_node_is_read_without_its_port(node: str, name: str) -> None:
    assert node_name(node) == name


def test_a_quoted_value_with_escapes_is_read() -> None:
    assert elements_of(r'for="[2001:db8::1]:80";host="a\"b"') == [
        {"for": "[2001:db8::1]:80", "host": 'a"b'}
    ]


def test_an_unknown_client_counts_as_the_proxy() -> None:
    assert origin("for=unknown;proto=https") == Origin("10.0.0.1", "https")


def test_an_ipv4_peer_mapped_into_ipv6_is_recognised() -> None:
    assert origin("for=203.0.113.7", peer="::ffff:10.0.0.1").client == "203.0.113.7"


@pytest.mark.parametrize(
    "header", ['for="1.2.3.4', "for", "=", "for=1.2.3.4 proto=https", 'for=a"b', "proto=gopher"]
)
def test_a_broken_header_is_refused_rather_than_guessed_at(header: str) -> None:
    with pytest.raises(UnreadableForwarded):
        origin(header)


def test_a_proxy_that_is_no_address_is_named_in_the_error() -> None:
    with pytest.raises(InvalidSettings) as caught:
        trusted_networks(["10.0.0.1", "proxy.example.se"])
    assert "proxy.example.se" in caught.value.faults["EXEMPELBANKEN_TRUSTED_PROXIES"].sv
