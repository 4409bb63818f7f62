"""Rebuild, sync and verify over a source of documents kept in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from indexer.engine import EngineQuery, SearchEngine, SearchEngineError
from indexer.index_names import Builder, fingerprint
from indexer.source import SourceChanges
from indexer.upkeep import IndexTooSmall, rebuild, sync, verify
from tests.fixtures.entries import document, entry_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indexer.documents import IndexDocument

BUILDER = Builder(release="1.0", fingerprint=fingerprint("abc123"), since="20260101t000000")


@dataclass
class Shelf:
    """A small catalogue: entries by number, and a ledger of which changed."""

    documents: dict[int, IndexDocument] = field(default_factory=dict)
    ledger: list[int] = field(default_factory=list)
    lost: int = 0

    def put(self, number: int, title: str = "Titel") -> None:
        self.ledger.append(number)
        self.documents[number] = document(number, title=title, seq=len(self.ledger))

    def withdraw(self, number: int) -> None:
        self.ledger.append(number)
        del self.documents[number]

    def last_seq(self) -> int:
        return len(self.ledger)

    def count(self) -> int:
        return len(self.documents) + self.lost

    def pages(self) -> Iterator[Sequence[IndexDocument]]:
        for each in list(self.documents.values()):
            yield [each]

    def changes(self, since: int, limit: int) -> Iterator[SourceChanges]:
        while numbers := self.ledger[since : since + limit]:
            since += len(numbers)
            yield SourceChanges(
                documents=[self.documents[n] for n in sorted(set(numbers)) if n in self.documents],
                deletions=[entry_id(n) for n in sorted(set(numbers)) if n not in self.documents],
                seq=since,
            )

    def changed_since(self, seq: int) -> set[str]:
        return {entry_id(number) for number in self.ledger[seq:]}

    def published(self) -> Iterator[tuple[str, int]]:
        yield from ((each.id, each.seq) for each in self.documents.values())


@pytest.fixture
def shelf() -> Shelf:
    shelf = Shelf()
    for number in range(1, 6):
        shelf.put(number)
    return shelf


def found(engine: SearchEngine) -> int:
    return engine.snapshot().counts([EngineQuery()])[0]


def test_a_rebuild_makes_a_whole_index_live(engine: SearchEngine, shelf: Shelf) -> None:
    name = rebuild(engine, shelf, BUILDER)
    assert engine.live() == name
    assert found(engine) == 5
    assert not verify(engine, shelf)


def test_a_rebuild_sweeps_what_is_not_live(engine: SearchEngine, shelf: Shelf) -> None:
    rebuild(engine, shelf, BUILDER)
    second = rebuild(engine, shelf, BUILDER)
    assert engine.names() == [second]


def test_what_changes_during_a_rebuild_is_in_the_new_index(
    engine: SearchEngine, shelf: Shelf
) -> None:
    def meanwhile(_written: int) -> None:
        if len(shelf.ledger) == 5:
            shelf.put(6)
            shelf.withdraw(1)

    rebuild(engine, shelf, BUILDER, meanwhile)
    assert not verify(engine, shelf)
    assert engine.snapshot().seq == 7


def test_a_new_index_that_misses_rows_does_not_go_live(engine: SearchEngine, shelf: Shelf) -> None:
    live = rebuild(engine, shelf, BUILDER)
    shelf.lost = 5
    with pytest.raises(IndexTooSmall):
        rebuild(engine, shelf, BUILDER)
    assert (engine.live(), engine.names()) == (live, [live])


def test_a_failed_rebuild_leaves_the_live_index(engine: SearchEngine, shelf: Shelf) -> None:
    live = rebuild(engine, shelf, BUILDER)

    def fail(_written: int) -> None:
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        rebuild(engine, shelf, BUILDER, fail)
    assert (engine.live(), engine.names()) == (live, [live])


def test_sync_brings_over_what_changed(engine: SearchEngine, shelf: Shelf) -> None:
    name = rebuild(engine, shelf, BUILDER)
    shelf.put(2, "Nytt")
    shelf.put(9)
    shelf.withdraw(3)
    assert sync(engine, shelf, name) == 8
    assert not verify(engine, shelf)


def test_sync_again_changes_nothing(engine: SearchEngine, shelf: Shelf) -> None:
    name = rebuild(engine, shelf, BUILDER)
    shelf.put(6)
    sync(engine, shelf, name)
    generation = engine.snapshot().generation
    sync(engine, shelf, name)
    assert engine.snapshot().generation == generation


def test_verify_tells_what_differs(engine: SearchEngine, shelf: Shelf) -> None:
    name = rebuild(engine, shelf, BUILDER)
    shelf.put(6)
    shelf.put(2)
    shelf.withdraw(1)
    with engine.writing(name) as write:
        write([], [], shelf.last_seq())  # takes the position and nothing of what led there
    difference = verify(engine, shelf)
    assert difference.missing == (entry_id(6),)
    assert difference.stale == (entry_id(2),)
    assert difference.surplus == (entry_id(1),)
    assert difference.behind == 0


def test_what_came_after_the_position_of_the_index_is_lag_and_no_difference(
    engine: SearchEngine, shelf: Shelf
) -> None:
    rebuild(engine, shelf, BUILDER)
    shelf.put(6)
    shelf.put(2)
    shelf.withdraw(1)
    difference = verify(engine, shelf)
    assert not difference.has_faults
    assert difference.behind == 3


def test_what_is_on_its_way_into_the_index_is_no_difference(
    engine: SearchEngine, shelf: Shelf
) -> None:
    name = rebuild(engine, shelf, BUILDER)
    shelf.put(6)

    class Watched(Shelf):
        """Rows that change between two looks, and are brought over just after each."""

        def published(self) -> Iterator[tuple[str, int]]:
            yield from list(super().published())
            sync(engine, self, name)
            self.put(2)
            self.put(7 + len(self.documents))

    assert not verify(engine, Watched(shelf.documents, shelf.ledger)).has_faults


def test_an_index_without_its_state_says_so(engine: SearchEngine) -> None:
    with pytest.raises(SearchEngineError, match="entries-x-1"):
        engine.seq("entries-x-1")
