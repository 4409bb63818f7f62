"""The embedded engine: each index a folder, the live one named by a small file.

Layout of the folder: `<index>/` (tantivy's files and `state.json`) and `live` (the name of the
live index). Both small files are replaced in one step; readers look at their time stamps.
"""

from __future__ import annotations

import json
import os
import shutil
import threading
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

import tantivy

from indexer.engine import DamagedIndex, NoLiveIndex, SearchEngineError
from indexer.engines.embedded.checksums import check_files
from indexer.engines.embedded.schema import SCHEMA, register_tokenizers, to_tantivy
from indexer.engines.embedded.snapshot import TantivySnapshot
from indexer.index_names import check_layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from indexer.documents import IndexDocument
    from indexer.engine import Write

LIVE = "live"
STATE = "state.json"
BUILD_HEAP = 100_000_000
"""Bytes that a writer may fill before it puts a segment on disk."""
IO_ERRORS = ("An IO error", "io::Error")
"""What tantivy says of a disk, or of a thread of its own that met one."""


@dataclass(frozen=True, slots=True)
class _State:
    seq: int
    opstamp: int
    changed: int


@dataclass(frozen=True, slots=True)
class _Opened:
    name: str
    stamp: tuple[int, ...]
    snapshot: TantivySnapshot


