"""What Elasticsearch does beyond the contract."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from indexer.engine import DamagedIndex, EngineQuery, SearchEngineError
from indexer.engines.elastic.engine import ElasticEngine
from indexer.engines.elastic.settings import ElasticSettings
from indexer.fields import NGRAMS
from tests.engine.asking import NAME, ask, numbers
from tests.fixtures.entries import document, entry_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.documents import IndexDocument

pytestmark = pytest.mark.elasticsearch

SHARDS = 3


@pytest.fixture
def settings(elasticsearch_url: str) -> Iterator[ElasticSettings]:
    """The settings of a prefix of the test's own."""
    settings = ElasticSettings(urls=(elasticsearch_url,), prefix=f"test-{uuid4().hex[:12]}")
    yield settings
    ElasticEngine(settings).remove_all()


def filled(settings: ElasticSettings, *documents: IndexDocument) -> ElasticEngine:
    engine = ElasticEngine(settings)
    engine.create(NAME)
    engine.build(NAME, [list(documents)], seq=len(documents))
    engine.point_alias(NAME)
    return engine


def unevenly_told() -> list[IndexDocument]:
    """Entries whose words are rare on one shard and common on another, as chance has it."""
    return [
        document(n, title="Biogas åkeri" if n % 5 else "Åkeri", summary="Vatten " * (n % 7 + 1))
        for n in range(1, 41)
    ]


def test_several_shards_rank_as_one(settings: ElasticSettings) -> None:
    several = replace(settings, shards=SHARDS, prefix=f"{settings.prefix}-several")
    one, other = filled(settings, *unevenly_told()), filled(several, *unevenly_told())
    for word in ("biogas", "åkeri", "vatten"):
        found, spread = ask(one, word, limit=40), ask(other, word, limit=40)
        assert numbers(spread) == numbers(found)
        assert [hit.score for hit in spread.hits] == pytest.approx(
            [hit.score for hit in found.hits]
        )


def test_an_index_of_several_shards_is_known_by_itself_not_by_the_settings(
    settings: ElasticSettings,
) -> None:
    filled(replace(settings, shards=SHARDS), *unevenly_told())
    assert ElasticEngine(settings).snapshot().several_shards


def test_a_document_that_has_lost_its_id_is_told_as_another(settings: ElasticSettings) -> None:
    engine = filled(settings, document(1), document(2))
    index = f"{settings.prefix}-{NAME}"
    client = Elasticsearch(settings.urls)
    held = client.get(index=index, id=entry_id(1))["_source"]
    lost = {name: value for name, value in held.items() if name != "id"}
    client.index(index=index, id=entry_id(1), document=lost, refresh=True)

    assert dict(engine.entries(NAME)) == {entry_id(1): -1, entry_id(2): 2}


def test_a_count_that_fails_says_so(settings: ElasticSettings) -> None:
    engine = filled(settings, document(1))
    before = engine.snapshot()
    engine.create("entries-test-2")
    engine.point_alias("entries-test-2")
    engine.drop(NAME)
    with pytest.raises(SearchEngineError, match="index_not_found"):
        before.counts([EngineQuery()])


def test_a_later_state_is_kept_when_an_earlier_one_is_written_after_it(
    settings: ElasticSettings,
) -> None:
    engine = filled(settings, document(1), document(2))
    engine.write(NAME, [document(1, title="Solel", seq=9)], [], seq=9)
    engine.write(NAME, [document(1, title="Biogas", seq=5)], [entry_id(1)], seq=5)
    assert numbers(ask(engine, "solel")) == [1]
    assert dict(engine.entries(NAME)) == {entry_id(1): 9, entry_id(2): 2}


def test_every_entry_is_read_once_however_many_pages(
    settings: ElasticSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.engines.elastic.snapshot.PAGE", 7)
    engine = filled(settings, *(document(n, seq=n // 3 + 1) for n in range(1, 31)))
    found = list(engine.entries(NAME))
    assert len(found) == 30
    assert dict(found) == {entry_id(n): n // 3 + 1 for n in range(1, 31)}


def test_an_index_uses_nothing_that_a_plain_elasticsearch_lacks(settings: ElasticSettings) -> None:
    filled(settings, document(1))
    client = Elasticsearch(settings.urls[0])
    (index,) = client.indices.get(index=f"{settings.prefix}-{NAME}").values()
    client.close()
    analyzers = {field.get("analyzer") for field in index["mappings"]["properties"].values()}
    assert analyzers == {None, "whitespace", NGRAMS}
    assert index["mappings"]["dynamic"] == "false"
    tokenizers = index["settings"]["index"]["analysis"]["tokenizer"].values()
    assert {each["type"] for each in tokenizers} == {"ngram"}


def test_an_index_with_half_a_state_is_damaged(settings: ElasticSettings) -> None:
    engine = filled(settings, document(1))
    client = Elasticsearch(settings.urls)
    client.index(index=f"{settings.prefix}-state", id=NAME, document={"seq": 1}, refresh=True)

    for reading in (engine.snapshot, lambda: engine.seq(NAME)):
        with pytest.raises(DamagedIndex, match=NAME):
            reading()
