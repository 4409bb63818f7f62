"""Keeping the index in step with the rows: rebuild and swap, sync, verify.

The caller holds the writer lock around everything here that writes.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from indexer.index_names import PREFIX, IndexName

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from indexer.documents import IndexDocument
    from indexer.engine import SearchEngine
    from indexer.index_names import Builder
    from indexer.source import Source

    Progress = Callable[[int], None]
    """Called with the number of entries just written."""

FLOOR = 0.99
"""Share of the rows that a new index must hold before it may go live."""
SYNC_EVENTS = 2_000
"""Ledger events brought over in one write."""
LOOKS = 3
"""Times that a difference must be seen to be one."""


class IndexTooSmall(Exception):
    """A new index holds fewer entries than the rows; it was dropped and nothing changed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where index and rows disagree, of what the index should have by its own position.

    Attributes:
        missing, surplus, stale: ids missing, ids too many, ids of another version.
        unreadable: ids missing because their rows are damaged.
        behind: events of the ledger that the index has yet to take in, which is no fault.
    """

    missing: tuple[str, ...] = ()
    surplus: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    behind: int = 0

    @property
    def has_faults(self) -> bool:
        """Whether anything differs that should not."""
        return bool(self.missing or self.surplus or self.stale or self.unreadable)

    def __bool__(self) -> bool:
        """Return whether anything differs, be it only that the index is behind."""
        return self.has_faults or bool(self.behind)


def _no_progress(_written: int) -> None:
    """Say nothing."""


def rebuild(
    engine: SearchEngine,
    source: Source,
    builder: Builder,
    progress: Progress = _no_progress,
    grace: float = 0.0,
) -> str:
    """Build a whole new index next to the live one, swap once, sweep.

    `grace` is how many seconds readers have, after the swap, to end what they began on the index
    that was live.

    Raises:
        IndexTooSmall: the new index does not hold the rows; the live one stays.
    """
    name = str(IndexName.new(builder))
    noted = source.last_seq()
    engine.create(name)
    try:
        engine.build(name, _reported(source.pages(), progress), noted)
        sync(engine, source, name)
        _check_floor(engine, source, name)
    except BaseException:
        engine.drop(name)
        raise
    engine.point_alias(name)  # outside the try: a swap that happened must never be undone
    if leftovers(engine):
        time.sleep(grace)
    sweep(engine)
    return name


def _reported(
    pages: Iterator[Sequence[IndexDocument]], progress: Progress
) -> Iterator[Sequence[IndexDocument]]:
    for page in pages:
        yield page
        progress(len(page))


def _check_floor(engine: SearchEngine, source: Source, name: str) -> None:
    rows, counted = source.count(), engine.count(name)
    if counted < rows * FLOOR:
        raise IndexTooSmall(f"{name} holds {counted} of {rows} published entries")


def sweep(engine: SearchEngine) -> None:
    """Drop every index of ours but the live one: old ones, and what a killed rebuild left."""
    for name in leftovers(engine):
        engine.drop(name)


def leftovers(engine: SearchEngine) -> list[str]:
    """Return our indexes that are not live."""
    live = engine.live()
    return [name for name in engine.names() if name.startswith(f"{PREFIX}-") and name != live]


def sync(engine: SearchEngine, source: Source, name: str, progress: Progress = _no_progress) -> int:
    """Bring over what the ledger holds and the index does not; return the position reached.

    Each batch writes rows as they are now, so doing it twice is harmless.
    """
    reached = engine.seq(name)
    batches = source.changes(reached, SYNC_EVENTS)
    changes = next(batches, None)
    if changes is None:
        return reached
    with engine.writing(name) as write:
        while changes is not None:
            write(changes.documents, changes.deletions, changes.seq)
            progress(len(changes.documents) + len(changes.deletions))
            reached = changes.seq
            del changes  # or one more batch would be in memory
            changes = next(batches, None)
    return reached


def verify(engine: SearchEngine, source: Source, pause: float = 0.0) -> Difference:
    """Compare id and seq of every entry in the live index with the rows.

    What happened after the position of the index is on its way there, and no difference. Anything
    else is looked at again, `pause` seconds later, in case the index was swapped meanwhile.
    """
    found = _differing(engine, source)
    for _ in range(LOOKS - 1):
        if found:
            time.sleep(pause)
            found &= _differing(engine, source)
    missing, surplus, stale = (
        tuple(sorted(each.id for each in found if each.how is how)) for how in _How
    )
    live = engine.live()
    behind = max(0, source.last_seq() - engine.seq(live)) if live else 0
    return Difference(missing, surplus, stale, behind=behind)


class _How(Enum):
    MISSING = "missing"
    SURPLUS = "surplus"
    STALE = "stale"


class _Differing(NamedTuple):
    """An entry with the seq it has in the rows, or in the index alone."""

    id: str
    seq: int
    how: _How


def _differing(engine: SearchEngine, source: Source) -> set[_Differing]:
    live = engine.live()
    reached = engine.seq(live) if live else None
    indexed = dict(engine.entries(live)) if live else {}
    rows = dict(source.published())
    on_its_way = set() if reached is None else source.changed_since(reached)
    found = {
        _Differing(entry_id, seq, _How.STALE if entry_id in indexed else _How.MISSING)
        for entry_id, seq in rows.items()
        if indexed.get(entry_id) != seq and entry_id not in on_its_way
    }
    surplus = indexed.keys() - rows.keys() - on_its_way
    return found | {_Differing(each, indexed[each], _How.SURPLUS) for each in surplus}