class TantivyEngine:
    """Implements `indexer.engine.SearchEngine` in a folder.

    One process writes at a time (the caller holds the writer lock); any number read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._opened: _Opened | None = None

    def check(self) -> None:
        """Do nothing: the engine is part of the process."""

    def create(self, name: str) -> None:
        """Make an empty index that is not live."""
        path = self._folder / name
        path.mkdir(parents=True, mode=0o700)
        with _translated_io_errors(name):
            tantivy.Index(SCHEMA, path=str(path))
        self._write_state(name, _State(seq=0, opstamp=0, changed=0))

    def build(self, name: str, batches: Iterable[Sequence[IndexDocument]], seq: int) -> None:
        """Fill a fresh index whole."""
        with self._writer(name, BUILD_HEAP) as writer:
            for batch in batches:
                for document in batch:
                    writer.add_document(to_tantivy(document))
            opstamp = writer.commit()
        self._write_state(name, _State(seq, opstamp, seq))

    def write(
        self, name: str, documents: Sequence[IndexDocument], deletions: Sequence[str], seq: int
    ) -> None:
        """Replace or add documents, delete ids, and remember `seq`, all or nothing."""
        with self.writing(name) as write:
            write(documents, deletions, seq)

    @contextmanager
    def writing(self, name: str) -> Iterator[Write]:
        """Write through one writer: what it merges goes on during the writes, not after each."""
        with self._writer(name, BUILD_HEAP) as writer:

            def write(
                documents: Sequence[IndexDocument], deletions: Sequence[str], seq: int
            ) -> None:
                for entry_id in (*deletions, *(document.id for document in documents)):
                    writer.delete_documents_by_term("id", entry_id)
                for document in documents:
                    writer.add_document(to_tantivy(document))
                changed = bool(documents or deletions)
                state = (
                    _State(seq, writer.commit(), seq)
                    if changed
                    else replace(self._read_state(name), seq=seq)
                )
                self._write_state(name, state)

            yield write

    def count(self, name: str) -> int:
        """Return the number of documents."""
        return int(self._open(name).searcher().num_docs)

    def seq(self, name: str) -> int:
        """Return the ledger position the index holds."""
        return self._read_state(name).seq

    def entries(self, name: str) -> Iterator[tuple[str, int]]:
        """Yield (id, seq) of every document, after a look at every byte of the index."""
        check_files(self._folder / name)
        return TantivySnapshot(name, 0, 0, self._open(name).searcher()).entries()

    def names(self) -> list[str]:
        """Return all indexes, live or not."""
        if not self._folder.is_dir():
            return []
        return sorted(path.name for path in self._folder.iterdir() if path.is_dir())

    def live(self) -> str | None:
        """Return the live index."""
        try:
            return (self._folder / LIVE).read_text(encoding="ascii")
        except (FileNotFoundError, UnicodeDecodeError):
            return None

    def point_alias(self, name: str) -> None:
        """Make this index the live one, in one step."""
        _replace(self._folder / LIVE, name)

    def remove_alias(self) -> None:
        """Make no index the live one."""
        (self._folder / LIVE).unlink(missing_ok=True)

    def drop(self, name: str) -> None:
        """Delete an index that is not live."""
        if name == self.live():
            raise SearchEngineError(f"{name} is live and cannot be dropped")
        shutil.rmtree(self._folder / name)

    def snapshot(self) -> TantivySnapshot:
        """Return the live index as it is now; the same object until something changes."""
        opened = self._opened
        if opened is None or opened.stamp != self._stamp(opened.name):
            with self._lock:
                opened = self._refreshed()
        return opened.snapshot

    def _refreshed(self) -> _Opened:
        name = self.live()
        if name is None:
            raise NoLiveIndex("no index is live: run `exempelbanken index rebuild`")
        check_layout(name)
        stamp = self._stamp(name)
        opened = self._opened
        if opened is not None and opened.stamp == stamp:
            return opened
        if stamp is None:
            raise DamagedIndex(f"the index {name} is not whole")
        state = self._read_state(name)
        generation = f"{name}.{state.opstamp}"
        if opened is not None and opened.snapshot.generation == generation:
            snapshot = replace(opened.snapshot, seq=state.seq)
        else:
            searcher = self._open(name).searcher()
            snapshot = TantivySnapshot(generation, state.seq, state.changed, searcher)
        self._opened = _Opened(name, stamp, snapshot)
        return self._opened

    def _stamp(self, name: str) -> tuple[int, ...] | None:
        """Return what changes with the live index and with its state; None if either is missing."""
        try:
            live = os.stat(f"{self._folder}/{LIVE}")  # noqa: PTH116 - on every search
            state = os.stat(f"{self._folder}/{name}/{STATE}")  # noqa: PTH116
        except OSError:
            return None
        return live.st_mtime_ns, live.st_ino, state.st_mtime_ns, state.st_ino

    def _open(self, name: str) -> tantivy.Index:
        try:
            index = tantivy.Index.open(str(self._folder / name))
        except ValueError as error:
            raise DamagedIndex(f"cannot open the index {name}: {error}") from error
        register_tokenizers(index)
        index.config_reader("manual")
        index.reload()
        return index

    @contextmanager
    def _writer(self, name: str, heap: int) -> Iterator[tantivy.IndexWriter]:
        """Open a writer; what was not committed is dropped, merges are waited for."""
        try:
            writer = self._open(name).writer(heap_size=heap, num_threads=1)
        except ValueError as error:
            raise SearchEngineError(f"cannot write to the index {name}: {error}") from error
        try:
            with _translated_io_errors(name):
                yield writer
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()

    def _read_state(self, name: str) -> _State:
        try:
            return _State(**json.loads((self._folder / name / STATE).read_text(encoding="ascii")))
        except (OSError, ValueError, TypeError) as error:
            raise DamagedIndex(f"the index {name} has no readable state: {error}") from error

    def _write_state(self, name: str, state: _State) -> None:
        _replace(self._folder / name / STATE, json.dumps(asdict(state)))


@contextmanager
def _translated_io_errors(name: str) -> Iterator[None]:
    """Distinguish a disk that takes no more, which tantivy reports as a wrong value.

    Raises:
        SearchEngineError: the index cannot be written.
    """
    try:
        yield
    except ValueError as error:
        if any(mark in str(error) for mark in IO_ERRORS):
            raise SearchEngineError(f"cannot write to the index {name}: {error}") from error
        raise


def _replace(path: Path, content: str) -> None:
    """Write a file so that a reader, or a crash, sees the old content or the new, nothing else."""
    draft = path.with_suffix(".new")
    with draft.open("w", encoding="ascii") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
