"""What answers at the address of Elasticsearch and is something else."""

from __future__ import annotations

import json

import pytest
from elasticsearch import Elasticsearch

from indexer.engine import AccessRefused, SearchEngineError, UnfitEngine
from indexer.engines.elastic.bulks import send
from indexer.engines.elastic.engine import ElasticEngine
from indexer.engines.elastic.settings import ElasticSettings
from tests.engine.asking import NAME
from tests.fixtures.answering import HTML, JSON, PAGE, answering
from tests.fixtures.entries import document


def engine_at(url: str) -> ElasticEngine:
    return ElasticEngine(ElasticSettings(urls=(url,)))


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (200, HTML, PAGE),
        (200, JSON, "{}"),
        (302, HTML, PAGE),
        (404, HTML, PAGE),
        (404, JSON, '{"error": {"type": "not_found"}}'),
        (400, JSON, '{"error": "bad request"}'),
    ],
)
def test_another_server_is_told_from_an_empty_engine(status: int, kind: str, body: str) -> None:
    with answering(status, kind, body) as url:
        engine = engine_at(url)
        for ask in (engine.check, engine.live, engine.snapshot, lambda: engine.create(NAME)):
            with pytest.raises(UnfitEngine, match=r"no Elasticsearch$"):
                ask()


@pytest.mark.parametrize("status", [429, 502, 503])
def test_a_proxy_whose_servers_are_away_is_waited_for_and_its_page_not_repeated(
    status: int,
) -> None:
    with answering(status) as url:
        engine = engine_at(url)
        for ask in (engine.check, engine.live, engine.snapshot, lambda: engine.create(NAME)):
            with pytest.raises(SearchEngineError, match=str(status)) as refused:
                ask()
            assert not isinstance(refused.value, UnfitEngine)
            assert "<" not in str(refused.value)


def test_a_page_in_the_place_of_a_bulk_is_not_repeated() -> None:
    with answering(502) as url, pytest.raises(SearchEngineError, match="502") as refused:
        engine_at(url).write(NAME, [document(1)], [], seq=1)
    assert "<" not in str(refused.value)


@pytest.mark.parametrize(("status", "why"), [(401, "key is wrong"), (403, "lacks a privilege")])
@pytest.mark.parametrize("product", ["", "Elasticsearch"])
def test_a_user_who_is_refused_is_not_taken_for_an_engine_that_is_away(
    status: int, why: str, product: str
) -> None:
    body = json.dumps({"error": {"type": "security_exception"}, "status": status})
    with answering(status, JSON, body, product) as url:
        engine = engine_at(url)
        for ask in (engine.check, engine.live, engine.snapshot, lambda: engine.create(NAME)):
            with pytest.raises(AccessRefused, match=why):
                ask()


def test_a_proxy_that_asks_for_a_password_refuses_access_and_no_page() -> None:
    with answering(401) as url, pytest.raises(AccessRefused, match="key is wrong"):
        engine_at(url).check()
    with answering(403) as url, pytest.raises(UnfitEngine):
        engine_at(url).check()


def test_an_index_that_is_blocked_refuses_nobody() -> None:
    body = '{"error": {"type": "cluster_block_exception"}, "status": 403}'
    with answering(403, JSON, body, "Elasticsearch") as url:
        with pytest.raises(SearchEngineError, match="403 cluster_block_exception") as refused:
            engine_at(url).create(NAME)
        assert not isinstance(refused.value, AccessRefused)


@pytest.mark.parametrize("whole", [True, False])
def test_a_user_who_may_not_write_is_named_for_a_bulk_or_a_document(whole: bool) -> None:  # noqa: FBT001
    security = {"type": "security_exception", "reason": "unauthorized"}
    answer = {"items": [{"index": {"status": 403, "error": security}}]}
    body = json.dumps({"error": security, "status": 403} if whole else answer)
    action = {"_op_type": "index", "_index": NAME, "_id": "1", "_source": {}}
    with (
        answering(403 if whole else 200, JSON, body, "Elasticsearch") as url,
        pytest.raises(AccessRefused, match="lacks a privilege"),
    ):
        send(Elasticsearch(url), [action])


def test_a_long_reason_is_cut() -> None:
    body = '{"error": "' + "x" * 1000 + '"}'
    with (
        answering(400, JSON, body, "Elasticsearch") as url,
        pytest.raises(SearchEngineError, match="400 xxx") as refused,
    ):
        engine_at(url).live()
    assert len(str(refused.value)) < 250
