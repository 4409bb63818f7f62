"""Merging an index whole, however long it takes."""

from __future__ import annotations

import time

from elasticsearch import ConnectionTimeout, Elasticsearch

from indexer.engine import SearchEngineError

MOST_SECONDS = 3600.0
"""A million entries take some minutes."""


def merge(client: Elasticsearch, index: str) -> None:
    """Merge an index into one segment a shard, and wait until that is done.

    The servers go on when the client's patience ends, and at the next request answer once they have
    done it: so no call is longer than what stands between the two may allow.

    Raises:
        SearchEngineError: a shard could not be merged.
        ApiError, TransportError: the client's own.
    """
    latest = time.monotonic() + MOST_SECONDS
    while True:
        try:
            found = client.indices.forcemerge(index=index, max_num_segments=1)
        except ConnectionTimeout:
            if time.monotonic() > latest:
                raise
            continue
        if found["_shards"]["failed"]:
            raise SearchEngineError("merge: a shard failed; the servers' logs say why")
        return
