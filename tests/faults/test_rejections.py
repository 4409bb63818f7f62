"""An Elasticsearch that has too much to do answers 429: what it refused is sent again."""

from __future__ import annotations

import logging
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from elasticsearch import ApiError, Elasticsearch

from app.indexing import index_status, rebuild_index, sync_index, verify_index
from indexer.engine import SearchEngineError
from tests.faults.installation import wait_for
from tests.faults.test_elasticsearch import installed
from tests.fixtures.elasticsearch import INDEXING_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.elasticsearch.nodes import ElasticsearchNode
    from tests.faults.installation import Installation

pytestmark = pytest.mark.elasticsearch

ENTRIES = 1_200
OTHERS_BULK = 5_000_000
"""Bytes: the node takes in one bulk of ours (2.5 MB) or one of the others' at a time, not both."""
assert OTHERS_BULK < INDEXING_LIMIT
TRANSPORT = "elastic_transport.transport"


@contextmanager
def others_writing(client: Elasticsearch) -> Iterator[None]:
    """Let somebody else's bulks compete."""
    stop = threading.Event()
    body = [{"index": {}}, {"text": "x " * 1_000}] * (OTHERS_BULK // 2_000)

    def write() -> None:
        while not stop.is_set():
            try:
                client.bulk(index="others", operations=body)
            except ApiError as error:
                assert error.status_code == 429  # noqa: PT017 - they compete with us as we do
            stop.wait(1.0)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield
    finally:
        stop.set()
        writer.join()


def refused(caplog: pytest.LogCaptureFixture) -> int:
    """Count the bulks of ours that were answered with 429, as the client noted them."""
    lines = [record.getMessage() for record in caplog.records]
    return sum("/_bulk?filter_path" in line and "status:429" in line for line in lines)


@pytest.fixture
def busy(
    tmp_path: Path, elasticsearch_node: ElasticsearchNode
) -> Iterator[tuple[Installation, Elasticsearch]]:
    installation = installed(tmp_path / "data", elasticsearch_node.url, ENTRIES)
    client = Elasticsearch(elasticsearch_node.url)
    yield installation, client
    client.close()
    installation.services.engine.remove_all()
    installation.close()


ROUNDS = 10
"""Whether two bulks meet is chance: most often they do in the first round."""


def test_a_rebuild_loses_nothing_that_was_refused(
    busy: tuple[Installation, Elasticsearch], caplog: pytest.LogCaptureFixture
) -> None:
    installation, client = busy
    caplog.set_level(logging.INFO, TRANSPORT)
    with others_writing(client):
        for _ in range(ROUNDS):
            rebuild_index(installation.services)
            if refused(caplog):
                break
    assert refused(caplog)
    assert not verify_index(installation.services)


def test_a_sync_loses_nothing_that_was_refused(
    busy: tuple[Installation, Elasticsearch], caplog: pytest.LogCaptureFixture
) -> None:
    installation, client = busy
    sync_index(installation.services)
    caplog.set_level(logging.INFO, TRANSPORT)
    with others_writing(client):
        for attempt in range(ROUNDS):
            installation.load(ENTRIES, mark=f"ändrat {attempt}")
            sync_index(installation.services)
            if refused(caplog):
                break
    assert refused(caplog)
    assert not verify_index(installation.services)


def test_what_stays_refused_is_told_and_done_later(
    busy: tuple[Installation, Elasticsearch], monkeypatch: pytest.MonkeyPatch
) -> None:
    installation, client = busy
    sync_index(installation.services)
    installation.load(ENTRIES, mark="ändrat")
    monkeypatch.setattr("indexer.engines.elastic.bulks.PAUSES", ())
    with others_writing(client):
        wait_for(lambda: too_busy(installation), "a refusal")
    status = index_status(installation.services)
    assert status.seq < status.ledger_seq
    monkeypatch.undo()
    sync_index(installation.services)
    assert not verify_index(installation.services)


def too_busy(installation: Installation) -> bool:
    """Sync; when nobody was in the way, leave more to do for the next time."""
    try:
        sync_index(installation.services)
    except SearchEngineError as error:
        return "too busy" in str(error)
    installation.load(ENTRIES, mark=str(time.monotonic()))
    return False
