"""What the embedded engine does beyond the contract."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

import pytest

from indexer.engine import EngineQuery, SearchEngineError
from indexer.engines.embedded.engine import TantivyEngine
from indexer.query import Bool, Boost, DisMax, Query, Term
from tests.engine.asking import NAME
from tests.fixtures.entries import document, entry_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


WORDS = ("biogas", "skog", "vatten")
KEYS = ("biogas", "skog", "vatt")
CLAUSES: tuple[Query, ...] = tuple(
    DisMax((Boost(Term("title", key), 1.5), Term("text", key)), 0.4) for key in KEYS
)
"""Shared by the trees made of them, as the clauses of a search are by what scores and requires."""


def trees() -> Iterator[Query]:
    """Yield what must, may and must not be there, in the shapes that searches have and others."""
    pairs = list(combinations(CLAUSES, 2))
    both = [Bool(must=pair) for pair in pairs]
    either = [Bool(should=pair, minimum=1) for pair in pairs]
    enough = [Bool(should=(one, two), minimum=1) for one in CLAUSES for two in both]
    parts = [*CLAUSES, *both, *either, *enough, Boost(Bool(filter=CLAUSES), 0.5)]
    for one, other in product(parts, parts):
        yield DisMax((one, other), 0.2)
        yield Bool(must=(one,), should=(other,))
        yield Bool(should=(one, other), minimum=1, must_not=CLAUSES[:1])
        yield from (Bool(should=CLAUSES[:n], filter=(one, other), minimum=1) for n in (1, 2, 3))


@pytest.fixture
def engine(tmp_path: Path) -> TantivyEngine:
    engine = TantivyEngine(tmp_path)
    engine.create(NAME)
    engine.build(NAME, [[document(1, title="Biogas")]], seq=1)
    engine.point_alias(NAME)
    return engine


def test_a_snapshot_stays_as_it_was(engine: TantivyEngine) -> None:
    before = engine.snapshot()
    engine.write(NAME, [], [entry_id(1)], seq=2)
    assert before.counts([EngineQuery()]) == [1]
    assert engine.snapshot().counts([EngineQuery()]) == [0]


def test_another_process_sees_what_was_written(engine: TantivyEngine, tmp_path: Path) -> None:
    reader = TantivyEngine(tmp_path)
    assert reader.snapshot().counts([EngineQuery()]) == [1]
    engine.write(NAME, [document(2)], [], seq=2)
    assert reader.snapshot().counts([EngineQuery()]) == [2]


def test_a_write_that_fails_leaves_no_trace(engine: TantivyEngine) -> None:
    broken = document(2)
    object.__setattr__(broken, "numbers", {"seq": "no number"})
    with pytest.raises((ValueError, TypeError)):
        engine.write(NAME, [document(3), broken], [entry_id(1)], seq=9)
    assert dict(engine.entries(NAME)) == {entry_id(1): 1}
    assert engine.seq(NAME) == 1


@pytest.mark.usefixtures("engine")
def test_a_damaged_index_is_reported_not_served(tmp_path: Path) -> None:
    for file in (tmp_path / NAME).glob("meta.json"):
        file.write_text("{")
    with pytest.raises(SearchEngineError):
        TantivyEngine(tmp_path).snapshot()


def test_what_is_counted_is_what_is_found(every_mix: TantivyEngine) -> None:
    snapshot = every_mix.snapshot()
    asked = [EngineQuery(tree, facets=("kind",)) for tree in trees()]
    found = [snapshot.search(each) for each in asked]
    assert snapshot.counts(asked) == [each.total for each in found]
    assert [sum(each.facets["kind"].values()) for each in found] == [each.total for each in found]


def test_a_facet_of_everything_is_counted_once_whatever_is_asked_beside_it(
    every_mix: TantivyEngine,
) -> None:
    snapshot = every_mix.snapshot()
    first = snapshot.search(EngineQuery(facets=("kind", "county"), limit=0)).facets
    second = snapshot.search(EngineQuery(facets=("county", "goal", "kind"), limit=0)).facets
    assert list(second) == ["county", "goal", "kind"]
    assert all(second[facet] is first[facet] for facet in first)


@pytest.fixture(scope="module")
def every_mix(tmp_path_factory: pytest.TempPathFactory) -> TantivyEngine:
    """Entries with every choice of the words."""
    engine = TantivyEngine(tmp_path_factory.mktemp("mix"))
    mixes = range(2 ** len(WORDS))
    titles = [" ".join(w for i, w in enumerate(WORDS) if mix >> i & 1) or "annat" for mix in mixes]
    engine.create(NAME)
    made = [document(number, title=title) for number, title in enumerate(titles, 1)]
    engine.build(NAME, [made], seq=1)
    engine.point_alias(NAME)
    return engine
