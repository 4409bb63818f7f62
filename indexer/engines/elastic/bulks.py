"""Sending many writes: every result is read, and what servers are too busy for is sent again."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from elasticsearch import ApiError, Elasticsearch, helpers

from indexer.engine import SearchEngineError
from indexer.engines.elastic.connection import check_access, reason

Action = dict[str, Any]


CHUNK = 500
PAUSES = (0.5, 1, 2, 4, 8, 15, 30)
"""Seconds before what was refused is sent again: a minute in all."""
READ = "items.*.status,items.*.error"
DONE = range(200, 300)
OVERTAKEN, MISSING, BUSY = 409, 404, 429
"""A later event has written the document; there is nothing to delete; too much to do."""
BLOCK = "cluster_block_exception"
"""A full disk answers 429 too, and does not get better by waiting a little."""


def send(client: Elasticsearch, actions: Sequence[Action]) -> None:
    """Send actions in bulks until each is done, or as good as done.

    Raises:
        AccessRefused: the user may not write.
        SearchEngineError: something was not written.
    """
    for pause in PAUSES:
        actions = _refused(client, actions)
        if not actions:
            return
        # Bulks that were refused together must not come back together.
        time.sleep(pause * random.uniform(0.5, 1))  # noqa: S311 - no secret
    if left := _refused(client, actions):
        raise SearchEngineError(f"the servers have been too busy for {len(left)} documents")


def _refused(client: Elasticsearch, actions: Sequence[Action]) -> list[Action]:
    """Send, and return what the servers were too busy for."""
    refused: list[Action] = []
    failed: list[dict[str, Any]] = []
    for action, outcome in zip(actions, _outcomes(client, actions), strict=True):
        status, error = outcome["status"], outcome.get("error")
        if status == BUSY and BLOCK not in str(error):
            refused.append(action)
        elif status not in DONE and status not in (OVERTAKEN, MISSING):
            failed.append(outcome)
    if failed:
        first = failed[0]
        check_access(first["status"], _kind(first))
        why = reason(first.get("exception") or first.get("error") or first)
        raise SearchEngineError(f"{len(failed)} documents were refused, the first: {why}")
    return refused


def _kind(outcome: dict[str, Any]) -> str:
    """Return what servers call the reason for a refusal, of one document or of a whole bulk."""
    exception, error = outcome.get("exception"), outcome.get("error")
    if isinstance(exception, ApiError):
        return str(exception.error)
    return str(error["type"]) if isinstance(error, dict) else ""


def _outcomes(client: Elasticsearch, actions: Iterable[Action]) -> Iterator[dict[str, Any]]:
    """Yield what became of each action, also of those of a bulk that was refused as a whole."""
    results = helpers.streaming_bulk(
        client,
        actions,
        chunk_size=CHUNK,
        raise_on_error=False,
        raise_on_exception=False,
        filter_path=READ,
    )
    for _, result in results:
        yield next(iter(result.values()))
