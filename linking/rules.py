"""What names, keywords and cues of the vocabularies say of a text, before anything is learnt."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, get_args

import numpy as np

from linking.terms import Name, NameKind
from swedish.naming import NameMatcher

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from linking.terms import Scheme
    from linking.texts import Sentence

KINDS: tuple[NameKind, ...] = get_args(NameKind)
MOST_COUNTED = 4
"""Different names of a concept beyond which more say nothing more."""


class Rule(NamedTuple):
    """A name of a concept that stands in the text at [start, end)."""

    concept: str
    name: Name
    start: int
    end: int
    opening: bool


class Rules:
    """The names of one scheme."""

    FEATURES = 3 * len(KINDS)
    """Of each kind: how many different names there are, whether one opens the text, and follows."""

    def __init__(self, scheme: Scheme) -> None:
        self._places = {concept: at for at, concept in enumerate(scheme.concepts)}
        self._names = NameMatcher(
            (name.text, (concept, name))
            for concept, names in scheme.names.items()
            for name in names
        )

    def hits(self, sentences: Sequence[Sentence]) -> Iterator[Rule]:
        """Yield every name in the text, in its order."""
        for at, sentence in enumerate(sentences):
            for hit in self._names.hits(sentence.words):
                yield Rule(*hit.value, hit.start, hit.end, opening=at == 0)

    def features(self, sentences: Sequence[Sentence]) -> NDArray[np.float64]:
        """Return concepts x FEATURES."""
        found = np.zeros((len(self._places), len(KINDS), 3))
        names: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
        for hit in self.hits(sentences):
            row, kind = self._places[hit.concept], KINDS.index(hit.name.kind)
            names[row, kind].add(hit.name.text)
            found[row, kind, 1 if hit.opening else 2] = 1
        for (row, kind), different in names.items():
            found[row, kind, 0] = min(len(different), MOST_COUNTED)
        return found.reshape(len(self._places), self.FEATURES)
