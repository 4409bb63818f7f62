"""What the embedded engine does beyond the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indexer.engine import EngineQuery, SearchEngineError
from indexer.engines.embedded.engine import TantivyEngine
from tests.engine.asking import NAME
from tests.fixtures.entries import document, entry_id

if TYPE_CHECKING:
    from pathlib import Path


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
