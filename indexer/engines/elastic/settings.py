"""What is set from outside; apart, so that reading settings does not load the client."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ElasticSettings:
    """Where the servers are, how to sign in, and what indexes look like.

    Attributes:
        urls: of one cluster's nodes.
        api_key: or `user` and `password`; none for a cluster without security.
        ca: file with the certificate authority of the cluster.
        prefix: of every index, so that a cluster may hold others' indexes too.
        shards: primary shards of a new index; above 1 term statistics are collected over all.
        replicas: `index.auto_expand_replicas`; "0-1" means one as soon as there is a second node.
    """

    urls: tuple[str, ...]
    api_key: str | None = None
    user: str | None = None
    password: str | None = None
    ca: str | None = None
    prefix: str = "exempelbanken"
    shards: int = 1
    replicas: str = "0-1"
