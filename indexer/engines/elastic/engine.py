"""Implements the engine port over the official client.

Names in the cluster: `<prefix>-<index>` per index, the alias `<prefix>-live`, and `<prefix>-state`
with one small document per index that says which ledger position it holds.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from elasticsearch import NotFoundError

from indexer.engine import DamagedIndex, NoLiveIndex, SearchEngineError
from indexer.engines.elastic.bulks import send
from indexer.engines.elastic.connection import (
    ANSWER_SECONDS,
    WRITE_SECONDS,
    Breaker,
    build_client,
    check_product,
    check_version,
    translated,
)
from indexer.engines.elastic.mapping import index_settings, mapping, to_elastic
from indexer.engines.elastic.merging import merge
from indexer.engines.elastic.snapshot import ElasticSnapshot
from indexer.index_names import check_layout
from indexer.prefetch import prefetch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from elasticsearch import Elasticsearch

    from indexer.documents import IndexDocument
    from indexer.engine import Write
    from indexer.engines.elastic.settings import ElasticSettings

LOOK_SECONDS = 0.5
"""How long a reader relies on what it last saw to be live."""
SENDERS = 2
"""Bulks on their way at a time during a build."""
MISSING, EXISTS = 404, 400
SHARDS = "*.settings.index.number_of_shards"


class _Position(NamedTuple):
    """Where in the ledger an index stands, and where it was last changed."""

    seq: int
    changed: int


class ElasticEngine:
    """Implements `indexer.engine.SearchEngine`; one process writes at a time, any number read."""

    def __init__(self, settings: ElasticSettings) -> None:
        self.settings = settings
        self._reader = build_client(settings, ANSWER_SECONDS)
        self._writer = build_client(settings, WRITE_SECONDS)
        self._breaker = Breaker()
        self._lock = threading.Lock()
        self._looked: tuple[float, ElasticSnapshot] | None = None

    @property
    def _alias(self) -> str:
        return f"{self.settings.prefix}-live"

    @property
    def _states(self) -> str:
        return f"{self.settings.prefix}-state"

    def _full(self, name: str) -> str:
        return f"{self.settings.prefix}-{name}"

    def check(self) -> None:
        """See that it is Elasticsearch, of a version that fits."""
        check_version(self._reader)

    def create(self, name: str) -> None:
        """Make an empty index that is not live."""
        with translated("create index"):
            # Made here and not by the first document, which would give it copies that a single
            # node has no place for.
            self._writer.options(ignore_status=EXISTS).indices.create(
                index=self._states, settings={"auto_expand_replicas": self.settings.replicas}
            )
            self._writer.indices.create(
                index=self._full(name), mappings=mapping(), settings=index_settings(self.settings)
            )
        self._remember(name, _Position(0, 0))

    def build(self, name: str, batches: Iterable[Sequence[IndexDocument]], seq: int) -> None:
        """Fill a fresh index whole, and merge it: it is read far more often than built."""
        with translated("build index"):
            # The servers work on some batches while the next ones are made.
            with ThreadPoolExecutor(SENDERS) as pool:
                for _ in prefetch(pool, partial(self._put_all, name), batches, SENDERS + 1):
                    pass
            merge(self._writer, self._full(name))
            self._writer.indices.refresh(index=self._full(name))
        self._remember(name, _Position(seq, seq))

    def write(
        self, name: str, documents: Sequence[IndexDocument], deletions: Sequence[str], seq: int
    ) -> None:
        """Replace or add documents, delete ids, and remember `seq` once all is acknowledged."""
        if not (documents or deletions):
            with translated("read state"):
                changed = self._position(self._writer, name).changed
            self._remember(name, _Position(seq, changed))
            return
        actions = [self._put(name, document) for document in documents]
        actions += [self._delete(name, entry_id, seq) for entry_id in deletions]
        with translated("write"):
            send(self._writer, actions)
            self._writer.indices.refresh(index=self._full(name))
        self._remember(name, _Position(seq, seq))

    @contextmanager
    def writing(self, name: str) -> Iterator[Write]:
        """Write bulk after bulk; the servers merge on their own."""
        yield partial(self.write, name)

    def _put_all(self, name: str, documents: Sequence[IndexDocument]) -> None:
        send(self._writer, [self._put(name, document) for document in documents])

    def _put(self, name: str, document: IndexDocument) -> dict[str, Any]:
        return {
            "_op_type": "index",
            "_index": self._full(name),
            "_id": document.id,
            "version": document.seq,
            "version_type": "external_gte",
            "_source": to_elastic(document),
        }

    def _delete(self, name: str, entry_id: str, seq: int) -> dict[str, Any]:
        return {
            "_op_type": "delete",
            "_index": self._full(name),
            "_id": entry_id,
            "version": seq,
            "version_type": "external_gte",
        }

    def count(self, name: str) -> int:
        """Return the number of documents."""
        with translated("count"):
            return int(self._writer.count(index=self._full(name))["count"])

    def seq(self, name: str) -> int:
        """Return the ledger position the index holds."""
        with translated("read state"):
            return self._position(self._writer, name).seq

    def entries(self, name: str) -> Iterator[tuple[str, int]]:
        """Yield (id, seq) of every document."""
        full = self._full(name)
        return ElasticSnapshot(name, 0, 0, self._writer, full, Breaker()).entries()

    def names(self) -> list[str]:
        """Return all indexes, live or not."""
        start = self._full("entries-")
        with translated("list indexes"):
            found = self._writer.indices.get(index=f"{start}*", filter_path="*.aliases")
        return sorted(name.removeprefix(f"{self.settings.prefix}-") for name in found)

    def live(self) -> str | None:
        """Return the live index."""
        with translated("read alias"):
            try:
                found = list(self._writer.indices.get_alias(name=self._alias))
            except NotFoundError as error:
                check_product(error)
                return None
        if len(found) != 1:
            raise SearchEngineError(f"the alias points to {len(found)} indexes")
        return str(found[0]).removeprefix(f"{self.settings.prefix}-")

    def point_alias(self, name: str) -> None:
        """Make this index the live one, in one step."""
        remove = {"remove": {"index": self._full("entries-*"), "alias": self._alias}}
        add = {"add": {"index": self._full(name), "alias": self._alias}}
        actions = [remove, add] if self.live() else [add]
        with translated("swap"):
            self._writer.indices.update_aliases(actions=actions)
        self._looked = None

    def remove_alias(self) -> None:
        """Make no index the live one."""
        if self.live():
            remove = {"remove": {"index": self._full("entries-*"), "alias": self._alias}}
            with translated("remove alias"):
                self._writer.indices.update_aliases(actions=[remove])
        self._looked = None

    def drop(self, name: str) -> None:
        """Delete an index that is not live."""
        if name == self.live():
            raise SearchEngineError(f"{name} is live and cannot be dropped")
        with translated("drop index"):
            self._writer.indices.delete(index=self._full(name), ignore_unavailable=True)
            self._writer.options(ignore_status=MISSING).delete(index=self._states, id=name)

    def remove_all(self) -> None:
        """Delete everything of this prefix: indexes, states, alias."""
        with translated("remove"):
            found = self._writer.indices.get(
                index=f"{self.settings.prefix}-*", filter_path="*.aliases"
            )
            for index in found:
                self._writer.indices.delete(index=index)
        self._looked = None

    def snapshot(self) -> ElasticSnapshot:
        """Return the live index, as last seen at most half a second ago."""
        looked = self._looked
        if looked is None or time.monotonic() - looked[0] > LOOK_SECONDS:
            with self._lock:
                looked = self._looked_again()
        return looked[1]

    def _looked_again(self) -> tuple[float, ElasticSnapshot]:
        looked = self._looked
        if looked is not None and time.monotonic() - looked[0] <= LOOK_SECONDS:
            return looked
        with self._breaker.guarding("look up the live index"):
            name, (seq, changed), shards = self._look()
        full, is_sharded = self._full(name), shards > 1
        snapshot = ElasticSnapshot(
            f"{name}.{changed}", seq, changed, self._reader, full, self._breaker, is_sharded
        )
        self._looked = (time.monotonic(), snapshot)
        return self._looked

    def _look(self) -> tuple[str, _Position, int]:
        """Return the live index with its position and shards: settings may have changed since."""
        try:
            found = self._reader.indices.get_settings(index=self._alias, filter_path=SHARDS)
            full, description = next(iter(found.items()))
        except NotFoundError as error:
            check_product(error)
            raise NoLiveIndex("no index is live: run `exempelbanken index rebuild`") from error
        name = full.removeprefix(f"{self.settings.prefix}-")
        check_layout(name)
        position = self._position(self._reader, name)
        return name, position, int(description["settings"]["index"]["number_of_shards"])

    def _position(self, client: Elasticsearch, name: str) -> _Position:
        try:
            state = client.get(index=self._states, id=name)["_source"]
            return _Position(state["seq"], state["changed"])
        except (NotFoundError, KeyError) as error:  # deleted: nobody knows what the index holds
            raise DamagedIndex(f"the index {name} has no state, or half of one") from error

    def _remember(self, name: str, position: _Position) -> None:
        with translated("remember position"):
            self._writer.index(index=self._states, id=name, document=position._asdict())
        self._looked = None
