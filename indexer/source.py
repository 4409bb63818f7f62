"""What the indexer needs from the rows, typed by what it uses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from indexer.documents import IndexDocument


@dataclass(frozen=True, slots=True)
class SourceChanges:
    """What happened after a ledger position, as the rows stand now.

    Attributes:
        documents: entries to write; deletions: ids to remove; seq: the position reached.
    """

    documents: Sequence[IndexDocument]
    deletions: Sequence[str]
    seq: int


class Source(Protocol):
    """Rows as index documents."""

    def last_seq(self) -> int:
        """Return the ledger's latest position."""
        ...

    def count(self) -> int:
        """Return the number of published entries."""
        ...

    def pages(self) -> Iterator[Sequence[IndexDocument]]:
        """Yield all published entries in pages, without holding a long transaction."""
        ...

    def changes(self, since: int, limit: int) -> Iterator[SourceChanges]:
        """Yield what came after `since`, at most `limit` events at a time."""
        ...

    def changed_since(self, seq: int) -> set[str]:
        """Return the ids of entries that something public happened to after a position."""
        ...

    def published(self) -> Iterator[tuple[str, int]]:
        """Yield (id, seq) of every published entry."""
        ...
