"""Both engines give the same first 20 ids in the same order, on real text."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from math import isclose
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from app.imports.bulk_load import ImportOptions, import_lines
from app.indexing import RowSource
from app.searching.prepared import prepare
from app.searching.requests import SearchRequest
from app.searching.search import search
from bench.recombine import recombined
from bench.relevance.judged import CATALOGUE
from catalogue import entries
from indexer.engine import RELEVANCE
from indexer.engines.elastic.engine import ElasticEngine
from indexer.engines.elastic.settings import ElasticSettings
from indexer.engines.embedded.engine import TantivyEngine
from indexer.upkeep import sync
from swedish.analysis import is_stop
from swedish.tokens import tokenize
from tests.fixtures.repository import ROOT
from tests.fixtures.services import services_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from app.wiring import Services
    from indexer.engine import EngineQuery, Hit, SearchEngine

pytestmark = [pytest.mark.elasticsearch, pytest.mark.slow]

NAME, MERGED = "entries-parity-1", "entries-parity-2"
GENERATED = 300
MANY = 4_000
ROUNDING = 1e-6
"""Share by which sums of numbers of single precision may differ."""
LATER = 20
"""Hits of a page, the third of which is beyond those that topics order."""
COUNTIES = ("12", "24", "national")


def judged() -> list[SearchRequest]:
    """The judged queries of development, with their filters."""
    queries = json.loads((ROOT / "tests/relevance/queries.json").read_text(encoding="utf-8"))
    return [
        SearchRequest(each["q"], {k: (v,) if isinstance(v, str) else tuple(v) for k, v in
                                  each["filters"].items()})
        for each in queries["queries"]
    ]  # fmt: skip


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


def in_one_order(query: EngineQuery, one: Sequence[Hit], other: Sequence[Hit]) -> bool:
    """Tell whether hits come in one order, but for scores that only rounding parts.

    Both engines add numbers of single precision, each in an order of its own.
    """
    if [hit.entry["id"] for hit in one] == [hit.entry["id"] for hit in other]:
        return True
    if query.order.field != RELEVANCE or len(one) != len(other):
        return False
    theirs = {hit.entry["id"]: hit.score for hit in other}
    return all(
        isclose(each.score, score, rel_tol=ROUNDING)
        for hit, at_its_place in zip(one, other, strict=True)
        for each, score in (
            (hit, at_its_place.score),
            (hit, theirs.get(hit.entry["id"], hit.score)),
        )
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

    def queries(self) -> list[tuple[str, EngineQuery]]:
        snapshot = self.embedded.snapshot()
        return [
            (request.text, prepare(self.services, snapshot, request).query)
            for request in [
                *judged(),
                *(replace(each, sort="title") for each in judged()),
                *generated(),
            ]
        ]

    def differences(self) -> list[str]:
        """Texts of the queries whose first 20 ids, or totals, differ."""
        found = []
        embedded, elastic = self.embedded.snapshot(), self.elastic.snapshot()
        for text, query in self.queries():
            one, other = embedded.search(query), elastic.search(query)
            if not in_one_order(query, one.hits, other.hits) or one.total != other.total:
                found.append(text)
        return found

    def answered(self, engine: SearchEngine) -> list[dict[str, Any]]:
        """Return what each judged search is answered: hits, which have all, and how many."""
        snapshot = engine.snapshot()
        requests = [
            *judged(),
            *(replace(each, limit=LATER, page=3) for each in judged()),
            *(replace(each, sort="title") for each in judged()),
        ]
        answers = [search(self.services, request, snapshot) for request in requests]
        return [
            {name: each.query[name] for name in ("text", "sort", "complete", "partial", "leftOut")}
            | {"hits": [(item["id"], item["complete"]) for item in each.items]}
            | {"total": each.total}
            for each in answers
        ]


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
    assert pair.answered(pair.embedded) == pair.answered(pair.elastic)


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
