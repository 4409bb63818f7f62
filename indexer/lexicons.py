"""The lexicon of the live index: read once per state of the index, by each process."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indexer.engine import EngineQuery, SearchEngineError
from indexer.same_names import SameNames
from indexer.word_statistics import WordStatistics

if TYPE_CHECKING:
    from indexer.concept_recogniser import ConceptRecogniser
    from indexer.engine import Snapshot
    from indexer.topics import Topics

SLOW_SECONDS = 0.05
"""A lexicon that took longer to read is replaced in the background from then on."""


@dataclass(frozen=True, slots=True)
class QueryLexicon:
    """Everything that a search text is read with."""

    words: WordStatistics
    recogniser: ConceptRecogniser
    topics: Topics
    same: SameNames = field(default_factory=SameNames)


@dataclass(frozen=True, slots=True)
class _LoadedLexicon:
    generation: str
    lexicon: QueryLexicon
    seconds: float


class Lexicons:
    """Keeps the lexicon of the latest state seen.

    A small one is read anew at once when the state changes. A large one is read in the background
    while the one before goes on serving: for that moment a new word is not known, and a removed one
    may still be offered as a correction.
    """

    def __init__(self, recogniser: ConceptRecogniser, topics: Topics, same: SameNames) -> None:
        self.recogniser = recogniser
        self._topics = topics
        self._same = same
        self._lock = threading.Lock()
        self._latest: _LoadedLexicon | None = None

    def of(self, snapshot: Snapshot) -> QueryLexicon:
        """Return the lexicon that belongs to a snapshot, or for a moment the one before."""
        latest = self._latest
        if latest is not None and latest.generation == snapshot.generation:
            return latest.lexicon
        if latest is None or latest.seconds < SLOW_SECONDS:
            with self._lock:
                return self._refreshed(snapshot).lexicon
        if self._lock.acquire(blocking=False):
            threading.Thread(target=self._refresh_later, args=(snapshot,), daemon=True).start()
        return latest.lexicon

    def _refresh_later(self, snapshot: Snapshot) -> None:
        try:
            self._refreshed(snapshot)
        except SearchEngineError:
            pass  # the engine went away; the next search finds the same state and tries again
        finally:
            self._lock.release()

    def _refreshed(self, snapshot: Snapshot) -> _LoadedLexicon:
        latest = self._latest
        if latest is not None and latest.generation == snapshot.generation:
            return latest
        started = time.monotonic()
        documents = snapshot.counts([EngineQuery()])[0]
        words = WordStatistics(snapshot.words(), documents)
        lexicon = QueryLexicon(words, self.recogniser, self._topics, self._same)
        self._latest = _LoadedLexicon(snapshot.generation, lexicon, time.monotonic() - started)
        return self._latest
