"""Both engines give the same first 20 ids in the same order, on real text."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from math import isclose
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from app.imports.bulk_load import ImportOptions, import_lines
from app.indexing import RowSource
from app.searching.requests import SearchRequest
from app.searching.search import search
from bench.recombine import recombined
from bench.relevance.judged import CATALOGUE, read_queries
from catalogue import entries
from indexer.engines.elastic.engine import ElasticEngine
from indexer.engines.elastic.settings import ElasticSettings
from indexer.engines.embedded.engine import TantivyEngine
from indexer.upkeep import sync
from swedish.analysis import is_stop
from swedish.tokens import tokenize
from tests.fixtures.services import services_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from app.wiring import Services
    from indexer.engine import SearchEngine, Snapshot

pytestmark = [pytest.mark.elasticsearch, pytest.mark.slow]

NAME, MERGED = "entries-parity-1", "entries-parity-2"
GENERATED = 300
MANY = 4_000
ROUNDING = 1e-4
"""By which scores may differ: one in the last of their decimals."""
LATER = 20
"""Hits of a page, the fourth of which is beyond those that meaning orders."""
COUNTIES = ("12", "24", "national")


def judged() -> list[SearchRequest]:
    """The judged queries of development, with their filters."""
    return [SearchRequest(each.text, each.filters) for each in read_queries()]


def generated() -> Iterator[SearchRequest]:
    """Words, pairs, slips, phrases and exclusions from the entries' own texts; with filters."""
    choose = random.Random(11)
    with CATALOGUE.open(encoding="utf-8") as lines:
        texts = [f"{e['title']} {e['summary']}" for e in map(json.loads, lines)]
    for number in range(GENERATED):
        tokens = tokenize(choose.choice(texts))
        words = [t.text for t in tokens if not is_stop(t.text)]
        text = _shaped(choose, number % 6, words, [t.text for t in tokens])
        filters = {"county": (choose.choice(COUNTIES),)} if number % 7 == 0 else {}
        yield SearchRequest(text, filters)


def _shaped(choose: random.Random, shape: int, words: list[str], running: list[str]) -> str:
    word = choose.choice(words)
    if shape == 0:
        return word
    if shape == 1:
        at = choose.randrange(len(word))
        return word[:at] + word[at + 1 :]
    if shape == 2:
        at = choose.randrange(max(1, len(running) - 2))
        return f'"{" ".join(running[at : at + 2])}"'
    if shape == 3:
        return f"{word} -{choose.choice(words)}"
    return " ".join(choose.sample(words, min(len(words), shape - 1)))


@dataclass(frozen=True)
class Answered:
    """What a search is answered: ids and scores of a page, total, those that have all, nearby."""

    hits: list[tuple[str, float]]
    total: int
    complete: int
    nearby: list[str]

    def is_like(self, other: Answered) -> bool:
        """Compare, but for hits of the same score, which rounding may exchange."""
        rest = (self.total, self.complete, self.nearby)
        return rest == (other.total, other.complete, other.nearby) and in_one_order(
            self.hits, other.hits
        )


def in_one_order(one: Sequence[tuple[str, float]], other: Sequence[tuple[str, float]]) -> bool:
    """Compare ids, but for those whose scores only rounding parts.

    Both engines add numbers of single precision, each in an order of its own.
    """
    theirs = dict(other)
    return len(one) == len(other) and all(
        entry == at_its_place
        or (
            isclose(mine, score, abs_tol=ROUNDING)
            and isclose(mine, theirs.get(entry, mine), abs_tol=ROUNDING)
        )
        for (entry, mine), (at_its_place, score) in zip(one, other, strict=True)
    )


