"""The port: what search needs from an engine, in the project's own words.

An engine holds any number of indexes; one of them is live (the alias). Readers take a `Snapshot`,
which stays with its index whatever becomes live.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import msgspec

from indexer.fields import PLACEHOLDER
from indexer.query import MatchAll

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from indexer.documents import IndexDocument
    from indexer.query import Query

    Write = Callable[[Sequence[IndexDocument], Sequence[str], int], None]
    """documents, deletions, seq: as `SearchEngine.write` without the name."""

RELEVANCE = "relevance"


class SearchEngineError(Exception):
    """The engine cannot do what it should; the message is for operators, not for users."""


class UnfitEngine(SearchEngineError):
    """The engine answers, but can never do it: a wrong version, or another server."""


class AccessRefused(SearchEngineError):
    """The engine answers, but does not let this user do it; the message says why."""


class DamagedIndex(SearchEngineError):
    """An index cannot be read any more; it has to be built anew."""


class NoLiveIndex(SearchEngineError):
    """No index is live that this release can read: it has to be built first."""


@dataclass(frozen=True, slots=True)
class Order:
    """A sort field ("relevance" or one of NUMBER_FIELDS, TITLE_ORDER); ties go by id, ascending.

    On equal relevance, entries of a single county come before national ones.
    """

    field: str = RELEVANCE
    descending: bool = False


@dataclass(frozen=True, slots=True)
class EngineQuery:
    """One request to an engine.

    Attributes:
        query: scored.
        filters: hold for hits and all facets.
        selections: facet -> chosen values (any of them); hold for hits and all other facets.
        facets: facets to count.
        counted: of what is found, how much this finds is counted, too.
        order, offset, limit: the page; limit 0 gives no hits.
        whole: whether hits need their entries; an engine may leave them out where not.
    """

    query: Query = field(default_factory=MatchAll)
    filters: tuple[Query, ...] = ()
    selections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    counted: Query | None = None
    order: Order = field(default_factory=Order)
    offset: int = 0
    limit: int = 20
    whole: bool = True


class Hit(NamedTuple):
    """A document found.

    Attributes:
        id: that of the entry.
        source: the public entry, as JSON or read from it.
        seq: its position in the ledger.
        score: how well it fits, when hits are ranked.
        meaning: that of `IndexDocument`; `topics` is its field of them.
    """

    id: str
    source: bytes | dict[str, Any]
    seq: int
    score: float | None
    meaning: bytes = b""
    topics: str = ""

    @property
    def entry(self) -> dict[str, Any]:
        """The public entry; JSON is read each time, as most hits are only put in order.

        Raises:
            DamagedIndex: the JSON is not as it was written.
        """
        if isinstance(self.source, dict):
            return self.source
        try:
            return msgspec.json.decode(self.source, type=dict)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise DamagedIndex(f"the index cannot be read: {error}") from error

    @property
    def about(self) -> frozenset[str]:
        """The topics, each once."""
        return frozenset(self.topics.split()) - {PLACEHOLDER}


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """Hits of the page, hits in all, and facet -> value -> count (values with hits only).

    `counted` of them are found by the query's `counted`.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    counted: int = 0


class Snapshot(Protocol):
    """The live index as it was when the snapshot was made.

    A swap never reaches it. Single writes do not reach it either where the engine can do so
    cheaply (embedded); elsewhere they may show before the generation says so.
    """

    @property
    def generation(self) -> str:
        """Name of this state; another state has another name."""
        ...

    @property
    def seq(self) -> int:
        """Ledger position that this state holds."""
        ...

    @property
    def changed(self) -> int:
        """Position of the last write that changed what it holds; the generation goes with it."""
        ...

    def search(self, request: EngineQuery) -> EngineAnswer:
        """Return a page of hits and the facets."""
        ...

    def with_entries(self, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """Return hits, of which searches may have left out the entries, with them."""
        ...

    def complete(self, hits: Sequence[Hit], request: EngineQuery) -> EngineAnswer:
        """Return total and facets of a request, and as its page these hits with their entries."""
        ...

    def counts(self, queries: Sequence[EngineQuery]) -> list[int]:
        """Return how many documents each request (without page and facets) matches."""
        ...

    def cross(
        self, request: EngineQuery, rows: str, columns: tuple[str, ...]
    ) -> dict[str, dict[tuple[str, str], int]]:
        """Count documents per pair of values of a facet and each of others, by the other's name."""
        ...

    def words(self) -> Mapping[str, int]:
        """Return every word of the published entries with its document frequency."""
        ...


class SearchEngine(Protocol):
    """What an adapter implements."""

    def check(self) -> None:
        """See whether the engine can be used at all.

        Raises:
            UnfitEngine: it is of the wrong version, or no such engine; waiting does not help.
            SearchEngineError: it does not answer.
        """
        ...

    def create(self, name: str) -> None:
        """Make an empty index that is not live."""
        ...

    def build(self, name: str, batches: Iterable[Sequence[IndexDocument]], seq: int) -> None:
        """Fill a fresh index whole; every document is new to it."""
        ...

    def write(
        self, name: str, documents: Sequence[IndexDocument], deletions: Sequence[str], seq: int
    ) -> None:
        """Replace or add documents, delete ids, and remember `seq`, all or nothing.

        Without either the position alone moves, and the generation stays.
        """
        ...

    def writing(self, name: str) -> AbstractContextManager[Write]:
        """Give a function that writes like `write`, for many writes one after the other."""
        ...

    def count(self, name: str) -> int:
        """Return the number of documents."""
        ...

    def seq(self, name: str) -> int:
        """Return the ledger position the index holds, 0 when none was written."""
        ...

    def entries(self, name: str) -> Iterator[tuple[str, int]]:
        """Yield (id, seq) of every document, for comparing with the rows."""
        ...

    def names(self) -> list[str]:
        """Return all indexes, live or not."""
        ...

    def live(self) -> str | None:
        """Return the live index."""
        ...

    def point_alias(self, name: str) -> None:
        """Make this index the live one, in one step."""
        ...

    def remove_alias(self) -> None:
        """Make no index the live one, so that the next sync builds one."""
        ...

    def drop(self, name: str) -> None:
        """Delete an index that is not live."""
        ...

    def snapshot(self) -> Snapshot:
        """Return the live index as it is now.

        Raises:
            NoLiveIndex: nothing was built yet, or by a release with other fields.
            SearchEngineError: the engine does not answer.
        """
        ...
