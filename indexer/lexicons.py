"""The lexicon of the live index: read once per state of the index, by each process."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from indexer.engine import EngineQuery
from indexer.understanding import Lexicon
from indexer.words import Words

if TYPE_CHECKING:
    from indexer.concepts import Recogniser
    from indexer.engine import Snapshot
    from indexer.synonyms import Synonyms


class Lexicons:
    """Keeps the lexicon of the latest state seen."""

    def __init__(self, recogniser: Recogniser, synonyms: Synonyms) -> None:
        self._recogniser = recogniser
        self._synonyms = synonyms
        self._lock = threading.Lock()
        self._latest: tuple[str, Lexicon] | None = None

    def of(self, snapshot: Snapshot) -> Lexicon:
        """Return the lexicon that belongs to a snapshot."""
        latest = self._latest
        if latest is None or latest[0] != snapshot.generation:
            with self._lock:
                latest = self._refreshed(snapshot)
        return latest[1]

    def _refreshed(self, snapshot: Snapshot) -> tuple[str, Lexicon]:
        latest = self._latest
        if latest is not None and latest[0] == snapshot.generation:
            return latest
        documents = snapshot.counts([EngineQuery()])[0]
        words = Words(snapshot.words(), documents)
        self._latest = (snapshot.generation, Lexicon(words, self._recogniser, self._synonyms))
        return self._latest