@dataclass
class Pair:
    """The same documents in both engines."""

    services: Services
    embedded: TantivyEngine
    elastic: ElasticEngine

    def build(self, name: str, *engines: SearchEngine) -> None:
        """Build both from the rows, or those that are named."""
        source = RowSource(self.services)
        pages = list(source.pages())  # made once for both: that is most of the work
        for engine in engines or (self.embedded, self.elastic):
            engine.create(name)
            engine.build(name, iter(pages), source.last_seq())
            engine.point_alias(name)

    def differences(self) -> list[tuple[str, Answered, Answered]]:
        """Return the searches that both engines answer otherwise."""
        requests = [
            *judged(),
            *(replace(each, limit=LATER, page=4) for each in judged()),
            *(replace(each, sort="title") for each in judged()),
            *generated(),
        ]
        embedded, elastic = (
            [self._answered(engine.snapshot(), request) for request in requests]
            for engine in (self.embedded, self.elastic)
        )
        return [
            (request.text, one, other)
            for request, one, other in zip(requests, embedded, elastic, strict=True)
            if not one.is_like(other)
        ]

    def _answered(self, snapshot: Snapshot, request: SearchRequest) -> Answered:
        answer = search(self.services, request, snapshot)
        return Answered(
            [(item["id"], item["score"] or 0.0) for item in answer.items],
            answer.total,
            answer.query["complete"],
            [item["id"] for item in answer.nearby],
        )


@pytest.fixture
def pair(tmp_path: Path, elasticsearch_url: str) -> Iterator[Pair]:
    services = services_in(tmp_path)
    elastic = ElasticEngine(
        ElasticSettings(urls=(elasticsearch_url,), prefix=f"test-{uuid4().hex[:12]}")
    )
    yield Pair(services, TantivyEngine(tmp_path / "index"), elastic)
    elastic.remove_all()
    services.database.close()


def load(services: Services, lines: list[bytes]) -> None:
    report = import_lines(services, lines, ImportOptions(source_system="parity", publish=True))
    assert report.rejected == 0


def test_the_real_entries_rank_alike(pair: Pair) -> None:
    load(pair.services, CATALOGUE.read_bytes().splitlines())
    pair.build(NAME)
    assert pair.differences() == []


def test_changed_and_withdrawn_entries_rank_alike_once_merged(pair: Pair) -> None:
    lines = CATALOGUE.read_bytes().splitlines()
    load(pair.services, lines)
    pair.build(NAME)
    change(pair.services, lines)
    sync(pair.elastic, RowSource(pair.services), NAME)
    copy_merged(pair.elastic)
    pair.build(MERGED, pair.embedded)
    assert pair.differences() == []


def copy_merged(elastic: ElasticEngine) -> None:
    """Have the statistics forget what was replaced; the embedded engine has no call for that.

    A merge drops it from a copy at once: the servers keep it in an index for copies that may have
    to catch up, and look only every 30 seconds which do.
    """
    elastic.create(MERGED)
    client = Elasticsearch(elastic.settings.urls[0], request_timeout=60)
    index, copy = (f"{elastic.settings.prefix}-{name}" for name in (NAME, MERGED))
    client.indices.delete(index=copy)
    client.indices.add_block(index=index, block="write")
    client.indices.clone(index=index, target=copy, settings={"index.blocks.write": None})
    client.indices.forcemerge(index=copy, max_num_segments=1)
    client.indices.refresh(index=copy)
    docs = client.indices.stats(index=copy, metric="docs")["_all"]["total"]["docs"]
    assert docs["deleted"] == 0
    client.close()
    elastic.point_alias(MERGED)


def change(services: Services, lines: list[bytes]) -> None:
    """Rename every third entry and withdraw every tenth."""
    load(services, [_renamed(line) for line in lines[::3]])
    with services.database.write() as unit:
        for line in lines[1::10]:
            found = entries.by_key(unit.connection, "parity", json.loads(line)["externalId"])
            assert found is not None
            entries.withdraw(unit, found.id, "prov", actor="test")


def _renamed(line: bytes) -> bytes:
    row = json.loads(line)
    return json.dumps(row | {"title": f"{row['title']} på nytt"}).encode()


def test_many_entries_rank_alike(pair: Pair) -> None:
    load(pair.services, [json.dumps(each).encode() for each in recombined(MANY)])
    pair.build(NAME)
    assert pair.differences() == []
